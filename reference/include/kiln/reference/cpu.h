// What a kernel means: OpenCL C compiled for this machine by the same front end, with builtins of the host's
// mathematics, and executed as written. It shares nothing with the translator.
#ifndef KILN_REFERENCE_CPU_H_
#define KILN_REFERENCE_CPU_H_

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/frontend/compile.h"
#include "kiln/reference/finding.h"

namespace kiln::reference {

struct CpuImage {
  using Texel = std::array<std::uint32_t, 4>;  // red, green, blue, alpha: the bits of floats, ints or uints

  std::uint32_t width = 1, height = 1, depth = 1, layers = 1;
  std::uint32_t channel_order = 0, channel_type = 0;  // OpenCL's numbers
  std::span<Texel> texels;                            // rows, then slices, then layers
  // What is read of a texel after it was written: rounded as its format is. Empty: what was written. Called from
  // several threads.
  std::function<Texel(const Texel&)> stored;
};

struct CpuArgument {
  enum class Kind : std::uint8_t { kNull, kBuffer, kValue, kLocal, kImage, kSampler };
  Kind kind = Kind::kNull;
  std::span<std::byte> bytes = {};  // kBuffer: which the kernel may write; kValue
  std::uint64_t local_bytes = 0;    // kLocal
  const CpuImage* image = nullptr;  // kImage, which the kernel may write
  std::uint32_t sampler = 0;        // kSampler: the bits of OpenCL C's CLK_*
};

struct CpuLaunch {
  std::uint32_t dimensions = 1;
  std::array<std::uint64_t, 3> global = {1, 1, 1};
  // The global size need not be a multiple: work-groups at its end are smaller.
  std::array<std::uint64_t, 3> local = {1, 1, 1};
  std::array<std::uint64_t, 3> offset = {0, 0, 0};
  std::vector<CpuArgument> arguments;  // one for each of the kernel's
  // Called with what the kernel prints, a call of printf after another.
  std::function<void(std::string_view)> print;
  // Of a program with checks: what they find is added here. Null: it is not looked at.
  std::vector<Finding>* findings = nullptr;
};

// Whether a program looks, while it runs, for what a kernel must not do (kiln::reference::Finding). It is some ten to a
// hundred times slower, and no access of a kernel leads out of its memory.
enum class Checks : std::uint8_t { kNone, kAll };

// A program as machine code. Pointers and size_t have 64 bits. Launches of one program may run at the same time.
class CpuProgram {
 public:
  // As frontend::Compile, whose errors it has; `options.target_triple` and `address_bits` are not looked at.
  // kUnsupported for a builtin that the reference does not have.
  static Result<CpuProgram> Compile(const frontend::Input& input, const frontend::CompileOptions& options,
                                    Checks checks = Checks::kNone);
  CpuProgram(CpuProgram&&) noexcept;
  CpuProgram& operator=(CpuProgram&&) noexcept;
  ~CpuProgram();

  const std::vector<frontend::KernelSignature>& kernels() const;

  // Runs every work-item, work-groups on all processors, in this process: a kernel that accesses what it may not can
  // end it. With checks it runs one work-group after another, on this thread. kInvalidArgument: the arguments are not
  // the kernel's. kMismatch: a barrier that only some work-items reach.
  Status Run(const std::string& kernel, const CpuLaunch& launch) const;

 private:
  struct State;
  explicit CpuProgram(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kiln::reference

#endif  // KILN_REFERENCE_CPU_H_
