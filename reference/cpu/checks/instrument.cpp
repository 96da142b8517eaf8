#include "reference/cpu/checks/instrument.h"

#include <llvm/Analysis/ValueTracking.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/DebugInfoMetadata.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/PatternMatch.h>
#include <llvm/Transforms/Utils/BasicBlockUtils.h>

#include <map>
#include <optional>
#include <utility>

#include "reference/cpu/checks/mark_kernel_code.h"
#include "reference/cpu/checks/memory_objects.h"

namespace kiln::reference::cpu {
namespace {

using llvm::AllocaInst;
using llvm::Instruction;
using llvm::Value;

// One pointer of an instruction that accesses memory.
struct Access {
  llvm::Use* pointer = nullptr;
  Value* bytes = nullptr;
  std::uint32_t how = 0;
};

std::uint32_t AlignmentBits(llvm::Align alignment) {
  return static_cast<std::uint32_t>(llvm::Log2(alignment)) << kAlignmentShift;
}

// A pointer less the constants added to it.
struct Place {
  Value* base = nullptr;
  std::int64_t offset = 0;
};

Place PlaceOf(Value* pointer, const llvm::DataLayout& layout) {
  llvm::APInt offset(64, 0);
  Value* base = pointer->stripAndAccumulateConstantOffsets(layout, offset, /*AllowNonInbounds=*/true);
  return {base, offset.getSExtValue()};
}

// The one value that a variable for a parameter or a pointer ever holds.
Value* OnlyValueIn(const AllocaInst& variable) {
  Value* value = nullptr;
  for (const llvm::User* user : variable.users()) {
    if (llvm::isa<llvm::LoadInst>(user)) continue;
    if (const auto* call = llvm::dyn_cast<llvm::IntrinsicInst>(user); call && call->isLifetimeStartOrEnd()) continue;
    const auto* store = llvm::dyn_cast<llvm::StoreInst>(user);
    if (store == nullptr || store->getPointerOperand() != &variable || value != nullptr) return nullptr;
    value = const_cast<Value*>(store->getValueOperand());
  }
  return value;
}

// An argument or variable, good everywhere in the function, that a pointer certainly comes from.
Value* BaseOf(Value* pointer) {
  for (int depth = 0; depth < 8 && pointer != nullptr; ++depth) {
    Value* object = llvm::getUnderlyingObject(pointer, 0);
    if (llvm::isa<llvm::Argument>(object) || llvm::isa<AllocaInst>(object) || llvm::isa<llvm::GlobalVariable>(object)) {
      return object;
    }
    const auto* load = llvm::dyn_cast<llvm::LoadInst>(object);
    const auto* variable = load == nullptr ? nullptr : llvm::dyn_cast<AllocaInst>(load->getPointerOperand());
    if (variable == nullptr) return nullptr;
    pointer = OnlyValueIn(*variable);
  }
  return nullptr;
}

class Instrumenter {
 public:
  explicit Instrumenter(llvm::Module& module)
      : module_(module), layout_(module.getDataLayout()), builder_(module.getContext()) {
    llvm::Type *pointer = builder_.getPtrTy(), *word = builder_.getInt32Ty(), *wide = builder_.getInt64Ty();
    llvm::Type* nothing = builder_.getVoidTy();
    access_ = module.getOrInsertFunction("kiln_check_access", pointer, pointer, wide, word, word, pointer);
    enter_ = module.getOrInsertFunction("kiln_check_enter", nothing, pointer, wide, word);
    leave_ = module.getOrInsertFunction("kiln_check_leave", nothing, word);
    divide_ = module.getOrInsertFunction("kiln_check_divide", nothing, word, word);
    shift_ = module.getOrInsertFunction("kiln_check_shift", nothing, word, word);
  }

