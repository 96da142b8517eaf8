#include "kiln/translator/lower.h"

#include <chrono>
#include <filesystem>

#include "kiln/base/file.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Support/raw_ostream.h"
#include "translator/large_stack.h"
#include "translator/passes/abi/place_program_variables.h"
#include "translator/passes/abi/plan_kernel_abi.h"
#include "translator/passes/builtins/lower_printf.h"
#include "translator/passes/builtins/place_subgroup_size.h"
#include "translator/passes/builtins/resolve_builtins.h"
#include "translator/passes/cleanup/dispatch_indirect_calls.h"
#include "translator/passes/cleanup/check_program_variables.h"
#include "translator/passes/cleanup/evaluate_constructors.h"
#include "translator/passes/cleanup/inline_kernels.h"
#include "translator/passes/cleanup/keep_functions.h"
#include "translator/passes/cleanup/name_values.h"
#include "translator/passes/cleanup/simplify.h"
#include "translator/passes/control_flow/bound_nesting.h"
#include "translator/passes/control_flow/drop_unreachable_defaults.h"
#include "translator/passes/control_flow/join_conditions.h"
#include "translator/passes/control_flow/resize_switches.h"
#include "translator/passes/control_flow/sink_increments.h"
#include "translator/passes/control_flow/split_returns.h"
#include "translator/passes/control_flow/structurize.h"
#include "translator/passes/memory/access_private_words.h"
#include "translator/passes/memory/encode_pointers.h"
#include "translator/passes/images/branch_on_images.h"
#include "translator/passes/images/expand_sampling.h"
#include "translator/passes/memory/expand_memory_intrinsics.h"
#include "translator/passes/math/apply_math_options.h"
#include "translator/passes/memory/lower_to_views.h"
#include "translator/passes/memory/resolve_pointers.h"
#include "translator/passes/memory/retype_byte_arrays.h"
#include "translator/passes/memory/store_components.h"
#include "translator/passes/types/check_doubles.h"
#include "translator/passes/types/check_integer_widths.h"
#include "translator/passes/types/emulate_half.h"
#include "translator/passes/types/expand_long_operations.h"
#include "translator/passes/types/lower_integer_intrinsics.h"
#include "translator/passes/types/narrow_comparisons.h"
#include "translator/passes/types/round_integers.h"
#include "translator/passes/types/split_longs.h"
#include "translator/passes/types/split_vectors.h"
#include "translator/passes/types/widen_narrow_integers.h"
#include "translator/spirv/emit/module_emitter.h"
#include "translator/targets/vulkan/fit_to_profile.h"

namespace kiln::translator {

namespace {

// One translation: the pipeline in order, with dumps and times around each step.
class Pipeline {
 public:
  Pipeline(frontend::KernelModule& source, const TargetProfile& profile, const LowerOptions& options)
      : source_(source), options_(options), diagnostics_(source, options.remarks), context_{profile, options, diagnostics_} {}

  Result<SpirvModule> Run() {
    KILN_RETURN_IF_ERROR(ChooseKernels());
    if (options_.after_step) options_.after_step(kFrontEndStep, 0, *module_);
    diagnostics_.SetPlace(kernels_.front().signature->position);
    Step("check-program-variables", [&] { CheckProgramVariables(context_, source_, *module_); });
    Step("apply-math-options", [&] { ApplyMathOptions(context_, *module_); });
    Status resolved;
    Step("resolve-builtins", [&] { resolved = ResolveBuiltins(); });
    KILN_RETURN_IF_ERROR(std::move(resolved));
    Step("dispatch-indirect-calls", [&] { DispatchIndirectCalls(*module_); });
    Step("evaluate-constructors", [&] { EvaluateConstructors(context_, *module_); });
    Step("place-program-variables", [&] {
      if (!diagnostics_.HasErrors()) program_ = PlaceProgramVariables(context_, source_, *module_);
    });
    Step("inline-kernels", [&] {
      if (!diagnostics_.HasErrors()) kept_ = InlineKernels(context_, functions_, Functions::kKeepPlain);
      KeepOnly(*module_, functions_);
      DropRemoved(kept_, *module_);
    });
    if (diagnostics_.HasErrors()) return Failed();
    for (llvm::Function* function : kept_) {
      plain_functions_.push_back({.function = function, .signature = kernels_.front().signature, .is_function = true});
      LowerKernel(plain_functions_.back());
    }
    for (KernelIr& kernel : kernels_) {
      kernel.program = program_.layout.size != 0 ? &program_ : nullptr;
      LowerKernel(kernel);
    }
    if (diagnostics_.HasErrors()) return Failed();
    if (!context_.needs_wide_pointers.empty()) return kiln::Fail(ErrorCode::kUnsupported, context_.needs_wide_pointers);
    SpirvModule result;
    Step("emit", [&] { Emit(result); });
    if (diagnostics_.HasErrors()) return Failed();
    KILN_RETURN_IF_ERROR(Fit(result));
    if (diagnostics_.HasErrors()) return Failed();
    Status valid;
    Step("validate", [&] { valid = Validate(result.words, context_.profile); });
    if (!valid && valid.error().message().find("nesting depth exceeded") != std::string::npos) {
      diagnostics_.Error(DiagnosticCode::kUnsupportedFeature, kernels_.front().signature->position,
                         "the control flow of '" + kernels_.front().signature->name +
                             "' nests deeper than SPIR-V allows (1023 levels); split the kernel, or the functions that it calls");
      return Failed();
    }
    if (!valid) return Fail(Reproduce(std::move(valid.error()), result));
    result.pass_seconds = std::move(seconds_);
    return result;
  }

