// kiln reflect FILE
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/raw_ostream.h>

#include "cli/commands.h"
#include "cli/invocation.h"
#include "cli/message.h"
#include "cli/reproducer.h"
#include "cli/translation.h"
#include "kiln/artifact/metal_host.h"
#include "kiln/artifact/spirv_reflection.h"
#include "kiln/base/file.h"

namespace kiln::cli {
namespace {

// A reflection file is checked and printed in the canonical form; a module holds its own; a source file is compiled and
// lowered.
Result<artifact::Reflection> ReflectFile(const std::string& path, const llvm::opt::InputArgList& arguments) {
  if (llvm::StringRef(path).ends_with(".json")) {
    KILN_ASSIGN_OR_RETURN(const std::string json, ReadFile(path));
    auto reflection = artifact::FromJson(json);
    if (!reflection) return Fail(std::move(reflection.error()).With("while reading '" + path + "'"));
    return reflection;
  }
  if (llvm::StringRef(path).ends_with(".spv")) {
    KILN_ASSIGN_OR_RETURN(const std::vector<std::uint32_t> words, ReadWords(path));
    auto reflection = artifact::ReadReflection(words);
    if (!reflection) return Fail(std::move(reflection.error()).With("while reading '" + path + "'"));
    return reflection;
  }
  KILN_ASSIGN_OR_RETURN(const SourceOptions options, ReadSourceOptions(arguments));
  KILN_ASSIGN_OR_RETURN(const frontend::Input input, OpenInput(path, options));
  // Several --target options: the first language that was asked for.
  auto language =
      arguments.hasArg(OPT_metal_host_EQ) ? translator::TargetLanguage::kMsl : translator::TargetLanguage::kSpirv;
  if (const auto targets = arguments.getAllArgValues(OPT_target_EQ); !targets.empty()) {
    language = translator::FindProfile(targets.front())->language;
  }
  const translator::TargetProfile& profile = options.Profile(language);
  KILN_ASSIGN_OR_RETURN(Translation translation, Translation::Start(input, options, &profile));
  KILN_ASSIGN_OR_RETURN(const translator::SpirvModule* module,
                        translation.Lower(profile, arguments.getAllArgValues(OPT_kernel_EQ)));
  return module->reflection;
}

// JSON, or the host code that was asked for.
Result<std::string> Render(const artifact::Reflection& reflection, const std::string& path,
                           const llvm::opt::InputArgList& arguments) {
  const auto* host = arguments.getLastArg(OPT_metal_host_EQ);
  if (host == nullptr) return artifact::ToJson(reflection);
  const llvm::StringRef language = host->getValue();
  if (language != "swift" && language != "objc") {
    return Fail(ErrorCode::kInvalidArgument,
                "'" + language.str() + "' is no value of --metal-host=; expected swift or objc");
  }
  return artifact::ToMetalHost(
      reflection,
      language == "swift" ? artifact::MetalHostLanguage::kSwift : artifact::MetalHostLanguage::kObjectiveCpp,
      llvm::sys::path::stem(path).str() + ".metal");
}

}  // namespace

ExitCode Reflect(const Invocation& invocation) {
  const std::vector<std::string> inputs = invocation.Inputs();
  if (inputs.size() != 1) {
    PrintError(inputs.empty() ? "no input file; try 'kiln reflect --help'" : "'kiln reflect' takes one input");
    return ExitCode::kUsage;
  }
  return RunGuarded(invocation, [&] {
    const auto reflection = ReflectFile(inputs.front(), invocation.arguments);
    if (!reflection) return ReportError(reflection.error());
    const auto text = Render(*reflection, inputs.front(), invocation.arguments);
    if (!text) return ReportError(text.error());
    llvm::outs() << *text;
    return ExitCode::kOk;
  });
}

}  // namespace kiln::cli
