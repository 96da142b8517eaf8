// The part of printing that the languages share: one kernel of a module, isolated, legalised and named.
#ifndef KILN_TRANSLATOR_TARGETS_PREPARE_PREPARE_KERNEL_H_
#define KILN_TRANSLATOR_TARGETS_PREPARE_PREPARE_KERNEL_H_

#include <string>

#include "kiln/artifact/reflection.h"
#include "kiln/translator/lower.h"
#include "translator/targets/prepare/spirv_code.h"

namespace kiln::translator::targets {

struct PrintRequest {
  const SpirvModule& module;
  const artifact::Kernel& kernel;
  const TargetProfile& profile;
  bool line_directives = false;
  bool shares_text = false;  // other kernels of the module stand in the same text
};

// Isolated and legalised; names are still those of the source.
Result<SpirvCode> PrepareKernel(const PrintRequest& request);

// Drops what a language's own steps left unused, and makes the id_operands whole again.
Result<SpirvCode> CleanUp(const SpirvCode& code, const artifact::Kernel& kernel);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_PREPARE_PREPARE_KERNEL_H_