 private:
  template <typename Function>
  void Step(const char* name, Function function) {
    const auto start = std::chrono::steady_clock::now();
    function();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (options_.time_passes) seconds_.emplace_back(name, seconds);
    if (options_.after_step && module_) options_.after_step(name, seconds, *module_);
    if (!options_.dump_directory.empty() && module_) Dump(name);
  }

  void Dump(const char* name) {
    std::error_code ignored;
    std::filesystem::create_directories(options_.dump_directory, ignored);
    char number[8];
    std::snprintf(number, sizeof number, "%02u-", dump_count_++);
    std::string text;
    llvm::raw_string_ostream stream(text);
    module_->print(stream, nullptr);
    (void)WriteFileAtomically(options_.dump_directory + "/" + number + name + ".ll", text);
  }

  Status ChooseKernels() {
    for (const std::string& name : options_.kernels) {
      const bool is_known = llvm::any_of(source_.kernels(), [&](const auto& kernel) { return kernel.name == name; });
      if (!is_known) return kiln::Fail(ErrorCode::kNotFound, "no kernel named '" + name + "'");
    }
    const auto is_chosen = [&](const frontend::KernelSignature& signature) {
      return options_.kernels.empty() || llvm::is_contained(options_.kernels, signature.name);
    };
    // What the module needs until its constructors are evaluated.
    std::vector<llvm::Function*> roots = ProgramScopeConstructors(source_.module());
    for (const frontend::KernelSignature& signature : source_.kernels()) {
      llvm::Function* function = is_chosen(signature) ? source_.module().getFunction(signature.name) : nullptr;
      if (function) roots.push_back(function);
    }
    Step("clone", [&] { module_ = CloneReached(source_.module(), roots); });
    // The integers that targets have: LLVM's passes make no others where they need not.
    module_->setDataLayout(module_->getDataLayoutStr() + "-n8:16:32:64");
    for (const frontend::KernelSignature& signature : source_.kernels()) {
      if (!is_chosen(signature)) continue;
      llvm::Function* function = module_->getFunction(signature.name);
      if (!function || function->isDeclaration()) continue;
      function->removeFnAttr(llvm::Attribute::OptimizeNone);
      functions_.push_back(function);
      kernels_.push_back({.function = function, .signature = &signature});
    }
    if (kernels_.empty()) return kiln::Fail(ErrorCode::kNotFound, "the source has no kernel");
    return {};
  }

  Status ResolveBuiltins() {
    std::vector<builtins::UnsupportedCall> unsupported;
    auto changed = builtins::ResolveBuiltins(*module_, context_.profile, options_, unsupported);
    for (const builtins::UnsupportedCall& call : unsupported) {
      diagnostics_.Error(DiagnosticCodeOf(call.code, DiagnosticCode::kUnsupportedBuiltin), call.location, call.message);
    }
    return changed ? Status() : kiln::Fail(std::move(changed.error()));
  }

