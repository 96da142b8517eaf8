#include "translator/passes/memory/resolve_pointers.h"

#include <numeric>

#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Operator.h"
#include "llvm/IR/ReplaceConstant.h"
#include "llvm/IR/ValueHandle.h"
#include "llvm/Analysis/Utils/Local.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "translator/builtins/ops.h"
#include "translator/ir/memory_ops.h"
#include "translator/ir/pure_call.h"
#include "translator/passes/memory/collect_objects.h"
#include "translator/passes/memory/describe_access.h"
#include "translator/passes/memory/physical_memory.h"
#include "translator/passes/memory/pointer_numbers.h"
#include "translator/passes/memory/pointer_units.h"
#include "translator/passes/memory/unshared_atomics.h"

namespace kiln::translator {

namespace {

// A pointer as the rest of the kernel sees it from here on.
struct ResolvedPointer {
  llvm::Value* tag = nullptr;  // i32 object number; a constant where there is one object
  LinearOffset offset;
  llvm::Value* address = nullptr;  // i64, in physical addressing; of no meaning where the tag is not the address object
};

class Resolver {
 public:
  Resolver(PassContext& context, KernelIr& kernel, PointsTo points_to)
      : context_(context),
        kernel_(kernel),
        points_to_(std::move(points_to)),
        layout_(kernel.function->getParent()->getDataLayout()),
        builder_(kernel.function->getContext()),
        numbers_(layout_, kernel),
        memory_(context.profile, kernel),
        units_(*kernel.function) {}

  void Run() {
    has_null_comparison_ = llvm::any_of(llvm::instructions(*kernel_.function), [&](llvm::Instruction& instruction) {
      return llvm::isa<llvm::ICmpInst>(instruction) && llvm::any_of(instruction.operands(), [&](llvm::Value* operand) {
        return llvm::is_contained(points_to_.Objects(operand), kNullObject);
      });
    });
    numbers_.EncodeTables(kernel_.objects, points_to_);
    CreateMerges();
    FillMerges();
    RewriteUses();
    Replace();
    EraseDead();
  }

 private:
  // ---- What a pointer is made of. In physical addressing null is an address, too.
  bool HasAddress(llvm::Value* pointer) const {
    return kernel_.address_object && llvm::is_contained(points_to_.Objects(pointer), *kernel_.address_object);
  }
  bool HasOffset(llvm::Value* pointer) const {
    return !HasAddress(pointer) || llvm::any_of(points_to_.Objects(pointer), [&](unsigned object) {
      return object != kNullObject && object != *kernel_.address_object;
    });
  }
  bool HasTag(llvm::Value* pointer) const { return HasOffset(pointer) && points_to_.Objects(pointer).size() > 1; }

  // ---- Merges: a pointer phi becomes an offset phi, and a tag phi when it has several objects.
  void CreateMerges() {
    for (llvm::PHINode* phi : units_.phis()) {
      builder_.SetInsertPoint(phi);
      ResolvedPointer resolved;
      Merge merge{phi};
      auto create = [&](llvm::Type* type, const llvm::Twine& name) {
        return builder_.CreatePHI(type, phi->getNumIncomingValues(), name);
      };
      if (HasOffset(phi)) {
        merge.index = create(builder_.getInt32Ty(), phi->getName());
        resolved.offset.AddTerm(units_.Of(*phi), merge.index);
      }
      if (HasTag(phi)) merge.tag = create(builder_.getInt32Ty(), phi->getName() + ".object");
      resolved.tag = merge.tag ? merge.tag : SingleTag(phi);
      resolved.address = NoAddress();
      if (HasAddress(phi)) resolved.address = merge.address = create(builder_.getInt64Ty(), phi->getName());
      merges_.push_back(merge);
      resolved_[phi] = resolved;
    }
  }