  CheckTables Run() {
    for (llvm::Function& function : module_) {
      if (!function.isDeclaration()) CheckFunction(function);
    }
    std::vector<llvm::GlobalVariable*> variables;
    for (llvm::GlobalVariable& variable : module_.globals()) {
      const bool is_local = variable.hasInitializer() && llvm::isa<llvm::UndefValue>(variable.getInitializer());
      if (variable.hasInitializer() && !is_local && !variable.hasAppendingLinkage()) variables.push_back(&variable);
    }
    for (llvm::GlobalVariable* variable : variables) Guard(*variable);
    return std::move(tables_);
  }

 private:
  void CheckFunction(llvm::Function& function) {
    std::vector<Access> accesses;
    std::vector<llvm::BinaryOperator*> operations;
    std::vector<AllocaInst*> variables;
    for (Instruction& instruction : llvm::instructions(function)) {
      if (auto* variable = llvm::dyn_cast<AllocaInst>(&instruction)) {
        if (NeedsGuard(*variable)) variables.push_back(variable);
      }
      if (!IsKernelCode(instruction)) continue;
      AddAccesses(instruction, accesses);
      auto* operation = llvm::dyn_cast<llvm::BinaryOperator>(&instruction);
      if (operation != nullptr && (operation->isIntDivRem() || operation->isShift())) operations.push_back(operation);
    }
    for (const Access& access : accesses) CheckAccess(access);
    for (llvm::BinaryOperator* operation : operations) {
      operation->isShift() ? CheckShift(*operation) : CheckDivision(*operation);
    }
    GuardVariables(function, variables);
  }

  // ---- Accesses.

  void AddAccesses(Instruction& instruction, std::vector<Access>& accesses) {
    const auto size = [&](llvm::Type* type) { return builder_.getInt64(layout_.getTypeStoreSize(type)); };
    if (auto* load = llvm::dyn_cast<llvm::LoadInst>(&instruction)) {
      const std::uint32_t how = load->isAtomic() ? kAtomic : 0;
      Add(accesses, load->getOperandUse(0), size(load->getType()), how | AlignmentBits(load->getAlign()));
    } else if (auto* store = llvm::dyn_cast<llvm::StoreInst>(&instruction)) {
      const std::uint32_t how = kWrites | (store->isAtomic() ? kAtomic : 0);
      Add(accesses, store->getOperandUse(1), size(store->getValueOperand()->getType()),
          how | AlignmentBits(store->getAlign()));
    } else if (auto* update = llvm::dyn_cast<llvm::AtomicRMWInst>(&instruction)) {
      Add(accesses, update->getOperandUse(0), size(update->getType()),
          kWrites | kAtomic | AlignmentBits(update->getAlign()));
    } else if (auto* exchange = llvm::dyn_cast<llvm::AtomicCmpXchgInst>(&instruction)) {
      Add(accesses, exchange->getOperandUse(0), size(exchange->getNewValOperand()->getType()),
          kWrites | kAtomic | AlignmentBits(exchange->getAlign()));
    } else if (auto* memory = llvm::dyn_cast<llvm::MemIntrinsic>(&instruction)) {
      Value* length = llvm::IRBuilder<>(memory).CreateZExt(memory->getLength(), builder_.getInt64Ty());
      Add(accesses, memory->getArgOperandUse(0), length, kWrites | AlignmentBits(memory->getDestAlign().valueOrOne()));
      if (auto* transfer = llvm::dyn_cast<llvm::MemTransferInst>(memory)) {
        Add(accesses, transfer->getArgOperandUse(1), length, AlignmentBits(transfer->getSourceAlign().valueOrOne()));
      }
    }
  }

  void Add(std::vector<Access>& accesses, llvm::Use& pointer, Value* bytes, std::uint32_t how) {
    const auto* size = llvm::dyn_cast<llvm::ConstantInt>(bytes);
    if (size != nullptr && IsCertain(pointer, size->getZExtValue(), how)) return;
    accesses.push_back({&pointer, bytes, how});
  }

