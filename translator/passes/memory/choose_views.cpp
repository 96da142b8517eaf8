#include "translator/passes/memory/choose_views.h"

#include <algorithm>
#include <map>

#include "llvm/ADT/MapVector.h"
#include "llvm/IR/DerivedTypes.h"
#include "translator/passes/memory/access_path.h"

namespace kiln::translator {

namespace {

bool IsRawWords(const MemoryType& view) {
  return view.kind == MemoryType::Kind::kArray && view.element->kind == MemoryType::Kind::kScalar &&
         view.element->leaf->isIntegerTy();
}

// The whole object as elements of `element`: run-time sized where the object is.
MemoryTypeRef ArrayOver(const MemoryObject& object, MemoryTypeRef element) {
  if (!element) return nullptr;
  if (element->kind == MemoryType::Kind::kArray && element->count != 0) element = element->element;
  // Uniform blocks have no tight arrays on every target; an argument of one element needs none.
  if (object.storage == Storage::kValue && object.size <= element->size) return element;
  return MakeArray(element, object.size == 0 ? 0 : (object.size + element->size - 1) / element->size);
}

MemoryTypeRef RawWords(const llvm::DataLayout& layout, llvm::LLVMContext& context, const MemoryObject& object,
                       std::uint64_t width) {
  return ArrayOver(object, MakeLeaf(layout, llvm::IntegerType::get(context, static_cast<unsigned>(width * 8))));
}

// The element type that is accessed most often, floats before integers of the same size, so that bitcasts are few.
std::vector<llvm::Type*> AccessedTypes(llvm::ArrayRef<ShapedAccess> accesses) {
  llvm::MapVector<llvm::Type*, unsigned> counts;
  for (const ShapedAccess& access : accesses) counts[access.op.type] += access.op.type->isVectorTy() ? 2 : 1;
  std::vector<std::pair<llvm::Type*, unsigned>> order(counts.begin(), counts.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<llvm::Type*> types;
  for (const auto& [type, count] : order) types.push_back(type);
  for (const auto& [type, count] : order) types.push_back(type->getScalarType());
  return types;
}

// Whether the declared type can be said: some texts state no offsets inside structs, and their blocks follow one packing.
bool IsSayable(const PassContext& context, const MemoryObject& object) {
  if (context.profile.explicit_offsets) return true;
  if (object.storage != Storage::kBuffer && object.storage != Storage::kValue) return true;
  auto is_packed = [&](Packing packing) {
    if (!object.is_program) return IsPackedBy(*object.declared, packing);
    // Its variables are members of the block, whose offsets are stated.
    return llvm::all_of(object.declared->fields,
                        [&](const MemoryType::Field& field) { return IsPackedBy(*field.type, packing); });
  };
  // Values are in a uniform buffer when they are many, where only the scalar packing has tight arrays.
  constexpr std::uint64_t kFewBytes = 64;
  const bool may_be_std430 = object.storage == Storage::kBuffer || object.size <= kFewBytes;
  return is_packed(Packing::kScalar) || (may_be_std430 && is_packed(Packing::kStd430));
}

}  // namespace

bool Fits(const llvm::DataLayout& layout, const ShapedAccess& access, const MemoryType& view) {
  const MemoryOp& op = access.op;
  if (auto path = FindPath(layout, view, op.offset, access.element_size, access.count, op.alignment)) {
    return !access.IsAtomic() || path->leaf == op.type;
  }
  if (access.IsAtomic()) return false;
  bool fits = access.count > 1;
  for (unsigned i = 0; fits && i < access.count; ++i) {
    LinearOffset at = op.offset;
    at.constant += static_cast<std::int64_t>(i * access.element_size);
    fits = FindPath(layout, view, at, access.element_size, 1, access.RawWidth()).has_value();
  }
  if (fits) return true;
  if (!IsRawWords(view)) return false;
  const std::uint64_t width = view.element->size;
  return access.RawWidth() >= width && FindPath(layout, view, op.offset, width, 1, access.RawWidth()).has_value();
}

std::vector<MemoryTypeRef> ChooseViews(PassContext& context, const llvm::DataLayout& layout, const MemoryObject& object,
                                       llvm::ArrayRef<ShapedAccess> accesses, std::vector<unsigned>& view_of_access) {
  view_of_access.assign(accesses.size(), 0);
  llvm::LLVMContext& ir = accesses.front().op.type->getContext();
  std::vector<MemoryTypeRef> candidates;
  if (object.declared && IsSayable(context, object)) candidates.push_back(object.size == 0 ? ArrayOver(object, object.declared) : object.declared);
  for (llvm::Type* type : AccessedTypes(accesses)) candidates.push_back(ArrayOver(object, MakeLeaf(layout, type)));
  std::uint64_t narrowest = 8;
  for (const ShapedAccess& access : accesses) narrowest = std::min(narrowest, access.RawWidth());
  candidates.push_back(RawWords(layout, ir, object, narrowest));
  for (const MemoryTypeRef& candidate : candidates) {
    if (candidate && llvm::all_of(accesses, [&](const ShapedAccess& access) { return Fits(layout, access, *candidate); })) {
      return {candidate};
    }
  }
  if (object.storage == Storage::kBuffer && context.profile.aliased_views) {
    std::map<std::uint64_t, unsigned> view_of_width;
    std::vector<MemoryTypeRef> views;
    bool fits = true;
    for (std::size_t i = 0; i < accesses.size(); ++i) {
      const std::uint64_t width = accesses[i].RawWidth();
      auto [entry, is_new] = view_of_width.try_emplace(width, views.size());
      if (is_new) views.push_back(RawWords(layout, ir, object, width));
      view_of_access[i] = entry->second;
      fits &= Fits(layout, accesses[i], *views[entry->second]);
    }
    if (fits) return views;
  }
  for (const ShapedAccess& access : accesses) {
    if (Fits(layout, access, *candidates.back())) continue;
    context.diagnostics.Error(DiagnosticCode::kUnsupportedAccess, *access.instruction,
                              "'" + object.name + "' is accessed atomically here and in narrower pieces elsewhere; use one element "
                              "type for it");
    break;
  }
  return {};
}

}  // namespace kiln::translator
