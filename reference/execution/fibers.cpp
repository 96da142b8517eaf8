#include "reference/execution/fibers.h"

#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <boost/context/fiber.hpp>
#include <boost/context/preallocated.hpp>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

namespace kiln::reference {
namespace {

namespace context = boost::context;

constexpr std::size_t kPage = 4096;

// The memory is not the fiber's.
struct BorrowedStack {
  void deallocate(context::stack_context&) noexcept {}
};

constexpr std::uint32_t kWidestSubgroup = 64;

struct alignas(128) Wide {  // as vectors may be
  std::array<std::byte, 128> bytes;
};

// What the items of a sub-group know of their last meeting.
struct Meeting {
  std::uint32_t width = 0;
  std::uint64_t active = 0;
  std::vector<Wide> memory;

  std::byte* values() { return reinterpret_cast<std::byte*>(memory.data()); }
};

struct Item {
  enum class State : std::uint8_t { kReady, kWaitsForGroup, kWaitsForSubgroup, kAtMeeting, kDone };
  State state = State::kReady;
  std::uint32_t lane = 0;
  Meeting* meeting = nullptr;
  std::span<const std::byte> brought;  // kAtMeeting: its value
  std::uintptr_t call = 0;             // kAtMeeting: which
  context::fiber fiber;                // suspended, while the item does not run
  context::fiber scheduler;            // suspended, while it does
};

// The one that runs on this thread of the host.
thread_local Item* running = nullptr;

void WaitIn(Item::State state) {
  Item* item = running;
  item->state = state;
  item->scheduler = std::move(item->scheduler).resume();
}

class Schedule {
 public:
  Schedule(const Group& group, const Stacks& stacks)
      : group_(group),
        items_(group.count),
        subgroup_size_(std::clamp<std::size_t>(group.subgroup_size, 1, kWidestSubgroup)),
        meetings_((group.count + subgroup_size_ - 1) / subgroup_size_) {
    for (std::size_t i = 0; i < group.count; ++i) {
      context::stack_context stack;
      stack.size = Stacks::kBytes - kPage;
      stack.sp = stacks.top(i);
      Item* item = &items_[i];
      item->lane = static_cast<std::uint32_t>(i % subgroup_size_);
      item->meeting = &meetings_[i / subgroup_size_];
      item->meeting->width = static_cast<std::uint32_t>(subgroup_size_);
      item->fiber = context::fiber(std::allocator_arg, context::preallocated(stack.sp, stack.size, stack),
                                   BorrowedStack{}, [this, item, i](context::fiber&& scheduler) {
                                     item->scheduler = std::move(scheduler);
                                     group_.body(i);
                                     item->state = Item::State::kDone;
                                     return std::move(item->scheduler);
                                   });
    }
  }

  GroupEnd Run() {
    for (;;) {
      for (std::size_t i = 0; i < items_.size(); ++i) Advance(i);
      if (ReleaseSubgroups()) continue;
      const std::size_t waiting = Count(items_, Item::State::kWaitsForGroup);
      if (waiting == 0) return GroupEnd::kDone;
      if (group_.at_barrier)
        group_.at_barrier(waiting == items_.size());
      else if (waiting != items_.size())
        return GroupEnd::kBarrierMissed;
      for (Item& item : items_) {
        if (item.state == Item::State::kWaitsForGroup) item.state = Item::State::kReady;
      }
    }
  }

 private:
  void Advance(std::size_t i) {
    Item& item = items_[i];
    if (item.state != Item::State::kReady) return;
    running = &item;
    if (group_.resumed) group_.resumed(i);
    item.fiber = std::move(item.fiber).resume();
  }

  static std::size_t Count(std::span<const Item> items, Item::State state) {
    return static_cast<std::size_t>(
        std::count_if(items.begin(), items.end(), [=](const Item& item) { return item.state == state; }));
  }

