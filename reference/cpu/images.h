// What a kernel's image is on the host, and reading and writing it: as OpenCL C specifies, in double precision.
#ifndef KILN_REFERENCE_CPU_IMAGES_H_
#define KILN_REFERENCE_CPU_IMAGES_H_

#include <span>

#include "kiln/reference/cpu.h"
#include "reference/execution/jit.h"

namespace kiln::reference::cpu {

// kiln_host_image_query, kiln_host_image_sample, ... of library/images.cl: an image is a const CpuImage*, a sampler the
// bits of OpenCL C's literals in the place of a pointer.
std::span<const HostFunction> ImageSymbols();

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_IMAGES_H_
