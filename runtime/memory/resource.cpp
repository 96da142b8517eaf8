#include "runtime/memory/resource.h"

#include <utility>

namespace kiln::runtime {

Status Resource::AddUse(const std::shared_ptr<CommandTimeline>& timeline, std::uint64_t value) {
  bool is_known = false;
  for (Use& use : uses_) {
    const auto other = use.timeline.lock();
    if (other == timeline) {
      use.value = value;
      is_known = true;
    } else if (other != nullptr) {
      KILN_RETURN_IF_ERROR(other->SubmitUpTo(use.value));
    }
  }
  if (is_known) return {};
  std::erase_if(uses_, [](const Use& use) {
    const auto other = use.timeline.lock();
    return other == nullptr || other->IsRetired(use.value);
  });
  uses_.push_back({timeline, value});
  return {};
}

Status Resource::FinishUses() {
  std::vector<std::pair<std::shared_ptr<CommandTimeline>, std::uint64_t>> pending;
  {
    const std::lock_guard lock(device.recording_mutex());
    for (const Use& use : uses_) {
      const auto timeline = use.timeline.lock();
      if (timeline == nullptr || timeline->IsRetired(use.value)) continue;
      KILN_RETURN_IF_ERROR(timeline->SubmitUpTo(use.value));
      pending.emplace_back(timeline, use.value);
    }
  }
  for (const auto& [timeline, value] : pending) KILN_RETURN_IF_ERROR(timeline->WaitFor(value));
  return {};
}

}  // namespace kiln::runtime
