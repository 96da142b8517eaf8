// What a user sets once, in a file: docs/configuration.md.
#ifndef KILN_RUNTIME_CONFIGURATION_H_
#define KILN_RUNTIME_CONFIGURATION_H_

#include <optional>
#include <string>
#include <string_view>

#include "kiln/base/result.h"
#include "kiln/cache/disk_cache.h"
#include "kiln/runtime/device.h"
#include "kiln/telemetry/settings.h"

namespace kiln::runtime {

struct Configuration {
  DeviceOptions device;  // its telemetry is not there yet: that is the next
  telemetry::TelemetrySettings telemetry;
  cache::DiskCacheOptions cache;  // without a folder there is none
};

// All that is wrong is told at once, a line for each: "kiln.json:3: 'timeuot' is no setting; did you mean 'timeout'?".
// kInvalidArgument.
Result<Configuration> ParseConfiguration(std::string_view json, const std::string& file_name);

// From `path`, else from the file that KILN_CONFIG names, else what holds without one; then what the environment says
// takes the place of what the file says. kNotFound, kIo, kInvalidArgument.
Result<Configuration> LoadConfiguration(const std::string& path = {});

// Gives `options` what `configured` says about what they leave as it is. Device::Open does it with the file that
// KILN_CONFIG names.
void FillIn(DeviceOptions& options, const DeviceOptions& configured);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_CONFIGURATION_H_
