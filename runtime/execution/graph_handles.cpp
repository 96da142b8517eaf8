// The members of Graph.
#include "kiln/runtime/graph.h"
#include "runtime/execution/graph_state.h"
#include "runtime/execution/handle_checks.h"

namespace kiln::runtime {

Result<GraphNode> Graph::AddLaunch(const Kernel& kernel, const NdRange& range,
                                   std::span<const ArgumentValue> arguments) {
  if (state_ == nullptr) return Fail(EmptyHandle("graph"));
  if (!kernel) return Fail(EmptyHandle("kernel"));
  return state_->AddLaunch(kernel.state(), range, arguments);
}

Result<GraphNode> Graph::AddCopy(const Buffer& source, std::uint64_t source_offset, const Buffer& destination,
                                 std::uint64_t destination_offset, std::uint64_t bytes) {
  if (state_ == nullptr) return Fail(EmptyHandle("graph"));
  KILN_RETURN_IF_ERROR(CheckCopy(source, source_offset, destination, destination_offset, bytes));
  return state_->AddCopy({source, destination, {source_offset, destination_offset, bytes}});
}

Result<GraphNode> Graph::AddFill(const Buffer& buffer, std::uint32_t pattern, std::uint64_t offset,
                                 std::uint64_t bytes) {
  if (state_ == nullptr) return Fail(EmptyHandle("graph"));
  KILN_RETURN_IF_ERROR(CheckFill(buffer, offset, bytes));
  return state_->AddFill({buffer, offset, PaddedFill(bytes), pattern});
}

Status Graph::AddDependency(GraphNode before, GraphNode after) {
  return state_ != nullptr ? state_->AddDependency(before, after) : Status(Fail(EmptyHandle("graph")));
}

Status Graph::SetArguments(GraphNode launch, std::span<const ArgumentValue> arguments) {
  return state_ != nullptr ? state_->SetArguments(launch, arguments) : Status(Fail(EmptyHandle("graph")));
}

std::size_t Graph::size() const {
  return state_ != nullptr ? state_->size() : 0;
}

Result<std::vector<std::vector<GraphNode>>> Graph::Levels() const {
  if (state_ == nullptr) return Fail(EmptyHandle("graph"));
  return state_->Levels();
}

}  // namespace kiln::runtime
