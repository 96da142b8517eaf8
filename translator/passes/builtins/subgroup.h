// What the expansions of sub-group builtins are written in: the lanes of a sub-group, and the kiln.subgroup.* operations
// on values of any width, emulated where the profile lacks them.
#ifndef KILN_TRANSLATOR_PASSES_BUILTINS_SUBGROUP_H_
#define KILN_TRANSLATOR_PASSES_BUILTINS_SUBGROUP_H_

#include <functional>
#include <optional>

#include "translator/passes/builtins/expander.h"

namespace kiln::translator::builtins {

enum class GroupKind : std::uint8_t { kReduce, kInclusive, kExclusive };
enum class GroupOperator : std::uint8_t { kAdd, kMul, kMin, kMax, kAnd, kOr, kXor };

// "add", "min", ... ; nothing for another word.
std::optional<GroupOperator> ParseGroupOperator(llvm::StringRef word);
// "reduce_", "scan_inclusive_" or "scan_exclusive_" is taken off the front of `name`; nothing when none stands there.
std::optional<GroupKind> ConsumeGroupKind(llvm::StringRef& name);
// a op b and the value that op leaves alone, for the operand that `type` describes.
llvm::Value* Combine(Expander& expander, GroupOperator op, const Parameter& type, llvm::Value* a, llvm::Value* b);
llvm::Constant* Identity(GroupOperator op, const Parameter& parameter, llvm::Type* type);

class Subgroup {
 public:
  Subgroup(Expander& expander, Call& call) : e_(expander), b_(expander.builder()), call_(call) {}

  // get_max_sub_group_size: as wide as the device makes it, a power of two. The last lanes may have no work-item.
  llvm::Value* MaxSize() { return Query("max_size"); }
  llvm::Value* LocalId() { return Query("local_id"); }
  llvm::Value* Query(const char* what);

  // The active lanes whose `bit` is set, as <4 x i32>.
  llvm::Value* Ballot(llvm::Value* bit);
  llvm::Value* All(llvm::Value* bit) { return Vote("all", bit); }
  llvm::Value* Any(llvm::Value* bit) { return Vote("any", bit); }
  llvm::Value* Vote(const char* what, llvm::Value* bit);

  // <4 x i32> with the lowest `count` bits set; `count` is at most 128.
  llvm::Value* LowBits(llvm::Value* count);
  // Bit `index` of a <4 x i32>, as i1.
  llvm::Value* Bit(llvm::Value* mask, llvm::Value* index);
  llvm::Value* CountBits(llvm::Value* mask);
  llvm::Value* IsZero(llvm::Value* mask);

  // `what`: broadcast, broadcast_first (no index), shuffle, shuffle_xor, shuffle_up, shuffle_down. Moves a scalar of any
  // type; widths that the instruction lacks travel as 32-bit words.
  llvm::Value* Move(const char* what, llvm::Value* value, llvm::Value* index);

  // A reduction or scan of a scalar over the active lanes.
  llvm::Value* Group(GroupKind kind, GroupOperator op, const Parameter& type, llvm::Value* value);
  // A reduction over the active lanes of each cluster of `size` lanes.
  llvm::Value* Clustered(GroupOperator op, const Parameter& type, llvm::Value* value, llvm::Value* size);

 private:
  llvm::Value* Native(GroupKind kind, GroupOperator op, const Parameter& type, llvm::Value* value);
  // Folds the values of the active lanes `first` ... `first + count - 1` that `is_used(lane)` picks, in their order.
  llvm::Value* Fold(GroupOperator op, const Parameter& type, llvm::Value* value, llvm::Value* first, llvm::Value* count,
                    const std::function<llvm::Value*(llvm::Value*)>& is_used);
  bool HasNative(GroupKind kind, GroupOperator op, const Parameter& type) const;

  Expander& e_;
  llvm::IRBuilder<>& b_;
  Call& call_;
};

}  // namespace kiln::translator::builtins

#endif  // KILN_TRANSLATOR_PASSES_BUILTINS_SUBGROUP_H_
