#include "reference/msl/launch_record.h"

#include <array>

namespace kiln::reference::msl {

std::optional<Input> FindInput(std::string_view attribute) {
  static constexpr std::array<std::string_view, static_cast<std::size_t>(Input::kCount)> kNames = {
      "thread_position_in_grid",
      "thread_position_in_threadgroup",
      "threadgroup_position_in_grid",
      "thread_index_in_threadgroup",
      "thread_index_in_simdgroup",
      "simdgroup_index_in_threadgroup",
      "threads_per_grid",
      "threads_per_threadgroup",
      "dispatch_threads_per_threadgroup",
      "threadgroups_per_grid",
      "threads_per_simdgroup",
      "simdgroups_per_threadgroup",
      "dispatch_simdgroups_per_threadgroup",
      "grid_size",
      "grid_origin"};
  if (attribute == "thread_execution_width") return Input::kThreadsPerSimdgroup;
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == attribute) return static_cast<Input>(i);
  }
  return std::nullopt;
}

}  // namespace kiln::reference::msl
