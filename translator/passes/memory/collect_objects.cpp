#include "translator/passes/memory/collect_objects.h"

#include <algorithm>

#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "translator/passes/cleanup/name_values.h"

namespace kiln::translator {

namespace {

// A name for texts: "kernel.tile" -> "tile", "x.addr" -> "x", "x.i.12" -> "x".
std::string PlainName(llvm::StringRef name) {
  name.consume_front(llvm::StringRef(&kSourceNameMark, 1));
  while (true) {
    auto [head, tail] = name.rsplit('.');
    const bool is_suffix = tail == "addr" || tail == "i" || llvm::all_of(tail, llvm::isDigit);
    if (tail.empty() || head.empty() || !is_suffix) return (tail.empty() ? head : tail).str();
    name = head;
  }
}

MemoryObject FromArgument(const llvm::DataLayout& layout, const llvm::Argument& argument,
                          const frontend::KernelSignature& signature) {
  MemoryObject object;
  object.argument = static_cast<int>(argument.getArgNo());
  const frontend::KernelArgument& declared = signature.arguments[argument.getArgNo()];
  object.name = declared.name.empty() ? "arg" + std::to_string(argument.getArgNo()) : declared.name;
  object.is_restrict = declared.is_restrict;
  object.is_volatile = declared.is_volatile;
  llvm::LLVMContext& context = argument.getContext();
  if (argument.hasByValAttr()) {
    object.storage = Storage::kValue;
    object.size = layout.getTypeAllocSize(argument.getParamByValType());
    object.alignment = argument.getParamAlign().valueOrOne().value();
    if (declared.type) object.declared = FromSource(layout, context, *declared.type);
    if (!object.declared) object.declared = FromIr(layout, argument.getParamByValType());
    return object;
  }
  object.storage = declared.address_space == frontend::AddressSpace::kLocal ? Storage::kLocal : Storage::kBuffer;
  object.alignment = 16;
  if (declared.type && declared.type->element) object.declared = FromSource(layout, context, *declared.type->element);
  return object;
}

MemoryObject FromGlobal(const llvm::DataLayout& layout, const llvm::GlobalVariable& global,
                        const std::vector<frontend::GlobalVariable>& known) {
  MemoryObject object;
  object.storage = global.getAddressSpace() == static_cast<unsigned>(frontend::AddressSpace::kLocal)
                       ? Storage::kLocal
                       : Storage::kConstant;
  object.name = PlainName(global.getName());
  object.size = layout.getTypeAllocSize(global.getValueType());
  object.alignment = layout.getValueOrABITypeAlignment(global.getAlign(), global.getValueType()).value();
  for (const frontend::GlobalVariable& variable : known) {
    if (variable.ir_name != global.getName()) continue;
    object.name = variable.source_name;
    if (variable.type) object.declared = FromSource(layout, global.getContext(), *variable.type);
  }
  if (!object.declared) object.declared = FromIr(layout, global.getValueType());
  if (object.storage == Storage::kConstant && global.hasInitializer()) {
    object.initializer = const_cast<llvm::Constant*>(global.getInitializer());
  }
  return object;
}

MemoryObject FromAlloca(const llvm::DataLayout& layout, const llvm::AllocaInst& alloca) {
  MemoryObject object;
  object.storage = Storage::kPrivate;
  object.name = PlainName(alloca.getName());
  object.size = alloca.getAllocationSize(layout)->getFixedValue();
  object.alignment = alloca.getAlign().value();
  object.declared = FromIr(layout, alloca.getAllocatedType());
  return object;
}

}  // namespace

bool PointsTo::Merge(const llvm::Value* into, const llvm::Value* from) {
  if (into == from) return false;
  llvm::SmallVector<unsigned, 2> source(objects_[from]);
  auto& target = objects_[into];
  bool changed = false;
  for (unsigned object : source) {
    auto place = std::lower_bound(target.begin(), target.end(), object);
    if (place != target.end() && *place == object) continue;
    target.insert(place, object);
    changed = true;
  }
  return changed;
}

llvm::ArrayRef<unsigned> PointsTo::Objects(const llvm::Value* pointer) const {
  auto found = objects_.find(pointer);
  return found == objects_.end() ? llvm::ArrayRef<unsigned>() : llvm::ArrayRef<unsigned>(found->second);
}

PointsTo PointsTo::Compute(PassContext& context, KernelIr& kernel,
                           const std::vector<frontend::GlobalVariable>& globals) {
  PointsTo result;
  const llvm::DataLayout& layout = kernel.function->getParent()->getDataLayout();
  auto add_object = [&](const llvm::Value* root, MemoryObject object) {
    result.objects_[root] = {static_cast<unsigned>(kernel.objects.size())};
    kernel.objects.push_back(std::move(object));
  };
  for (const llvm::Argument& argument : kernel.function->args()) {
    if (argument.getType()->isPointerTy()) add_object(&argument, FromArgument(layout, argument, *kernel.signature));
  }

  llvm::SmallVector<llvm::Instruction*, 32> flow;  // pointer-typed instructions that pass a pointer on
  for (llvm::Instruction& instruction : llvm::instructions(*kernel.function)) {
    for (llvm::Value* operand : instruction.operands()) {
      if (auto* global = llvm::dyn_cast<llvm::GlobalVariable>(operand); global && !result.objects_.contains(global)) {
        add_object(global, FromGlobal(layout, *global, globals));
      } else if (llvm::isa<llvm::ConstantPointerNull>(operand)) {
        result.objects_[operand] = {kNullObject};
      }
    }
    if (!instruction.getType()->isPointerTy()) continue;
    if (auto* alloca = llvm::dyn_cast<llvm::AllocaInst>(&instruction)) {
      add_object(alloca, FromAlloca(layout, *alloca));
    } else if (llvm::isa<llvm::GetElementPtrInst, llvm::PHINode, llvm::SelectInst, llvm::AddrSpaceCastInst,
                         llvm::FreezeInst, llvm::BitCastInst>(instruction)) {
      flow.push_back(&instruction);
    } else {
      context.diagnostics.Error(
          DiagnosticCode::kUnsupportedPointer, instruction,
          llvm::isa<llvm::LoadInst>(instruction)
              ? "a pointer that is loaded from memory cannot be translated; index one array instead"
              : "a pointer that is made from an integer cannot be translated; use a pointer argument with an index");
    }
  }
  bool changed = true;
  while (changed) {
    changed = false;
    for (llvm::Instruction* instruction : flow) {
      if (llvm::isa<llvm::PHINode>(instruction)) {
        for (llvm::Value* incoming : instruction->operands()) changed |= result.Merge(instruction, incoming);
      } else if (auto* select = llvm::dyn_cast<llvm::SelectInst>(instruction)) {
        changed |= result.Merge(select, select->getTrueValue());
        changed |= result.Merge(select, select->getFalseValue());
      } else {
        changed |= result.Merge(instruction, instruction->getOperand(0));
      }
    }
  }
  return result;
}

}  // namespace kiln::translator
