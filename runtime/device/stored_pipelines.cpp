#include "runtime/device/stored_pipelines.h"

#include <cstring>

#include "kiln/base/sha256.h"
#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {

bool BelongsTo(std::string_view data, const VkPhysicalDeviceProperties& properties) {
  VkPipelineCacheHeaderVersionOne header = {};
  if (data.size() < sizeof header) return false;
  std::memcpy(&header, data.data(), sizeof header);
  return header.headerSize >= sizeof header && header.headerVersion == VK_PIPELINE_CACHE_HEADER_VERSION_ONE &&
         header.vendorID == properties.vendorID && header.deviceID == properties.deviceID &&
         std::memcmp(header.pipelineCacheUUID, properties.pipelineCacheUUID, VK_UUID_SIZE) == 0;
}

std::string PipelineKey(const VkPhysicalDeviceProperties& properties) {
  Sha256 digest;
  digest.AddPart("pipelines").AddPart(properties.deviceName);
  for (const std::uint32_t number :
       {properties.vendorID, properties.deviceID, properties.driverVersion, properties.apiVersion}) {
    digest.AddPart(std::to_string(number));
  }
  digest.AddPart({reinterpret_cast<const char*>(properties.pipelineCacheUUID), VK_UUID_SIZE});
  return digest.Hex();
}

Result<std::optional<cache::DiskCacheOptions>> StoredPipelines::OptionsFor(const std::optional<std::string>& folder,
                                                                           std::optional<std::uint64_t> bytes) {
  if (folder && folder->empty()) return std::optional<cache::DiskCacheOptions>();
  KILN_ASSIGN_OR_RETURN(auto options, cache::CacheOfEnvironment());
  if (folder) {
    if (!options) options.emplace();
    options->folder = *folder;
  }
  if (options && bytes) options->limit = *bytes;
  return options;
}

std::string StoredPipelines::Read() {
  std::optional<std::string> data = disk_.Get(key_);
  if (!data || !BelongsTo(*data, properties_)) return {};
  read_digest_ = Sha256Hex(*data);
  return std::move(*data);
}

void StoredPipelines::Write(VkDevice device, VkPipelineCache cache) {
  std::size_t size = 0;
  if (!KILN_VK(vkGetPipelineCacheData, device, cache, &size, nullptr)) return;
  std::string data(size, '\0');
  if (!KILN_VK(vkGetPipelineCacheData, device, cache, &size, data.data())) return;
  data.resize(size);
  if (!BelongsTo(data, properties_) || Sha256Hex(data) == read_digest_) return;
  static_cast<void>(disk_.Put(key_, data));
}

}  // namespace kiln::runtime
