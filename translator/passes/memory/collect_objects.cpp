#include "translator/passes/memory/collect_objects.h"

#include <algorithm>

#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "translator/builtins/ops.h"
#include "translator/passes/builtins/lower_printf.h"
#include "translator/passes/cleanup/name_values.h"
#include "translator/passes/memory/encode_pointers.h"
#include "translator/passes/memory/pointer_units.h"

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
                        const std::vector<frontend::GlobalVariable>& known, const ProgramVariables* program) {
  MemoryObject object;
  if (program && global.getName() == kProgramBuffer) {
    object.storage = Storage::kBuffer;
    object.is_program = true;
    object.name = kProgramBuffer.str();
    object.size = program->layout.size;
    object.alignment = 16;
    object.declared = program->type;
    return object;
  }
  if (global.getName() == kPrintfBuffer) {
    object.storage = Storage::kBuffer;
    object.name = kPrintfBuffer.str();
    object.alignment = 16;
    object.declared = MakeLeaf(layout, llvm::Type::getInt32Ty(global.getContext()), MemoryType::Sign::kUnsigned);
    return object;
  }
  object.storage = global.getAddressSpace() == static_cast<unsigned>(frontend::AddressSpace::kLocal)
                       ? Storage::kLocal
                       : Storage::kConstant;
  object.name = PlainName(global.getName());
  if (llvm::StringRef element = global.getName(); element.consume_front(llvm::StringRef(builtins::kScratchPrefix))) {
    object.is_per_work_item = true;
    object.name = "scratch_" + element.str();
  }
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

// True if a pointer into `space` may point into the object.
bool IsIn(frontend::AddressSpace space, const MemoryObject& object) {
  using frontend::AddressSpace;
  switch (space) {
    case AddressSpace::kGlobal:
      return object.storage == Storage::kBuffer || object.storage == Storage::kAddress;
    case AddressSpace::kConstant:
      return object.storage != Storage::kLocal && object.storage != Storage::kPrivate;
    case AddressSpace::kLocal:
      return object.storage == Storage::kLocal && !object.is_per_work_item;
    case AddressSpace::kPrivate:
      return object.storage == Storage::kPrivate || object.storage == Storage::kValue;
    case AddressSpace::kGeneric:
      return !object.is_per_work_item;
  }
  return true;
}

// A cast of a generic pointer to one of a named address space, by the source or for to_global, to_local, to_private.
bool IsFromGeneric(const llvm::Instruction& instruction) {
  const auto* cast = llvm::dyn_cast<llvm::AddrSpaceCastInst>(&instruction);
  return cast && cast->getSrcAddressSpace() == static_cast<unsigned>(frontend::AddressSpace::kGeneric);
}

constexpr const char* kMadeFromNumber =
    "a pointer that is made from an integer cannot be translated; use a pointer argument with an index";

// A number that was a pointer when it was stored: null, where the kernel stores no other.
bool CarriesPointer(const llvm::Value& number) {
  const auto* access = llvm::dyn_cast<llvm::Instruction>(&number);
  return access && HoldsPointer(*access);
}

// What a load, store or exchange accesses.
const llvm::Value* PlaceOf(const llvm::Instruction& access) {
  const auto* exchange = llvm::dyn_cast<llvm::AtomicRMWInst>(&access);
  return exchange ? exchange->getPointerOperand() : llvm::getLoadStorePointerOperand(&access);
}

// Whether the pointers of the kernel argument are addresses in physical addressing.
bool IsGlobalArgument(const llvm::Argument& argument, const frontend::KernelSignature& signature) {
  return !argument.hasByValAttr() &&
         signature.arguments[argument.getArgNo()].address_space != frontend::AddressSpace::kLocal;
}

}  // namespace

llvm::SmallVector<const llvm::GlobalVariable*, 4> GlobalsIn(const llvm::Constant& initializer) {
  llvm::SmallVector<const llvm::GlobalVariable*, 4> found;
  llvm::SmallPtrSet<const llvm::Constant*, 16> seen = {&initializer};
  llvm::SmallVector<const llvm::Constant*, 16> pending = {&initializer};
  while (!pending.empty()) {
    const llvm::Constant* constant = pending.pop_back_val();
    if (const auto* global = llvm::dyn_cast<llvm::GlobalVariable>(constant)) {
      found.push_back(global);
      continue;
    }
    for (const llvm::Use& operand : constant->operands()) {
      const auto* part = llvm::dyn_cast<llvm::Constant>(operand.get());
      if (part && seen.insert(part).second) pending.push_back(part);
    }
  }
  return found;
}