  void FillMerges() {
    for (const Merge& merge : merges_) {
      llvm::PHINode* phi = merge.phi;
      for (unsigned k = 0; k < phi->getNumIncomingValues(); ++k) {
        llvm::BasicBlock* from = phi->getIncomingBlock(k);
        const ResolvedPointer incoming = Resolve(phi->getIncomingValue(k));
        builder_.SetInsertPoint(from->getTerminator());
        if (merge.index) {
          // One predecessor may reach the phi along several edges: they must carry the same value.
          const int seen = merge.index->getBasicBlockIndex(from);
          llvm::Value* index = seen >= 0 ? merge.index->getIncomingValue(static_cast<unsigned>(seen))
                                         : Materialize(builder_, incoming.offset, units_.Of(*phi));
          merge.index->addIncoming(index, from);
        }
        if (merge.tag) merge.tag->addIncoming(incoming.tag, from);
        if (merge.address) merge.address->addIncoming(incoming.address, from);
      }
    }
  }

  llvm::Value* NoAddress() { return kernel_.address_object ? builder_.getInt64(0) : nullptr; }

  llvm::Value* SingleTag(llvm::Value* pointer) {
    const auto objects = points_to_.Objects(pointer);
    return builder_.getInt32(objects.empty() ? kNullObject : objects.front());
  }

  ResolvedPointer Resolve(llvm::Value* pointer) {
    if (auto found = resolved_.find(pointer); found != resolved_.end()) return found->second;
    ResolvedPointer result;
    auto* instruction = llvm::dyn_cast<llvm::Instruction>(pointer);
    if (auto* gep = llvm::dyn_cast<llvm::GetElementPtrInst>(pointer)) {
      result = Resolve(gep->getPointerOperand());
      builder_.SetInsertPoint(gep);
      builder_.SetCurrentDebugLocation(gep->getDebugLoc());
      if (HasOffset(gep)) result.offset.Add(GepOffset(*gep));
      if (HasAddress(gep)) {
        result.address = builder_.CreateAdd(result.address, llvm::emitGEPOffset(&builder_, layout_, gep), gep->getName());
      }
    } else if (auto* select = llvm::dyn_cast<llvm::SelectInst>(pointer)) {
      result = ResolveSelect(*select);
    } else if (instruction && PassesPointerOn(*instruction)) {
      result = Resolve(instruction->getOperand(0));
      // A cast from generic may leave fewer objects than its operand has.
      if (!HasTag(pointer)) result.tag = SingleTag(pointer);
      if (!HasOffset(pointer)) result.offset = {};
      if (!HasAddress(pointer)) result.address = NoAddress();
    } else if (auto* from_int = llvm::dyn_cast<llvm::IntToPtrInst>(pointer)) {
      result = Decode(*from_int);
    } else {
      result.tag = SingleTag(pointer);  // an object itself, null or undef
      result.address = HasAddress(pointer) ? memory_.AddressOf(*llvm::cast<llvm::Argument>(pointer)) : NoAddress();
    }
    resolved_[pointer] = result;
    return result;
  }

  LinearOffset GepOffset(llvm::GetElementPtrInst& gep) {
    llvm::MapVector<llvm::Value*, llvm::APInt> variable;
    llvm::APInt constant(layout_.getIndexTypeSizeInBits(gep.getType()), 0);
    llvm::cast<llvm::GEPOperator>(gep).collectOffset(layout_, constant.getBitWidth(), variable, constant);
    LinearOffset result;
    result.constant = constant.getSExtValue();
    for (const auto& [value, scale] : variable) {
      llvm::Value* index = AsIndex(builder_, value);
      result.AddTerm(scale.getSExtValue(), index, Limit(gep, *value, *index));
    }
    return result;
  }

  // What an index into an array stays below: the array's length, or less where the arithmetic says so.
  static std::int64_t Limit(llvm::GetElementPtrInst& gep, const llvm::Value& value, const llvm::Value& index) {
    const llvm::APInt greatest = llvm::computeConstantRange(&index, /*ForSigned=*/false).getUnsignedMax();
    std::int64_t limit = greatest.isNegative() ? 0 : greatest.getSExtValue() + 1;
    llvm::Type* indexed = gep.getSourceElementType();
    for (unsigned i = 2; i < gep.getNumOperands(); ++i) {
      auto* array = llvm::dyn_cast<llvm::ArrayType>(indexed);
      if (array && gep.getOperand(i) == &value) {
        const auto length = static_cast<std::int64_t>(array->getNumElements());
        if (length > 0 && (limit == 0 || length < limit)) limit = length;
      }
      indexed = llvm::GetElementPtrInst::getTypeAtIndex(indexed, gep.getOperand(i));
    }
    return limit;
  }

