// cl_khr_integer_dot_product: dot(char4, uchar4), dot_acc_sat, dot_4x8packed_su_int, ...
#include <llvm/ADT/StringRef.h>

#include "translator/passes/builtins/expander.h"

namespace kiln::translator::builtins {

llvm::Value* ExpandIntegerDot(Expander& expander, Call& call) {
  llvm::IRBuilder<>& builder = expander.builder();
  if (call.Count() < 2 || call.Result() != builder.getInt32Ty()) {
    return nullptr;
  }
  llvm::StringRef name = call.name;
  bool is_signed[2] = {call.Type(0).IsSigned(), call.Type(1).IsSigned()};
  llvm::Value* factors[2] = {call.Argument(0), call.Argument(1)};
  auto* bytes = llvm::FixedVectorType::get(builder.getInt8Ty(), 4);
  const std::size_t packed = name.find("4x8packed_");
  for (int i = 0; i < 2; ++i) {
    if (packed != llvm::StringRef::npos) {  // the letters after it say which factor is signed
      is_signed[i] = name.substr(packed + 10 + static_cast<std::size_t>(i), 1) == "s";
      factors[i] = builder.CreateBitCast(factors[i], bytes);
    }
    if (factors[i]->getType() != bytes) {
      return nullptr;
    }
    llvm::Type* wide = llvm::FixedVectorType::get(builder.getInt32Ty(), 4);
    factors[i] = is_signed[i] ? builder.CreateSExt(factors[i], wide) : builder.CreateZExt(factors[i], wide);
  }
  llvm::Value* products = builder.CreateMul(factors[0], factors[1]);
  llvm::Value* sum = expander.Lane(products, 0);
  for (unsigned i = 1; i < 4; ++i) {
    sum = builder.CreateAdd(sum, expander.Lane(products, i));
  }
  if (!name.starts_with("dot_acc_sat")) {
    return sum;
  }
  if (call.Count() != 3) {
    return nullptr;
  }
  const bool any_signed = is_signed[0] || is_signed[1];
  return builder.CreateBinaryIntrinsic(any_signed ? llvm::Intrinsic::sadd_sat : llvm::Intrinsic::uadd_sat, sum,
                                       call.Argument(2));
}

}  // namespace kiln::translator::builtins