  // From source-shaped IR to views, the order that the passes' headers demand. Functions come before the kernels.
  void LowerKernel(KernelIr& kernel) {
    auto step = [&](const char* name, auto function) {
      if (!diagnostics_.HasErrors() && context_.needs_wide_pointers.empty()) Step(name, function);
    };
    // A function that stays one has been simplified, and has no memory but tables.
    auto memory_step = [&](const char* name, auto function) {
      if (!kernel.is_function) step(name, function);
    };
    const bool has_tables = kernel.is_function && ReadsTables(*kernel.function);
    auto access_step = [&](const char* name, auto function) {
      if (!kernel.is_function || has_tables) step(name, function);
    };
    diagnostics_.SetPlace(kernel.signature->position);
    if (!kernel.is_function && !CheckArguments(kernel)) return;
    memory_step("copy-written-structs", [&] { CopyWrittenStructs(context_, kernel); });
    memory_step("place-subgroup-size", [&] { builtins::PlaceSubgroupSize(*kernel.function); });
    memory_step("name-values", [&] { NameValues(*kernel.function); });
    memory_step("simplify-source", [&] { SimplifySource(context_, *kernel.function); });
    memory_step("store-components", [&] { StoreComponents(*kernel.function); });
    memory_step("retype-byte-arrays", [&] { RetypeByteArrays(*kernel.function); });
    step("answer-constant-queries", [&] { AnswerConstantQueries(*kernel.function); });
    if (!CheckPrivateMemory(kernel)) return;
    memory_step("lower-printf", [&] { LowerPrintf(context_, kernel); });
    memory_step("place-tables", [&] { PlaceTables(kernel); });
    memory_step("branch-on-images", [&] { BranchOnImages(kernel); });
    memory_step("expand-sampling", [&] { ExpandSampling(context_, kernel); });
    step("lower-intrinsics", [&] { builtins::LowerIntrinsics(*module_); });
    step("expand-long-operations", [&] { ExpandLongOperations(context_, kernel); });
    memory_step("expand-memory-intrinsics", [&] { ExpandMemoryIntrinsics(context_, kernel); });
    memory_step("encode-pointers", [&] { EncodePointers(context_, kernel); });
    access_step("resolve-pointers", [&] { ResolvePointers(context_, kernel, source_.globals()); });
    step("lower-integer-intrinsics", [&] { LowerIntegerIntrinsics(kernel); });
    step("drop-unreachable-defaults", [&] { DropUnreachableDefaults(*kernel.function); });
    step("resize-switches", [&] { ResizeSwitches(*kernel.function); });
    step("split-vectors", [&] { SplitVectors(context_, kernel); });
    step("round-integers", [&] { RoundIntegers(context_, kernel); });
    step("narrow-comparisons", [&] { NarrowComparisons(*kernel.function); });
    step("emulate-half", [&] { EmulateHalf(context_, kernel); });
    step("widen-narrow-integers", [&] { WidenNarrowIntegers(context_, kernel); });
    access_step("access-private-words", [&] { AccessPrivateWords(kernel); });
    step("split-longs", [&] { SplitLongs(context_, kernel); });
    step("simplify-lowered", [&] { SimplifyLowered(*kernel.function); });
    access_step("lower-to-views", [&] { LowerToViews(context_, kernel); });
    step("make-reducible", [&] { MakeReducible(*kernel.function); });
    step("simplify-views", [&] { SimplifyLowered(*kernel.function); });
    // Simplification may have made odd widths again.
    step("round-late-integers", [&] { RoundIntegers(context_, kernel); });
    step("check-integer-widths", [&] { CheckIntegerWidths(context_, kernel); });
    step("check-doubles", [&] { CheckDoubles(context_, kernel); });
    step("split-returns", [&] { SplitReturns(*kernel.function); });
    step("sink-increments", [&] { SinkIncrements(*kernel.function); });
    step("join-conditions", [&] { JoinConditions(*kernel.function); });
    step("bound-nesting", [&] { BoundNesting(*kernel.function); });
  }

  bool CheckArguments(const KernelIr& kernel) {
    using Kind = frontend::SourceType::Kind;
    for (const frontend::KernelArgument& argument : kernel.signature->arguments) {
      const Kind kind = argument.type ? argument.type->kind : Kind::kOther;
      frontend::SourcePosition position = kernel.signature->position;
      if (argument.line) position.line = argument.line, position.column = 1;
      if (kind == Kind::kOther) {
        diagnostics_.Error(DiagnosticCode::kUnsupportedArgument, position,
                           "argument '" + argument.name + "' has the type '" + argument.type_name +
                               "', which cannot be translated yet; use a buffer");
        return false;
      }
    }
    if (kernel.function->arg_size() == kernel.signature->arguments.size()) return true;
    diagnostics_.Error(DiagnosticCode::kUnsupportedArgument, kernel.signature->position,
                       "the arguments of '" + kernel.signature->name + "' are not passed one by one");
    return false;
  }

