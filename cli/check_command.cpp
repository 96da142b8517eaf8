// kiln check FILE...
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <optional>

#include "cli/commands.h"
#include "cli/invocation.h"
#include "cli/message.h"
#include "cli/reproducer.h"
#include "cli/source_options.h"
#include "kiln/base/file.h"
#include "kiln/reference/glsl.h"
#include "kiln/reference/msl.h"
#include "kiln/translator/lower.h"

namespace kiln::cli {
namespace {

using translator::TargetLanguage;
using translator::TargetProfile;

// What a file was judged to be.
struct Verdict {
  bool is_valid = true;
  std::string what;      // "GLSL 4.60 for Vulkan"
  std::string messages;  // whole lines, warnings among them
};

std::optional<TargetLanguage> LanguageOf(llvm::StringRef path) {
  if (path.ends_with(".metal")) return TargetLanguage::kMsl;
  if (path.ends_with(".comp") || path.ends_with(".glsl")) return TargetLanguage::kGlsl;
  if (path.ends_with(".spv")) return TargetLanguage::kSpirv;
  return std::nullopt;
}

// Why the file cannot be a text at all; empty when it can.
std::string NoText(const std::string& contents) {
  if (llvm::StringRef(contents).trim().empty()) return "the file is empty";
  const std::size_t nul = contents.find('\0');
  if (nul == std::string::npos) return "";
  const auto line = std::count(contents.begin(), contents.begin() + static_cast<std::ptrdiff_t>(nul), '\n') + 1;
  return "not a text: line " + std::to_string(line) + " has a zero byte";
}

Result<Verdict> CheckMsl(const std::string& path, const std::string& text, const TargetProfile& profile) {
  const std::uint32_t version = profile.language_version;
  KILN_ASSIGN_OR_RETURN(const auto program, reference::MslProgram::Compile({path, text, version}));
  return Verdict{program.ok(), "MSL " + std::to_string(version / 100) + "." + std::to_string(version % 100),
                 program.DiagnosticText()};
}

// A text that glslang takes may still not be a valid module for Vulkan.
Result<Verdict> CheckGlsl(const std::string& path, const std::string& text, const TargetProfile& vulkan) {
  KILN_ASSIGN_OR_RETURN(const reference::GlslModule module, reference::CompileGlsl(text));
  Verdict verdict{module.ok(), "GLSL 4.60 for Vulkan", module.DiagnosticText(path)};
  if (!module.ok()) return verdict;
  for (const auto& problem : translator::FindProblems(module.words, vulkan)) {
    verdict.is_valid = false;
    verdict.messages += path + ": error: as SPIR-V: " + problem.message + "\n";
  }
  return verdict;
}

Result<Verdict> CheckSpirv(const std::string& path, const TargetProfile& profile) {
  const auto words = ReadWords(path);
  if (!words && words.error().code() != ErrorCode::kInvalidArtifact) return Fail(Error(words.error()));
  Verdict verdict{true, "SPIR-V for " + profile.name, ""};
  if (!words) {
    verdict = {false, verdict.what, path + ": error: its size is not a multiple of 4 bytes\n"};
  } else if (words->empty()) {
    verdict = {false, verdict.what, path + ": error: the file is empty\n"};
  } else {
    for (const auto& problem : translator::FindProblems(*words, profile)) {
      verdict.is_valid = false;
      verdict.messages +=
          path + ": error: " + (problem.place.empty() ? "" : problem.place + ": ") + problem.message + "\n";
    }
  }
  return verdict;
}

Result<Verdict> CheckFile(const std::string& path, const SourceOptions& options) {
  const std::optional<TargetLanguage> language = LanguageOf(path);
  if (!language) {
    return Fail(ErrorCode::kInvalidArgument,
                "'kiln check' cannot tell from '" + path + "' what to check; expected .metal, .comp, .glsl or .spv");
  }
  const TargetProfile& profile = options.Profile(*language);
  if (*language == TargetLanguage::kSpirv) return CheckSpirv(path, profile);
  KILN_ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  if (const std::string reason = NoText(text); !reason.empty()) {
    return Verdict{false, *language == TargetLanguage::kMsl ? "MSL" : "GLSL", path + ": error: " + reason + "\n"};
  }
  return *language == TargetLanguage::kMsl ? CheckMsl(path, text, profile)
                                           : CheckGlsl(path, text, options.Profile(TargetLanguage::kSpirv));
}

}  // namespace

ExitCode Check(const Invocation& invocation) {
  const std::vector<std::string> paths = invocation.Inputs();
  if (paths.empty()) {
    PrintError("no file to check; try 'kiln check --help'");
    return ExitCode::kUsage;
  }
  const auto options = ReadSourceOptions(invocation.arguments);
  if (!options) return ReportError(options.error());
  return RunGuarded(invocation, [&] {
    ExitCode worst = ExitCode::kOk;
    for (const std::string& path : paths) {
      const auto verdict = CheckFile(path, *options);
      if (!verdict) {
        worst = std::max(worst, ReportError(verdict.error()));
        continue;
      }
      llvm::errs() << verdict->messages;
      if (verdict->is_valid) {
        llvm::outs() << path << ": valid " << verdict->what << '\n';
      } else {
        worst = std::max(worst, ExitCode::kCompileError);
      }
    }
    return worst;
  });
}

}  // namespace kiln::cli
