// Runs at build time: makes the bitcode that Kiln embeds, from Kiln's own library/*.cl and the functions of libclc that
// builtins.def asks for.
//
//   build_library <output.bc> <libclc.bc> <own.bc>...
//
// Every function is named __kiln_<builtin>_<f32|f64>, is scalar, calls nothing but intrinsics, and has been
// optimised once, so that a translation only copies it.
#include <algorithm>
#include <cstdio>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Analysis/TargetLibraryInfo.h>
#include <llvm/AsmParser/Parser.h>
#include <llvm/Bitcode/BitcodeWriter.h>
#include <llvm/IR/DebugInfo.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/Verifier.h>
#include <llvm/IRReader/IRReader.h>
#include <llvm/Linker/Linker.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/SourceMgr.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Transforms/IPO/GlobalDCE.h>
#include <llvm/Transforms/IPO/Internalize.h>
#include <llvm/Transforms/Scalar/Scalarizer.h>

#include "translator/builtins/builtin_table.h"

namespace kiln::translator::builtins {
namespace {

// As Clang writes it for `spir`. The functions hold no size_t, so the bitcode serves `spir64` too.
constexpr const char* kTriple = "spir-unknown-unknown";
constexpr const char* kDataLayout =
    "e-p:32:32-i64:64-v16:16-v24:32-v32:32-v48:64-v96:128-v192:256-v256:256-v512:512-v1024:1024-G1";

struct Wanted {
  std::string mangled;
  std::string name;
};

std::vector<Wanted> WantedFunctions() {
  std::set<std::string> names;
  for (const MathBuiltin& row : MathBuiltins()) {
    llvm::StringRef name = row.name;
    name.consume_front("half_");
    if (row.source == Source::kClc) {
      names.insert(name.str());
    }
  }
  static constexpr std::string_view kTwo[] = {"atan2", "atan2pi", "hypot", "pow", "powr"};
  static constexpr std::string_view kWithInteger[] = {"pown", "rootn"};
  std::vector<Wanted> wanted;
  for (const std::string& name : names) {
    for (const std::string code : {"f", "d"}) {
      std::string parameters = code;
      if (std::find(std::begin(kTwo), std::end(kTwo), name) != std::end(kTwo)) {
        parameters += code;
      } else if (std::find(std::begin(kWithInteger), std::end(kWithInteger), name) != std::end(kWithInteger)) {
        parameters += "i";
      } else if (name == "lgamma_r") {
        parameters += "Pi";
      }
      wanted.push_back(
          {"_Z" + std::to_string(name.size()) + name + parameters, "__kiln_" + name + (code == "f" ? "_f32" : "_f64")});
    }
  }
  return wanted;
}

[[noreturn]] void Die(const std::string& message) {
  std::fprintf(stderr, "build_library: %s\n", message.c_str());
  std::exit(1);
}

std::unique_ptr<llvm::Module> Load(const char* path, llvm::LLVMContext& context, bool lazily) {
  llvm::SMDiagnostic problem;
  auto module = lazily ? llvm::getLazyIRFileModule(path, problem, context) : llvm::parseIRFile(path, problem, context);
  if (module == nullptr) {
    Die(std::string("cannot read ") + path + ": " + problem.getMessage().str());
  }
  module->setTargetTriple(kTriple);
  module->setDataLayout(kDataLayout);
  return module;
}

// NVPTX numbers the constant address space 4, SPIR 2. The number is part of every pointer type; as text it is one word.
std::unique_ptr<llvm::Module> WithSpirAddressSpaces(const llvm::Module& module, llvm::LLVMContext& context) {
  std::string text;
  llvm::raw_string_ostream(text) << module;
  for (std::size_t at = 0; (at = text.find("addrspace(4)", at)) != std::string::npos; ++at) {
    text.replace(at, 12, "addrspace(2)");
  }
  llvm::SMDiagnostic problem;
  auto result = llvm::parseAssemblyString(text, problem, context);
  if (result == nullptr) {
    Die("cannot reread the module: " + problem.getMessage().str());
  }
  return result;
}

// The attributes and calling conventions of two front ends become one.
void Unify(llvm::Module& module) {
  for (llvm::Function& function : module) {
    if (function.isIntrinsic()) {
      continue;
    }
    function.setAttributes({});
    function.setDoesNotThrow();
    function.setCallingConv(llvm::CallingConv::SPIR_FUNC);
    function.setLinkage(llvm::GlobalValue::ExternalLinkage);
    function.setVisibility(llvm::GlobalValue::DefaultVisibility);
    function.setComdat(nullptr);
    function.addFnAttr("no-builtins");
    for (llvm::BasicBlock& block : function) {
      for (llvm::Instruction& instruction : block) {
        instruction.dropUnknownNonDebugMetadata();  // TBAA, fpmath: promises of another front end
        if (auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction); call != nullptr && !call->getIntrinsicID()) {
          call->setCallingConv(llvm::CallingConv::SPIR_FUNC);
          call->setAttributes({});
        }
      }
    }
  }
  for (llvm::GlobalVariable& variable : module.globals()) {
    variable.setLinkage(llvm::GlobalValue::InternalLinkage);
  }
}

// libclc computes a table index also for arguments whose result another branch or select gives in the end (infinities,
// numbers beyond the table). A GPU may not read outside of a table, so every index is held inside it.
void ClampTableIndices(llvm::Function& function) {
  for (llvm::BasicBlock& block : function) {
    for (llvm::Instruction& instruction : block) {
      auto* address = llvm::dyn_cast<llvm::GetElementPtrInst>(&instruction);
      if (address == nullptr || address->getNumOperands() != 3 || address->hasAllConstantIndices() ||
          !llvm::isa<llvm::GlobalVariable>(address->getPointerOperand())) {
        continue;
      }
      auto* table = llvm::dyn_cast<llvm::ArrayType>(address->getSourceElementType());
      if (table == nullptr) {
        continue;
      }
      llvm::IRBuilder<> builder(address);
      llvm::Value* index = builder.CreateFreeze(address->getOperand(2));
      llvm::Constant* last = llvm::ConstantInt::get(index->getType(), table->getNumElements() - 1);
      address->setOperand(2, builder.CreateBinaryIntrinsic(llvm::Intrinsic::umin, index, last));
    }
  }
}

// True for fma(a, b, -(a * b)): the rounding error of a product, which is zero unless the operation is fused.
bool IsProductError(const llvm::IntrinsicInst& call) {
  const auto* negation = llvm::dyn_cast<llvm::Instruction>(call.getArgOperand(2));
  if (negation == nullptr || negation->getOpcode() != llvm::Instruction::FNeg) {
    return false;
  }
  const auto* product = llvm::dyn_cast<llvm::Instruction>(negation->getOperand(0));
  if (product == nullptr || product->getOpcode() != llvm::Instruction::FMul || call.getType()->isVectorTy()) {
    return false;
  }
  const llvm::Value* a = call.getArgOperand(0);
  const llvm::Value* b = call.getArgOperand(1);
  return (product->getOperand(0) == a && product->getOperand(1) == b) ||
         (product->getOperand(0) == b && product->getOperand(1) == a);
}

// libclc was compiled for a GPU with a fused multiply-add. Its functions stay within their bounds, as measured by
// math_accuracy_test.cpp, also where a multiplication and an addition stand for it, which fmuladd allows; save for the errors
// of products, which are computed without it.
void RelaxFma(llvm::Function& function) {
  if (function.getName().starts_with("__kiln_product_error")) {
    return;
  }
  std::vector<llvm::IntrinsicInst*> calls;
  for (llvm::BasicBlock& block : function) {
    for (llvm::Instruction& instruction : block) {
      if (auto* call = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction);
          call != nullptr && (call->getIntrinsicID() == llvm::Intrinsic::fma ||
                              (call->getIntrinsicID() == llvm::Intrinsic::fmuladd && IsProductError(*call)))) {
        calls.push_back(call);
      }
    }
  }
  for (llvm::IntrinsicInst* call : calls) {
    llvm::IRBuilder<> builder(call);
    llvm::Value* arguments[] = {call->getArgOperand(0), call->getArgOperand(1), call->getArgOperand(2)};
    if (IsProductError(*call)) {
      const char* name = call->getType()->isDoubleTy() ? "__kiln_product_error_f64" : "__kiln_product_error_f32";
      llvm::Function* error = function.getParent()->getFunction(name);
      arguments[2] = llvm::cast<llvm::Instruction>(arguments[2])->getOperand(0);
      llvm::CallInst* exact = builder.CreateCall(error, arguments);
      exact->setCallingConv(error->getCallingConv());
      call->replaceAllUsesWith(exact);
      call->eraseFromParent();
      continue;
    }
    call->replaceAllUsesWith(builder.CreateIntrinsic(llvm::Intrinsic::fmuladd, {call->getType()}, arguments));
    call->eraseFromParent();
  }
}

