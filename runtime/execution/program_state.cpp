#include "runtime/execution/program_state.h"

#include <cstring>
#include <vector>

namespace kiln::runtime {

Result<std::shared_ptr<BufferState>> ProgramState::Variables(DeviceState& device,
                                                             const artifact::ProgramVariables& declared) {
  const std::lock_guard lock(mutex_);
  if (buffer_ != nullptr) {
    const bool is_same = declared.size == declared_->size && declared.variables == declared_->variables &&
                         declared.initial == declared_->initial;
    if (is_same) return buffer_;
    return Fail(ErrorCode::kInvalidArtifact,
                "its program-scope variables are not those of the program's other kernels");
  }
  KILN_ASSIGN_OR_RETURN(auto buffer, device.Allocate(declared.size, MemoryUse::kAuto,
                                                     {.label = "program-scope variables",
                                                      .origin = std::source_location::current(),
                                                      .is_internal = true}));
  std::vector<std::byte> bytes(declared.size);
  for (const artifact::ProgramVariables::Bytes& part : declared.initial) {
    std::memcpy(bytes.data() + part.offset, part.bytes.data(), part.bytes.size());
  }
  KILN_RETURN_IF_ERROR(buffer->Write(0, bytes));
  declared_ = declared;
  buffer_ = std::move(buffer);
  return buffer_;
}

}  // namespace kiln::runtime
