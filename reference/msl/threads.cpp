#include "reference/msl/threads.h"

#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <boost/context/fiber.hpp>
#include <boost/context/preallocated.hpp>
#include <memory>

namespace kiln::reference::msl {
namespace {

namespace context = boost::context;

constexpr std::size_t kPage = 4096;

// The memory is not the fiber's.
struct BorrowedStack {
  void deallocate(context::stack_context&) noexcept {}
};

constexpr std::uint32_t kWidestSimdgroup = 64;

// What the threads of a SIMD group know of their last meeting.
struct Meeting {
  std::uint32_t width = 0;
  std::uint64_t active = 0;
  std::array<std::uint64_t, kWidestSimdgroup> values = {};
};

struct Thread {
  enum class State : std::uint8_t { kReady, kAtThreadgroupBarrier, kAtSimdgroupBarrier, kAtMeeting, kDone };
  State state = State::kReady;
  std::uint32_t lane = 0;
  Meeting* meeting = nullptr;
  std::uint64_t brought = 0;   // kAtMeeting: its value
  const void* site = nullptr;  // kAtMeeting: the call
  context::fiber fiber;        // suspended, while the thread does not run
  context::fiber scheduler;    // suspended, while it does
};

// The one that runs; launches that run at the same time do so in processes of their own.
thread_local Thread* running = nullptr;

void WaitIn(Thread::State state) {
  Thread* thread = running;
  thread->state = state;
  thread->scheduler = std::move(thread->scheduler).resume();
}

class Group {
 public:
  Group(Entry entry, std::span<LaunchRecord> records, std::uint32_t simd_width, const Stacks& stacks)
      : threads_(records.size()),
        simd_width_(std::clamp<std::size_t>(simd_width, 1, kWidestSimdgroup)),
        meetings_((records.size() + simd_width_ - 1) / simd_width_) {
    for (std::size_t i = 0; i < records.size(); ++i) {
      context::stack_context stack;
      stack.size = Stacks::kBytes - kPage;
      stack.sp = stacks.top(i);
      Thread* thread = &threads_[i];
      thread->lane = static_cast<std::uint32_t>(i % simd_width_);
      thread->meeting = &meetings_[i / simd_width_];
      thread->meeting->width = static_cast<std::uint32_t>(simd_width_);
      LaunchRecord* record = &records[i];
      thread->fiber = context::fiber(std::allocator_arg, context::preallocated(stack.sp, stack.size, stack),
                                     BorrowedStack{}, [entry, thread, record](context::fiber&& scheduler) {
                                       thread->scheduler = std::move(scheduler);
                                       entry(record);
                                       thread->state = Thread::State::kDone;
                                       return std::move(thread->scheduler);
                                     });
    }
  }

  GroupEnd Run() {
    for (;;) {
      for (Thread& thread : threads_) Advance(thread);
      if (ReleaseSimdgroups()) continue;
      const std::size_t waiting = Count(threads_, Thread::State::kAtThreadgroupBarrier);
      if (waiting == 0) return GroupEnd::kDone;
      if (waiting != threads_.size()) return GroupEnd::kBarrierMissed;
      for (Thread& thread : threads_) thread.state = Thread::State::kReady;
    }
  }

 private:
  static void Advance(Thread& thread) {
    if (thread.state != Thread::State::kReady) return;
    running = &thread;
    thread.fiber = std::move(thread.fiber).resume();
  }

  static std::size_t Count(std::span<const Thread> threads, Thread::State state) {
    return static_cast<std::size_t>(
        std::count_if(threads.begin(), threads.end(), [=](const Thread& thread) { return thread.state == state; }));
  }

  // No thread is ready: what could come to a meeting or a barrier of a SIMD group has come.
  bool ReleaseSimdgroups() {
    bool released = false;
    for (std::size_t begin = 0; begin < threads_.size(); begin += simd_width_) {
      const std::span<Thread> group(&threads_[begin], std::min(simd_width_, threads_.size() - begin));
      released |= HoldMeeting(group, meetings_[begin / simd_width_]) || OpenBarrier(group);
    }
    return released;
  }

  // One meeting at a time: that of the call which comes first in the code.
  static bool HoldMeeting(std::span<Thread> group, Meeting& meeting) {
    const void* site = nullptr;
    for (const Thread& thread : group) {
      if (thread.state != Thread::State::kAtMeeting) continue;
      if (site == nullptr || std::less<>()(thread.site, site)) site = thread.site;
    }
    if (site == nullptr) return false;
    meeting.active = 0;
    meeting.values = {};
    for (Thread& thread : group) {
      if (thread.state != Thread::State::kAtMeeting || thread.site != site) continue;
      meeting.active |= std::uint64_t{1} << thread.lane;
      meeting.values[thread.lane] = thread.brought;
      thread.state = Thread::State::kReady;
    }
    return true;
  }

  static bool OpenBarrier(std::span<Thread> group) {
    bool opened = false;
    for (Thread& thread : group) {
      if (thread.state != Thread::State::kAtSimdgroupBarrier) continue;
      thread.state = Thread::State::kReady;
      opened = true;
    }
    return opened;
  }

  std::vector<Thread> threads_;
  std::size_t simd_width_;
  std::vector<Meeting> meetings_;  // of each SIMD group
};

}  // namespace

void ThreadgroupBarrier() {
  WaitIn(Thread::State::kAtThreadgroupBarrier);
}

void SimdgroupBarrier() {
  WaitIn(Thread::State::kAtSimdgroupBarrier);
}

[[gnu::noinline]] void SimdMeet(std::uint64_t value) {
  running->brought = value;
  running->site = __builtin_return_address(0);
  WaitIn(Thread::State::kAtMeeting);
}

std::uint64_t SimdValue(std::uint32_t lane) {
  return lane < kWidestSimdgroup ? running->meeting->values[lane] : 0;
}

std::uint64_t SimdActive() {
  return running->meeting->active;
}

std::uint32_t SimdLane() {
  return running->lane;
}

std::uint32_t SimdWidth() {
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

GroupEnd RunThreadgroup(Entry entry, std::span<LaunchRecord> records, std::uint32_t threads_per_simdgroup,
                        const Stacks& stacks) {
  auto group = std::make_unique<Group>(entry, records, threads_per_simdgroup, stacks);
  const GroupEnd end = group->Run();
  // Fibers that still wait must not be destroyed: that would unwind the kernel's frames.
  if (end != GroupEnd::kDone) (void)group.release();
  return end;
}

}  // namespace kiln::reference::msl
