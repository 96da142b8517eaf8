#include "translator/passes/cleanup/keep_functions.h"

#include "kiln/frontend/compile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/CFG.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/DerivedTypes.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Operator.h"
#include "translator/builtins/ops.h"

namespace kiln::translator {

namespace {

constexpr char kKept[] = "kiln-kept";
constexpr char kLibraryPrefix[] = "__kiln_";

// Instructions below which a body reads better in place of the call: of a function of the source, and of the library,
// whose names say less to the reader.
constexpr unsigned kShortestOfSource = 6, kShortestOfLibrary = 12;

// A type that no later pass replaces by others.
bool IsPlain(const TargetProfile& profile, llvm::Type* type) {
  if (auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(type)) {
    if (vector->getNumElements() < 2 || vector->getNumElements() > 4) return false;
    type = vector->getElementType();
  }
  if (type->isFloatTy() || type->isIntegerTy(32) || type->isIntegerTy(1)) return true;
  if (type->isHalfTy()) return profile.float16;
  if (type->isDoubleTy()) return profile.float64;
  return (type->isIntegerTy(8) && profile.int8) || (type->isIntegerTy(16) && profile.int16) ||
         (type->isIntegerTy(64) && profile.int64);
}

// A call that depends on its arguments alone, and on no other work-item.
bool IsPure(const llvm::CallInst& call) {
  const llvm::Function* callee = call.getCalledFunction();
  if (!callee) return false;
  if (IsKept(*callee) || llvm::isa<llvm::DbgInfoIntrinsic>(call)) return true;
  // The library's calls say "convergent" of everything, the functions themselves do not.
  if (callee->isIntrinsic()) return !call.mayReadOrWriteMemory() && !callee->isConvergent();
  const llvm::StringRef name = callee->getName();
  return llvm::any_of(
      std::initializer_list<std::string_view>{builtins::kExtPrefix, builtins::kDotPrefix, builtins::kMulHiSignedPrefix,
                                              builtins::kMulHiUnsignedPrefix, builtins::kAnyPrefix,
                                              builtins::kAllPrefix},
      [&](std::string_view prefix) { return name.starts_with(llvm::StringRef(prefix)); });
}

// The constant table that an address leads into, by known steps; null: it may lead elsewhere.
const llvm::GlobalVariable* TableBehind(const llvm::Value* address) {
  while (const auto* element = llvm::dyn_cast<llvm::GEPOperator>(address)) address = element->getPointerOperand();
  auto* table = llvm::dyn_cast<llvm::GlobalVariable>(address);
  const bool is_table = table && table->isConstant() && table->hasInitializer() &&
                        !table->getInitializer()->needsRelocation() &&
                        table->getAddressSpace() == static_cast<unsigned>(frontend::AddressSpace::kConstant);
  return is_table ? table : nullptr;
}

// Texts name a table beside the function. On a device each call would fill one of its own. What is too large for the
// target is kept in a buffer, which is the kernel's (PlaceProgramVariables); the library's tables never are.
bool MayRead(const PassContext& context, const llvm::Function& function, const llvm::GlobalVariable& table) {
  return context.profile.preserve_shape && (function.getName().starts_with(kLibraryPrefix) ||
                                            function.getParent()->getDataLayout().getTypeAllocSize(
                                                table.getValueType()) <= context.profile.max_table_bytes);
}

bool HasLoop(const llvm::Function& function) {
  llvm::SmallVector<std::pair<const llvm::BasicBlock*, const llvm::BasicBlock*>, 4> back_edges;
  llvm::FindFunctionBackedges(function, back_edges);
  return !back_edges.empty();
}

}  // namespace

bool IsKept(const llvm::Function& function) {
  return function.hasFnAttribute(kKept);
}

bool IsKeptCall(const llvm::CallInst& call) {
  return call.getCalledFunction() && IsKept(*call.getCalledFunction());
}

bool CanKeepFunction(const PassContext& context, const llvm::Function& function) {
  const auto is_plain = [&](llvm::Type* type) { return IsPlain(context.profile, type); };
  if (function.isVarArg() || function.arg_empty() || !is_plain(function.getReturnType())) return false;
  if (!llvm::all_of(function.args(), [&](const llvm::Argument& argument) { return is_plain(argument.getType()); }))
    return false;
  // An address is that of a table, and serves to read it.
  const auto may_address = [&](const llvm::Instruction& instruction, const llvm::Value& address) {
    const llvm::GlobalVariable* table = TableBehind(&address);
    return table && MayRead(context, function, *table) &&
           llvm::isa<llvm::GetElementPtrInst, llvm::LoadInst>(instruction);
  };
  unsigned count = 0;
  for (const llvm::Instruction& instruction : llvm::instructions(function)) {
    if (llvm::isa<llvm::AllocaInst>(instruction)) return false;
    if (auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction)) {
      if (!IsPure(*call)) return false;
    } else if (auto* load = llvm::dyn_cast<llvm::LoadInst>(&instruction);
               load ? !load->isSimple() : instruction.mayReadOrWriteMemory()) {
      return false;
    }
    for (const llvm::Value* operand : instruction.operands()) {
      if (operand->getType()->isPtrOrPtrVectorTy() && !llvm::isa<llvm::Function>(operand)) {
        if (!may_address(instruction, *operand)) return false;
      } else if (llvm::isa<llvm::ConstantExpr>(operand)) {
        return false;  // of an address, perhaps
      }
    }
    if (!llvm::isa<llvm::DbgInfoIntrinsic>(instruction)) ++count;
  }
  return count >= (function.getName().starts_with(kLibraryPrefix) ? kShortestOfLibrary : kShortestOfSource);
}