  ResolvedPointer ResolveSelect(llvm::SelectInst& select) {
    const ResolvedPointer if_true = Resolve(select.getTrueValue());
    const ResolvedPointer if_false = Resolve(select.getFalseValue());
    builder_.SetInsertPoint(&select);
    auto choose = [&](llvm::Value* first, llvm::Value* second, const llvm::Twine& name) {
      return builder_.CreateSelect(select.getCondition(), first, second, name);
    };
    ResolvedPointer result;
    if (HasOffset(&select)) {
      const std::int64_t unit = units_.Of(select);
      result.offset.AddTerm(unit, choose(Materialize(builder_, if_true.offset, unit),
                                         Materialize(builder_, if_false.offset, unit), select.getName()));
    }
    result.tag = HasTag(&select) ? choose(if_true.tag, if_false.tag, select.getName() + ".object") : SingleTag(&select);
    result.address = HasAddress(&select) ? choose(if_true.address, if_false.address, select.getName()) : NoAddress();
    return result;
  }

  // ---- Uses.
  void RewriteUses() {
    llvm::SmallVector<llvm::Instruction*, 64> users;
    for (llvm::Instruction& instruction : llvm::instructions(*kernel_.function)) users.push_back(&instruction);
    for (llvm::Instruction* user : users) {
      if (std::optional<DescribedAccess> access = DescribeAccess(*user)) {
        Access(*user, access->pointer, std::move(access->op));
      } else if (auto* exchange = llvm::dyn_cast<llvm::AtomicCmpXchgInst>(user)) {
        RewriteCompareExchange(*exchange);
      } else if (auto* compare = llvm::dyn_cast<llvm::ICmpInst>(user)) {
        if (compare->getOperand(0)->getType()->isPointerTy()) RewriteCompare(*compare);
      } else if (auto* to_int = llvm::dyn_cast<llvm::PtrToIntInst>(user)) {
        RewriteToInteger(*to_int);
      } else if (auto* intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(user)) {
        if (intrinsic->isLifetimeStartOrEnd() || intrinsic->isAssumeLikeIntrinsic()) intrinsic->eraseFromParent();
      } else if (auto* call = llvm::dyn_cast<llvm::CallInst>(user)) {
        AnswerSpaceQuery(*call);
      }
    }
  }

  void RewriteCompareExchange(llvm::AtomicCmpXchgInst& exchange) {
    MemoryOp op = DescribeCompareExchange(exchange);
    // cmpxchg yields {old, success}; the operation yields the old value.
    llvm::Value* expected = exchange.getCompareOperand();
    llvm::Type* type = op.type;
    llvm::Value* old = EmitAccess(exchange, exchange.getPointerOperand(), std::move(op), type);
    for (llvm::User* user : llvm::make_early_inc_range(exchange.users())) {
      auto* extract = llvm::dyn_cast<llvm::ExtractValueInst>(user);
      if (!extract) continue;
      builder_.SetInsertPoint(extract);
      Replace(*extract, extract->getIndices().front() == 0 ? old : builder_.CreateICmpEQ(old, expected));
    }
    if (!llvm::all_of(exchange.users(), [](llvm::User* user) { return llvm::isa<llvm::ExtractValueInst>(user); })) {
      context_.diagnostics.Error(DiagnosticCode::kUnsupportedInstruction, exchange,
                                 "the pair that a compare-exchange yields is used as a whole");
    }
    Replace(exchange, llvm::PoisonValue::get(exchange.getType()));
  }

  void Access(llvm::Instruction& access, llvm::Value* pointer, MemoryOp op) {
    llvm::Type* result_type = access.getType();
    llvm::Value* result = EmitAccess(access, pointer, std::move(op), result_type);
    if (result) result->takeName(&access);
    Replace(access, result);
  }