  // A constant place inside of a variable in private or constant memory.
  bool IsCertain(Value* pointer, std::uint64_t bytes, std::uint32_t how) const {
    const Place place = PlaceOf(pointer, layout_);
    std::uint64_t size = 0;
    llvm::Align alignment;
    if (const auto* variable = llvm::dyn_cast<AllocaInst>(place.base)) {
      size = layout_.getTypeAllocSize(variable->getAllocatedType());
      alignment = variable->getAlign();
    } else if (const auto* constant = llvm::dyn_cast<llvm::GlobalVariable>(place.base);
               constant != nullptr && constant->isConstant()) {
      size = layout_.getTypeAllocSize(constant->getValueType());
      alignment = constant->getAlign().valueOrOne();
    }
    const auto offset = static_cast<std::uint64_t>(place.offset);
    const std::uint64_t wanted = std::uint64_t{1} << (how >> kAlignmentShift);
    return place.offset >= 0 && offset <= size && bytes <= size - offset && alignment.value() >= wanted &&
           offset % wanted == 0;
  }

  void CheckAccess(const Access& access) {
    auto* instruction = llvm::cast<Instruction>(access.pointer->getUser());
    Value* pointer = access.pointer->get();
    Value* base = BaseOf(pointer);
    if (base == nullptr) base = llvm::ConstantPointerNull::get(builder_.getPtrTy());
    builder_.SetInsertPoint(instruction);
    access.pointer->set(builder_.CreateCall(
        access_, {pointer, access.bytes, builder_.getInt32(access.how), PlaceIn(*instruction), base}));
    // The machine must not rely on what is only now checked.
    if (auto* load = llvm::dyn_cast<llvm::LoadInst>(instruction); load != nullptr && !load->isAtomic()) {
      load->setAlignment(llvm::Align(1));
    } else if (auto* store = llvm::dyn_cast<llvm::StoreInst>(instruction); store != nullptr && !store->isAtomic()) {
      store->setAlignment(llvm::Align(1));
    } else if (auto* memory = llvm::dyn_cast<llvm::MemIntrinsic>(instruction)) {
      memory->setDestAlignment(llvm::Align(1));
      if (auto* transfer = llvm::dyn_cast<llvm::MemTransferInst>(memory)) transfer->setSourceAlignment(llvm::Align(1));
    }
  }

  // ---- Arithmetic.

  Value* InAnyLane(Value* condition) {
    return condition->getType()->isVectorTy() ? builder_.CreateOrReduce(condition) : condition;
  }

  void CheckDivision(llvm::BinaryOperator& division) {
    using namespace llvm::PatternMatch;
    Value *dividend = division.getOperand(0), *divisor = division.getOperand(1);
    const llvm::APInt* number = nullptr;
    if (match(divisor, m_APInt(number)) && !number->isZero() && !number->isAllOnes()) return;
    builder_.SetInsertPoint(&division);
    llvm::Type* type = division.getType();
    Value* by_zero = InAnyLane(builder_.CreateICmpEQ(divisor, llvm::ConstantInt::get(type, 0)));
    Value* wrong = by_zero;
    const bool is_signed = division.getOpcode() == Instruction::SDiv || division.getOpcode() == Instruction::SRem;
    if (is_signed) {
      const llvm::APInt lowest = llvm::APInt::getSignedMinValue(type->getScalarSizeInBits());
      Value* overflows = builder_.CreateAnd(builder_.CreateICmpEQ(dividend, llvm::ConstantInt::get(type, lowest)),
                                            builder_.CreateICmpEQ(divisor, llvm::ConstantInt::getSigned(type, -1)));
      wrong = builder_.CreateOr(by_zero, InAnyLane(overflows));
    }
    Instruction* then = llvm::SplitBlockAndInsertIfThen(wrong, &division, /*Unreachable=*/false);
    builder_.SetInsertPoint(then);
    builder_.CreateCall(divide_, {PlaceIn(division), builder_.CreateZExt(by_zero, builder_.getInt32Ty())});
  }