void KeepFunction(llvm::Function& function) {
  function.removeFnAttr(llvm::Attribute::AlwaysInline);
  function.addFnAttr(llvm::Attribute::NoInline);
  function.addFnAttr(kKept);
  function.setDoesNotAccessMemory();
  function.setDoesNotThrow();
  function.removeFnAttr(llvm::Attribute::Convergent);
  if (!HasLoop(function)) function.setWillReturn();
  for (llvm::User* user : function.users()) {
    auto* call = llvm::dyn_cast<llvm::CallInst>(user);
    if (!call) continue;
    call->removeFnAttr(llvm::Attribute::Convergent);
    call->removeFnAttr(llvm::Attribute::AlwaysInline);
    call->setCallingConv(function.getCallingConv());
  }
}

void DropRemoved(std::vector<llvm::Function*>& kept, const llvm::Module& module) {
  llvm::SmallPtrSet<const llvm::Function*, 16> defined;
  for (const llvm::Function& function : module) {
    if (!function.isDeclaration()) defined.insert(&function);
  }
  llvm::erase_if(kept, [&](const llvm::Function* function) { return !defined.contains(function); });
}

bool ReadsTables(const llvm::Function& function) {
  return llvm::any_of(llvm::instructions(function), llvm::IsaPred<llvm::LoadInst>);
}

std::string NameOfFunction(const llvm::Function& function) {
  llvm::StringRef name = function.getName();
  if (name.consume_front(kLibraryPrefix)) return "kiln_" + name.str();
  const std::string demangled = llvm::demangle(name);
  llvm::StringRef plain = llvm::StringRef(demangled).split('(').first;
  // "int N::Sum<4>" of a template or a namespace.
  plain = plain.split('<').first;
  plain = plain.substr(plain.rfind(' ') == llvm::StringRef::npos ? 0 : plain.rfind(' ') + 1);
  plain = plain.substr(plain.rfind(':') == llvm::StringRef::npos ? 0 : plain.rfind(':') + 1);
  return plain.empty() ? "function" : plain.str();
}

}  // namespace kiln::translator
