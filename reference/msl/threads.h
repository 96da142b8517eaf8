// The threads of a threadgroup: fibers that take turns on one thread of the host, so that barriers hold for exactly the
// threads that Metal's hold for.
#ifndef KILN_REFERENCE_MSL_THREADS_H_
#define KILN_REFERENCE_MSL_THREADS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "reference/msl/launch_record.h"

namespace kiln::reference::msl {

// Called by kernels, on the stack of a fiber.
void ThreadgroupBarrier();
void SimdgroupBarrier();
// The thread brings `value` to a meeting of its SIMD group: of those threads that are at the same call when no thread
// of the group can go on otherwise. After it, the values and the lanes of those that came; 0 for others.
void SimdMeet(std::uint64_t value);
std::uint64_t SimdValue(std::uint32_t lane);
std::uint64_t SimdActive();
std::uint32_t SimdLane();
std::uint32_t SimdWidth();

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
  bool IsGuard(const void* address) const;

 private:
  std::byte* memory_ = nullptr;
  std::size_t count_;
};

enum class GroupEnd : std::uint8_t {
  kDone,
  kBarrierMissed,  // some threads ended while others wait for them at a barrier
};

// Runs one threadgroup, thread i with records[i]; records.size() is at most the number of stacks. Kernels without
// barriers run one thread after another.
GroupEnd RunThreadgroup(Entry entry, std::span<LaunchRecord> records, std::uint32_t threads_per_simdgroup,
                        const Stacks& stacks);

}  // namespace kiln::reference::msl

#endif  // KILN_REFERENCE_MSL_THREADS_H_
