#include "runtime/execution/descriptor_sets.h"

#include <algorithm>
#include <functional>

#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

constexpr std::uint32_t kSetsPerPool = 64;
constexpr DescriptorCounts kPerPool = {8 * kSetsPerPool, kSetsPerPool / 4, kSetsPerPool,    2 * kSetsPerPool,
                                       2 * kSetsPerPool, kSetsPerPool / 4, kSetsPerPool / 4};

}  // namespace

DescriptorSets::~DescriptorSets() {
  if (device_.is_abandoned()) return;
  for (const Pool& pool : pools_) vkDestroyDescriptorPool(device_.get(), pool.pool, nullptr);
}

Status DescriptorSets::AddPool(const DescriptorCounts& least) {
  Pool pool;
  std::array<VkDescriptorPoolSize, kDescriptorTypes.size()> sizes = {};
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    pool.capacity[i] = std::max(kPerPool[i], least[i]);
    sizes[i] = {kDescriptorTypes[i], pool.capacity[i]};
  }
  pool.left = pool.capacity;
  pool.sets_left = kSetsPerPool;
  auto info = MakeVk<VkDescriptorPoolCreateInfo>(VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO);
  info.maxSets = kSetsPerPool;
  info.poolSizeCount = static_cast<std::uint32_t>(sizes.size());
  info.pPoolSizes = sizes.data();
  KILN_RETURN_IF_ERROR(KILN_VK(vkCreateDescriptorPool, device_.get(), &info, nullptr, &pool.pool));
  pools_.push_back(pool);
  return {};
}

Result<VkDescriptorSet> DescriptorSets::Allocate(VkDescriptorSetLayout layout, const DescriptorCounts& counts) {
  const auto fits = [&](const Pool& pool) {
    return pool.sets_left != 0 && std::equal(counts.begin(), counts.end(), pool.left.begin(), std::less_equal<>());
  };
  auto pool = std::find_if(pools_.begin(), pools_.end(), fits);
  device_.pool_counters().descriptor_sets.Count(pool != pools_.end());
  if (pool == pools_.end()) {
    KILN_RETURN_IF_ERROR(AddPool(counts));
    pool = std::prev(pools_.end());
  }
  auto info = MakeVk<VkDescriptorSetAllocateInfo>(VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO);
  info.descriptorPool = pool->pool;
  info.descriptorSetCount = 1;
  info.pSetLayouts = &layout;
  VkDescriptorSet set = VK_NULL_HANDLE;
  KILN_RETURN_IF_ERROR(KILN_VK(vkAllocateDescriptorSets, device_.get(), &info, &set));
  --pool->sets_left;
  for (std::size_t i = 0; i < counts.size(); ++i) pool->left[i] -= counts[i];
  return set;
}

void DescriptorSets::Reset() {
  for (Pool& pool : pools_) {
    if (pool.sets_left == kSetsPerPool) continue;
    vkResetDescriptorPool(device_.get(), pool.pool, 0);
    pool.sets_left = kSetsPerPool;
    pool.left = pool.capacity;
  }
}

}  // namespace kiln::runtime