  // The values of a kernel stay until all its pointers are resolved: a resolved offset may be made of them.
  void Replace(llvm::Instruction& instruction, llvm::Value* value) { replaced_.emplace_back(&instruction, value); }
  void Replace() {
    for (auto& [instruction, value] : replaced_) {
      if (value) instruction->replaceAllUsesWith(value);
      instruction->eraseFromParent();
    }
  }

  // The access before `at`; branches on the tag when the pointer may be in several objects. Null for stores.
  llvm::Value* EmitAccess(llvm::Instruction& at, llvm::Value* pointer, MemoryOp op, llvm::Type* result_type) {
    const ResolvedPointer resolved = Resolve(pointer);
    llvm::SmallVector<unsigned, 4> objects;
    for (unsigned object : points_to_.Objects(pointer)) {
      if (object != kNullObject) objects.push_back(object);
    }
    op.offset = resolved.offset;
    builder_.SetInsertPoint(&at);
    builder_.SetCurrentDebugLocation(at.getDebugLoc());
    if (objects.empty()) {
      // Null or undef: undefined behaviour in the source. A load gives zero, a store nothing.
      return result_type->isVoidTy() ? nullptr : llvm::Constant::getNullValue(result_type);
    }
    auto emit = [&](unsigned object) -> llvm::Value* {
      if (object == kernel_.address_object) return memory_.Access(builder_, op, resolved.address);
      op.object = object;
      const Storage storage = kernel_.objects[object].storage;
      if (storage != Storage::kBuffer && storage != Storage::kLocal) return CreateUnshared(builder_, op);
      llvm::CallInst* call = Create(builder_, op);
      return call->getType()->isVoidTy() ? nullptr : call;
    };
    if (objects.size() == 1) return emit(objects.front());
    return EmitDispatch(at, resolved.tag, objects, emit);
  }

  template <typename EmitFunction>
  llvm::Value* EmitDispatch(llvm::Instruction& at, llvm::Value* tag, llvm::ArrayRef<unsigned> objects,
                            EmitFunction emit) {
    llvm::BasicBlock* head = at.getParent();
    llvm::BasicBlock* tail = head->splitBasicBlock(&at, head->getName() + ".joined");
    head->getTerminator()->eraseFromParent();
    llvm::SmallVector<std::pair<llvm::BasicBlock*, llvm::Value*>, 4> results;
    llvm::SmallVector<llvm::BasicBlock*, 4> blocks;
    for (unsigned object : objects) {
      auto* block =
          llvm::BasicBlock::Create(head->getContext(), "in." + kernel_.objects[object].name, head->getParent(), tail);
      builder_.SetInsertPoint(block);
      builder_.SetCurrentDebugLocation(at.getDebugLoc());
      results.emplace_back(block, emit(object));
      builder_.CreateBr(tail);
      blocks.push_back(block);
    }
    builder_.SetInsertPoint(head);
    if (objects.size() == 2) {
      builder_.CreateCondBr(builder_.CreateICmpEQ(tag, builder_.getInt32(objects[0])), blocks[0], blocks[1]);
    } else {
      llvm::SwitchInst* dispatch = builder_.CreateSwitch(tag, blocks.back(), static_cast<unsigned>(blocks.size()) - 1);
      for (std::size_t i = 0; i + 1 < blocks.size(); ++i) dispatch->addCase(builder_.getInt32(objects[i]), blocks[i]);
    }
    if (!results.front().second) return nullptr;
    builder_.SetInsertPoint(tail, tail->begin());
    llvm::PHINode* joined =
        builder_.CreatePHI(results.front().second->getType(), static_cast<unsigned>(results.size()));
    for (auto& [block, value] : results) joined->addIncoming(value, block);
    return joined;
  }

