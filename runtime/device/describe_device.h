// Facts -> the public description of a device. Pure.
#ifndef KILN_RUNTIME_DEVICE_DESCRIBE_DEVICE_H_
#define KILN_RUNTIME_DEVICE_DESCRIBE_DEVICE_H_

#include "kiln/runtime/device.h"
#include "runtime/device/device_facts.h"

namespace kiln::runtime {

DeviceInfo DescribeDevice(const DeviceFacts& facts);

// The index in `devices` of the one that `selector` means: "auto" or "", an index, a uuid, or a part of the name in any
// case. Auto passes over devices that cannot be used. kNotFound lists what there is; kUnavailable when there is
// nothing; kUnsupported when the named device cannot be used.
Result<std::size_t> ChooseDevice(std::span<const DeviceInfo> devices, std::string_view selector);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_DEVICE_DESCRIBE_DEVICE_H_
