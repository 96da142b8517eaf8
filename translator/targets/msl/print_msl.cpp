#include "translator/targets/msl/print_msl.h"

#include "translator/targets/msl/kernel_parameters.h"
#include "translator/targets/msl/msl_compiler.h"
#include "translator/targets/prepare/assign_names.h"
#include "translator/targets/prepare/deep_values.h"
#include "translator/targets/prepare/physical_loads.h"
#include "translator/targets/prepare/repeated_loads.h"

namespace kiln::translator::targets {
namespace {

// RelaxedPrecision on a GLSL.std.450 function asks for `fast::`; SPIRV-Cross would read more into it.
std::set<std::uint32_t> TakeRelaxedPrecision(SpirvCode& code) {
  std::set<std::uint32_t> fast;
  std::erase_if(code.annotations, [&](const Instruction& instruction) {
    const bool relaxed = instruction.op == spv::Op::OpDecorate &&
                         instruction.operands[1] == static_cast<std::uint32_t>(spv::Decoration::RelaxedPrecision);
    if (relaxed) {
      fast.insert(instruction.operands[0]);
    }
    return relaxed;
  });
  return fast;
}

}  // namespace

Result<std::string> PrintMsl(const PrintRequest& request) {
  KILN_ASSIGN_OR_RETURN(SpirvCode code, PrepareKernel(request));
  MslOptions options;
  options.major = request.profile.language_version / 100;
  options.minor = request.profile.language_version % 100;
  if (request.kernel.required_work_group_size) {
    const auto& size = *request.kernel.required_work_group_size;
    options.most_threads = size[0] * size[1] * size[2];
  }
  options.fast = TakeRelaxedPrecision(code);
  KILN_ASSIGN_OR_RETURN(options.parameters, ShapeKernelParameters(code, request.kernel));
  KILN_ASSIGN_OR_RETURN(SpirvCode cleaned, CleanUp(code, request.kernel));
  AssignNames(cleaned, TargetLanguage::kMsl);
  options.named_values = NamedValues(cleaned);
  options.named_values.merge(DeepValues(cleaned));
  options.named_values.merge(RepeatedLoads(cleaned));
  options.named_values.merge(PhysicalLoads(cleaned));
  return CompileMsl(cleaned.Words(options.lines), options);
}

}  // namespace kiln::translator::targets
