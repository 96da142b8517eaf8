// OpenCL C or C++ for OpenCL source text -> LLVM module, kernel signatures, dependencies. Clang runs in process: no
// subprocess, no temporary file, no header of the machine but those that the source includes.
#ifndef KILN_FRONTEND_COMPILE_H_
#define KILN_FRONTEND_COMPILE_H_

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/frontend/diagnostic.h"

namespace llvm {
class LLVMContext;
class Module;
class raw_ostream;
}  // namespace llvm

namespace kiln::frontend {

enum class DiagnosticFormat : std::uint8_t { kClang, kMsvc, kJson, kSarif };
enum class Action : std::uint8_t { kCompile, kSyntaxOnly, kPreprocess };
// What becomes of a floating-point constant without suffix where the extensions have no cl_khr_fp64. kDemote: it is a float, so
// that nothing is promoted; one remark ("demoted-double") says so, and a warning each constant that no float comes near.
// kError: each is an error ("unsupported-double"). A declared `double` is an error there in any case.
enum class Fp64Policy : std::uint8_t { kDemote, kError };

struct Input {
  // Path as the user spelled it; diagnostics print it. *.clcpp and *.clc++ are C++ for OpenCL, all else OpenCL C.
  std::string name;
  std::optional<std::string> text;  // the contents; read from the file `name` when absent
};

struct CompileOptions {
  // Options in Clang's spelling, already tokenised: -cl-std=CL2.0, -cl-fast-relaxed-math, -DN=4, -Iinclude, -include
  // x.h, -Wall, -g, -Xclang x, ... An option that Clang does not have is a kInvalidArgument error that names it; so is
  // one that selects what to produce or for which machine (-c, -o, -E, -M*, --target): the members below say that. One
  // without effect is a warning. Without -cl-std the language is OpenCL C 1.2 (C++ for OpenCL 1.0), as clBuildProgram
  // has it. __OPENCL_VERSION__ is 300. -O<n> decides macros and attributes only: no LLVM pass runs.
  std::vector<std::string> clang_options;
  std::uint32_t address_bits = 32;  // 32: `spir`, 64: `spir64`
  // path -> contents; found by #include before the disk is asked: a relative path beside the main file and, as
  // "memory:/<path>", in front of all -I.
  std::map<std::string, std::string> memory_files;
  Action action = Action::kCompile;
  bool record_files = false;  // for KernelModule::files_asked
  // OpenCL extensions and features that the target profile has ("cl_khr_fp64", "__opencl_c_int64", ...); absent: all
  // that Kiln can translate on some profile.
  std::optional<std::vector<std::string>> extensions;
  Fp64Policy fp64 = Fp64Policy::kDemote;
  std::string target_triple;  // empty: spir or spir64 by address_bits
  DiagnosticFormat diagnostic_format = DiagnosticFormat::kClang;
  std::optional<bool> colour;  // absent: when the stream is a terminal and NO_COLOR is unset
  // Receives Clang's rendered diagnostics and those emitted with KernelModule::Emit; must outlive the module. kJson and
  // kSarif write one document each, when the module is destroyed or Compile fails. Null: diagnostics are only
  // collected.
  llvm::raw_ostream* diagnostic_stream = nullptr;
};

// What Clang has asked the disk for; with it the same again, a compilation has the same result.
struct FilesAsked {
  std::vector<std::pair<std::string, std::string>> read;  // path, SHA-256 of what was read
  std::vector<std::string> absent;                        // looked for in vain: headers in front of those found, folders
  bool names_the_time = false;  // __DATE__ and the like are in the texts: the next result may differ
};

enum class AddressSpace : std::uint8_t { kPrivate = 0, kGlobal = 1, kConstant = 2, kLocal = 3, kGeneric = 4 };
enum class Access : std::uint8_t { kNone, kReadOnly, kWriteOnly, kReadWrite };

// A type as the source declares it, for typed views and field names in the texts.
struct SourceType {
  enum class Kind : std::uint8_t {
    kVoid,
    kBool,
    kSignedInt,
    kUnsignedInt,
    kFloat,
    kVector,
    kArray,
    kStruct,
    kUnion,
    kPointer,
    kImage,
    kSampler,
    kOther
  };
  struct Field {
    std::string name;
    std::uint64_t offset = 0;  // bytes
    std::shared_ptr<const SourceType> type;
  };
  Kind kind = Kind::kOther;
  std::string name;                           // as written: "float4", "struct params"
  std::uint64_t size = 0;                     // bytes, sizeof
  std::uint64_t alignment = 0;                // bytes
  std::uint32_t bits = 0;                     // scalars
  std::uint64_t count = 0;                    // kVector (3 for vec3, whose size is 4 elements), kArray
  std::shared_ptr<const SourceType> element;  // kVector, kArray, kPointer
  std::vector<Field> fields;                  // kStruct, kUnion
};

struct KernelArgument {
  std::string name;  // "" when the source gives none
  std::string type_name;
  std::shared_ptr<const SourceType> type;                           // of the parameter itself
  AddressSpace address_space = AddressSpace::kPrivate;              // of the pointee; kPrivate for values
  Access access = Access::kNone;                                    // images and pipes
  bool is_const = false, is_restrict = false, is_volatile = false;  // of the pointee
  std::uint32_t line = 0;
};

struct KernelSignature {
  std::string name;
  std::vector<KernelArgument> arguments;
  std::optional<std::array<std::uint32_t, 3>> required_work_group_size;
  std::optional<std::array<std::uint32_t, 3>> work_group_size_hint;
  std::string vec_type_hint;
  SourcePosition position;
};

// A module-scope variable (`__constant` table, `__local` variable, by its IR name) and its declared type.
struct GlobalVariable {
  std::string ir_name;
  std::string source_name;
  std::shared_ptr<const SourceType> type;
  SourcePosition position;
  bool has_constructor = false;  // its type has a default constructor that does something, or none
};

// The unit of translation. Move-only; used by one thread at a time; independent of any other instance.
class KernelModule {
 public:
  struct State;
  explicit KernelModule(std::unique_ptr<State> state);
  ~KernelModule();
  KernelModule(KernelModule&&) noexcept;
  KernelModule& operator=(KernelModule&&) noexcept;

