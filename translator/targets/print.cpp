#include "kiln/translator/print.h"

#include <algorithm>

#include "translator/large_stack.h"
#include "translator/targets/glsl/print_glsl.h"
#include "translator/targets/hlsl/print_hlsl.h"
#include "translator/targets/merge_texts.h"
#include "translator/targets/msl/print_msl.h"
#include "translator/targets/text_lines.h"

namespace kiln::translator {
namespace {

Result<std::string> PrintKernel(const targets::PrintRequest& request) {
  switch (request.profile.language) {
    case TargetLanguage::kGlsl:
      return targets::PrintGlsl(request);
    case TargetLanguage::kMsl:
      return targets::PrintMsl(request);
    case TargetLanguage::kHlsl:
      return targets::PrintHlsl(request);
    case TargetLanguage::kSpirv:
      break;
  }
  return Fail(ErrorCode::kInvalidArgument, "the profile " + request.profile.name + " has no text form");
}

}  // namespace

Result<std::string> Print(const SpirvModule& module, const TargetProfile& profile, const PrintOptions& options) {
  KILN_ASSIGN_OR_RETURN(PrintedText printed, PrintWithLines(module, profile, options));
  return std::move(printed.text);
}

Result<PrintedText> PrintWithLines(const SpirvModule& module, const TargetProfile& profile,
                                   const PrintOptions& options) {
  std::vector<const artifact::Kernel*> kernels;
  for (const artifact::Kernel& kernel : module.reflection.kernels) {
    if (options.kernel.empty() || kernel.name == options.kernel) {
      kernels.push_back(&kernel);
    }
  }
  if (kernels.empty()) {
    return Fail(ErrorCode::kNotFound, options.kernel.empty()
                                          ? "the module has no kernel"
                                          : "the module has no kernel named '" + options.kernel + "'");
  }
  if (kernels.size() > 1 && profile.language == TargetLanguage::kGlsl) {
    return Fail(ErrorCode::kInvalidArgument,
                "a GLSL text holds one kernel, the module has " + std::to_string(kernels.size()) + "; name one");
  }
  std::vector<std::string> texts;
  for (const artifact::Kernel* kernel : kernels) {
    Result<std::string> text;
    KILN_RETURN_IF_ERROR(RunWithLargeStack(
        [&] { text = PrintKernel({module, *kernel, profile, options.line_directives, kernels.size() > 1}); }));
    if (!text) {
      const auto index = static_cast<std::size_t>(kernel - module.reflection.kernels.data());
      const std::string place =
          index < module.kernel_places.size() ? " (" + module.kernel_places[index] + ")" : std::string();
      return Fail(std::move(text.error())
                      .With("while printing kernel '" + kernel->name + "'" + place + " for " + profile.name));
    }
    texts.push_back(std::move(*text));
  }
  KILN_ASSIGN_OR_RETURN(const std::string text, targets::MergeTexts(texts));
  return targets::TakeMarks(text, module, options.line_directives);
}

}  // namespace kiln::translator
