#include "reference/execution/jit.h"

#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/Module.h>
#include <llvm/Support/TargetSelect.h>

#include <mutex>
#include <string>

namespace kiln::reference {
namespace {

namespace orc = llvm::orc;

void InitialiseTargets() {
  static std::once_flag once;
  std::call_once(once, [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
  });
}

}  // namespace

Error JitError(llvm::Error error, const char* what) {
  return Error(ErrorCode::kInternal, std::string(what) + ": " + llvm::toString(std::move(error)));
}

Result<std::unique_ptr<orc::LLJIT>> MakeJit(llvm::CodeGenOptLevel level) {
  InitialiseTargets();
  auto target = orc::JITTargetMachineBuilder::detectHost();
  if (!target) return Fail(JitError(target.takeError(), "looking at this processor"));
  target->setCodeGenOptLevel(level);
  auto jit = orc::LLJITBuilder().setJITTargetMachineBuilder(std::move(*target)).create();
  if (!jit) return Fail(JitError(jit.takeError(), "starting the compiler of machine code"));
  return std::move(*jit);
}

Status DefineHostFunctions(orc::LLJIT& jit, std::span<const HostFunction> functions) {
  orc::SymbolMap symbols;
  for (const HostFunction& function : functions) {
    symbols[jit.mangleAndIntern(llvm::StringRef(function.name))] = {
        orc::ExecutorAddr::fromPtr(function.address), llvm::JITSymbolFlags::Exported | llvm::JITSymbolFlags::Callable};
  }
  if (auto error = jit.getMainJITDylib().define(orc::absoluteSymbols(std::move(symbols)))) {
    return Fail(JitError(std::move(error), "defining the functions of the host"));
  }
  return {};
}

void UseHostConvention(llvm::Module& module) {
  for (llvm::Function& function : module) {
    if (function.isIntrinsic()) continue;
    function.setCallingConv(llvm::CallingConv::C);
    for (llvm::Instruction& instruction : llvm::instructions(function)) {
      auto* call = llvm::dyn_cast<llvm::CallBase>(&instruction);
      if (call != nullptr && !call->isInlineAsm()) call->setCallingConv(llvm::CallingConv::C);
    }
  }
}

}  // namespace kiln::reference