  // Clang masks the amount of each shift of OpenCL C, as the language says.
  void CheckShift(llvm::BinaryOperator& shift) {
    using namespace llvm::PatternMatch;
    const unsigned width = shift.getType()->getScalarSizeInBits();
    Value* amount = nullptr;
    if (!match(shift.getOperand(1), m_And(m_Value(amount), m_SpecificInt(width - 1)))) return;
    builder_.SetInsertPoint(&shift);
    Value* wrong = InAnyLane(builder_.CreateICmpUGE(amount, llvm::ConstantInt::get(amount->getType(), width)));
    Instruction* then = llvm::SplitBlockAndInsertIfThen(wrong, &shift, /*Unreachable=*/false);
    builder_.SetInsertPoint(then);
    builder_.CreateCall(shift_, {PlaceIn(shift), builder_.getInt32(width)});
  }

  // ---- Guards.

  // Whether it is reached otherwise than at certain places of it.
  bool NeedsGuard(const AllocaInst& variable) const {
    if (!llvm::isa<llvm::ConstantInt>(variable.getArraySize()) || variable.isArrayAllocation()) return false;
    return IsLibraryVariable(variable) ? false : !IsUsedAtCertainPlaces(variable, variable);
  }

  bool IsUsedAtCertainPlaces(const Value& pointer, const AllocaInst& variable) const {
    for (const llvm::Use& use : pointer.uses()) {
      const auto* user = llvm::cast<Instruction>(use.getUser());
      if (const auto* step = llvm::dyn_cast<llvm::GetElementPtrInst>(user)) {
        if (!step->hasAllConstantIndices() || !IsUsedAtCertainPlaces(*step, variable)) return false;
        continue;
      }
      if (const auto* call = llvm::dyn_cast<llvm::IntrinsicInst>(user); call && call->isLifetimeStartOrEnd()) continue;
      std::uint64_t bytes = 0;
      if (const auto* load = llvm::dyn_cast<llvm::LoadInst>(user)) {
        bytes = layout_.getTypeStoreSize(load->getType());
      } else if (const auto* store = llvm::dyn_cast<llvm::StoreInst>(user); store && use.getOperandNo() == 1) {
        bytes = layout_.getTypeStoreSize(store->getValueOperand()->getType());
      } else if (const auto* memory = llvm::dyn_cast<llvm::MemIntrinsic>(user)) {
        const auto* length = llvm::dyn_cast<llvm::ConstantInt>(memory->getLength());
        if (length == nullptr) return false;
        bytes = length->getZExtValue();
      } else {
        return false;
      }
      if (!IsCertain(use.get(), bytes, 0)) return false;
    }
    return true;
  }

  void GuardVariables(llvm::Function& function, const std::vector<AllocaInst*>& variables) {
    std::uint32_t count = 0;
    for (AllocaInst* variable : variables) {
      GuardVariable(*variable);
      ++count;
    }
    for (llvm::Argument& argument : function.args()) {
      if (!argument.hasByValAttr() || function.getName().starts_with("kiln.")) continue;
      builder_.SetInsertPoint(&*function.getEntryBlock().getFirstNonPHIOrDbgOrAlloca());
      CallEnter(&argument, layout_.getTypeAllocSize(argument.getParamByValType()), argument.getName());
      ++count;
    }
    if (count == 0) return;
    for (llvm::BasicBlock& block : function) {
      if (!llvm::isa<llvm::ReturnInst>(block.getTerminator())) continue;
      builder_.SetInsertPoint(block.getTerminator());
      builder_.CreateCall(leave_, {builder_.getInt32(count)});
    }
  }

  void GuardVariable(AllocaInst& variable) {
    for (llvm::User* user : llvm::make_early_inc_range(variable.users())) {
      auto* call = llvm::dyn_cast<llvm::IntrinsicInst>(user);
      if (call != nullptr && call->isLifetimeStartOrEnd()) call->eraseFromParent();
    }
    const std::uint64_t size = layout_.getTypeAllocSize(variable.getAllocatedType());
    const llvm::Align alignment = std::max(variable.getAlign(), llvm::Align(16));
    const std::uint64_t guard = llvm::alignTo(kGuardBytes, alignment);
    builder_.SetInsertPoint(&variable);
    auto* block = builder_.CreateAlloca(llvm::ArrayType::get(builder_.getInt8Ty(), size + 2 * guard));
    block->setAlignment(alignment);
    Value* begin = builder_.CreateConstInBoundsGEP1_64(builder_.getInt8Ty(), block, guard);
    CallEnter(begin, size, variable.getName());
    begin->takeName(&variable);
    variable.replaceAllUsesWith(begin);
    variable.eraseFromParent();
  }

