// The order of a graph's nodes. Pure.
#ifndef KILN_RUNTIME_EXECUTION_GRAPH_PLAN_H_
#define KILN_RUNTIME_EXECUTION_GRAPH_PLAN_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "kiln/base/result.h"
#include "runtime/execution/hazard_tracker.h"

namespace kiln::runtime {

struct PlannedNode {
  std::string name;              // for messages
  std::vector<Access> accesses;  // the memory that it touches
};

// (before, after), indices of nodes.
using Dependency = std::pair<std::size_t, std::size_t>;

// The indices of the nodes of each level, ascending. A node depends on others by `dependencies`; and of two nodes that
// touch the same memory, of which one writes it, the second depends on the first in the order of `nodes`, or, where
// `dependencies` contradict that, in the order that comes nearest. kInvalidArgument for a cycle of `dependencies`,
// which it names.
Result<std::vector<std::vector<std::size_t>>> PlanLevels(const std::vector<PlannedNode>& nodes,
                                                         const std::vector<Dependency>& dependencies);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_GRAPH_PLAN_H_
