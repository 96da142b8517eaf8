#include "reference/cpu/checks/order_of_items.h"

#include <algorithm>

namespace kiln::reference::cpu {

void OrderOfItems::StartGroup(std::uint32_t first_item, std::size_t items) {
  first_item_ = first_item;
  ++moment_;
  acquired_ = 0;
  items_.assign(items, 0);
  sub_groups_.assign(items / sub_group_size_ + 1, {});
}

void OrderOfItems::BarrierOpens(std::uint32_t fences) {
  ++moment_;
  any_barrier_ = moment_;
  if ((fences & kLocalFence) != 0) local_barrier_ = moment_;
  if ((fences & kGlobalFence) != 0) global_barrier_ = moment_;
}

void OrderOfItems::Releases(std::uintptr_t address) {
  Release& release = releases_[address];
  if (release.first_item != first_item_) release.moment_before = release.moment;
  release.first_item = first_item_;
  release.moment = moment_++;  // what comes after is not released
}

void OrderOfItems::Acquires(std::uintptr_t address) {
  const auto release = releases_.find(address);
  if (release == releases_.end()) return;
  const Release& found = release->second;
  acquired_ = std::max(acquired_, found.first_item == first_item_ ? found.moment_before : found.moment);
}

void OrderOfItems::GoesOnInSubGroup(std::size_t item) {
  // The first item to go on begins a moment, for all.
  SubGroup& sub_group = sub_groups_[item / sub_group_size_];
  if (++items_[item] <= sub_group.passed) return;
  sub_group.passed = items_[item];
  sub_group.barrier = ++moment_;
}

bool OrderOfItems::IsOrdered(const AccessHistory::Access& before, const AccessHistory::Access& now,
                             std::uint32_t fence) const {
  if (!IsOfGroup(before)) return before.moment <= acquired_;
  if (before.moment < (fence == kLocalFence ? local_barrier_ : global_barrier_)) return true;
  const std::uint32_t sub_group = (now.item - first_item_) / sub_group_size_;
  return (before.item - first_item_) / sub_group_size_ == sub_group && before.moment < sub_groups_[sub_group].barrier;
}

}  // namespace kiln::reference::cpu
