#include "runtime/memory/resource.h"

#include <algorithm>
#include <utility>

namespace kiln::runtime {

std::uint64_t Resource::Pending::Before(Use use) const {
  return use == Use::kWrite ? std::max(last_read, last_write) : last_write;
}

void Resource::AddUse(const std::shared_ptr<CommandTimeline>& timeline, std::uint64_t value, Use use,
                      std::vector<TimelinePoint>& before) {
  Pending* own = nullptr;
  std::erase_if(pending_, [&](const Pending& pending) {
    auto other = pending.timeline.lock();
    if (other == nullptr) return true;
    const bool is_over = other != timeline && other->IsRetired(pending.Before(Use::kWrite));
    device.ReleaseLater(std::move(other));  // this may have been its last owner
    return is_over;
  });
  for (Pending& pending : pending_) {
    auto other = pending.timeline.lock();
    if (other == timeline) {
      own = &pending;
    } else if (const std::uint64_t last = pending.Before(use); other != nullptr && last != 0) {
      before.push_back({other, last});
    }
    device.ReleaseLater(std::move(other));
  }
  if (own == nullptr) own = &pending_.emplace_back(Pending{timeline, 0, 0});
  (use == Use::kWrite ? own->last_write : own->last_read) = value;
}

Status Resource::FinishUses(Use by_host) {
  std::vector<TimelinePoint> waits;
  {
    const RecordingLock lock(device);
    for (const Pending& pending : pending_) {
      auto timeline = pending.timeline.lock();
      const std::uint64_t last = pending.Before(by_host);
      if (timeline == nullptr || last == 0) continue;
      waits.push_back({std::move(timeline), last});
    }
    for (const auto& [timeline, value] : waits) KILN_RETURN_IF_ERROR(timeline->SubmitUpTo(value));
  }
  for (const auto& [timeline, value] : waits) KILN_RETURN_IF_ERROR(timeline->WaitFor(value));
  return {};
}

}  // namespace kiln::runtime
