// How the harness reaches a compiler: a function that whoever links one plugs in.
#ifndef KILN_HARNESS_TRANSLATOR_H_
#define KILN_HARNESS_TRANSLATOR_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kiln/artifact/reflection.h"
#include "kiln/base/result.h"

namespace kiln::harness {

struct TranslateRequest {
  std::string file_name;                   // for diagnostics and for #include "..." beside it
  std::string source;                      // OpenCL C
  std::vector<std::string> build_options;  // Clang's spelling, one word each
  std::vector<std::string> kernels;        // names to translate; empty: all
};

struct HostImage {
  std::uint32_t width = 1, height = 1, depth = 1, layers = 1;
  std::uint32_t channel_order = 0, channel_type = 0;  // OpenCL's numbers
  // Four floats, ints or uints each: rows, then slices, then layers.
  std::span<std::array<std::uint32_t, 4>> texels;
  // What a texel holds after it was written: rounded as the format is.
  std::function<std::array<std::uint32_t, 4>(const std::array<std::uint32_t, 4>&)> stored;
};

// One argument of a launch on the host.
struct HostArgument {
  enum class Kind : std::uint8_t { kBytes, kNull, kLocal, kImage };
  Kind kind = Kind::kNull;
  std::span<std::byte> bytes;     // kBytes: a value, or a buffer, which the kernel may write
  std::uint64_t local_bytes = 0;  // kLocal
  HostImage image = {};           // kImage
};

// What a program with checks finds wrong in a kernel.
struct HostFindings {
  std::string text;     // a line for each; empty: nothing
  bool errors = false;  // not only warnings
};

struct HostLaunch {
  std::string kernel;
  std::uint32_t dimensions = 1;
  std::array<std::uint32_t, 3> global = {1, 1, 1}, local = {1, 1, 1};
  std::array<std::uint64_t, 3> offset = {0, 0, 0};  // zeros where the program has none
  std::vector<HostArgument> arguments;              // one for each of the kernel's
  std::span<std::byte> printf_buffer;               // when the kernel prints, as the reflection says
  std::string* printed = nullptr;                   // what a program prints by itself is added to it
  std::span<std::byte> program_variables;           // when it uses any
  HostFindings* findings = nullptr;                 // of a program with checks: what they find is added
};

// A program of a target that no Vulkan device runs: something executes it on the host.
class HostProgram {
 public:
  virtual ~HostProgram() = default;
  virtual Status Run(const HostLaunch& launch) const = 0;
  virtual bool has_global_offset() const { return false; }
};

struct Translated {
  std::vector<std::uint32_t> words;                      // SPIR-V for the device the harness runs on
  artifact::Reflection reflection;                       // of the kernels in `words`
  std::string log;                                       // warnings
  std::shared_ptr<const HostProgram> program = nullptr;  // what runs instead of `words`; null: they do
};

// Called from several threads at once, and from forked children. kCompile (whose message holds the diagnostics) when
// the program does not build, kInvalidArgument for a bad build option: those two satisfy expect_build_fail.
// kUnsupported when the target's language cannot say something.
using Translator = std::function<Result<Translated>(const TranslateRequest&)>;

}  // namespace kiln::harness

#endif  // KILN_HARNESS_TRANSLATOR_H_
