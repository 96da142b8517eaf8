#include "cli/translation_plan.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Option/Arg.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Process.h>

#include "cli/depfile.h"

namespace kiln::cli {
namespace {

using llvm::opt::InputArgList;
using Mode = TranslationPlan::Mode;

constexpr const char* kKindNames = "spv, spvasm, inc, c, h, glsl, msl, hlsl, json or ll";

Mode ReadMode(const InputArgList& arguments) {
  if (arguments.hasArg(OPT_M, OPT_MM)) return Mode::kDependenciesOnly;
  if (arguments.hasArg(OPT_E)) return Mode::kPreprocess;
  if (arguments.hasArg(OPT_fsyntax_only)) return Mode::kSyntaxOnly;
  return Mode::kTranslate;
}

// The kind of an output: from its suffix, else from --emit.
Result<OutputKind> KindOf(const std::string& path, std::optional<OutputKind> emit, bool& emit_used) {
  if (const auto kind = OutputKindFromSuffix(path)) return *kind;
  if (!emit) {
    return Fail(ErrorCode::kInvalidArgument, "the name of the output '" + path +
                                                 "' does not say what it is; use a suffix such as .spv, .comp or "
                                                 ".metal, or --emit=KIND with KIND one of " +
                                                 kKindNames);
  }
  emit_used = true;
  return *emit;
}

Status ReadOutputs(const InputArgList& arguments, TranslationPlan& plan) {
  std::optional<OutputKind> emit;
  if (const auto* argument = arguments.getLastArg(OPT_emit_EQ)) {
    emit = OutputKindFromName(argument->getValue());
    if (!emit) {
      return Fail(ErrorCode::kInvalidArgument,
                  std::string("'") + argument->getValue() + "' is no kind of output; --emit takes " + kKindNames);
    }
  }
  bool emit_used = false;
  for (const auto* argument : arguments.filtered(OPT_o, OPT_reflect_EQ)) {
    const std::string path = argument->getValue();
    if (path.empty()) {
      return Fail(ErrorCode::kInvalidArgument, "option '" + argument->getSpelling().str() + "' needs a file name");
    }
    OutputPattern output{OutputKind::kReflection, path};
    if (argument->getOption().matches(OPT_o)) {
      KILN_ASSIGN_OR_RETURN(output.kind, KindOf(path, emit, emit_used));
    }
    plan.outputs.push_back(std::move(output));
  }
  if (emit && !emit_used) {
    if (llvm::any_of(plan.outputs, [](const OutputPattern& o) { return o.kind != OutputKind::kReflection; })) {
      return Fail(ErrorCode::kInvalidArgument, "--emit=" + std::string(OutputKindName(*emit)) +
                                                   " has no effect: the suffix of every output says what it is");
    }
    plan.outputs.insert(plan.outputs.begin(), {*emit, "-"});
  }
  for (const OutputPattern& output : plan.outputs) {
    const auto language = LanguageOf(output.kind);
    if (output.kind == OutputKind::kReflection || !language) continue;
    plan.reflection_language = *language;
    break;
  }
  return {};
}

DependencyOptions ReadDependencyOptions(const InputArgList& arguments) {
  DependencyOptions options;
  options.wanted = arguments.hasArg(OPT_M, OPT_MM, OPT_MD, OPT_MMD);
  options.skip_system_headers = arguments.hasArg(OPT_MM, OPT_MMD);
  options.phony_headers = arguments.hasArg(OPT_MP);
  options.file = arguments.getLastArgValue(OPT_MF).str();
  for (const auto* argument : arguments.filtered(OPT_MT, OPT_MQ)) {
    const std::string target = argument->getValue();
    options.targets.push_back(argument->getOption().matches(OPT_MQ) ? QuoteForMake(target) : target);
  }
  options.system_folders = arguments.getAllArgValues(OPT_isystem);
  return options;
}

Status CheckInputs(const TranslationPlan& plan) {
  if (plan.inputs.empty()) return Fail(ErrorCode::kInvalidArgument, "no input file; try 'kiln --help'");
  if (llvm::count(plan.inputs, "-") > 1) {
    return Fail(ErrorCode::kInvalidArgument, "standard input can be an input only once");
  }
  return {};
}

Status CheckOverwrite(const TranslationPlan& plan, const OutputPattern& output) {
  for (const std::string& input : plan.inputs) {
    const std::string path = output.Expand(input, "%k");
    if (path != "-" && llvm::sys::fs::equivalent(path, input)) {
      return Fail(ErrorCode::kInvalidArgument, "the output '" + path + "' would overwrite the input");
    }
  }
  return {};
}

Status CheckOutputs(const TranslationPlan& plan) {
  if (plan.outputs.empty() && plan.stop_after.empty()) {
    return Fail(ErrorCode::kInvalidArgument,
                "no output; name one, for example -o " + StemOf(plan.inputs.front()) + ".spv (see 'kiln --help')");
  }
  for (const OutputPattern& output : plan.outputs) {
    const bool shared = output.path != "-" && !output.NamesInput();
    if (plan.inputs.size() > 1 && shared) {
      return Fail(
          ErrorCode::kInvalidArgument,
          "several inputs for the one output '" + output.path + "'; let %f stand for the input's name, as in '%f" +
              (output.path.find('.') == std::string::npos ? "" : output.path.substr(output.path.rfind('.'))) + "'");
    }
    KILN_RETURN_IF_ERROR(CheckOverwrite(plan, output));
    if (output.path == "-" && !IsText(output.kind) && llvm::sys::Process::StandardOutIsDisplayed()) {
      return Fail(ErrorCode::kInvalidArgument, "a SPIR-V binary is not written to a terminal; use --emit=spvasm");
    }
  }
  return {};
}

// Reads --source-map, for which the module must know its lines.
Status ReadSourceMap(const InputArgList& arguments, TranslationPlan& plan) {
  const auto* argument = arguments.getLastArg(OPT_source_map_EQ);
  if (argument == nullptr) return {};
  plan.source_map = argument->getValue();
  if (plan.source_map.empty()) return Fail(ErrorCode::kInvalidArgument, "option '--source-map=' needs a file name");
  if (!llvm::any_of(plan.outputs, [](const OutputPattern& output) { return HasLines(output.kind); })) {
    return Fail(ErrorCode::kInvalidArgument,
                "option '--source-map=' has no effect: no output is a text with lines of a source (.comp, .metal, "
                ".hlsl, .spvasm)");
  }
  plan.source.lower.debug_lines = true;
  return CheckOverwrite(plan, {OutputKind::kReflection, plan.source_map});
}

Status CheckDependencyOptions(const InputArgList& arguments, const TranslationPlan& plan) {
  if (plan.dependencies.wanted) return {};
  if (const auto* stray = arguments.getLastArg(OPT_MF, OPT_MT, OPT_MQ, OPT_MP)) {
    return Fail(ErrorCode::kInvalidArgument,
                "option '" + stray->getSpelling().str() + "' has no effect without -MD, -MMD, -M or -MM");
  }
  return {};
}

}  // namespace

const translator::TargetProfile* TranslationPlan::ProfileFor(OutputKind kind) const {
  if (kind == OutputKind::kReflection) return &source.Profile(reflection_language);
  const auto language = LanguageOf(kind);
  return language ? &source.Profile(*language) : nullptr;
}

Result<TranslationPlan> PlanTranslation(const Invocation& invocation) {
  const InputArgList& arguments = invocation.arguments;
  TranslationPlan plan;
  plan.mode = ReadMode(arguments);
  plan.inputs = invocation.Inputs();
  KILN_RETURN_IF_ERROR(CheckInputs(plan));
  KILN_ASSIGN_OR_RETURN(plan.source, ReadSourceOptions(arguments));
  plan.stop_after = arguments.getLastArgValue(OPT_stop_after_EQ).str();
  if (plan.mode == Mode::kTranslate) {
    KILN_RETURN_IF_ERROR(ReadOutputs(arguments, plan));
    KILN_RETURN_IF_ERROR(CheckOutputs(plan));
  } else {
    plan.plain_output = arguments.getLastArgValue(OPT_o, "-").str();
    KILN_RETURN_IF_ERROR(CheckOverwrite(plan, {OutputKind::kLlvmIr, plan.plain_output}));
  }
  KILN_RETURN_IF_ERROR(ReadSourceMap(arguments, plan));
  plan.kernels = arguments.getAllArgValues(OPT_kernel_EQ);
  plan.namespace_name = arguments.getLastArgValue(OPT_namespace_EQ).str();
  plan.variable_name = arguments.getLastArgValue(OPT_variable_EQ).str();
  plan.dependencies = ReadDependencyOptions(arguments);
  KILN_RETURN_IF_ERROR(CheckDependencyOptions(arguments, plan));
  plan.save_temporaries = arguments.hasArg(OPT_save_temps);
  plan.report_time = arguments.hasArg(OPT_ftime_report);
  plan.verbose = arguments.hasArg(OPT_v);
  plan.source.compile.action = plan.mode == Mode::kTranslate    ? frontend::Action::kCompile
                               : plan.mode == Mode::kSyntaxOnly ? frontend::Action::kSyntaxOnly
                                                                : frontend::Action::kPreprocess;
  return plan;
}

}  // namespace kiln::cli
