// What is behind a Program: the memory that its kernels share.
#ifndef KILN_RUNTIME_EXECUTION_PROGRAM_STATE_H_
#define KILN_RUNTIME_EXECUTION_PROGRAM_STATE_H_

#include <memory>
#include <mutex>
#include <optional>

#include "kiln/artifact/reflection.h"
#include "runtime/execution/device_state.h"

namespace kiln::runtime {

class ProgramState {
 public:
  // The buffer of the program-scope variables, made and filled for the first kernel that asks. kInvalidArtifact for a
  // kernel whose variables are not those of the first: it is of another program. From any thread.
  Result<std::shared_ptr<BufferState>> Variables(DeviceState& device, const artifact::ProgramVariables& declared);

 private:
  std::mutex mutex_;
  std::optional<artifact::ProgramVariables> declared_;
  std::shared_ptr<BufferState> buffer_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_PROGRAM_STATE_H_
