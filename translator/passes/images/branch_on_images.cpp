#include "translator/passes/images/branch_on_images.h"

#include <vector>

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "translator/ir/image_ops.h"

namespace kiln::translator {

namespace {

using Images = llvm::SmallSetVector<llvm::Argument*, 4>;

// The arguments that `image` may be. False: it may be something else.
bool CollectImages(llvm::Value* image, Images& images, llvm::SmallPtrSetImpl<llvm::Value*>& seen) {
  if (!seen.insert(image).second || llvm::isa<llvm::UndefValue>(image)) return true;
  if (auto* argument = llvm::dyn_cast<llvm::Argument>(image)) {
    images.insert(argument);
    return true;
  }
  if (auto* phi = llvm::dyn_cast<llvm::PHINode>(image)) {
    return llvm::all_of(phi->incoming_values(), [&](llvm::Value* value) { return CollectImages(value, images, seen); });
  }
  auto* select = llvm::dyn_cast<llvm::SelectInst>(image);
  return select && CollectImages(select->getTrueValue(), images, seen) &&
         CollectImages(select->getFalseValue(), images, seen);
}

class Branching {
 public:
  explicit Branching(llvm::Function& function) : function_(function), builder_(function.getContext()) {}

  void Run() {
    std::vector<llvm::CallInst*> calls;
    for (llvm::Instruction& instruction : llvm::instructions(function_)) {
      const std::optional<ImageOp> op = AsImageOp(instruction);
      if (op && op->argument() < 0) calls.push_back(llvm::cast<llvm::CallInst>(&instruction));
    }
    for (llvm::CallInst* call : calls) {
      Images images;
      llvm::SmallPtrSet<llvm::Value*, 8> seen;
      if (!CollectImages(call->getArgOperand(0), images, seen) || images.empty()) continue;
      Split(*call, images.takeVector());
    }
    DeleteChoices();
  }

 private:
  // The number of the argument that `image` is: as its selects and phis choose images, so these choose numbers.
  llvm::Value* NumberOf(llvm::Value* image) {
    if (llvm::Value* known = numbers_.lookup(image)) return known;
    if (auto* argument = llvm::dyn_cast<llvm::Argument>(image)) return builder_.getInt32(argument->getArgNo());
    if (auto* phi = llvm::dyn_cast<llvm::PHINode>(image)) {
      llvm::PHINode* number =
          llvm::PHINode::Create(builder_.getInt32Ty(), phi->getNumIncomingValues(), "", phi->getIterator());
      numbers_[image] = number;
      for (unsigned i = 0; i < phi->getNumIncomingValues(); ++i) {
        number->addIncoming(NumberOf(phi->getIncomingValue(i)), phi->getIncomingBlock(i));
      }
      return number;
    }
    if (auto* select = llvm::dyn_cast<llvm::SelectInst>(image)) {
      llvm::Value *first = NumberOf(select->getTrueValue()), *second = NumberOf(select->getFalseValue());
      return numbers_[image] =
                 llvm::SelectInst::Create(select->getCondition(), first, second, "", select->getIterator());
    }
    return llvm::PoisonValue::get(builder_.getInt32Ty());
  }

  void Split(llvm::CallInst& call, llvm::ArrayRef<llvm::Argument*> images) {
    if (images.size() == 1) return call.setArgOperand(0, images.front());
    builder_.SetInsertPoint(&call);
    builder_.SetCurrentDebugLocation(call.getDebugLoc());
    llvm::Value* is_first =
        builder_.CreateICmpEQ(NumberOf(call.getArgOperand(0)), builder_.getInt32(images.front()->getArgNo()));
    llvm::Instruction *then_end = nullptr, *else_end = nullptr;
    llvm::SplitBlockAndInsertIfThenElse(is_first, &call, &then_end, &else_end);
    auto* first = llvm::cast<llvm::CallInst>(call.clone());
    first->setArgOperand(0, images.front());
    first->insertBefore(then_end);
    auto* rest = llvm::cast<llvm::CallInst>(call.clone());
    rest->insertBefore(else_end);
    if (!call.getType()->isVoidTy()) {
      llvm::PHINode* phi = llvm::PHINode::Create(call.getType(), 2, "", call.getParent()->begin());
      phi->takeName(&call);
      phi->addIncoming(first, first->getParent());
      phi->addIncoming(rest, rest->getParent());
      call.replaceAllUsesWith(phi);
    }
    call.eraseFromParent();
    Split(*rest, images.drop_front());
  }

  // Of the choices between images, those that no operation needs any more. They may lead to each other in a circle.
  void DeleteChoices() {
    llvm::SmallPtrSet<llvm::Instruction*, 8> choices;
    for (llvm::Instruction& instruction : llvm::instructions(function_)) {
      const bool chooses = llvm::isa<llvm::PHINode>(instruction) || llvm::isa<llvm::SelectInst>(instruction);
      if (chooses && AsImageType(instruction.getType())) choices.insert(&instruction);
    }
    std::vector<llvm::Instruction*> needed;
    for (llvm::Instruction& instruction : llvm::instructions(function_)) {
      if (!choices.contains(&instruction)) needed.push_back(&instruction);
    }
    while (!needed.empty()) {
      const llvm::Instruction* user = needed.back();
      needed.pop_back();
      for (llvm::Value* operand : user->operands()) {
        auto* choice = llvm::dyn_cast<llvm::Instruction>(operand);
        if (choice && choices.erase(choice)) needed.push_back(choice);
      }
    }
    for (llvm::Instruction* choice : choices) choice->dropAllReferences();
    for (llvm::Instruction* choice : choices) choice->eraseFromParent();
  }

  llvm::Function& function_;
  llvm::IRBuilder<> builder_;
  llvm::DenseMap<const llvm::Value*, llvm::Value*> numbers_;
};

}  // namespace

void BranchOnImages(KernelIr& kernel) {
  Branching(*kernel.function).Run();
}

}  // namespace kiln::translator
