// What the driver has compiled, kept on disk for the next process.
#ifndef KILN_RUNTIME_DEVICE_STORED_PIPELINES_H_
#define KILN_RUNTIME_DEVICE_STORED_PIPELINES_H_

#include <vulkan/vulkan.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kiln/base/result.h"
#include "kiln/cache/disk_cache.h"

namespace kiln::runtime {

// Pure: whether data of a VkPipelineCache say that they are that device's and driver's. Drivers ought to check it
// themselves.
bool BelongsTo(std::string_view data, const VkPhysicalDeviceProperties& properties);
// Pure: a digest of the device and its driver.
std::string PipelineKey(const VkPhysicalDeviceProperties& properties);

// One entry of a cache on disk. Nothing here is an error: without an entry the driver compiles.
class StoredPipelines {
 public:
  // `folder` or `bytes` absent: those of the environment. kInvalidArgument for a setting of the environment that is
  // none.
  static Result<std::optional<cache::DiskCacheOptions>> OptionsFor(const std::optional<std::string>& folder,
                                                                   std::optional<std::uint64_t> bytes = {});

  StoredPipelines(cache::DiskCacheOptions options, const VkPhysicalDeviceProperties& properties)
      : disk_(std::move(options)), properties_(properties), key_(PipelineKey(properties)) {}

  // What VkPipelineCacheCreateInfo takes; empty when there is nothing.
  std::string Read();
  // Writes the data of the cache if they are others than have been read.
  void Write(VkDevice device, VkPipelineCache cache);

 private:
  cache::DiskCache disk_;
  const VkPhysicalDeviceProperties properties_;
  const std::string key_;
  std::string read_digest_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_DEVICE_STORED_PIPELINES_H_