  void CallEnter(Value* begin, std::uint64_t size, llvm::StringRef name) {
    builder_.CreateCall(enter_, {begin, builder_.getInt64(size), builder_.getInt32(NameIndex(name))});
  }

  // At program scope: {guard, variable, guard}.
  void Guard(llvm::GlobalVariable& variable) {
    const std::uint64_t size = layout_.getTypeAllocSize(variable.getValueType());
    const llvm::Align alignment = std::max(variable.getAlign().valueOrOne(), llvm::Align(16));
    const std::uint64_t guard = llvm::alignTo(kGuardBytes, alignment);
    llvm::Type* guard_type = llvm::ArrayType::get(builder_.getInt8Ty(), guard);
    auto* type = llvm::StructType::get(module_.getContext(), {guard_type, variable.getValueType(), guard_type});
    llvm::Constant* zeros = llvm::Constant::getNullValue(guard_type);
    llvm::Constant* value = llvm::ConstantStruct::get(type, {zeros, variable.getInitializer(), zeros});
    const std::string symbol = "kiln.object." + std::to_string(tables_.objects.size());
    auto* guarded = new llvm::GlobalVariable(module_, type, variable.isConstant(), llvm::GlobalValue::ExternalLinkage,
                                             value, symbol);
    guarded->setAlignment(alignment);
    const std::uint64_t offset = layout_.getStructLayout(type)->getElementOffset(1);
    tables_.objects.push_back(
        {symbol, SourceName(variable.getName()), offset, size, variable.isConstant(), /*address=*/0});
    variable.replaceAllUsesWith(llvm::ConstantExpr::getInBoundsGetElementPtr(
        builder_.getInt8Ty(), guarded, llvm::ConstantInt::get(builder_.getInt64Ty(), offset)));
    variable.eraseFromParent();
  }

  // ---- Tables.

  llvm::ConstantInt* PlaceIn(const Instruction& instruction) {
    SourcePlace place;
    if (const llvm::DILocation* location = instruction.getDebugLoc()) {
      place = {location->getFilename().str(), location->getLine(), location->getColumn()};
    } else if (const llvm::DISubprogram* function = instruction.getFunction()->getSubprogram()) {
      place = {function->getFilename().str(), function->getLine(), 1};
    }
    const auto [known, is_new] = place_indices_.try_emplace(place, static_cast<std::uint32_t>(tables_.places.size()));
    if (is_new) tables_.places.push_back(place);
    return builder_.getInt32(known->second);
  }

  std::uint32_t NameIndex(llvm::StringRef name) {
    const std::string source_name = SourceName(name);
    const auto [known, is_new] =
        name_indices_.try_emplace(source_name, static_cast<std::uint32_t>(tables_.names.size()));
    if (is_new) tables_.names.push_back(source_name);
    return known->second;
  }

  // Clang calls a parameter's variable x.addr, the second x of a function x2, and what has no name .compoundliteral,
  // agg.tmp and the like.
  static std::string SourceName(llvm::StringRef name) {
    name.consume_back(".addr");
    const bool is_made_up = name.contains('.') || name == "retval" || name == "coerce";
    return is_made_up ? "" : name.str();
  }

  llvm::Module& module_;
  const llvm::DataLayout& layout_;
  llvm::IRBuilder<> builder_;
  llvm::FunctionCallee access_, enter_, leave_, divide_, shift_;
  std::map<SourcePlace, std::uint32_t> place_indices_;
  std::map<std::string, std::uint32_t> name_indices_;
  CheckTables tables_;
};

}  // namespace

CheckTables InsertChecks(llvm::Module& module, const std::set<std::string>& own) {
  MarkKernelCode(module, own);
  return Instrumenter(module).Run();
}

}  // namespace kiln::reference::cpu