void Run(llvm::Module& module, llvm::ModulePassManager& passes, llvm::PassBuilder& builder) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;
  llvm::TargetLibraryInfoImpl no_functions;
  no_functions.disableAllFunctions();
  functions.registerPass([&] { return llvm::TargetLibraryAnalysis(no_functions); });
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);
  passes.run(module, modules);
}

void Optimize(llvm::Module& module) {
  llvm::PipelineTuningOptions tuning;
  tuning.LoopVectorization = false;
  tuning.SLPVectorization = false;
  tuning.LoopUnrolling = false;
  tuning.LoopInterleaving = false;
  llvm::PassBuilder builder(nullptr, tuning);
  llvm::ModulePassManager passes;
  passes.addPass(
      llvm::InternalizePass([](const llvm::GlobalValue& value) { return value.getName().starts_with("__kiln_"); }));
  passes.addPass(llvm::GlobalDCEPass());
  // libclc was SLP-vectorised for its own target.
  llvm::ScalarizerPassOptions scalarize;
  scalarize.ScalarizeLoadStore = true;
  passes.addPass(llvm::createModuleToFunctionPassAdaptor(llvm::ScalarizerPass(scalarize)));
  passes.addPass(builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O2));
  passes.addPass(llvm::GlobalDCEPass());
  Run(module, passes, builder);
}

