// Queries of a generic pointer's address space: to_global, to_local, to_private (which Clang calls __to_global, ...) and
// get_fence. Where the object is, only ResolvePointers knows.
#include <string>

#include "translator/builtins/ops.h"
#include "translator/ir/pure_call.h"
#include "translator/passes/builtins/expander.h"

namespace kiln::translator::builtins {
namespace {

constexpr unsigned kPrivate = 0, kGlobal = 1, kLocal = 3, kGeneric = 4;
// cl_mem_fence_flags.
constexpr unsigned kLocalFence = 1, kGlobalFence = 2;

llvm::Value* IsIn(llvm::IRBuilder<>& builder, llvm::Value* pointer, unsigned space) {
  llvm::CallInst* call =
      CallPure(builder, std::string(kIsInSpacePrefix) + std::to_string(space), builder.getInt1Ty(), {pointer});
  call->getCalledFunction()->addParamAttr(0, llvm::Attribute::NoCapture);
  return call;
}

}  // namespace

llvm::Value* ExpandGenericQuery(Expander& expander, Call& call, std::string&) {
  if (call.Count() != 1 || !call.Argument(0)->getType()->isPointerTy()) return nullptr;
  if (call.Argument(0)->getType()->getPointerAddressSpace() != kGeneric) return nullptr;
  llvm::IRBuilder<>& builder = expander.builder();
  llvm::Value* pointer = call.Argument(0);
  if (call.name == "get_fence") {
    // Private memory needs no fence.
    llvm::Value* local = builder.CreateSelect(IsIn(builder, pointer, kLocal), expander.Int(kLocalFence), expander.Int(0));
    return builder.CreateSelect(IsIn(builder, pointer, kGlobal), expander.Int(kGlobalFence), local);
  }
  constexpr std::pair<llvm::StringLiteral, unsigned> kCasts[] = {
      {"__to_global", kGlobal}, {"__to_local", kLocal}, {"__to_private", kPrivate}};
  for (const auto& [name, space] : kCasts) {
    if (call.name != name) continue;
    auto* type = llvm::PointerType::get(builder.getContext(), space);
    return builder.CreateSelect(IsIn(builder, pointer, space), builder.CreateAddrSpaceCast(pointer, type),
                                llvm::ConstantPointerNull::get(type));
  }
  return nullptr;
}

}  // namespace kiln::translator::builtins
