#include "translator/targets/prepare/prepare_kernel.h"

#include "translator/targets/prepare/emulate_bytes.h"
#include "translator/targets/prepare/isolate_kernel.h"
#include "translator/targets/prepare/legalize.h"
#include "translator/targets/prepare/name_tables.h"

namespace kiln::translator::targets {

Result<SpirvCode> PrepareKernel(const PrintRequest& request) {
  KILN_ASSIGN_OR_RETURN(SpirvCode code, SpirvCode::Parse(request.module.words));
  const artifact::Kernel& kernel = request.kernel;
  NameTables(code);
  KILN_RETURN_IF_ERROR(IsolateKernel(code, kernel.entry_point, kernel.required_work_group_size.has_value()));
  KILN_RETURN_IF_ERROR(Legalize(code, request.profile));
  if (!request.profile.int8) {
    KILN_ASSIGN_OR_RETURN(code, CleanUp(code, kernel));  // the emulation must know every operand
    KILN_RETURN_IF_ERROR(EmulateBytes(code));
  }
  return code;
}

Result<SpirvCode> CleanUp(const SpirvCode& code, const artifact::Kernel& kernel) {
  KILN_ASSIGN_OR_RETURN(SpirvCode cleaned, SpirvCode::Parse(code.Words()));
  KILN_RETURN_IF_ERROR(IsolateKernel(cleaned, kernel.entry_point, kernel.required_work_group_size.has_value()));
  return cleaned;
}

}  // namespace kiln::translator::targets