  void RewriteCompare(llvm::ICmpInst& compare) {
    const ResolvedPointer left = Resolve(compare.getOperand(0));
    const ResolvedPointer right = Resolve(compare.getOperand(1));
    builder_.SetInsertPoint(&compare);
    builder_.SetCurrentDebugLocation(compare.getDebugLoc());
    if (HasAddress(compare.getOperand(0)) || HasAddress(compare.getOperand(1))) {
      llvm::Value* left_number = Number(compare.getOperand(0), left);
      llvm::Value* right_number = Number(compare.getOperand(1), right);
      return Replace(compare, builder_.CreateICmp(compare.getPredicate(), left_number, right_number, compare.getName()));
    }
    std::int64_t unit = std::gcd(left.offset.Granularity(), right.offset.Granularity());
    if (unit == 0) unit = 1;
    llvm::Value* left_index = Materialize(builder_, left.offset, unit);
    llvm::Value* right_index = Materialize(builder_, right.offset, unit);
    llvm::Value* result = nullptr;
    if (compare.isEquality()) {
      result = builder_.CreateAnd(builder_.CreateICmpEQ(TagOrNull(compare.getOperand(0), left),
                                                        TagOrNull(compare.getOperand(1), right)),
                                  builder_.CreateICmpEQ(left_index, right_index));
      if (compare.getPredicate() == llvm::CmpInst::ICMP_NE) result = builder_.CreateNot(result);
    } else {
      // Signed: a loop may step to just before its object.
      result = builder_.CreateICmp(compare.getSignedPredicate(), left_index, right_index);
    }
    if (auto* instruction = llvm::dyn_cast<llvm::Instruction>(result)) instruction->takeName(&compare);
    Replace(compare, result);
  }

  // kiln.is_in_space: a question to the tag, unless all objects give the same answer.
  void AnswerSpaceQuery(llvm::CallInst& call) {
    llvm::StringRef number = call.getCalledFunction() ? call.getCalledFunction()->getName() : "";
    unsigned space = 0;
    if (!number.consume_front(llvm::StringRef(builtins::kIsInSpacePrefix)) || number.getAsInteger(10, space)) return;
    llvm::Value* pointer = call.getArgOperand(0);
    const ResolvedPointer resolved = Resolve(pointer);
    builder_.SetInsertPoint(&call);
    builder_.SetCurrentDebugLocation(call.getDebugLoc());
    bool is_everywhere = true;
    llvm::Value* answer = builder_.getFalse();
    for (unsigned object : points_to_.Objects(pointer)) {
      const bool is_in = points_to_.IsInSpace(object, space);
      is_everywhere &= is_in || object == kNullObject;
      if (is_in) answer = builder_.CreateOr(answer, builder_.CreateICmpEQ(resolved.tag, builder_.getInt32(object)));
    }
    Replace(call, is_everywhere ? builder_.getTrue() : answer);
  }

  void RewriteToInteger(llvm::PtrToIntInst& to_int) {
    const ResolvedPointer pointer = Resolve(to_int.getPointerOperand());
    builder_.SetInsertPoint(&to_int);
    builder_.SetCurrentDebugLocation(to_int.getDebugLoc());
    llvm::Value* number = Number(to_int.getPointerOperand(), pointer);
    llvm::Value* result = builder_.CreateZExtOrTrunc(number, to_int.getType());
    Replace(to_int, result);
  }

  // The tag of a pointer that is compared or kept: null where it stems from an argument for which the host gave no buffer.
  llvm::Value* TagOrNull(llvm::Value* pointer, const ResolvedPointer& resolved) {
    llvm::Value* tag = resolved.tag;
    if (!has_null_comparison_) return tag;
    for (unsigned object : points_to_.Objects(pointer)) {
      if (object == kNullObject || kernel_.objects[object].storage != Storage::kBuffer) continue;
      const int argument = kernel_.objects[object].argument;
      if (argument < 0) continue;
      llvm::Value* is_it = builder_.CreateICmpEQ(resolved.tag, builder_.getInt32(object));
      tag = builder_.CreateSelect(builder_.CreateAnd(is_it, IsNullArgument(static_cast<unsigned>(argument))),
                                  builder_.getInt32(kNullObject), tag);
    }
    return tag;
  }

  llvm::Value* IsNullArgument(unsigned argument) {
    constexpr unsigned kWords = 3;
    if (argument / 32 >= kWords) {
      context_.diagnostics.Error(DiagnosticCode::kUnsupportedArgument, kernel_.signature->position,
                                 "an argument behind the first 96 is compared with null; compare one further in front");
      return builder_.getFalse();
    }
    const std::string name = (builtins::kWorkItemPrefix + llvm::StringRef("null_arguments")).str();
    llvm::Value* word = CallPure(builder_, name, builder_.getInt32Ty(), {builder_.getInt32(argument / 32)});
    return builder_.CreateICmpNE(builder_.CreateAnd(word, builder_.getInt32(1u << argument % 32)), builder_.getInt32(0));
  }

