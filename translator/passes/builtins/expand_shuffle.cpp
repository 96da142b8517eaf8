// shuffle and shuffle2: the mask may be known only at run time.
#include <llvm/Support/MathExtras.h>

#include "translator/passes/builtins/expander.h"

namespace kiln::translator::builtins {

llvm::Value* ExpandShuffle(Expander& expander, Call& call, std::string&) {
  llvm::IRBuilder<>& builder = expander.builder();
  const bool is_two = call.name == "shuffle2";
  if (call.Count() != (is_two ? 3U : 2U) || !call.Result()->isVectorTy()) {
    return nullptr;
  }
  llvm::Value* mask = call.Argument(is_two ? 2 : 1);
  const unsigned lanes = Expander::Lanes(call.Argument(0)->getType());
  // Only as many low bits of a mask element count as it takes to number the source's elements.
  const unsigned sources = lanes * (is_two ? 2 : 1);
  const std::uint64_t significant = llvm::PowerOf2Ceil(sources) - 1;
  const unsigned results = Expander::Lanes(call.Result());

  if (auto* constant = llvm::dyn_cast<llvm::Constant>(mask)) {
    llvm::SmallVector<int, 16> indices;
    for (unsigned i = 0; i < results; ++i) {
      auto* index = llvm::dyn_cast_or_null<llvm::ConstantInt>(constant->getAggregateElement(i));
      if (index == nullptr) {
        break;
      }
      indices.push_back(static_cast<int>(index->getZExtValue() & significant));
    }
    if (indices.size() == results) {
      return is_two ? builder.CreateShuffleVector(call.Argument(0), call.Argument(1), indices)
                    : builder.CreateShuffleVector(call.Argument(0), indices);
    }
  }
  return expander.PerLane(call.Result(), [&](unsigned i) -> llvm::Value* {
    llvm::Value* index = builder.CreateZExtOrTrunc(expander.Lane(mask, i), builder.getInt32Ty());
    index = builder.CreateAnd(index, expander.Int(significant));
    llvm::Value* in_first = builder.CreateAnd(index, expander.Int(lanes - 1));
    llvm::Value* element = builder.CreateExtractElement(call.Argument(0), in_first);
    if (!is_two) {
      return element;
    }
    llvm::Value* other = builder.CreateExtractElement(call.Argument(1), in_first);
    return builder.CreateSelect(builder.CreateICmpULT(index, expander.Int(lanes)), element, other);
  });
}

}  // namespace kiln::translator::builtins