  // No item is ready: what could come to a meeting or a barrier of a sub-group has come.
  bool ReleaseSubgroups() {
    bool released = false;
    for (std::size_t begin = 0; begin < items_.size(); begin += subgroup_size_) {
      const std::span<Item> group(&items_[begin], std::min(subgroup_size_, items_.size() - begin));
      released |= HoldMeeting(group, meetings_[begin / subgroup_size_]) || OpenBarrier(group);
    }
    return released;
  }

  // One meeting at a time: that of the call which comes first in the code.
  static bool HoldMeeting(std::span<Item> group, Meeting& meeting) {
    const Item* first = nullptr;
    for (const Item& item : group) {
      if (item.state != Item::State::kAtMeeting) continue;
      if (first == nullptr || item.call < first->call) first = &item;
    }
    if (first == nullptr) return false;
    const std::uintptr_t call = first->call;
    const std::size_t bytes = first->brought.size();
    meeting.active = 0;
    meeting.memory.assign((meeting.width * bytes + sizeof(Wide) - 1) / sizeof(Wide), Wide{});
    for (Item& item : group) {
      if (item.state != Item::State::kAtMeeting || item.call != call) continue;
      meeting.active |= std::uint64_t{1} << item.lane;
      std::copy_n(item.brought.data(), std::min(bytes, item.brought.size()), meeting.values() + item.lane * bytes);
      item.state = Item::State::kReady;
    }
    return true;
  }

  static bool OpenBarrier(std::span<Item> group) {
    bool opened = false;
    for (Item& item : group) {
      if (item.state != Item::State::kWaitsForSubgroup) continue;
      item.state = Item::State::kReady;
      opened = true;
    }
    return opened;
  }

  const Group& group_;
  std::vector<Item> items_;
  std::size_t subgroup_size_;
  std::vector<Meeting> meetings_;  // of each sub-group
};

}  // namespace

void WaitForGroup() {
  WaitIn(Item::State::kWaitsForGroup);
}

void WaitForSubgroup() {
  WaitIn(Item::State::kWaitsForSubgroup);
}

const std::byte* MeetSubgroup(std::span<const std::byte> value, std::uintptr_t call) {
  running->brought = value;
  running->call = call;
  WaitIn(Item::State::kAtMeeting);
  return running->meeting->values();
}

[[gnu::noinline]] void MeetSubgroup(std::uint64_t value) {
  (void)MeetSubgroup(std::as_bytes(std::span(&value, 1)),
                     reinterpret_cast<std::uintptr_t>(__builtin_return_address(0)));
}

std::uint64_t SubgroupValue(std::uint32_t lane) {
  std::uint64_t value = 0;
  if (lane < running->meeting->width)
    std::memcpy(&value, running->meeting->values() + lane * sizeof value, sizeof value);
  return value;
}

std::uint64_t SubgroupActive() {
  return running->meeting->active;
}

std::uint32_t SubgroupLane() {
  return running->lane;
}

std::uint32_t SubgroupWidth() {
  return running->meeting->width;
}

Stacks::Stacks(std::size_t count) : count_(count) {
  void* memory = mmap(nullptr, count * kBytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (memory == MAP_FAILED) return;
  memory_ = static_cast<std::byte*>(memory);
  for (std::size_t i = 0; i < count; ++i) mprotect(memory_ + i * kBytes, kPage, PROT_NONE);
}

Stacks::~Stacks() {
  if (memory_ != nullptr) munmap(memory_, count_ * kBytes);
}

bool Stacks::IsGuard(const void* address) const {
  const auto place = reinterpret_cast<std::uintptr_t>(address), begin = reinterpret_cast<std::uintptr_t>(memory_);
  return place >= begin && place < begin + count_ * kBytes && (place - begin) % kBytes < kPage;
}

GroupEnd RunGroup(const Group& group, const Stacks& stacks) {
  auto schedule = std::make_unique<Schedule>(group, stacks);
  const GroupEnd end = schedule->Run();
  // Fibers that still wait must not be destroyed: that would unwind the kernel's frames.
  if (end != GroupEnd::kDone) (void)schedule.release();
  return end;
}

}  // namespace kiln::reference
