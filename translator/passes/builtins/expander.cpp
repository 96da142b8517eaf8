#include "translator/passes/builtins/expander.h"

#include <llvm/IR/Constants.h>
#include <llvm/IR/DerivedTypes.h>
#include <llvm/Transforms/Utils/BasicBlockUtils.h>

#include "translator/builtins/builtin_table.h"

namespace kiln::translator::builtins {

namespace {

Expansion ExpansionOf(Family family) {
  switch (family) {
    case Family::kWorkItem:
      return ExpandWorkItem;
    case Family::kSynchronization:
      return ExpandSynchronization;
    case Family::kAsyncCopy:
      return ExpandAsyncCopy;
    case Family::kMath:
      return ExpandMath;
    case Family::kInteger:
      return ExpandInteger;
    case Family::kCommon:
      return ExpandCommon;
    case Family::kGeometric:
      return ExpandGeometric;
    case Family::kRelational:
      return ExpandRelational;
    case Family::kShuffle:
      return ExpandShuffle;
    case Family::kAtomic:
      return ExpandAtomic;
    case Family::kConversion:
      return ExpandConversion;
    case Family::kVectorMemory:
      return ExpandVectorMemory;
    case Family::kImage:
      return ExpandImage;
    case Family::kSubgroup:
      return ExpandSubgroup;
    case Family::kCollective:
      return ExpandCollective;
    case Family::kGenericQuery:
      return ExpandGenericQuery;
  }
  return nullptr;
}

}  // namespace

bool Expander::Expand(Call& call, std::string& reason) {
  Family family{};
  if (!FindFamily(call.name, family) || call.parameters.size() != call.Count()) {
    return false;
  }
  builder_.SetInsertPoint(call.instruction);
  llvm::FastMathFlags flags;
  if (llvm::isa<llvm::FPMathOperator>(call.instruction)) {
    flags = call.instruction->getFastMathFlags();
  }
  builder_.setFastMathFlags(flags);
  llvm::Value* replacement = ExpansionOf(family)(*this, call, reason);
  if (replacement == nullptr) {
    return false;
  }
  if (!call.Result()->isVoidTy()) {
    if (replacement->getType() != call.Result()) {
      reason = "the call of '" + call.name + "' has an unexpected result type";
      return false;
    }
    if (llvm::isa<llvm::Instruction>(replacement) && !replacement->hasName()) {
      replacement->takeName(call.instruction);
    }
    call.instruction->replaceAllUsesWith(replacement);
  }
  call.instruction->eraseFromParent();
  return true;
}

llvm::Type* Expander::Like(llvm::Type* shape, llvm::Type* element) {
  auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(shape);
  return vector == nullptr ? element : llvm::FixedVectorType::get(element, vector->getNumElements());
}

llvm::Type* Expander::IntegerLike(llvm::Type* type) {
  return Like(type, llvm::IntegerType::get(type->getContext(), type->getScalarSizeInBits()));
}

unsigned Expander::Lanes(llvm::Type* type) {
  auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(type);
  return vector == nullptr ? 1 : vector->getNumElements();
}

llvm::Value* Expander::Spread(llvm::Value* value, llvm::Type* shape) {
  if (value->getType()->isVectorTy() || !shape->isVectorTy()) {
    return value;
  }
  return builder_.CreateVectorSplat(Lanes(shape), value);
}

llvm::Value* Expander::Lane(llvm::Value* value, unsigned index) {
  return value->getType()->isVectorTy() ? builder_.CreateExtractElement(value, index) : value;
}

llvm::Value* Expander::Vector(llvm::ArrayRef<llvm::Value*> lanes) {
  auto* type = llvm::FixedVectorType::get(lanes[0]->getType(), static_cast<unsigned>(lanes.size()));
  llvm::Value* vector = llvm::PoisonValue::get(type);
  for (unsigned i = 0; i < lanes.size(); ++i) {
    vector = builder_.CreateInsertElement(vector, lanes[i], i);
  }
  return vector;
}

llvm::Value* Expander::PerLane(llvm::Type* shape, const std::function<llvm::Value*(unsigned)>& make) {
  if (!shape->isVectorTy()) {
    return make(0);
  }
  llvm::SmallVector<llvm::Value*, 16> lanes;
  for (unsigned i = 0; i < Lanes(shape); ++i) {
    lanes.push_back(make(i));
  }
  return Vector(lanes);
}

llvm::Value* Expander::Intrinsic(llvm::Intrinsic::ID id, llvm::ArrayRef<llvm::Value*> arguments) {
  return builder_.CreateIntrinsic(id, {arguments[0]->getType()}, arguments);
}

namespace {

std::string OverloadSuffix(llvm::Type* type) {
  const std::string element = Expander::Suffix(type);
  return type->isVectorTy() ? "v" + std::to_string(Expander::Lanes(type)) + element : element;
}

}  // namespace

llvm::CallInst* Expander::Op(const llvm::Twine& name, llvm::Type* result, llvm::ArrayRef<llvm::Value*> arguments,
                             llvm::ArrayRef<llvm::Type*> overload) {
  std::string full = ("kiln." + name).str();
  for (llvm::Type* type : overload) {
    full += "." + OverloadSuffix(type);
  }
  llvm::SmallVector<llvm::Type*, 4> types;
  for (llvm::Value* argument : arguments) {
    types.push_back(argument->getType());
  }
  llvm::FunctionCallee callee = module_.getOrInsertFunction(full, llvm::FunctionType::get(result, types, false));
  auto* function = llvm::cast<llvm::Function>(callee.getCallee());
  function->setDoesNotThrow();
  function->setWillReturn();
  const bool touches_memory = result->isVoidTy();
  if (touches_memory) {
    function->setConvergent();
  } else {
    function->setDoesNotAccessMemory();
  }
  llvm::CallInst* call = builder_.CreateCall(callee, arguments);
  if (touches_memory) {
    call->setConvergent();
  }
  return call;
}

llvm::Value* Expander::Ext(llvm::StringRef name, llvm::ArrayRef<llvm::Value*> arguments) {
  llvm::Type* type = arguments[0]->getType();
  return Op("ext." + name, type, arguments, {type});
}

llvm::Value* Expander::LibraryScalar(llvm::StringRef name, llvm::Type* result, llvm::ArrayRef<llvm::Value*> arguments) {
  llvm::SmallVector<llvm::Type*, 4> types;
  for (llvm::Value* argument : arguments) {
    types.push_back(argument->getType());
  }
  llvm::FunctionCallee callee = module_.getOrInsertFunction(name, llvm::FunctionType::get(result, types, false));
  llvm::CallInst* call = builder_.CreateCall(callee, arguments);
  // The library is compiled for `spir`; its functions have that calling convention.
  llvm::cast<llvm::Function>(callee.getCallee())->setCallingConv(llvm::CallingConv::SPIR_FUNC);
  call->setCallingConv(llvm::CallingConv::SPIR_FUNC);
  return call;
}

llvm::Value* Expander::Library(llvm::StringRef name, llvm::Type* result, llvm::ArrayRef<llvm::Value*> arguments) {
  llvm::Type* element = result->getScalarType();
  // In texts the library's function stays one (KeepFunctions), and a call of it for each lane is as short as can be.
  if (IsWide(result) && !profile_.preserve_shape) {
    return LoopOverLanes(Lanes(result), arguments, {element}, [&](llvm::ArrayRef<llvm::Value*> scalars) {
      return llvm::SmallVector<llvm::Value*, 2>{LibraryScalar(name, element, scalars)};
    }).front();
  }
  return PerLane(result, [&](unsigned lane) {
    llvm::SmallVector<llvm::Value*, 4> scalars;
    for (llvm::Value* argument : arguments) {
      scalars.push_back(Lane(argument, lane));
    }
    return LibraryScalar(name, element, scalars);
  });
}

llvm::SmallVector<llvm::Value*, 2> Expander::LoopOverLanes(
    unsigned lanes, llvm::ArrayRef<llvm::Value*> arguments, llvm::ArrayRef<llvm::Type*> results,
    const std::function<llvm::SmallVector<llvm::Value*, 2>(llvm::ArrayRef<llvm::Value*>)>& make) {
  llvm::Instruction* at = &*builder_.GetInsertPoint();
  const llvm::DebugLoc location = builder_.getCurrentDebugLocation();
  llvm::BasicBlock* before = at->getParent();
  llvm::BasicBlock* after = llvm::SplitBlock(before, at);
  auto* loop = llvm::BasicBlock::Create(module_.getContext(), "lanes", before->getParent(), after);
  before->getTerminator()->setSuccessor(0, loop);

  // Each round takes lane 0 and turns the vectors by one lane: registers alone, no array that is indexed at run time.
  llvm::SmallVector<int, 16> turn;
  for (unsigned i = 0; i < lanes; ++i) turn.push_back(static_cast<int>((i + 1) % lanes));
  builder_.SetInsertPoint(loop);
  builder_.SetCurrentDebugLocation(location);
  llvm::PHINode* round = builder_.CreatePHI(builder_.getInt32Ty(), 2, "lane");
  llvm::SmallVector<llvm::PHINode*, 4> vectors, collected;
  for (llvm::Value* argument : arguments) {
    vectors.push_back(argument->getType()->isVectorTy() ? builder_.CreatePHI(argument->getType(), 2) : nullptr);
  }
  for (llvm::Type* result : results) {
    collected.push_back(builder_.CreatePHI(llvm::FixedVectorType::get(result, lanes), 2));
  }
  llvm::SmallVector<llvm::Value*, 4> scalars;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    scalars.push_back(vectors[i] ? builder_.CreateExtractElement(vectors[i], std::uint64_t{0}) : arguments[i]);
  }
  const llvm::SmallVector<llvm::Value*, 2> values = make(scalars);
  llvm::SmallVector<llvm::Value*, 2> next;
  for (std::size_t i = 0; i < results.size(); ++i) {
    llvm::Value* turned = builder_.CreateShuffleVector(collected[i], turn);
    next.push_back(builder_.CreateInsertElement(turned, values[i], lanes - 1));
    collected[i]->addIncoming(llvm::PoisonValue::get(collected[i]->getType()), before);
    collected[i]->addIncoming(next[i], loop);
  }
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (!vectors[i]) continue;
    vectors[i]->addIncoming(arguments[i], before);
    vectors[i]->addIncoming(builder_.CreateShuffleVector(vectors[i], turn), loop);
  }
  llvm::Value* following = builder_.CreateAdd(round, builder_.getInt32(1));
  round->addIncoming(builder_.getInt32(0), before);
  round->addIncoming(following, loop);
  builder_.CreateCondBr(builder_.CreateICmpEQ(following, builder_.getInt32(lanes)), after, loop);
  builder_.SetInsertPoint(at);
  builder_.SetCurrentDebugLocation(location);
  return next;
}

