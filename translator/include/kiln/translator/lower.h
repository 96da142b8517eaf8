// LLVM module -> SPIR-V module and reflection, for one target profile.
#ifndef KILN_TRANSLATOR_LOWER_H_
#define KILN_TRANSLATOR_LOWER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiln/artifact/reflection.h"
#include "kiln/base/result.h"
#include "kiln/frontend/compile.h"
#include "kiln/translator/target_profile.h"

namespace llvm {
class Module;
}  // namespace llvm

namespace kiln::translator {

// Where pointers into buffers lead. Logical: to a bound buffer and an offset. Physical: to a 64-bit device address, which
// may be kept in buffers, too. Auto: physical for the kernels that logical addressing cannot express.
enum class Addressing : std::uint8_t { kAuto, kLogical, kPhysical };

// Told of each step of a pipeline: its name, its seconds, and the IR after it, which is not to be changed. The first one is
// kFrontEndStep, whose IR is the one that the pipeline starts from.
using StepObserver = std::function<void(const char* step, double seconds, const llvm::Module& module)>;
inline constexpr char kFrontEndStep[] = "front-end";

struct LowerOptions {
  std::vector<std::string> kernels;  // names to translate; empty: all
  std::uint32_t optimization_level = 2;
  bool debug_lines = false;          // -g: OpLine
  Addressing addressing = Addressing::kAuto;
  // Math options in force, from the -cl-* options.
  bool fast_relaxed_math = false, finite_math_only = false, unsafe_math = false, denorms_are_zero = false,
       correctly_rounded_divide_sqrt = false, mad_enable = false, no_signed_zeros = false;
  std::string dump_directory;        // IR after every pass, one file each; empty: none
  bool time_passes = false;
  StepObserver after_step;           // may be empty
  // Remarks made so far, for a source that is lowered several times: each is made once. Null: each translation makes its own.
  std::shared_ptr<std::set<std::string>> remarks;
};

struct SpirvModule {
  std::vector<std::uint32_t> words;
  artifact::Reflection reflection;
  std::vector<std::string> kernel_places;  // "file:line" of each kernel of the reflection; empty: unknown
  std::vector<std::pair<std::string, double>> pass_seconds;  // with time_passes, in pipeline order
};

// Consumes the IR inside `source` (it is cloned first, so `source` can be lowered again for another profile). Unsupported
// constructs are reported through source.Emit() and end in kCompile. A kernel that needs physical addresses, where the
// options allow them and the target has them, but was compiled with pointers of 32 bits, is kUnsupported: nothing has been
// reported then, and the same source compiled with address_bits = 64 may do. The words have passed the SPIR-V validator.
Result<SpirvModule> Lower(frontend::KernelModule& source, const TargetProfile& profile, const LowerOptions& options);

// SPIR-V assembly (as spirv-dis prints it, without the header comment), and a C array: a complete definition
// `static const uint32_t name[N] = {0x07230203, ...};`, or the bare initialiser when the name is empty.
Result<std::string> Disassemble(const std::vector<std::uint32_t>& words);
std::string ToCArray(const std::vector<std::uint32_t>& words, std::string_view variable_name);
// What spirv-val has against a module.
struct ModuleProblem {
  std::string place;  // "line 63" of the assembly, or "word 5" of what is no module; may be empty
  std::string message;
};
// spirv-val for the profile's environment.
std::vector<ModuleProblem> FindProblems(const std::vector<std::uint32_t>& words, const TargetProfile& profile);
Status Validate(const std::vector<std::uint32_t>& words, const TargetProfile& profile);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_LOWER_H_
