#include "reference/cpu/checks/instrument.h"

#include <llvm/Analysis/ValueTracking.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/PatternMatch.h>
#include <llvm/Transforms/Utils/BasicBlockUtils.h>

#include <optional>
#include <utility>

#include "reference/cpu/checks/guard_variables.h"
#include "reference/cpu/checks/mark_kernel_code.h"
#include "reference/cpu/checks/track_initialisation.h"

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
  Value* base = nullptr;                        // what the pointer comes from; null: it is not known
  std::optional<unsigned> lane = std::nullopt;  // only this one of the vector there
};

// OpenCL C 1.x has no atomic loads and stores: kernels say volatile.
template <typename T>
std::uint32_t AtomicBits(const T& access) {
  return access.isAtomic() || access.isVolatile() ? kAtomic : 0;
}

// Clang stores one component of a vector in memory as the whole vector, which it has loaded for that. The lanes that
// change; none: it is no such store.
llvm::SmallVector<unsigned, 16> ChangedLanes(const llvm::StoreInst& store) {
  const auto is_old = [&](const Value* value) {
    const auto* load = llvm::dyn_cast<llvm::LoadInst>(value);
    return load != nullptr && load->getPointerOperand() == store.getPointerOperand();
  };
  llvm::SmallVector<unsigned, 16> lanes;
  const Value* value = store.getValueOperand();
  if (const auto* insert = llvm::dyn_cast<llvm::InsertElementInst>(value); insert && is_old(insert->getOperand(0))) {
    const auto* lane = llvm::dyn_cast<llvm::ConstantInt>(insert->getOperand(2));
    if (lane != nullptr) lanes.push_back(static_cast<unsigned>(lane->getZExtValue()));
  }
  if (const auto* blend = llvm::dyn_cast<llvm::ShuffleVectorInst>(value)) {
    const auto width =
        static_cast<int>(llvm::cast<llvm::FixedVectorType>(blend->getOperand(0)->getType())->getNumElements());
    for (int old = 0; old < 2; ++old) {
      if (!is_old(blend->getOperand(static_cast<unsigned>(old)))) continue;
      const llvm::ArrayRef<int> mask = blend->getShuffleMask();
      for (unsigned lane = 0; lane < mask.size(); ++lane) {
        if (mask[lane] != static_cast<int>(lane) + old * width) lanes.push_back(lane);
      }
      break;
    }
  }
  return lanes;
}

// What is to be checked in a function.
struct FunctionChecks {
  llvm::Function* function = nullptr;
  std::vector<Access> accesses;
  std::vector<llvm::BinaryOperator*> operations;
  std::vector<AllocaInst*> variables;  // that need guards
};

std::uint32_t AlignmentBits(llvm::Align alignment) {
  return static_cast<std::uint32_t>(llvm::Log2(alignment)) << kAlignmentShift;
}

// A pointer less the constants added to it.
struct Offset {
  Value* base = nullptr;
  std::int64_t bytes = 0;
};