llvm::Value* Expander::RoundedDivision(llvm::Value* x, llvm::Value* y) {
  if (profile_.precise_native_math) {  // Metal's are
    return builder_.CreateFDiv(x, y);
  }
  return Library(profile_.float64 ? "__kiln_divide_f32_by_f64" : "__kiln_divide_f32", x->getType(), {x, y});
}

llvm::Value* Expander::RoundedSquareRoot(llvm::Value* x) {
  if (profile_.precise_native_math) {
    return builder_.CreateUnaryIntrinsic(llvm::Intrinsic::sqrt, x);
  }
  return Library(profile_.float64 ? "__kiln_sqrt_f32_by_f64" : "__kiln_sqrt_f32", x->getType(), {x});
}

llvm::AllocaInst* Expander::Variable(llvm::Type* type) {
  llvm::BasicBlock& entry = builder_.GetInsertBlock()->getParent()->getEntryBlock();
  return llvm::IRBuilder<>(&entry, entry.begin()).CreateAlloca(type);
}

llvm::Value* Expander::Dot(llvm::Value* a, llvm::Value* b) {
  if (!a->getType()->isVectorTy()) {
    return builder_.CreateFMul(a, b);
  }
  return Op("dot", a->getType()->getScalarType(), {a, b}, {a->getType()});
}

std::string Expander::Suffix(llvm::Type* type) {
  llvm::Type* element = type->getScalarType();
  return (element->isFloatingPointTy() ? "f" : "i") + std::to_string(element->getPrimitiveSizeInBits().getFixedValue());
}

}  // namespace kiln::translator::builtins
