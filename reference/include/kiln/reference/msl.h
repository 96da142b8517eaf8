// Texts in the Metal Shading Language, compiled and executed on the CPU: what a Metal compiler would refuse is refused,
// and a kernel computes what it would compute on a Metal device. No Apple software is needed.
#ifndef KILN_REFERENCE_MSL_H_
#define KILN_REFERENCE_MSL_H_

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::reference {

// What is wrong with a text, and where; lines and columns count from 1.
struct MslDiagnostic {
  std::uint32_t line = 0, column = 0;
  std::string message;    // in Metal's words: device, not __global
  std::string text_line;  // the line itself
  bool is_error = true;

  std::string ToString(const std::string& file_name) const;  // "k.metal:3:7: error: ...", and the line below it
};

struct MslParameter {
  enum class Kind : std::uint8_t { kBuffer, kThreadgroup, kTexture, kSampler, kInput };
  Kind kind = Kind::kBuffer;
  std::string name;
  std::uint32_t index = 0;  // of [[buffer(index)]] and its like
  std::string input;        // kInput: its attribute, "thread_position_in_grid"
  // kBuffer: a reference, `constant T& name`, or `device T& name` where is_constant is not set.
  bool is_reference = false, is_constant = false;
  std::string type;        // kBuffer: what it points to, with its namespace
  std::uint32_t size = 0;  // kBuffer: of that
};

struct MslKernel {
  std::string name;
  std::uint32_t line = 0;  // where it is defined
  std::vector<MslParameter> parameters;
};

struct MslSource {
  std::string file_name;  // for messages
  std::string text;
  std::uint32_t version = 204;  // of the language: major * 100 + minor
};

// A texel: four floats, ints or uints, as the texture's type is; the caller converts from and to a pixel format.
using MslTexel = std::array<std::uint32_t, 4>;

struct MslTexture {
  std::uint32_t width = 1, height = 1, depth = 1, layers = 1;
  std::span<MslTexel> texels;  // rows, then slices, then layers
};

// What a Metal host would set on a compute command encoder.
struct MslLaunch {
  std::array<std::uint32_t, 3> threads_per_grid = {1, 1, 1};
  // The grid need not be a multiple of it: threadgroups at its end are smaller (dispatchThreads of Metal).
  std::array<std::uint32_t, 3> threads_per_threadgroup = {1, 1, 1};
  std::map<std::uint32_t, std::span<std::byte>> buffers;  // by index; a null buffer is an empty span
  std::map<std::uint32_t, MslTexture> textures;
  std::map<std::uint32_t, std::uint32_t> threadgroup_memory;  // bytes by index
  std::uint32_t threads_per_simdgroup = 32;
  std::chrono::milliseconds timeout = std::chrono::seconds(30);  // zero: none
};

// A text that has been compiled. Launches of one program may run at the same time. It may outlive its source.
class MslProgram {
 public:
  // Never fails on account of the text: see diagnostics(). kInternal: the library itself does not compile.
  static Result<MslProgram> Compile(const MslSource& source);
  MslProgram(MslProgram&&) noexcept;
  MslProgram& operator=(MslProgram&&) noexcept;
  ~MslProgram();

  bool ok() const;  // there is no error among the diagnostics
  const std::vector<MslDiagnostic>& diagnostics() const;
  std::string DiagnosticText() const;
  const std::vector<MslKernel>& kernels() const;

  // Runs every thread of the grid in a child process, and copies the buffers back. kInvalidArgument: a parameter has no
  // binding. kMismatch: the text did what it may not (memory outside its buffers, a barrier that not all threads
  // reach); the message names the text's line where it is known. kTimeout: it ran too long.
  Status Run(const std::string& kernel, const MslLaunch& launch) const;

 private:
  struct State;
  explicit MslProgram(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Compiles the library ahead of the first text (about a tenth of a second), for a process that forks. Compile() does it
// too.
Status PrepareMslLibrary();

}  // namespace kiln::reference

#endif  // KILN_REFERENCE_MSL_H_