bool PointsTo::Merge(const llvm::Value* into, const llvm::Value* from, llvm::function_ref<bool(unsigned)> is_wanted) {
  if (into == from) return false;
  llvm::SmallVector<unsigned, 2> source(objects_[from]);
  auto& target = objects_[into];
  bool changed = false;
  for (unsigned object : source) {
    if (is_wanted && !is_wanted(object)) continue;
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

bool PointsTo::IsInSpace(unsigned object, unsigned space) const {
  if (object == kNullObject) return false;
  constexpr auto kConstant = static_cast<unsigned>(frontend::AddressSpace::kConstant);
  constexpr auto kPrivate = static_cast<unsigned>(frontend::AddressSpace::kPrivate);
  // No generic pointer leads into constant memory: such an object was a private one that is never written.
  const unsigned own = spaces_[object] == kConstant ? kPrivate : spaces_[object];
  return own == space;
}

PointsTo PointsTo::Compute(PassContext& context, KernelIr& kernel,
                           const std::vector<frontend::GlobalVariable>& globals) {
  if (context.options.addressing == Addressing::kPhysical) {
    if (!context.profile.physical_addresses) {
      context.diagnostics.Error(DiagnosticCode::kUnsupportedFeature, kernel.signature->position,
                                context.profile.name + " has no device addresses, which --addressing=physical uses; use "
                                                       "--addressing=logical, or the target vulkan1.3");
      return {};
    }
    kernel.address_object = 0;
    return Solve(context, kernel, globals);
  }
  PointsTo result = Solve(context, kernel, globals);
  if (context.diagnostics.HasErrors()) return result;
  std::string message;
  const llvm::Instruction* unknown = result.FindUnknown(kernel, message);
  if (!unknown) return result;
  if (context.options.addressing == Addressing::kLogical || !context.profile.physical_addresses) {
    context.diagnostics.Error(DiagnosticCode::kUnsupportedPointer, *unknown, message);
    return result;
  }
  const std::string name = kernel.signature->name;
  if (kernel.function->getParent()->getDataLayout().getPointerSizeInBits(0) != 64) {
    context.needs_wide_pointers = "the kernel '" + name + "' needs pointers that are device addresses of 64 bits";
    return result;
  }
  context.diagnostics.Remark(DiagnosticCode::kPhysicalAddressing, unknown->getDebugLoc(),
                             "the kernel '" + name + "' uses physical addresses because of this pointer");
  kernel.objects.clear();
  kernel.address_object = 0;
  return Solve(context, kernel, globals);
}

// What a kernel keeps for itself it can read back. What it shares with the host and with other kernels it cannot: their
// objects have other numbers.
const llvm::Instruction* PointsTo::FindUnknown(const KernelIr& kernel, std::string& message) const {
  for (const llvm::Instruction& instruction : llvm::instructions(*kernel.function)) {
    if (HoldsPointer(instruction)) {
      for (unsigned place : Objects(PlaceOf(instruction))) {
        if (place == kNullObject) continue;
        const MemoryObject& object = kernel.objects[place];
        if (object.storage != Storage::kBuffer && object.storage != Storage::kValue) continue;
        message = "a pointer that is kept in " +
                  (object.is_program ? std::string("a program-scope variable") : "the buffer '" + object.name + "'") +
                  " cannot be translated; keep an index into a buffer there instead";
        return &instruction;
      }
    } else if (llvm::isa<llvm::IntToPtrInst>(instruction) && Objects(&instruction).size() == 1 &&
               !CarriesPointer(*instruction.getOperand(0))) {
      message = kMadeFromNumber;
      return &instruction;
    }
  }
  return nullptr;
}

PointsTo PointsTo::Solve(PassContext& context, KernelIr& kernel, const std::vector<frontend::GlobalVariable>& globals) {
  PointsTo result;
  if (kernel.address_object) {
    MemoryObject memory;
    memory.storage = Storage::kAddress;
    memory.name = "memory";
    kernel.objects.push_back(std::move(memory));
    result.spaces_.push_back(static_cast<unsigned>(frontend::AddressSpace::kGlobal));
  }
  const llvm::DataLayout& layout = kernel.function->getParent()->getDataLayout();
  auto add_object = [&](const llvm::Value* root, MemoryObject object) {
    result.objects_[root] = {static_cast<unsigned>(kernel.objects.size())};
    kernel.objects.push_back(std::move(object));
    result.spaces_.push_back(root->getType()->getPointerAddressSpace());
  };
  std::vector<const llvm::Value*> exposed;  // pointers whose number the kernel, or a table of its, may keep
  auto add_global = [&](const llvm::GlobalVariable& root) {
    llvm::SmallVector<const llvm::GlobalVariable*, 4> pending = {&root};
    while (!pending.empty()) {
      const llvm::GlobalVariable* global = pending.pop_back_val();
      if (result.objects_.contains(global)) continue;
      add_object(global, FromGlobal(layout, *global, globals, kernel.program));
      if (!kernel.objects.back().initializer) continue;
      for (const llvm::GlobalVariable* held : GlobalsIn(*kernel.objects.back().initializer)) {
        exposed.push_back(held);
        pending.push_back(held);
      }
    }
  };
  for (const llvm::Argument& argument : kernel.function->args()) {
    if (!argument.getType()->isPointerTy()) continue;
    if (kernel.address_object && IsGlobalArgument(argument, *kernel.signature)) {
      result.objects_[&argument] = {*kernel.address_object};
    } else {
      add_object(&argument, FromArgument(layout, argument, *kernel.signature));
    }
  }

  llvm::SmallVector<llvm::Instruction*, 32> flow;  // pointer-typed instructions that pass a pointer on
  for (llvm::Instruction& instruction : llvm::instructions(*kernel.function)) {
    for (llvm::Value* operand : instruction.operands()) {
      if (auto* global = llvm::dyn_cast<llvm::GlobalVariable>(operand); global) {
        add_global(*global);
      } else if (llvm::isa<llvm::ConstantPointerNull>(operand)) {
        result.objects_[operand] = {kNullObject};
      } else if (auto* number = llvm::dyn_cast<llvm::ConstantExpr>(operand);
                 number && number->getOpcode() == llvm::Instruction::IntToPtr) {
        context.diagnostics.Error(DiagnosticCode::kUnsupportedPointer, instruction, kMadeFromNumber);
      }
    }
    if (auto* number = llvm::dyn_cast<llvm::PtrToIntInst>(&instruction)) exposed.push_back(number->getPointerOperand());
    if (!instruction.getType()->isPointerTy()) continue;
    if (auto* alloca = llvm::dyn_cast<llvm::AllocaInst>(&instruction)) {
      add_object(alloca, FromAlloca(layout, *alloca));
    } else if (PassesPointerOn(instruction) ||
               llvm::isa<llvm::GetElementPtrInst, llvm::PHINode, llvm::SelectInst>(instruction)) {
      flow.push_back(&instruction);
    } else if (llvm::isa<llvm::IntToPtrInst>(instruction)) {
      result.objects_[&instruction] = {kNullObject};
      const auto space = static_cast<frontend::AddressSpace>(instruction.getType()->getPointerAddressSpace());
      if (kernel.address_object && IsIn(space, kernel.objects[*kernel.address_object])) {
        result.objects_[&instruction] = {*kernel.address_object, kNullObject};
      }
      flow.push_back(&instruction);
    } else {
      context.diagnostics.Error(DiagnosticCode::kUnsupportedPointer, instruction,
                                "this pointer cannot be translated; use a pointer argument with an index");
    }
  }
  // An address that is read from a buffer may be one of a program-scope variable, which another kernel put there.
  const llvm::GlobalVariable* program = nullptr;
  if (kernel.address_object && kernel.program && llvm::any_of(flow, llvm::IsaPred<llvm::IntToPtrInst>)) {
    program = kernel.function->getParent()->getGlobalVariable(kProgramBuffer);
  }
  if (program) {
    add_global(*program);
    exposed.push_back(program);
  }
  bool changed = true;
  while (changed) {
    changed = false;
    for (llvm::Instruction* instruction : flow) {
      if (llvm::isa<llvm::IntToPtrInst>(instruction)) {
        // A number may stand for whatever was made a number, in the address space of the pointer.
        const auto space = static_cast<frontend::AddressSpace>(instruction->getType()->getPointerAddressSpace());
        const auto is_reached = [&](unsigned object) {
          return object != kNullObject && IsIn(space, kernel.objects[object]);
        };
        for (const llvm::Value* pointer : exposed) changed |= result.Merge(instruction, pointer, is_reached);
      } else if (llvm::isa<llvm::PHINode>(instruction)) {
        for (llvm::Value* incoming : instruction->operands()) changed |= result.Merge(instruction, incoming);
      } else if (auto* select = llvm::dyn_cast<llvm::SelectInst>(instruction)) {
        changed |= result.Merge(select, select->getTrueValue());
        changed |= result.Merge(select, select->getFalseValue());
      } else if (IsFromGeneric(*instruction)) {
        // What is elsewhere cannot be meant: the pointer would be of no use.
        const unsigned space = instruction->getType()->getPointerAddressSpace();
        const auto is_there = [&](unsigned object) { return object == kNullObject || result.IsInSpace(object, space); };
        changed |= result.Merge(instruction, instruction->getOperand(0), is_there);
      } else {
        changed |= result.Merge(instruction, instruction->getOperand(0));
      }
    }
  }
  return result;
}

}  // namespace kiln::translator
