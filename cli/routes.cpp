#include "cli/routes.h"

#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>

#include "cli/cpu_program.h"
#include "cli/harness_translator.h"
#include "cli/metal_program.h"
#include "cli/translation.h"
#include "kiln/base/file.h"
#include "kiln/reference/glsl.h"
#include "kiln/reference/msl.h"
#include "kiln/translator/lower.h"

namespace kiln::cli {
namespace {

using translator::TargetLanguage;
using translator::TargetProfile;

struct PrintedText {
  std::string text, file_name;
  artifact::Reflection reflection;
  std::string log;
};

Error WithLog(Error error, const std::string& log) {
  return error.code() == ErrorCode::kCompile ? Error(ErrorCode::kCompile, log) : std::move(error);
}

std::string TextName(const harness::TranslateRequest& request, const char* suffix) {
  std::string name = llvm::sys::path::filename(request.file_name).str();
  if (request.kernels.size() == 1) name += "." + request.kernels.front();
  return name + suffix;
}

Result<PrintedText> PrintRequested(const harness::TranslateRequest& request, SourceOptions options,
                                   const TargetProfile& profile, const char* suffix, bool save) {
  KILN_RETURN_IF_ERROR(AddBuildOptions(request.build_options, options));
  PrintedText printed;
  llvm::raw_string_ostream stream(printed.log);
  options.compile.diagnostic_stream = &stream;
  options.compile.colour = false;
  auto translation = Translation::Start(frontend::Input{request.file_name, request.source}, options, &profile);
  if (!translation) return Fail(WithLog(std::move(translation.error()), printed.log));
  auto module = translation->Lower(profile, request.kernels);
  if (!module) return Fail(WithLog(std::move(module.error()), printed.log));
  printed.reflection = (*module)->reflection;
  const OutputKind kind = profile.language == TargetLanguage::kGlsl ? OutputKind::kGlsl : OutputKind::kMsl;
  std::vector<std::string> kernels = request.kernels;
  if (kernels.empty()) kernels = translation->KernelNames();
  auto text = translation->Encode(kind, &profile, kernels, {});
  if (!text) return Fail(WithLog(std::move(text.error()), printed.log));
  printed.text = std::move(*text);
  printed.file_name = TextName(request, suffix);
  if (save) KILN_RETURN_IF_ERROR(WriteFileAtomically(printed.file_name, printed.text));
  return printed;
}

Result<harness::Translated> ThroughGlsl(const harness::TranslateRequest& request, const SourceOptions& options,
                                        bool save) {
  const TargetProfile& profile = options.Profile(TargetLanguage::kGlsl);
  harness::Translated translated;
  if (request.kernels.empty()) {
    // Whether all of them can be built: a text holds one.
    auto translation = Translation::Start(frontend::Input{request.file_name, request.source}, options, &profile);
    if (translation) {
      for (const std::string& kernel : translation->KernelNames()) {
        harness::TranslateRequest one = request;
        one.kernels = {kernel};
        KILN_ASSIGN_OR_RETURN(translated, ThroughGlsl(one, options, save));
      }
      return translated;
    }
  }
  KILN_ASSIGN_OR_RETURN(PrintedText printed, PrintRequested(request, options, profile, ".comp", save));
  KILN_ASSIGN_OR_RETURN(reference::GlslModule module, reference::CompileGlsl(printed.text));
  if (!module.ok()) {
    return Fail(ErrorCode::kMismatch, "the GLSL text does not compile:\n" + module.DiagnosticText(printed.file_name));
  }
  translated.words = std::move(module.words);
  if (const Status valid = translator::Validate(translated.words, options.Profile(TargetLanguage::kSpirv)); !valid) {
    return Fail(ErrorCode::kMismatch, "glslang makes an invalid module of the GLSL text: " + valid.error().message());
  }
  translated.reflection = std::move(printed.reflection);
  for (artifact::Kernel& kernel : translated.reflection.kernels) kernel.entry_point = "main";
  translated.log = std::move(printed.log);
  return translated;
}

Result<harness::Translated> ThroughMsl(const harness::TranslateRequest& request, const SourceOptions& options,
                                       const RouteOptions& route) {
  const TargetProfile& profile = options.Profile(TargetLanguage::kMsl);
  KILN_ASSIGN_OR_RETURN(PrintedText printed, PrintRequested(request, options, profile, ".metal", route.save_texts));
  harness::Translated translated;
  KILN_ASSIGN_OR_RETURN(translated.program, MakeMetalProgram(printed.text, printed.file_name, profile.language_version,
                                                             printed.reflection, route.timeout));
  translated.reflection = std::move(printed.reflection);
  translated.log = std::move(printed.log);
  return translated;
}

}  // namespace

Result<std::vector<harness::Route>> MakeRoutes(const std::string& names, const SourceOptions& options,
                                               const RouteOptions& route_options) {
  llvm::SmallVector<llvm::StringRef, 4> list;
  llvm::StringRef(names).split(list, ',');
  std::vector<harness::Route> routes;
  if (route_options.checks == reference::Checks::kAll && std::find(list.begin(), list.end(), "cpu") == list.end()) {
    return Fail(ErrorCode::kInvalidArgument, "--check is of the route cpu, which --routes does not have");
  }
  for (const llvm::StringRef name : list) {
    harness::Route route;
    route.traits.name = name.str();
    if (name == "spirv") {
      route.translator = MakeHarnessTranslator(options, DiagnosticSink::kResult);
    } else if (name == "glsl") {
      route.traits.kernel_by_kernel = true;
      route.traits.has_limits = true;
      route.translator = [=](const harness::TranslateRequest& request) {
        return ThroughGlsl(request, options, route_options.save_texts);
      };
    } else if (name == "msl") {
      // Before there are children, which would each compile it.
      KILN_RETURN_IF_ERROR(reference::PrepareMslLibrary());
      route.traits.on_device = false;
      route.traits.has_limits = true;
      route.traits.missing_extensions = {"cl_khr_fp64", "cl_khr_int64_base_atomics", "cl_khr_int64_extended_atomics"};
      route.translator = [=](const harness::TranslateRequest& request) {
        return ThroughMsl(request, options, route_options);
      };
    } else if (name == "cpu") {
      route.traits.on_device = false;
      route.traits.has_limits = true;
      route.translator = [=](const harness::TranslateRequest& request) {
        return ThroughCpu(request, options, DiagnosticSink::kResult, route_options.checks);
      };
    } else {
      return Fail(ErrorCode::kInvalidArgument,
                  "'" + name.str() + "' is no route; expected " + ListNames({"spirv", "glsl", "msl", "cpu"}));
    }
    routes.push_back(std::move(route));
  }
  return routes;
}

}  // namespace kiln::cli
