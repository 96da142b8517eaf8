// Which accesses of a work-item surely come before those of another: barriers order the work-items of a group, in the
// memory that they fence, barriers of a sub-group those of it. Nothing orders different work-groups, but an atomic
// function that finds what one of another group has left there: data that is passed so is fenced, if not always well.
#ifndef KILN_REFERENCE_CPU_CHECKS_ORDER_OF_ITEMS_H_
#define KILN_REFERENCE_CPU_CHECKS_ORDER_OF_ITEMS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "reference/cpu/checks/access_history.h"

namespace kiln::reference::cpu {

// Bits of OpenCL C's cl_mem_fence_flags.
constexpr std::uint32_t kLocalFence = 1, kGlobalFence = 2;

class OrderOfItems {
 public:
  explicit OrderOfItems(std::uint32_t sub_group_size) : sub_group_size_(sub_group_size) {}

  void StartGroup(std::uint32_t first_item, std::size_t items);
  void BarrierOpens(std::uint32_t fences);
  // What an atomic function writes, or finds, at a global address.
  void Releases(std::uintptr_t address);
  void Acquires(std::uintptr_t address);
  // An item leaves a barrier of its sub-group.
  void GoesOnInSubGroup(std::size_t item);

  AccessHistory::Access Now(std::size_t item, std::uint32_t place) const {
    return {first_item_ + static_cast<std::uint32_t>(item), moment_, place};
  }
  // Two different items; `fence`: of the memory that they access.
  bool IsOrdered(const AccessHistory::Access& before, const AccessHistory::Access& now, std::uint32_t fence) const;
  // Whether a barrier without that fence is between them.
  bool IsBarrierBetween(const AccessHistory::Access& before) const {
    return IsOfGroup(before) && before.moment < any_barrier_;
  }

 private:
  bool IsOfGroup(const AccessHistory::Access& access) const {
    return access.item >= first_item_ && access.item - first_item_ < items_.size();
  }

  std::uint32_t sub_group_size_;
  struct Release {
    std::uint32_t first_item = 0;  // of the group that wrote there last
    std::uint32_t moment = 0;
    std::uint32_t moment_before = 0;  // of the last group before that one
  };
  std::map<std::uintptr_t, Release> releases_;
  std::uint32_t acquired_ = 0;  // until this moment other groups come before this one
  std::uint32_t first_item_ = 1;
  std::uint32_t moment_ = 0;
  std::uint32_t local_barrier_ = 0, global_barrier_ = 0, any_barrier_ = 0;  // the moments after the last ones
  std::vector<std::uint32_t> items_;  // barriers of its sub-group that an item has passed
  struct SubGroup {
    std::uint32_t passed = 0, barrier = 0;
  };
  std::vector<SubGroup> sub_groups_;
};

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_CHECKS_ORDER_OF_ITEMS_H_
