// What is behind a Graph.
#ifndef KILN_RUNTIME_EXECUTION_GRAPH_STATE_H_
#define KILN_RUNTIME_EXECUTION_GRAPH_STATE_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "kiln/runtime/graph.h"
#include "runtime/execution/graph_plan.h"
#include "runtime/execution/graph_recording.h"
#include "runtime/execution/prepared_launch.h"

namespace kiln::runtime {

// The public functions may be called from several threads. The ranges of copies and fills have been checked.
class GraphState {
 public:
  struct LaunchNode {
    NdRange range;
    PreparedLaunch launch;
  };
  struct CopyNode {
    Buffer source, destination;
    VkBufferCopy region = {};
  };
  struct FillNode {
    Buffer buffer;
    std::uint64_t offset = 0, bytes = 0;
    std::uint32_t pattern = 0;
  };

  GraphState(LogicalDevice& device, MemoryPool& pool, std::shared_ptr<BufferState> null_buffer)
      : device_(device), pool_(pool), null_buffer_(std::move(null_buffer)) {}

  LogicalDevice& device() { return device_; }

  Result<GraphNode> AddLaunch(const std::shared_ptr<KernelState>& kernel, const NdRange& range,
                              std::span<const ArgumentValue> arguments);
  Result<GraphNode> AddCopy(CopyNode copy);
  Result<GraphNode> AddFill(FillNode fill);
  Status AddDependency(GraphNode before, GraphNode after);
  Status SetArguments(GraphNode node, std::span<const ArgumentValue> arguments);
  std::size_t size() const;
  Result<std::vector<std::vector<GraphNode>>> Levels() const;

  // Recorded anew where something has changed; then `prepare` is called for every launch before.
  using Prepare = std::function<Status(const PreparedLaunch&)>;
  Result<std::shared_ptr<GraphRecording>> Recording(const Prepare& prepare);

 private:
  using Node = std::variant<LaunchNode, CopyNode, FillNode>;

  Result<GraphNode> Add(Node node);
  // The functions below expect the mutex to be held.
  Result<std::vector<std::vector<std::size_t>>> Plan() const;
  Status CheckNode(GraphNode node) const;
  Result<std::shared_ptr<GraphRecording>> Record(const Prepare& prepare) const;

  LogicalDevice& device_;
  MemoryPool& pool_;
  const std::shared_ptr<BufferState> null_buffer_;
  mutable std::mutex mutex_;
  std::vector<Node> nodes_;
  std::vector<Dependency> dependencies_;
  std::shared_ptr<GraphRecording> recording_;  // null: to be made
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_GRAPH_STATE_H_
