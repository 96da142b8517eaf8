// What the library calls on the host: functions of math.h, and the meeting points of threads.
#ifndef KILN_REFERENCE_MSL_HOST_FUNCTIONS_H_
#define KILN_REFERENCE_MSL_HOST_FUNCTIONS_H_

#include <span>

#include "reference/execution/jit.h"

namespace kiln::reference::msl {

// Everything that a text's code may call; nothing else of the process can be reached from it.
std::span<const HostFunction> HostFunctions();

}  // namespace kiln::reference::msl

#endif  // KILN_REFERENCE_MSL_HOST_FUNCTIONS_H_
