// Descriptor sets for launches.
#ifndef KILN_RUNTIME_EXECUTION_DESCRIPTOR_SETS_H_
#define KILN_RUNTIME_EXECUTION_DESCRIPTOR_SETS_H_

#include <vulkan/vulkan.h>

#include <cstdint>
#include <vector>

#include "kiln/base/result.h"
#include "runtime/device/logical_device.h"
#include "runtime/execution/descriptor_counts.h"

namespace kiln::runtime {

// Hands out sets until Reset, which keeps the pools. One thread at a time; the device must have finished with the sets
// at Reset and at the end.
class DescriptorSets {
 public:
  explicit DescriptorSets(LogicalDevice& device) : device_(device) {}
  ~DescriptorSets();
  DescriptorSets(const DescriptorSets&) = delete;
  DescriptorSets& operator=(const DescriptorSets&) = delete;

  // A set for a layout with so many descriptors.
  Result<VkDescriptorSet> Allocate(VkDescriptorSetLayout layout, const DescriptorCounts& counts);
  void Reset();

 private:
  struct Pool {
    VkDescriptorPool pool = VK_NULL_HANDLE;
    std::uint32_t sets_left = 0;
    DescriptorCounts left = {}, capacity = {};
  };
  Status AddPool(const DescriptorCounts& least);

  LogicalDevice& device_;
  std::vector<Pool> pools_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_DESCRIPTOR_SETS_H_
