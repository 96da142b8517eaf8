// What buffers and images have in common: commands use them, and the host waits for those commands.
#ifndef KILN_RUNTIME_MEMORY_RESOURCE_H_
#define KILN_RUNTIME_MEMORY_RESOURCE_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "kiln/base/result.h"
#include "runtime/device/logical_device.h"

namespace kiln::runtime {

// Commands that were issued and may not have finished: a stream.
class CommandTimeline {
 public:
  virtual ~CommandTimeline() = default;
  // Hands commands up to `value` to the device, if that has not happened. The recording mutex is held.
  virtual Status SubmitUpTo(std::uint64_t value) = 0;
  // Blocks until commands up to `value`, which have been submitted, have finished. The recording mutex is not held.
  virtual Status WaitFor(std::uint64_t value) = 0;
  // Whether they are known to have finished or were never run, without asking the device. The recording mutex is held.
  virtual bool IsRetired(std::uint64_t value) const = 0;
};

// Commands of `timeline` up to `value`.
struct TimelinePoint {
  std::shared_ptr<CommandTimeline> timeline;
  std::uint64_t value = 0;
};

// Always owned by a shared_ptr. The handle that users hold also keeps the device; the one that streams keep for pending
// commands does not, because the device owns streams.
class Resource : public std::enable_shared_from_this<Resource> {
 public:
  enum class Use : std::uint8_t { kRead, kWrite };

  explicit Resource(LogicalDevice& device) : device(device) {}
  virtual ~Resource() = default;
  Resource(const Resource&) = delete;
  Resource& operator=(const Resource&) = delete;

  // Notes that a command, the next of `timeline`, uses the resource. Adds to `before` the commands of other timelines
  // that it must come after. The recording mutex is held.
  void AddUse(const std::shared_ptr<CommandTimeline>& timeline, std::uint64_t value, Use use,
              std::vector<TimelinePoint>& before);
  // Waits for pending commands that the host must not overtake when it reads or writes.
  Status FinishUses(Use by_host);

  LogicalDevice& device;

 private:
  struct Pending {
    std::weak_ptr<CommandTimeline> timeline;
    std::uint64_t last_read = 0, last_write = 0;  // 0: none

    // The last command that must come before a use of that kind; 0: none.
    std::uint64_t Before(Use use) const;
  };
  std::vector<Pending> pending_;  // guarded by the recording mutex; at most one for each stream
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_MEMORY_RESOURCE_H_
