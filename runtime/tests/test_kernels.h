// Kernels for tests: GLSL that follows the ABI of kiln/artifact/reflection.h, and the reflection to go with it.
#ifndef KILN_RUNTIME_TESTS_TEST_KERNELS_H_
#define KILN_RUNTIME_TESTS_TEST_KERNELS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "kiln/artifact/reflection.h"

namespace kiln::runtime {

// A compute shader for Vulkan 1.2 (SPIR-V 1.5), as words. Empty, with a test failure, when it does not compile. The
// header
// `#version 460` and the specialized work-group size are put before `body`.
std::vector<std::uint32_t> CompileGlsl(const std::string& body);

// Builds reflections the way that the translator does: bindings count up with the arguments, values follow one another.
class KernelBuilder {
 public:
  explicit KernelBuilder(std::string name);
  KernelBuilder& Buffer(const std::string& name, const std::string& type_name, bool is_read, bool is_written);
  // A buffer that the kernel is given the device address of.
  KernelBuilder& Address(const std::string& name, const std::string& type_name);
  KernelBuilder& Value(const std::string& name, const std::string& type_name, std::uint32_t size);
  KernelBuilder& Local(const std::string& name, const std::string& type_name, std::uint32_t element_size);
  // At the next multiple of 16, as GLSL's uvec3 needs it.
  KernelBuilder& Implicit(artifact::ImplicitKind kind);
  KernelBuilder& InUniformBuffer();
  // Binds the buffer behind the arguments and the value block, as the translator does.
  KernelBuilder& Prints(std::vector<artifact::PrintfFormat> formats);
  artifact::Kernel Build() const { return kernel_; }

 private:
  artifact::Argument& Add(const std::string& name, const std::string& type_name);
  artifact::Kernel kernel_;
  std::uint32_t next_spec_id_ = 3;
};

// y[i] += a * x[i]: arguments x, y, a.
std::vector<std::uint32_t> SaxpyWords();
artifact::Kernel SaxpyKernel();

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_TESTS_TEST_KERNELS_H_
