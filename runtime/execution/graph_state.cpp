#include "runtime/execution/graph_state.h"

#include <fmt/format.h>

namespace kiln::runtime {
namespace {

Access WholeRead(const Buffer& buffer) {
  return {buffer.state().get(), true, false};
}
Access WholeWrite(const Buffer& buffer) {
  return {buffer.state().get(), false, true};
}

PlannedNode Describe(const GraphState::LaunchNode& node) {
  return {node.launch.reflection().name, {node.launch.accesses.begin(), node.launch.accesses.end()}};
}
PlannedNode Describe(const GraphState::CopyNode& node) {
  return {"copy", {WholeRead(node.source), WholeWrite(node.destination)}};
}
PlannedNode Describe(const GraphState::FillNode& node) {
  return {"fill", {WholeWrite(node.buffer)}};
}

Status Record(GraphRecording& recording, const GraphState::LaunchNode& node) {
  return recording.Add(node.launch);
}
Status Record(GraphRecording& recording, const GraphState::CopyNode& node) {
  if (node.region.size != 0) recording.AddCopy(*node.source.state(), *node.destination.state(), node.region);
  return {};
}
Status Record(GraphRecording& recording, const GraphState::FillNode& node) {
  if (node.bytes != 0) recording.AddFill(*node.buffer.state(), node.offset, node.bytes, node.pattern);
  return {};
}

}  // namespace

Result<GraphNode> GraphState::Add(Node node) {
  const std::lock_guard lock(mutex_);
  nodes_.push_back(std::move(node));
  recording_.reset();
  return GraphNode{nodes_.size() - 1};
}

Result<GraphNode> GraphState::AddLaunch(const std::shared_ptr<KernelState>& kernel, const NdRange& range,
                                        std::span<const ArgumentValue> arguments) {
  if (kernel->reflection.printf) {
    return Fail(ErrorCode::kUnsupported,
                fmt::format("'{}' prints, and a graph keeps no memory for that; launch it on a stream",
                            kernel->reflection.name));
  }
  KILN_ASSIGN_OR_RETURN(PreparedLaunch launch, PreparedLaunch::Create(kernel, range, arguments, null_buffer_));
  return Add(LaunchNode{range, std::move(launch)});
}

Result<GraphNode> GraphState::AddCopy(CopyNode copy) {
  if (&copy.source.state()->device != &device_ || &copy.destination.state()->device != &device_) {
    return Fail(ErrorCode::kInvalidArgument, "a buffer of another device is copied");
  }
  return Add(std::move(copy));
}

Result<GraphNode> GraphState::AddFill(FillNode fill) {
  if (&fill.buffer.state()->device != &device_) {
    return Fail(ErrorCode::kInvalidArgument, "a buffer of another device is filled");
  }
  return Add(std::move(fill));
}

Status GraphState::CheckNode(GraphNode node) const {
  if (node.index < nodes_.size()) return {};
  return Fail(ErrorCode::kInvalidArgument,
              fmt::format("there is no node {}; the graph has {}", node.index, nodes_.size()));
}

Status GraphState::AddDependency(GraphNode before, GraphNode after) {
  const std::lock_guard lock(mutex_);
  KILN_RETURN_IF_ERROR(CheckNode(before));
  KILN_RETURN_IF_ERROR(CheckNode(after));
  dependencies_.emplace_back(before.index, after.index);
  recording_.reset();
  return {};
}

Status GraphState::SetArguments(GraphNode node, std::span<const ArgumentValue> arguments) {
  const std::lock_guard lock(mutex_);
  KILN_RETURN_IF_ERROR(CheckNode(node));
  auto* const known = std::get_if<LaunchNode>(&nodes_[node.index]);
  if (known == nullptr) {
    return Fail(ErrorCode::kInvalidArgument, fmt::format("node {} of the graph is no launch", node.index));
  }
  KILN_ASSIGN_OR_RETURN(known->launch,
                        PreparedLaunch::Create(known->launch.kernel, known->range, arguments, null_buffer_));
  recording_.reset();
  return {};
}

std::size_t GraphState::size() const {
  const std::lock_guard lock(mutex_);
  return nodes_.size();
}

Result<std::vector<std::vector<std::size_t>>> GraphState::Plan() const {
  std::vector<PlannedNode> planned;
  for (const Node& node : nodes_) {
    planned.push_back(std::visit([](const auto& kind) { return Describe(kind); }, node));
  }
  return PlanLevels(planned, dependencies_);
}

Result<std::vector<std::vector<GraphNode>>> GraphState::Levels() const {
  const std::lock_guard lock(mutex_);
  KILN_ASSIGN_OR_RETURN(const auto plan, Plan());
  std::vector<std::vector<GraphNode>> levels;
  for (const auto& indices : plan) {
    for (auto& level = levels.emplace_back(); const std::size_t index : indices) level.push_back({index});
  }
  return levels;
}

Result<std::shared_ptr<GraphRecording>> GraphState::Record(const Prepare& prepare) const {
  KILN_ASSIGN_OR_RETURN(const auto levels, Plan());
  KILN_ASSIGN_OR_RETURN(auto recording, GraphRecording::Begin(device_, pool_));
  for (std::size_t level = 0; level < levels.size(); ++level) {
    if (level != 0) recording->NextLevel();
    for (const std::size_t index : levels[level]) {
      const Node& node = nodes_[index];
      if (const auto* launch = std::get_if<LaunchNode>(&node)) KILN_RETURN_IF_ERROR(prepare(launch->launch));
      KILN_RETURN_IF_ERROR(std::visit([&](const auto& kind) { return runtime::Record(*recording, kind); }, node));
    }
  }
  KILN_RETURN_IF_ERROR(recording->End());
  return recording;
}

Result<std::shared_ptr<GraphRecording>> GraphState::Recording(const Prepare& prepare) {
  const std::lock_guard lock(mutex_);
  if (recording_ == nullptr) {
    KILN_ASSIGN_OR_RETURN(recording_, Record(prepare));
  }
  return recording_;
}

}  // namespace kiln::runtime
