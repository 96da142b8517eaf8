// What a test case is run on: sets a kernel's arguments, launches it, reads them back. A Vulkan device, or the host.
#ifndef KILN_HARNESS_TESTING_CASE_TARGET_H_
#define KILN_HARNESS_TESTING_CASE_TARGET_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "harness/description/description.h"
#include "kiln/harness/translator.h"
#include "kiln/runtime/runtime.h"

namespace kiln::harness {

// One launch. Every argument is set once, by its position, before it.
class CaseTarget {
 public:
  virtual ~CaseTarget() = default;

  virtual const artifact::Kernel& reflection() const = 0;
  // Why the target cannot run work-groups as large as the test wants; empty when it can.
  virtual std::string TooLarge(const TestCase& test) const = 0;

  virtual Status SetBuffer(std::uint32_t index, std::span<const std::byte> contents) = 0;
  virtual Status SetNull(std::uint32_t index) = 0;
  virtual Status SetLocal(std::uint32_t index, std::uint64_t bytes) = 0;
  virtual Status SetValue(std::uint32_t index, std::span<const std::byte> value) = 0;
  virtual Status SetImage(std::uint32_t index, const runtime::ImageDescription& description,
                          std::span<const std::byte> texels) = 0;
  virtual Status SetSampler(std::uint32_t index, const runtime::Sampler& sampler) = 0;

  virtual Status Launch(const runtime::NdRange& range) = 0;
  virtual const runtime::PrintedText& printed() const = 0;
  // Of the launch, where the target has checks.
  virtual HostFindings findings() const { return {}; }
  // What a buffer or an image holds after the launch; `contents` has its size, or less for a buffer.
  virtual Status Read(std::uint32_t index, std::span<std::byte> contents) const = 0;
};

// `printed` is what the stream's handler of printf fills.
std::unique_ptr<CaseTarget> OnDevice(runtime::Device& device, runtime::Stream& stream, const runtime::Kernel& kernel,
                                     runtime::PrintedText& printed);

// Of buffers on the host.
enum class Bounds : std::uint8_t {
  kLoose,  // buffers have 4 KiB more than the test gives: programs of piglit's write behind the end of theirs
  kTight,  // an access outside of a buffer ends the process
};

// All three must outlive the target. `variables` are the program's, from launch to launch; empty before the first
// kernel that uses any. What a launch cannot have is kUnsupported.
std::unique_ptr<CaseTarget> OnHost(const HostProgram& program, const artifact::Kernel& kernel,
                                   std::vector<std::byte>& variables, Bounds bounds = Bounds::kLoose);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_TESTING_CASE_TARGET_H_
