#include "translator/passes/memory/access_path.h"

#include "llvm/IR/DerivedTypes.h"
#include "llvm/Support/MathExtras.h"

namespace kiln::translator {

namespace {

struct Wanted {
  const llvm::DataLayout& layout;
  std::uint64_t element_size;
  unsigned count;
  std::uint64_t alignment;

  // True if the access is known to stay in the first `size` bytes. Without that a path into one field or element is
  // wrong: pointers run on from one to the next.
  bool FitsInto(std::uint64_t size, const LinearOffset& offset) const {
    return offset.IsWithin(static_cast<std::int64_t>(size) - static_cast<std::int64_t>(element_size * count) + 1);
  }
};

bool IsZero(const LinearOffset& offset) { return offset.constant == 0 && offset.terms.empty(); }

std::int64_t FloorDivide(std::int64_t value, std::int64_t divisor) {
  const std::int64_t quotient = value / divisor;
  return value % divisor < 0 ? quotient - 1 : quotient;
}

bool Descend(const Wanted& wanted, const MemoryType& type, LinearOffset offset, AccessPath& path);

bool DescendVector(const Wanted& wanted, const MemoryType& type, const LinearOffset& offset, AccessPath& path) {
  auto* vector = llvm::cast<llvm::FixedVectorType>(type.leaf);
  const std::uint64_t element_size = wanted.layout.getTypeAllocSize(vector->getElementType());
  if (element_size != wanted.element_size) return false;
  if (wanted.count == vector->getNumElements()) {
    path.leaf = type.leaf;
    return IsZero(offset);
  }
  if (wanted.count != 1 || !wanted.FitsInto(type.size, offset) || offset.Granularity() % static_cast<std::int64_t>(element_size) != 0) return false;
  AccessPath::Step step;
  step.index.constant = offset.constant / static_cast<std::int64_t>(element_size);
  for (const auto& term : offset.terms) step.index.AddTerm(term.scale / static_cast<std::int64_t>(element_size), term.value);
  if (step.index.constant < 0 || (offset.terms.empty() && step.index.constant >= vector->getNumElements())) return false;
  path.steps.push_back(step);
  path.leaf = vector->getElementType();
  return true;
}

bool DescendArray(const Wanted& wanted, const MemoryType& type, const LinearOffset& offset, AccessPath& path) {
  const auto stride = static_cast<std::int64_t>(type.element->size);
  AccessPath::Step step;
  LinearOffset inner;
  for (const auto& term : offset.terms) {
    if (term.scale % stride == 0) {
      step.index.AddTerm(term.scale / stride, term.value, term.limit);
    } else {
      inner.AddTerm(term.scale, term.value, term.limit);
    }
  }
  step.index.constant = FloorDivide(offset.constant, stride);
  inner.constant = offset.constant - step.index.constant * stride;
  const AccessPath before = path;
  if (wanted.FitsInto(type.element->size, inner)) {
    path.steps.push_back(step);
    if (Descend(wanted, *type.element, inner, path)) return true;
    path = before;
  }
  // The sum as a whole is a multiple of the stride because the access is aligned to it.
  if (type.element->IsLeaf() && llvm::isPowerOf2_64(type.element->size) && wanted.alignment >= type.element->size) {
    step.index = offset;
    step.shift = llvm::Log2_64(type.element->size);
    path.steps.push_back(step);
    return Descend(wanted, *type.element, {}, path);
  }
  return false;
}

bool DescendStruct(const Wanted& wanted, const MemoryType& type, const LinearOffset& offset, AccessPath& path) {
  for (std::size_t i = type.fields.size(); i-- > 0;) {
    const MemoryType::Field& field = type.fields[i];
    if (static_cast<std::int64_t>(field.offset) > offset.constant) continue;
    AccessPath::Step step;
    step.index.constant = static_cast<std::int64_t>(i);
    path.steps.push_back(step);
    LinearOffset inner = offset;
    inner.constant -= static_cast<std::int64_t>(field.offset);
    if (!wanted.FitsInto(field.type->size, inner)) return false;
    return Descend(wanted, *field.type, inner, path);
  }
  return false;
}

bool Descend(const Wanted& wanted, const MemoryType& type, LinearOffset offset, AccessPath& path) {
  switch (type.kind) {
    case MemoryType::Kind::kScalar:
      path.leaf = type.leaf;
      return wanted.count == 1 && wanted.element_size == type.size && IsZero(offset);
    case MemoryType::Kind::kVector: return DescendVector(wanted, type, offset, path);
    case MemoryType::Kind::kArray: return DescendArray(wanted, type, offset, path);
    case MemoryType::Kind::kStruct: return DescendStruct(wanted, type, offset, path);
  }
  return false;
}

}  // namespace

std::optional<AccessPath> FindPath(const llvm::DataLayout& layout, const MemoryType& type, const LinearOffset& offset,
                                   std::uint64_t element_size, unsigned count, std::uint64_t alignment) {
  AccessPath path;
  if (!Descend({layout, element_size, count, alignment}, type, offset, path)) return std::nullopt;
  return path;
}

}  // namespace kiln::translator