  // Unoptimised IR (cc1 -disable-llvm-passes): line locations, value names and lifetime markers are always
  // present, TBAA never: kernels pun types. Empty after kSyntaxOnly and kPreprocess.
  llvm::Module& module();
  llvm::LLVMContext& context();
  const std::vector<KernelSignature>& kernels() const;
  const std::vector<GlobalVariable>& globals() const;
  // Files read from the disk, as found, main file first; texts from memory are none.
  const std::vector<std::string>& dependencies() const;
  // With CompileOptions::record_files. A main file of which the text was given is not among them.
  FilesAsked files_asked() const;
  const std::vector<Diagnostic>& diagnostics() const;  // all so far, in order
  const std::string& preprocessed() const;             // Action::kPreprocess

  // Reports one of Kiln's own diagnostics in the same form, with source line and caret, to the same stream. -w and
  // -Werror apply to it.
  void Emit(const Diagnostic& diagnostic);
  // Number of errors so far, Clang's and Kiln's.
  std::size_t error_count() const;

 private:
  std::unique_ptr<State> state_;
};

// kCompile when the source has errors (already rendered to the stream; the message holds the first); kNotFound or kIo
// for a main file that cannot be read; kInvalidArgument for bad options; kInternal when Clang crashed. Calls on several
// threads at once are independent. The first call installs LLVM's crash recovery in the process (SIGSEGV and the like,
// and LLVM's fatal error handler): both act inside Compile only.
Result<KernelModule> Compile(const Input& input, const CompileOptions& options);

}  // namespace kiln::frontend

#endif  // KILN_FRONTEND_COMPILE_H_
