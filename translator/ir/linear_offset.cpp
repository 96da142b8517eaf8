#include "translator/ir/linear_offset.h"

#include <numeric>

#include "llvm/IR/Constants.h"
#include "llvm/IR/PatternMatch.h"

namespace kiln::translator {
namespace {

// The optimizer writes the byte offset of a[2 * i] as i << 3: the factor of a product that does not wrap, else 1.
std::int64_t TakeFactor(llvm::Value*& value) {
  using namespace llvm::PatternMatch;
  llvm::Value* multiplicand = nullptr;
  std::uint64_t factor = 0;
  if (match(value, m_CombineOr(m_NSWShl(m_Value(multiplicand), m_ConstantInt(factor)),
                               m_NUWShl(m_Value(multiplicand), m_ConstantInt(factor)))) &&
      factor < 31) {
    value = multiplicand;
    return std::int64_t{1} << factor;
  }
  if (match(value, m_CombineOr(m_NSWMul(m_Value(multiplicand), m_ConstantInt(factor)),
                               m_NUWMul(m_Value(multiplicand), m_ConstantInt(factor)))) &&
      factor < (1u << 31)) {
    value = multiplicand;
    return static_cast<std::int64_t>(factor);
  }
  return 1;
}

}  // namespace

void LinearOffset::AddTerm(std::int64_t scale, llvm::Value* value, std::int64_t limit) {
  if (scale == 0) return;
  if (scale == 1 && limit == 0) scale = TakeFactor(value);
  if (auto* constant_value = llvm::dyn_cast<llvm::ConstantInt>(value)) {
    constant += scale * constant_value->getSExtValue();
    return;
  }
  for (Term& term : terms) {
    if (term.value == value) {
      term.scale += scale;
      if (limit != 0 && (term.limit == 0 || limit < term.limit)) term.limit = limit;
      if (term.scale == 0) terms.erase(&term);
      return;
    }
  }
  terms.push_back({scale, value, limit});
}

void LinearOffset::Add(const LinearOffset& other) {
  constant += other.constant;
  for (const Term& term : other.terms) AddTerm(term.scale, term.value, term.limit);
}

std::int64_t LinearOffset::Granularity() const {
  std::int64_t result = constant;
  for (const Term& term : terms) result = std::gcd(result, term.scale);
  return result < 0 ? -result : result;
}

bool LinearOffset::IsWithin(std::int64_t end) const {
  std::int64_t least = constant, greatest = constant;
  for (const Term& term : terms) {
    if (term.limit == 0) return false;
    (term.scale < 0 ? least : greatest) += term.scale * (term.limit - 1);
  }
  return least >= 0 && greatest < end;
}

llvm::Value* Materialize(llvm::IRBuilderBase& builder, const LinearOffset& offset, std::int64_t unit) {
  llvm::Value* sum = nullptr;
  for (const LinearOffset::Term& term : offset.terms) {
    const std::int64_t factor = term.scale / unit;
    // A negative one reads better, and costs less, as a subtraction.
    if (factor == -1 && sum) {
      sum = builder.CreateSub(sum, term.value);
      continue;
    }
    llvm::Value* scaled = factor == 1 ? term.value
                                      : builder.CreateMul(term.value, builder.getInt32(static_cast<std::uint32_t>(factor)));
    sum = sum ? builder.CreateAdd(sum, scaled) : scaled;
  }
  const auto constant = static_cast<std::uint32_t>(offset.constant / unit);
  if (!sum) return builder.getInt32(constant);
  return constant == 0 ? sum : builder.CreateAdd(sum, builder.getInt32(constant));
}

llvm::Value* AsIndex(llvm::IRBuilderBase& builder, llvm::Value* value) {
  using namespace llvm::PatternMatch;
  llvm::Value* inner = nullptr;
  // Modulo 2^32 neither extension of a 32-bit value matters.
  if (match(value, m_ZExtOrSExt(m_Value(inner))) && inner->getType()->isIntegerTy(32)) return inner;
  return builder.CreateSExtOrTrunc(value, builder.getInt32Ty());
}

}  // namespace kiln::translator