  llvm::Value* Number(llvm::Value* pointer, const ResolvedPointer& resolved) {
    if (!HasOffset(pointer)) return resolved.address;
    llvm::Value* number = numbers_.Encode(builder_, TagOrNull(pointer, resolved), Materialize(builder_, resolved.offset, 1));
    if (!HasAddress(pointer)) return number;
    llvm::Value* is_address = builder_.CreateICmpEQ(resolved.tag, builder_.getInt32(*kernel_.address_object));
    return builder_.CreateSelect(is_address, resolved.address, number);
  }

  ResolvedPointer Decode(llvm::IntToPtrInst& from_int) {
    builder_.SetInsertPoint(&from_int);
    builder_.SetCurrentDebugLocation(from_int.getDebugLoc());
    const bool meets_buffer = llvm::any_of(points_to_.Objects(&from_int), [&](unsigned object) {
      return object != kNullObject && kernel_.objects[object].storage == Storage::kBuffer;
    });
    if (meets_buffer && numbers_.reach() >> 32 == 0) kernel_.largest_buffer = static_cast<std::uint32_t>(numbers_.reach());
    ResolvedPointer result;
    result.tag = HasTag(&from_int) ? numbers_.Tag(builder_, from_int.getOperand(0)) : SingleTag(&from_int);
    if (HasOffset(&from_int)) result.offset.AddTerm(1, numbers_.Offset(builder_, from_int.getOperand(0)));
    result.address = HasAddress(&from_int) ? builder_.CreateZExtOrTrunc(from_int.getOperand(0), builder_.getInt64Ty())
                                           : NoAddress();
    return result;
  }

  void EraseDead() {
    // What is left of pointers are chains of GEPs and merges that only use each other.
    llvm::SmallVector<llvm::Instruction*, 32> dead;
    for (llvm::Instruction& instruction : llvm::instructions(*kernel_.function)) {
      if (instruction.getType()->isPointerTy()) dead.push_back(&instruction);
    }
    for (llvm::Instruction* instruction : dead)
      instruction->replaceAllUsesWith(llvm::PoisonValue::get(instruction->getType()));
    for (llvm::Instruction* instruction : dead) instruction->eraseFromParent();
  }

  PassContext& context_;
  KernelIr& kernel_;
  PointsTo points_to_;
  const llvm::DataLayout& layout_;
  llvm::IRBuilder<> builder_;
  PointerNumbers numbers_;
  bool has_null_comparison_ = false;
  PhysicalMemory memory_;
  PointerUnits units_;
  struct Merge {
    llvm::PHINode* phi;
    llvm::PHINode *index = nullptr, *tag = nullptr, *address = nullptr;  // null where the pointer has none
  };
  std::vector<Merge> merges_;
  llvm::DenseMap<llvm::Value*, ResolvedPointer> resolved_;
  std::vector<std::pair<llvm::Instruction*, llvm::WeakTrackingVH>> replaced_;  // the second may be one of the first
};

// Global addresses inside constant expressions become instructions, so that every pointer is an instruction or a root.
void ExpandConstantPointers(llvm::Function& function) {
  llvm::SmallVector<llvm::Constant*, 8> globals;
  for (llvm::GlobalVariable& global : function.getParent()->globals()) globals.push_back(&global);
  llvm::convertUsersOfConstantsToInstructions(globals, &function);
}

}  // namespace

void ResolvePointers(PassContext& context, KernelIr& kernel, const std::vector<frontend::GlobalVariable>& globals) {
  ExpandConstantPointers(*kernel.function);
  PointsTo points_to = PointsTo::Compute(context, kernel, globals);
  if (context.diagnostics.HasErrors() || !context.needs_wide_pointers.empty()) return;
  Resolver(context, kernel, std::move(points_to)).Run();
}

}  // namespace kiln::translator
