// Commands that are recorded once and run many times.
#ifndef KILN_RUNTIME_GRAPH_H_
#define KILN_RUNTIME_GRAPH_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

#include "kiln/runtime/buffer.h"
#include "kiln/runtime/kernel.h"
#include "kiln/runtime/nd_range.h"

namespace kiln::runtime {

class GraphState;

// A node of one graph.
struct GraphNode {
  std::size_t index = 0;  // counts from 0 in the order of adding
};

// A handle of a graph of launches, copies and fills; copies share it. May be used from several threads: a replay runs
// the graph as it is then.
//
// A node runs after those that it depends on, by AddDependency or because both touch the same memory and one of them
// writes it, in which case the one that was added first runs first unless dependencies say otherwise. All others may
// run at the same time. A node's *level* is one more than the highest of those that it depends on.
//
// The first Stream::Replay records the commands, and later ones only submit them, until nodes or arguments change.
class Graph {
 public:
  Graph() = default;
  explicit Graph(std::shared_ptr<GraphState> state) : state_(std::move(state)) {}
  explicit operator bool() const { return state_ != nullptr; }

  // Checked as by Stream::Launch, Copy and Fill, with the same errors; nothing is added then. kUnsupported for a kernel
  // that prints.
  Result<GraphNode> AddLaunch(const Kernel& kernel, const NdRange& range, std::span<const ArgumentValue> arguments);
  template <typename... Arguments>
    requires(sizeof...(Arguments) != 1 || (!std::is_convertible_v<Arguments, std::span<const ArgumentValue>> && ...))
  Result<GraphNode> AddLaunch(const Kernel& kernel, const NdRange& range, const Arguments&... arguments) {
    const std::array<ArgumentValue, sizeof...(Arguments)> values = {ArgumentValue(arguments)...};
    return AddLaunch(kernel, range, std::span<const ArgumentValue>(values));
  }
  Result<GraphNode> AddCopy(const Buffer& source, std::uint64_t source_offset, const Buffer& destination,
                            std::uint64_t destination_offset, std::uint64_t bytes);
  Result<GraphNode> AddFill(const Buffer& buffer, std::uint32_t pattern, std::uint64_t offset, std::uint64_t bytes);
  Result<GraphNode> AddFill(const Buffer& buffer, std::uint32_t pattern) {
    return AddFill(buffer, pattern, 0, buffer.size());
  }

  // `after` runs when `before` has finished. kInvalidArgument for a node that the graph does not have. A cycle is found
  // by Levels and Replay.
  Status AddDependency(GraphNode before, GraphNode after);

  // What a launch is given from the next replay on. Errors as those of AddLaunch, and kInvalidArgument for a node that
  // is no launch; the old arguments stay then. Commands that are under way keep the old ones.
  Status SetArguments(GraphNode launch, std::span<const ArgumentValue> arguments);
  template <typename... Arguments>
    requires(sizeof...(Arguments) != 1 || (!std::is_convertible_v<Arguments, std::span<const ArgumentValue>> && ...))
  Status SetArguments(GraphNode launch, const Arguments&... arguments) {
    const std::array<ArgumentValue, sizeof...(Arguments)> values = {ArgumentValue(arguments)...};
    return SetArguments(launch, std::span<const ArgumentValue>(values));
  }

  std::size_t size() const;
  // The nodes of each level, in the order of adding. kInvalidArgument for a cycle: "the graph has a cycle: 1 'saxpy' ->
  // 3 'copy' -> 1 'saxpy'".
  Result<std::vector<std::vector<GraphNode>>> Levels() const;

  const std::shared_ptr<GraphState>& state() const { return state_; }

 private:
  std::shared_ptr<GraphState> state_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_GRAPH_H_
