// The work-items of a launch, and what the library of builtins asks about the one that runs.
#ifndef KILN_REFERENCE_CPU_WORK_ITEMS_H_
#define KILN_REFERENCE_CPU_WORK_ITEMS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "reference/execution/fibers.h"
#include "reference/execution/jit.h"

namespace kiln::reference::cpu {

using Extent = std::array<std::uint64_t, 3>;

struct Range {
  std::uint32_t dimensions = 1;
  Extent global = {1, 1, 1}, local = {1, 1, 1}, offset = {0, 0, 0};

  // Work-groups; the last of a dimension is smaller where the local size does not divide the global one.
  Extent groups() const;
  std::uint64_t group_count() const;
};

// A kernel as the machine code has it: arguments by the addresses of their values.
using Entry = void (*)(void* const* arguments);

// What one work-group needs.
struct GroupRun {
  const Range* range = nullptr;
  Entry entry = nullptr;
  std::span<void* const> arguments;
  std::byte* local_memory = nullptr;  // of the program's __local variables
  std::uint32_t sub_group_size = 8;
  // Takes a text that the kernel prints; called from several threads.
  std::function<void(const std::string&)> print;
  // As Group::at_barrier.
  std::function<void(bool all_wait)> at_barrier;
  bool waits = true;  // items wait for each other anywhere; else they run one after another
};

// "work-item (3, 0) of group (0, 0)": of one that comes after `index` others, group after group, as if all groups had
// the same size.
std::string NameOfItem(const Range& range, std::uint64_t index);

// The local linear id of the work-item that runs on this thread of the host.
std::size_t CurrentItem();
// The values that all work-items of the group hand in, by their local linear ids, until the next such call.
const void* Gather(const void* value, std::uint32_t bytes);

// Runs group `index` of the range on this thread.
GroupEnd RunWorkGroup(const GroupRun& run, std::uint64_t index, const Stacks& stacks);

// kiln_host_query, kiln_host_barrier, kiln_host_gather, ... of the library.
std::span<const HostFunction> WorkItemSymbols();

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_WORK_ITEMS_H_
