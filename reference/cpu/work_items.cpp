#include "reference/cpu/work_items.h"

#include <algorithm>
#include <atomic>
#include <cstring>

#include "reference/cpu/print_calls.h"

namespace kiln::reference::cpu {
namespace {

// The numbers that library/work_items.cl asks with.
enum class Query : int {
  kGlobalSize,
  kGlobalId,
  kLocalSize,
  kEnqueuedLocalSize,
  kLocalId,
  kGroups,
  kGroupId,
  kGlobalOffset,
  kDimensions,
  kGlobalLinearId,
  kLocalLinearId,
  kSubGroupSize,
  kMaxSubGroupSize,
  kSubGroups,
  kEnqueuedSubGroups,
  kSubGroupId,
  kSubGroupLocalId,
};

// The work-group that this thread of the host runs.
struct CurrentGroup {
  const GroupRun* run = nullptr;
  Extent id = {0, 0, 0};
  Extent size = {1, 1, 1};
  std::size_t item = 0;          // that runs: its local linear id
  std::vector<std::byte> given;  // by all items, to be seen by all
};
thread_local CurrentGroup current;

Extent LocalId() {
  const std::uint64_t item = current.item;
  return {item % current.size[0], item / current.size[0] % current.size[1], item / current.size[0] / current.size[1]};
}

Extent GlobalId() {
  const Range& range = *current.run->range;
  const Extent local = LocalId();
  Extent id;
  for (std::size_t i = 0; i < 3; ++i) id[i] = range.offset[i] + current.id[i] * range.local[i] + local[i];
  return id;
}

std::uint64_t Linear(const Extent& id, const Extent& size) {
  return id[0] + size[0] * (id[1] + size[1] * id[2]);
}

std::uint64_t Volume(const Extent& extent) {
  return extent[0] * extent[1] * extent[2];
}

std::uint64_t Ask(int query, std::uint32_t dimension) {
  const std::uint64_t width = current.run->sub_group_size;
  const Range& range = *current.run->range;
  const auto one = [&](const Extent& extent, std::uint64_t beyond) {
    return dimension < range.dimensions ? extent[dimension] : beyond;
  };
  switch (static_cast<Query>(query)) {
    case Query::kGlobalSize:
      return one(range.global, 1);
    case Query::kGlobalId:
      return one(GlobalId(), 0);
    case Query::kLocalSize:
      return one(current.size, 1);
    case Query::kEnqueuedLocalSize:
      return one(range.local, 1);
    case Query::kLocalId:
      return one(LocalId(), 0);
    case Query::kGroups:
      return one(range.groups(), 1);
    case Query::kGroupId:
      return one(current.id, 0);
    case Query::kGlobalOffset:
      return one(range.offset, 0);
    case Query::kDimensions:
      return range.dimensions;
    case Query::kGlobalLinearId: {
      Extent id = GlobalId();
      for (std::size_t i = 0; i < 3; ++i) id[i] -= range.offset[i];
      return Linear(id, range.global);
    }
    case Query::kLocalLinearId:
      return current.item;
    case Query::kSubGroupSize:
      return std::min(width, Volume(current.size) - current.item / width * width);
    case Query::kMaxSubGroupSize:
      return width;
    case Query::kSubGroups:
      return (Volume(current.size) + width - 1) / width;
    case Query::kEnqueuedSubGroups:
      return (Volume(range.local) + width - 1) / width;
    case Query::kSubGroupId:
      return current.item / width;
    case Query::kSubGroupLocalId:
      return current.item % width;
  }
  return 0;
}

const void* Meet(const void* value, std::uint32_t bytes, std::uint64_t* active, std::uint64_t site) {
  const std::byte* values = MeetSubgroup({static_cast<const std::byte*>(value), bytes}, site);
  *active = SubgroupActive();
  return values;
}

int Print(const char* format, std::uint32_t count, const std::byte* const* places, const std::uint32_t* sizes) {
  std::vector<PrintedValue> values;
  for (std::uint32_t i = 0; i < count; ++i) values.emplace_back(places[i], sizes[i]);
  current.run->print(FormatText(format, values));
  return 0;
}

void Barrier(std::uint32_t /*fences*/) {
  WaitForGroup();
}

void Fence() {
  std::atomic_thread_fence(std::memory_order_seq_cst);
}
void* LocalMemory() {
  return current.run->local_memory;
}

}  // namespace

Extent Range::groups() const {
  Extent count;
  for (std::size_t i = 0; i < 3; ++i) count[i] = local[i] == 0 ? 0 : (global[i] + local[i] - 1) / local[i];
  return count;
}

std::uint64_t Range::group_count() const {
  const Extent count = groups();
  return count[0] * count[1] * count[2];
}

std::size_t CurrentItem() {
  return current.item;
}

std::string NameOfItem(const Range& range, std::uint64_t index) {
  const Extent count = range.groups();
  const std::uint64_t in_group = index % Volume(range.local), group = index / Volume(range.local);
  const Extent group_id = {group % count[0], group / count[0] % count[1], group / count[0] / count[1]};
  Extent size;
  for (std::size_t i = 0; i < 3; ++i)
    size[i] = std::min(range.local[i], range.global[i] - group_id[i] * range.local[i]);
  const Extent local = {in_group % size[0], in_group / size[0] % size[1], in_group / size[0] / size[1]};
  std::string item = "work-item (", of = ") of group (";
  for (std::uint32_t i = 0; i < range.dimensions; ++i) {
    const char* separator = i == 0 ? "" : ", ";
    item += separator + std::to_string(range.offset[i] + group_id[i] * range.local[i] + local[i]);
    of += separator + std::to_string(group_id[i]);
  }
  return item + of + ")";
}

// All items have read the last values when they come here again, except for those of the fastest ones: the memory is
// filled by turns.
const void* Gather(const void* value, std::uint32_t bytes) {
  const std::size_t items = Volume(current.size);
  WaitForGroup();
  current.given.resize(items * bytes);
  std::memcpy(&current.given[current.item * bytes], value, bytes);
  WaitForGroup();
  return current.given.data();
}

GroupEnd RunWorkGroup(const GroupRun& run, std::uint64_t index, const Stacks& stacks) {
  const Range& range = *run.range;
  const Extent count = range.groups();
  current.run = &run;
  current.id = {index % count[0], index / count[0] % count[1], index / count[0] / count[1]};
  for (std::size_t i = 0; i < 3; ++i) {
    current.size[i] = std::min(range.local[i], range.global[i] - current.id[i] * range.local[i]);
  }
  const std::size_t items = Volume(current.size);
  if (!run.waits) {
    for (current.item = 0; current.item < items; ++current.item) run.entry(run.arguments.data());
    return GroupEnd::kDone;
  }
  Group group;
  group.count = items;
  group.subgroup_size = run.sub_group_size;
  group.body = [&](std::size_t) { run.entry(run.arguments.data()); };
  group.resumed = [](std::size_t item) { current.item = item; };
  group.at_barrier = run.at_barrier;
  return RunGroup(group, stacks);
}

std::span<const HostFunction> WorkItemSymbols() {
  static const HostFunction symbols[] = {
      {"kiln_host_query", reinterpret_cast<const void*>(&Ask)},
      {"kiln_host_barrier", reinterpret_cast<const void*>(&Barrier)},
      {"kiln_host_sub_group_barrier", reinterpret_cast<const void*>(&WaitForSubgroup)},
      {"kiln_host_gather", reinterpret_cast<const void*>(&Gather)},
      {"kiln_host_meet", reinterpret_cast<const void*>(&Meet)},
      {"kiln_host_printf", reinterpret_cast<const void*>(&Print)},
      {"kiln_host_fence", reinterpret_cast<const void*>(&Fence)},
      {"kiln_host_local_memory", reinterpret_cast<const void*>(&LocalMemory)}};
  return symbols;
}

}  // namespace kiln::reference::cpu
