// A launch of a program with checks: its objects are copied into memory of their own, with guards between them, and its
// work-groups run one after another, so that the same launch has the same findings.
#ifndef KILN_REFERENCE_CPU_CHECKS_CHECKED_LAUNCH_H_
#define KILN_REFERENCE_CPU_CHECKS_CHECKED_LAUNCH_H_

#include "kiln/reference/cpu.h"
#include "reference/cpu/checks/instrument.h"
#include "reference/cpu/checks/memory_objects.h"
#include "reference/cpu/prepare_module.h"
#include "reference/cpu/work_items.h"

namespace kiln::reference::cpu {

struct CheckedKernel {
  const frontend::KernelSignature& signature;
  Entry entry;
  const LocalBlock& locals;
  const CheckTables& tables;
};

// CpuProgram::Run of it.
Status RunChecked(const CheckedKernel& kernel, const Range& range, const CpuLaunch& launch);

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_CHECKS_CHECKED_LAUNCH_H_
