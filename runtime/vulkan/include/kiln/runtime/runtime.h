// Everything an application needs to run translated kernels on Vulkan.
#ifndef KILN_RUNTIME_RUNTIME_H_
#define KILN_RUNTIME_RUNTIME_H_

#include "kiln/runtime/buffer.h"
#include "kiln/runtime/configuration.h"
#include "kiln/runtime/device.h"
#include "kiln/runtime/graph.h"
#include "kiln/runtime/image.h"
#include "kiln/runtime/kernel.h"
#include "kiln/runtime/nd_range.h"
#include "kiln/runtime/stream.h"
#include "kiln/runtime/time_statistics.h"
#include "kiln/telemetry/telemetry.h"

#endif  // KILN_RUNTIME_RUNTIME_H_