  // Arrays of a length that is known only at run time come from __builtin_alloca.
  bool CheckPrivateMemory(const KernelIr& kernel) {
    for (const llvm::Instruction& instruction : llvm::instructions(*kernel.function)) {
      auto* slot = llvm::dyn_cast<llvm::AllocaInst>(&instruction);
      if (!slot || slot->getAllocationSize(module_->getDataLayout())) continue;
      diagnostics_.Error(DiagnosticCode::kUnsupportedInstruction, *slot,
                         "private memory of a size that is known only at run time cannot be translated; use an array of "
                         "constant length");
      return false;
    }
    return true;
  }

  void Emit(SpirvModule& result) {
    const bool has_fixed_size =
        llvm::all_of(kernels_, [](const KernelIr& kernel) { return kernel.signature->required_work_group_size.has_value(); });
    ModuleEmitter emitter(context_, has_fixed_size);
    std::uint32_t next_spec_id = 3;
    result.reflection.target = context_.profile.name;
    for (KernelIr& function : plain_functions_) emitter.EmitFunction(function, Structurize(*function.function));
    for (KernelIr& kernel : kernels_) {
      diagnostics_.SetPlace(kernel.signature->position);
      artifact::Kernel abi = PlanKernelAbi(context_, kernel, next_spec_id);
      emitter.EmitKernel(kernel, Structurize(*kernel.function), abi);
      result.reflection.kernels.push_back(std::move(abi));
      const frontend::SourcePosition& position = kernel.signature->position;
      result.kernel_places.push_back(position.file + ":" + std::to_string(position.line));
    }
    result.words = emitter.Assemble();
  }

  // SPIR-V is run as it is, so it must not state a capability that its profile lacks. The printers do this for the texts.
  Status Fit(SpirvModule& result) {
    if (context_.profile.language != TargetLanguage::kSpirv) return {};
    const frontend::SourcePosition& position = kernels_.front().signature->position;
    auto fitted = targets::FitToProfile(result.words, context_.profile);
    if (!fitted && fitted.error().code() == ErrorCode::kUnsupported) {
      diagnostics_.Error(DiagnosticCode::kUnsupportedFeature, position, fitted.error().message());
      return {};
    }
    if (!fitted) return kiln::Fail(std::move(fitted.error()));
    result.words = std::move(*fitted);
    KILN_ASSIGN_OR_RETURN(const std::vector<std::string> missing, targets::MissingFeatures(result.words, context_.profile));
    for (const std::string& sentence : missing) diagnostics_.Error(DiagnosticCode::kUnsupportedFeature, position, sentence);
    return {};
  }

  tl::unexpected<Error> Failed() { return kiln::Fail(ErrorCode::kCompile, "the source cannot be translated for " + context_.profile.name); }

  // An invalid module is our bug: keep what is needed to find it.
  Error Reproduce(Error error, const SpirvModule& result) {
    std::error_code ignored;
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path(ignored) / ("kiln-internal-error-" + std::to_string(llvm::hash_value(module_->getSourceFileName())));
    std::filesystem::create_directories(folder, ignored);
    std::string text;
    llvm::raw_string_ostream stream(text);
    source_.module().print(stream, nullptr);
    (void)WriteFileAtomically((folder / "input.ll").string(), text);
    text.clear();
    module_->print(stream, nullptr);
    (void)WriteFileAtomically((folder / "lowered.ll").string(), text);
    if (auto assembly = Disassemble(result.words)) (void)WriteFileAtomically((folder / "invalid.spvasm").string(), *assembly);
    return std::move(error).With("while validating the translation for " + context_.profile.name + " (see " + folder.string() + ")");
  }

  frontend::KernelModule& source_;
  const LowerOptions& options_;
  Diagnostics diagnostics_;
  PassContext context_;
  std::unique_ptr<llvm::Module> module_;
  std::vector<llvm::Function*> functions_;  // of the kernels
  std::vector<llvm::Function*> kept_;       // that they call, callees first
  std::vector<KernelIr> plain_functions_;   // the same
  std::vector<KernelIr> kernels_;
  ProgramVariables program_;
  std::vector<std::pair<std::string, double>> seconds_;
  unsigned dump_count_ = 0;
};

}  // namespace

Result<SpirvModule> Lower(frontend::KernelModule& source, const TargetProfile& profile, const LowerOptions& options) {
  Result<SpirvModule> result = Fail(ErrorCode::kInternal, "nothing was translated");
  KILN_RETURN_IF_ERROR(RunWithLargeStack([&] { result = Pipeline(source, profile, options).Run(); }));
  return result;
}

}  // namespace kiln::translator