Offset OffsetOf(Value* pointer, const llvm::DataLayout& layout) {
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
  Instrumenter(llvm::Module& module, TableWriter& tables)
      : module_(module), layout_(module.getDataLayout()), builder_(module.getContext()), tables_(tables) {
    llvm::Type *pointer = builder_.getPtrTy(), *word = builder_.getInt32Ty(), *wide = builder_.getInt64Ty();
    llvm::Type* nothing = builder_.getVoidTy();
    access_ = module.getOrInsertFunction("kiln_check_access", pointer, pointer, wide, word, word, pointer);
    divide_ = module.getOrInsertFunction("kiln_check_divide", nothing, word, word);
    shift_ = module.getOrInsertFunction("kiln_check_shift", nothing, word, word);
  }

  // Copies, fills and atomic functions have to be checked before it is followed what they do.
  std::vector<FunctionChecks> Collect() {
    std::vector<FunctionChecks> all;
    for (llvm::Function& function : module_) {
      if (!function.isDeclaration()) all.push_back(CollectIn(function));
    }
    for (FunctionChecks& checks : all) {
      std::vector<Access> later;
      for (const Access& access : checks.accesses) {
        const bool is_plain = llvm::isa<llvm::LoadInst, llvm::StoreInst>(access.pointer->getUser());
        is_plain ? later.push_back(access) : CheckAccess(access);
      }
      checks.accesses = std::move(later);
    }
    return all;
  }

  void Insert(const FunctionChecks& checks) {
    for (const Access& access : checks.accesses) CheckAccess(access);
    for (llvm::BinaryOperator* operation : checks.operations) {
      operation->isShift() ? CheckShift(*operation) : CheckDivision(*operation);
    }
    GuardVariables(*checks.function, checks.variables, tables_);
  }

 private:
  FunctionChecks CollectIn(llvm::Function& function) {
    FunctionChecks checks;
    checks.function = &function;
    for (Instruction& instruction : llvm::instructions(function)) {
      if (auto* variable = llvm::dyn_cast<AllocaInst>(&instruction)) {
        if (NeedsGuard(*variable)) checks.variables.push_back(variable);
      }
      if (!IsKernelCode(instruction)) continue;
      AddAccesses(instruction, checks.accesses);
      auto* operation = llvm::dyn_cast<llvm::BinaryOperator>(&instruction);
      if (operation != nullptr && (operation->isIntDivRem() || operation->isShift())) {
        checks.operations.push_back(operation);
      }
    }
    return checks;
  }

  // ---- Accesses.

  void AddAccesses(Instruction& instruction, std::vector<Access>& accesses) {
    const auto size = [&](llvm::Type* type) { return builder_.getInt64(layout_.getTypeStoreSize(type)); };
    if (auto* load = llvm::dyn_cast<llvm::LoadInst>(&instruction)) {
      const auto* store = load->hasOneUse() && load->user_back()->hasOneUse()
                              ? llvm::dyn_cast<llvm::StoreInst>(load->user_back()->user_back())
                              : nullptr;
      const std::uint32_t alone = store != nullptr && !ChangedLanes(*store).empty() ? kAlone : 0;
      Add(accesses, load->getOperandUse(0), size(load->getType()),
          alone | AtomicBits(*load) | AlignmentBits(load->getAlign()));
    } else if (auto* store = llvm::dyn_cast<llvm::StoreInst>(&instruction)) {
      const std::uint32_t how = kWrites | AtomicBits(*store);
      const auto lanes = ChangedLanes(*store);
      for (const unsigned lane : lanes) {
        llvm::Type* element = store->getValueOperand()->getType()->getScalarType();
        accesses.push_back({&store->getOperandUse(1), size(element), how | kPart, nullptr, lane});
      }
      Add(accesses, store->getOperandUse(1), size(store->getValueOperand()->getType()),
          how | (lanes.empty() ? 0 : kAlone) | AlignmentBits(store->getAlign()));
    } else if (auto* update = llvm::dyn_cast<llvm::AtomicRMWInst>(&instruction)) {
      const std::uint32_t reads = update->getOperation() == llvm::AtomicRMWInst::Xchg ? 0 : kUpdates;
      Add(accesses, update->getOperandUse(0), size(update->getType()),
          kWrites | kAtomic | reads | AlignmentBits(update->getAlign()));
    } else if (auto* exchange = llvm::dyn_cast<llvm::AtomicCmpXchgInst>(&instruction)) {
      Add(accesses, exchange->getOperandUse(0), size(exchange->getNewValOperand()->getType()),
          kWrites | kAtomic | kUpdates | AlignmentBits(exchange->getAlign()));
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
    accesses.push_back({&pointer, bytes, how, BaseOf(pointer)});
  }

  // A constant place inside of a variable in private or constant memory.
  bool IsCertain(Value* pointer, std::uint64_t bytes, std::uint32_t how) const {
    const Offset place = OffsetOf(pointer, layout_);
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
    const auto offset = static_cast<std::uint64_t>(place.bytes);
    const std::uint64_t wanted = std::uint64_t{1} << (how >> kAlignmentShift);
    return place.bytes >= 0 && offset <= size && bytes <= size - offset && alignment.value() >= wanted &&
           offset % wanted == 0;
  }

  void CheckAccess(const Access& access) {
    auto* instruction = llvm::cast<Instruction>(access.pointer->getUser());
    Value* pointer = access.pointer->get();
    Value* base = access.base;
    if (base == nullptr) base = llvm::ConstantPointerNull::get(builder_.getPtrTy());
    builder_.SetInsertPoint(instruction);
    if (access.lane) {
      const std::uint64_t offset = *access.lane * llvm::cast<llvm::ConstantInt>(access.bytes)->getZExtValue();
      Value* place = builder_.CreateConstGEP1_64(builder_.getInt8Ty(), pointer, offset);
      builder_.CreateCall(access_, {place, access.bytes, builder_.getInt32(access.how), Place(*instruction), base});
      return;
    }
    access.pointer->set(builder_.CreateCall(
        access_, {pointer, access.bytes, builder_.getInt32(access.how), Place(*instruction), base}));
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
    builder_.CreateCall(divide_, {Place(division), builder_.CreateZExt(by_zero, builder_.getInt32Ty())});
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
    builder_.CreateCall(shift_, {Place(shift), builder_.getInt32(width)});
  }

  // ---- Variables.

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

  llvm::ConstantInt* Place(const Instruction& instruction) { return builder_.getInt32(tables_.PlaceOf(instruction)); }

  llvm::Module& module_;
  const llvm::DataLayout& layout_;
  llvm::IRBuilder<> builder_;
  llvm::FunctionCallee access_, divide_, shift_;
  TableWriter& tables_;
};

// The library's functions that wait, with their place.
void PlaceWaiting(llvm::Module& module, TableWriter& tables) {
  const auto replace = [&](const char* name, const char* with) {
    llvm::Function* function = module.getFunction(name);
    if (function == nullptr) return;
    llvm::IRBuilder<> builder(module.getContext());
    for (llvm::User* user : llvm::make_early_inc_range(function->users())) {
      auto* call = llvm::dyn_cast<llvm::CallInst>(user);
      if (call == nullptr) continue;
      builder.SetInsertPoint(call);
      llvm::SmallVector<Value*, 3> arguments(call->args());
      arguments.push_back(builder.getInt32(tables.PlaceOf(*call)));
      llvm::SmallVector<llvm::Type*, 3> types;
      for (const Value* argument : arguments) types.push_back(argument->getType());
      const llvm::FunctionCallee host =
          module.getOrInsertFunction(with, llvm::FunctionType::get(call->getType(), types, false));
      call->replaceAllUsesWith(builder.CreateCall(host, arguments));
      call->eraseFromParent();
    }
  };
  replace("kiln_host_barrier", "kiln_check_barrier");
  replace("kiln_host_gather", "kiln_check_gather");
  replace("kiln_host_sub_group_barrier", "kiln_check_sub_group_barrier");
}

}  // namespace

CheckTables InsertChecks(llvm::Module& module, const std::set<std::string>& own) {
  CheckTables result;
  TableWriter tables(result);
  MarkKernelCode(module, own);
  PlaceWaiting(module, tables);
  Instrumenter instrumenter(module, tables);
  const std::vector<FunctionChecks> checks = instrumenter.Collect();
  TrackInitialisation(module, [&](const Instruction& instruction) { return tables.PlaceOf(instruction); });
  for (const FunctionChecks& one : checks) instrumenter.Insert(one);
  GuardProgramVariables(module, tables);
  return result;
}

}  // namespace kiln::reference::cpu
