#include "translator/passes/builtins/testing/jit_kernel.h"

#include <llvm/Bitcode/BitcodeReader.h>
#include <llvm/Bitcode/BitcodeWriter.h>
#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Transforms/IPO/AlwaysInliner.h>
#include <llvm/Transforms/IPO/GlobalDCE.h>

#include "kiln/frontend/analysis_managers.h"
#include "kiln/frontend/compile.h"
#include "translator/passes/builtins/resolve_builtins.h"

namespace kiln::translator::builtins::testing {
namespace {

// Host meanings of the kiln.* operations that reach a test kernel of one work-item.
llvm::Value* HostMeaning(llvm::CallInst& call) {
  llvm::IRBuilder<> builder(&call);
  const llvm::StringRef name = call.getCalledFunction()->getName();
  llvm::Type* type = call.getType();
  if (name.starts_with("kiln.ext.InverseSqrt.")) {
    llvm::Value* root = builder.CreateUnaryIntrinsic(llvm::Intrinsic::sqrt, call.getArgOperand(0));
    return builder.CreateFDiv(llvm::ConstantFP::get(type, 1), root);
  }
  if (name.starts_with("kiln.dot.")) {
    llvm::Value* product = builder.CreateFMul(call.getArgOperand(0), call.getArgOperand(1));
    llvm::Value* sum = builder.CreateExtractElement(product, std::uint64_t{0});
    for (unsigned i = 1; i < llvm::cast<llvm::FixedVectorType>(product->getType())->getNumElements(); ++i) {
      sum = builder.CreateFAdd(sum, builder.CreateExtractElement(product, i));
    }
    return sum;
  }
  if (name.starts_with("kiln.mul_hi.")) {
    const bool is_signed = name.starts_with("kiln.mul_hi.s");
    llvm::Type* wide = type->getExtendedType();
    auto extend = [&](llvm::Value* x) { return is_signed ? builder.CreateSExt(x, wide) : builder.CreateZExt(x, wide); };
    llvm::Value* product = builder.CreateMul(extend(call.getArgOperand(0)), extend(call.getArgOperand(1)));
    return builder.CreateTrunc(builder.CreateLShr(product, type->getScalarSizeInBits()), type);
  }
  if (name.starts_with("kiln.workitem.")) {
    return builder.getInt32(name.ends_with("size") || name.ends_with("groups") || name.ends_with("dim") ? 1 : 0);
  }
  return type->isVoidTy() ? &call : nullptr;
}

Status LowerOperations(llvm::Module& module) {
  std::vector<llvm::CallInst*> calls;
  for (llvm::Function& function : module) {
    for (llvm::Instruction& instruction : llvm::instructions(function)) {
      auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
      if (call != nullptr && call->getCalledFunction() != nullptr &&
          call->getCalledFunction()->getName().starts_with("kiln.")) {
        calls.push_back(call);
      }
    }
  }
  for (llvm::CallInst* call : calls) {
    llvm::Value* value = HostMeaning(*call);
    if (value == nullptr) {
      return Fail(ErrorCode::kUnsupported,
                  "the test knows no host meaning of " + call->getCalledFunction()->getName().str());
    }
    if (value != call) {
      call->replaceAllUsesWith(value);
    }
    call->eraseFromParent();
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<llvm::Module>> ResolveSource(llvm::LLVMContext& context, const std::string& source,
                                                    const TargetProfile& profile, const LowerOptions& options,
                                                    std::uint32_t address_bits,
                                                    const std::vector<std::string>& clang_options,
                                                    std::vector<UnsupportedCall>* reported) {
  frontend::CompileOptions compile;
  compile.address_bits = address_bits;
  compile.clang_options = clang_options;
  compile.diagnostic_stream = &llvm::errs();
  KILN_ASSIGN_OR_RETURN(frontend::KernelModule compiled, frontend::Compile({"test.cl", source}, compile));
  // Into the caller's context.
  llvm::SmallVector<char, 0> bitcode;
  llvm::raw_svector_ostream stream(bitcode);
  llvm::WriteBitcodeToFile(compiled.module(), stream);
  auto module = llvm::parseBitcodeFile(llvm::MemoryBufferRef(stream.str(), "test"), context);
  if (!module) {
    return Fail(ErrorCode::kInternal, llvm::toString(module.takeError()));
  }
  std::vector<UnsupportedCall> unsupported;
  KILN_RETURN_IF_ERROR(ResolveBuiltins(**module, profile, options, unsupported));
  if (reported != nullptr) {
    *reported = std::move(unsupported);
  } else if (!unsupported.empty()) {
    return Fail(ErrorCode::kUnsupported, unsupported.front().message);
  }
  if (llvm::verifyModule(**module, &llvm::errs())) {
    return Fail(ErrorCode::kInternal, "the resolved module does not verify");
  }
  return std::move(*module);
}

void InlineAndOptimize(llvm::Module& module) {
  llvm::PassBuilder builder;
  frontend::AnalysisManagers analyses(builder);
  llvm::ModulePassManager passes;
  passes.addPass(llvm::AlwaysInlinerPass(/*InsertLifetime=*/false));
  passes.addPass(builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O1));
  passes.addPass(llvm::GlobalDCEPass());
  passes.run(module, analyses.modules);
  LowerIntrinsics(module);
}

struct JitKernel::State {
  std::unique_ptr<llvm::orc::LLJIT> jit;
  void (*entry)(const void*, const void*, const void*, void*, std::uint32_t) = nullptr;
};

JitKernel::JitKernel(std::unique_ptr<State> state) : state_(std::move(state)) {}
JitKernel::~JitKernel() = default;
JitKernel::JitKernel(JitKernel&&) noexcept = default;
JitKernel& JitKernel::operator=(JitKernel&&) noexcept = default;

Result<JitKernel> JitKernel::Create(const std::string& source, const TargetProfile& profile,
                                    const LowerOptions& options) {
  llvm::InitializeNativeTarget();
  llvm::InitializeNativeTargetAsmPrinter();
  auto context = std::make_unique<llvm::LLVMContext>();
  KILN_ASSIGN_OR_RETURN(auto module, ResolveSource(*context, source, profile, options, 64));
  KILN_RETURN_IF_ERROR(LowerOperations(*module));
  for (llvm::Function& function : *module) {
    if (!function.isIntrinsic()) {
      function.setCallingConv(llvm::CallingConv::C);
    }
    for (llvm::Instruction& instruction : llvm::instructions(function)) {
      if (auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction); call != nullptr && !call->getIntrinsicID()) {
        call->setCallingConv(llvm::CallingConv::C);
      }
    }
  }
  InlineAndOptimize(*module);
  auto state = std::make_unique<State>();
  auto jit = llvm::orc::LLJITBuilder().create();
  if (!jit) {
    return Fail(ErrorCode::kInternal, llvm::toString(jit.takeError()));
  }
  state->jit = std::move(*jit);
  module->setDataLayout(state->jit->getDataLayout());
  module->setTargetTriple(state->jit->getTargetTriple().str());
  if (auto error = state->jit->addIRModule(llvm::orc::ThreadSafeModule(std::move(module), std::move(context)))) {
    return Fail(ErrorCode::kInternal, llvm::toString(std::move(error)));
  }
  auto address = state->jit->lookup("k");
  if (!address) {
    return Fail(ErrorCode::kInternal, llvm::toString(address.takeError()));
  }
  state->entry = address->toPtr<void(const void*, const void*, const void*, void*, std::uint32_t)>();
  return JitKernel(std::move(state));
}

void JitKernel::Run(const void* a, const void* b, const void* c, void* result, std::uint32_t count) const {
  state_->entry(a, b, c, result, count);
}

}  // namespace kiln::translator::builtins::testing