// Names of values would only be copied and made unique in every translation.
void DropNames(llvm::Module& module) {
  for (llvm::Function& function : module) {
    for (llvm::Argument& argument : function.args()) {
      argument.setName("");
    }
    for (llvm::BasicBlock& block : function) {
      block.setName("");
      for (llvm::Instruction& instruction : block) {
        instruction.setName("");
      }
    }
  }
}

int Build(int argc, char** argv) {
  if (argc < 4) {
    Die("usage: build_library <output.bc> <libclc.bc> <own.bc>...");
  }
  llvm::LLVMContext context;
  auto library = std::make_unique<llvm::Module>("kiln-library", context);
  library->setTargetTriple(kTriple);
  library->setDataLayout(kDataLayout);
  llvm::Linker linker(*library);
  for (int i = 3; i < argc; ++i) {
    if (linker.linkInModule(Load(argv[i], context, false))) {
      Die(std::string("cannot link ") + argv[i]);
    }
  }
  auto clc = Load(argv[2], context, true);
  std::vector<Wanted> wanted;
  for (const Wanted& function : WantedFunctions()) {
    if (llvm::Function* own = library->getFunction(function.name); own != nullptr && !own->isDeclaration()) {
      continue;
    }
    llvm::Function* source = clc->getFunction(function.mangled);
    if (source == nullptr) {
      Die("libclc lacks " + function.mangled);
    }
    llvm::Function::Create(source->getFunctionType(), llvm::GlobalValue::ExternalLinkage, function.mangled, *library);
    wanted.push_back(function);
  }
  if (linker.linkInModule(std::move(clc), llvm::Linker::LinkOnlyNeeded)) {
    Die("cannot link libclc");
  }
  llvm::StripDebugInfo(*library);
  library = WithSpirAddressSpaces(*library, context);
  for (const Wanted& function : wanted) {
    llvm::Function* definition = library->getFunction(function.mangled);
    if (llvm::Function* declaration = library->getFunction(function.name)) {  // called by our own library
      declaration->replaceAllUsesWith(definition);
      declaration->eraseFromParent();
    }
    definition->setName(function.name);
  }
  Unify(*library);
  for (llvm::Function& function : *library) {
    if (!function.isDeclaration()) {
      ClampTableIndices(function);
      RelaxFma(function);
    }
  }
  Optimize(*library);
  for (llvm::Function& function : *library) {
    if (function.isDeclaration() && !function.isIntrinsic()) {
      Die("unresolved: " + function.getName().str());
    }
    function.removeFnAttr("no-builtins");
  }
  DropNames(*library);
  for (llvm::NamedMDNode& node : llvm::make_early_inc_range(library->named_metadata())) {
    library->eraseNamedMetadata(&node);
  }
  if (llvm::verifyModule(*library, &llvm::errs())) {
    Die("the library does not verify");
  }
  std::error_code failure;
  llvm::raw_fd_ostream out(argv[1], failure);
  if (failure) {
    Die("cannot write " + std::string(argv[1]) + ": " + failure.message());
  }
  llvm::WriteBitcodeToFile(*library, out);
  return 0;
}

}  // namespace
}  // namespace kiln::translator::builtins

int main(int argc, char** argv) {
  return kiln::translator::builtins::Build(argc, argv);
}
