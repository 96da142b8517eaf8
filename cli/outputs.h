// What is to be written, and writing it: all outputs of a command appear at once, or none does.
#ifndef KILN_CLI_OUTPUTS_H_
#define KILN_CLI_OUTPUTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/translator/target_profile.h"

namespace kiln::cli {

enum class OutputKind : std::uint8_t {
  kSpirv,          // .spv
  kSpirvAssembly,  // .spvasm
  kInitializer,    // .inc: {0x07230203, ...}
  kCArray,         // .c
  kCppHeader,      // .h: the words and the reflection's constants
  kGlsl,           // .comp, .glsl
  kMsl,            // .metal
  kHlsl,           // .hlsl
  kReflection,     // .json
  kLlvmIr,         // .ll
};

// The name that --emit= takes: "spv", "glsl", ...
const char* OutputKindName(OutputKind kind);
bool HasLines(OutputKind kind);  // a text whose lines come from lines of the source
std::optional<OutputKind> OutputKindFromName(std::string_view name);
std::optional<OutputKind> OutputKindFromSuffix(std::string_view path);
// The language whose profile serves the kind; absent for LLVM IR, which no target has touched.
std::optional<translator::TargetLanguage> LanguageOf(OutputKind kind);
bool IsText(OutputKind kind);

// One -o: a kind and a path in which %f stands for the input's name without folder and suffix, %k for the kernel's name
// and %% for a percent sign.
struct OutputPattern {
  OutputKind kind = OutputKind::kSpirv;
  std::string path;

  bool NamesInput() const;
  bool NamesKernel() const;
  // `kernel` may be empty when NamesKernel() is false.
  std::string Expand(std::string_view input, std::string_view kernel) const;
};

// "dir/saxpy.cl" -> "saxpy"; "<stdin>" and "-" -> "stdin".
std::string StemOf(std::string_view input);

// Contents waiting for their files.
class OutputSet {
 public:
  // "-" is standard output.
  void Add(std::string path, std::string contents);

  struct File {
    std::string path;
    std::string contents;
  };
  const std::vector<File>& files() const { return files_; }

  // Writes every file to a temporary beside it, then renames them all. On failure nothing of the set is left, earlier
  // versions of the files are untouched, and the error names the path. kIo; kInvalidArgument when two outputs have the
  // same path.
  Status Commit();

 private:
  std::vector<File> files_;
};

}  // namespace kiln::cli

#endif  // KILN_CLI_OUTPUTS_H_
