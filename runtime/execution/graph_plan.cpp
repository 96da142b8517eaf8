#include "runtime/execution/graph_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <queue>

namespace kiln::runtime {
namespace {

using Indices = std::vector<std::size_t>;

std::string CycleText(const std::vector<PlannedNode>& nodes, const Indices& cycle) {
  std::string text = "the graph has a cycle: ";
  for (const std::size_t index : cycle) text += fmt::format("{} '{}' -> ", index, nodes[index].name);
  return text + fmt::format("{} '{}'", cycle.front(), nodes[cycle.front()].name);
}

// One cycle among the nodes that are `left`, each of which follows another of them.
Indices FindCycle(const std::vector<bool>& left, const std::vector<Indices>& before) {
  std::size_t node = static_cast<std::size_t>(std::find(left.begin(), left.end(), true) - left.begin());
  Indices path;
  while (std::find(path.begin(), path.end(), node) == path.end()) {
    path.push_back(node);
    node = *std::find_if(before[node].begin(), before[node].end(), [&](std::size_t other) { return left[other]; });
  }
  path.erase(path.begin(), std::find(path.begin(), path.end(), node));
  std::reverse(path.begin(), path.end());  // it was walked backwards
  std::rotate(path.begin(), std::min_element(path.begin(), path.end()), path.end());
  return path;
}

// The earliest node first that may run.
Result<Indices> Order(const std::vector<PlannedNode>& nodes, const std::vector<Indices>& before) {
  std::vector<Indices> after(nodes.size());
  Indices missing(nodes.size());
  std::priority_queue<std::size_t, Indices, std::greater<>> ready;
  for (std::size_t node = 0; node < nodes.size(); ++node) {
    for (const std::size_t other : before[node]) after[other].push_back(node);
    missing[node] = before[node].size();
    if (missing[node] == 0) ready.push(node);
  }
  Indices order;
  std::vector<bool> left(nodes.size(), true);
  while (!ready.empty()) {
    order.push_back(ready.top());
    left[ready.top()] = false;
    ready.pop();
    for (const std::size_t next : after[order.back()]) {
      if (--missing[next] == 0) ready.push(next);
    }
  }
  if (order.size() == nodes.size()) return order;
  return Fail(ErrorCode::kInvalidArgument, CycleText(nodes, FindCycle(left, before)));
}

}  // namespace

Result<std::vector<std::vector<std::size_t>>> PlanLevels(const std::vector<PlannedNode>& nodes,
                                                         const std::vector<Dependency>& dependencies) {
  std::vector<Indices> before(nodes.size());
  for (const auto& [first, second] : dependencies) before[second].push_back(first);
  KILN_ASSIGN_OR_RETURN(const Indices order, Order(nodes, before));

  // From which level on a resource may be read and written.
  struct Free {
    std::size_t to_read = 0, to_write = 0;
  };
  std::map<const void*, Free> resources;
  Indices level(nodes.size());
  std::size_t count = 0;
  for (const std::size_t node : order) {
    std::size_t& own = level[node];
    for (const std::size_t other : before[node]) own = std::max(own, level[other] + 1);
    for (const Access& access : nodes[node].accesses) {
      const Free& free = resources[access.resource];
      own = std::max(own, access.is_written ? free.to_write : free.to_read);
    }
    for (const Access& access : nodes[node].accesses) {
      Free& free = resources[access.resource];
      free.to_write = std::max(free.to_write, own + 1);
      if (access.is_written) free.to_read = std::max(free.to_read, own + 1);
    }
    count = std::max(count, own + 1);
  }
  std::vector<Indices> levels(count);
  for (std::size_t node = 0; node < nodes.size(); ++node) levels[level[node]].push_back(node);
  return levels;
}

}  // namespace kiln::runtime
