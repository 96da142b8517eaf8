// The work-items of a group: fibers that take turns on one thread of the host, so that barriers hold for exactly the
// work-items that a device's hold for. OpenCL's words; Metal's threadgroups and SIMD groups are the same.
#ifndef KILN_REFERENCE_EXECUTION_FIBERS_H_
#define KILN_REFERENCE_EXECUTION_FIBERS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

namespace kiln::reference {

// ---- Called by an item, on the stack of its fiber.

// Waits until all items of the group, or of the sub-group, do.
void WaitForGroup();
void WaitForSubgroup();
// Brings a value to a meeting of the sub-group: of those items that are at the same call, by its number, when no item
// of the group can go on otherwise; of several calls the lowest. After it, the values, each at its lane times their
// size, until an item of the sub-group goes to the next, and the lanes of those that came.
const std::byte* MeetSubgroup(std::span<const std::byte> value, std::uintptr_t call);
// The same with the place of the caller as its number. Values of other lanes than those that came are 0.
void MeetSubgroup(std::uint64_t value);
std::uint64_t SubgroupValue(std::uint32_t lane);
std::uint64_t SubgroupActive();
std::uint32_t SubgroupLane();
std::uint32_t SubgroupWidth();

// Memory for the stacks, each with a page below it that faults.
class Stacks {
 public:
  static constexpr std::size_t kBytes = std::size_t{1} << 20;

  explicit Stacks(std::size_t count);
  ~Stacks();
  Stacks(const Stacks&) = delete;
  Stacks& operator=(const Stacks&) = delete;

  bool ok() const { return memory_ != nullptr; }
  std::byte* top(std::size_t stack) const { return memory_ + (stack + 1) * kBytes; }
  std::span<std::byte> memory() const { return {memory_, count_ * kBytes}; }
  bool IsGuard(const void* address) const;

 private:
  std::byte* memory_ = nullptr;
  std::size_t count_;
};

enum class GroupEnd : std::uint8_t {
  kDone,
  kBarrierMissed,  // some items ended while others wait for them at a barrier
};

struct Group {
  std::size_t count = 1;            // items; at most the number of stacks
  std::uint32_t subgroup_size = 1;  // at most 64
  std::function<void(std::size_t item)> body;
  // Called each time an item begins to run or goes on, before it does. Empty: nothing.
  std::function<void(std::size_t item)> resumed;
  // Called each time no item of the group can go on but those that wait at a barrier of the group, before they do. With
  // it they go on even when others have ended, and do not wait. Empty: nothing.
  std::function<void(bool all_wait)> at_barrier;
};

// Runs the group on this thread. After kBarrierMissed the memory of the fibers that wait is lost: their frames cannot
// be unwound.
GroupEnd RunGroup(const Group& group, const Stacks& stacks);

}  // namespace kiln::reference

#endif  // KILN_REFERENCE_EXECUTION_FIBERS_H_
