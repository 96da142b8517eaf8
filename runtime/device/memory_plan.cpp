#include "runtime/device/memory_plan.h"

#include <fmt/format.h>

#include <algorithm>

namespace kiln::runtime {
namespace {

constexpr VkMemoryPropertyFlags kDeviceLocal = VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT;
constexpr VkMemoryPropertyFlags kHostCoherent =
    VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
constexpr VkMemoryPropertyFlags kCached = VK_MEMORY_PROPERTY_HOST_CACHED_BIT;
// Memory that needs a feature to be enabled, or has no memory of its own.
constexpr VkMemoryPropertyFlags kUnwanted = VK_MEMORY_PROPERTY_PROTECTED_BIT | VK_MEMORY_PROPERTY_LAZILY_ALLOCATED_BIT |
                                            VK_MEMORY_PROPERTY_DEVICE_COHERENT_BIT_AMD;
constexpr int kNever = -1;

bool HasAll(VkMemoryPropertyFlags flags, VkMemoryPropertyFlags wanted) {
  return (flags & wanted) == wanted;
}

// One memory for host and device, so that mapping it costs the device nothing.
bool HasUnifiedMemory(const DeviceFacts& facts) {
  return facts.properties.deviceType == VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU ||
         facts.properties.deviceType == VK_PHYSICAL_DEVICE_TYPE_CPU;
}

// Scores: higher is better.
int AutoScore(VkMemoryPropertyFlags flags, bool is_unified) {
  int score = HasAll(flags, kDeviceLocal) ? 8 : 0;
  if (is_unified) {
    if (HasAll(flags, kHostCoherent)) score += 4;
    if (HasAll(flags, kHostCoherent | kCached)) score += 2;
  } else if ((flags & VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT) == 0) {
    // On a discrete GPU the host-visible part of its memory may be small, and reading it over the bus is slow.
    score += 4;
  }
  return score;
}

int HostVisibleScore(VkMemoryPropertyFlags flags) {
  if (!HasAll(flags, kHostCoherent)) return kNever;
  // Writes of the host are combined in memory that is not cached, and the device reads its own memory fastest.
  return (HasAll(flags, kDeviceLocal) ? 2 : 0) + (HasAll(flags, kCached) ? 0 : 1);
}

int ReadbackScore(VkMemoryPropertyFlags flags) {
  if (!HasAll(flags, kHostCoherent)) return kNever;
  return (HasAll(flags, kCached) ? 2 : 0) + (HasAll(flags, kDeviceLocal) ? 0 : 1);
}

int UnifiedScore(VkMemoryPropertyFlags flags) {
  if (!HasAll(flags, kHostCoherent | kDeviceLocal)) return kNever;
  return HasAll(flags, kCached) ? 1 : 0;
}

int Score(MemoryUse use, VkMemoryPropertyFlags flags, bool is_unified) {
  switch (use) {
    case MemoryUse::kAuto:
    case MemoryUse::kDeviceLocal:
      return AutoScore(flags, is_unified);
    case MemoryUse::kHostVisible:
      return HostVisibleScore(flags);
    case MemoryUse::kReadback:
      return ReadbackScore(flags);
    case MemoryUse::kUnified:
      return UnifiedScore(flags);
  }
  return kNever;
}

template <typename F>
std::vector<std::uint32_t> Rank(const VkPhysicalDeviceMemoryProperties& memory, F score) {
  std::vector<std::uint32_t> types;
  const auto score_of = [&](std::uint32_t type) { return score(memory.memoryTypes[type].propertyFlags); };
  for (std::uint32_t type = 0; type < memory.memoryTypeCount; ++type) {
    if ((memory.memoryTypes[type].propertyFlags & kUnwanted) == 0 && score_of(type) != kNever) types.push_back(type);
  }
  // Vulkan lists the faster type first among equals.
  std::stable_sort(types.begin(), types.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return score_of(a) > score_of(b); });
  return types;
}

std::string FlagNames(VkMemoryPropertyFlags flags) {
  std::string names;
  const auto add = [&](VkMemoryPropertyFlags flag, const char* name) {
    if ((flags & flag) != 0) names += (names.empty() ? "" : ", ") + std::string(name);
  };
  add(kDeviceLocal, "device-local");
  add(VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT, "host-visible");
  add(VK_MEMORY_PROPERTY_HOST_COHERENT_BIT, "coherent");
  add(kCached, "cached");
  return names.empty() ? "no properties" : names;
}

const char* Why(MemoryUse use, VkMemoryPropertyFlags flags, bool is_unified, bool is_mapped) {
  const bool is_local = HasAll(flags, kDeviceLocal), is_cached = HasAll(flags, kCached);
  switch (use) {
    case MemoryUse::kAuto:
    case MemoryUse::kDeviceLocal:
      if (!is_local) return "the device has no memory of its own that it offers";
      if (is_mapped) return "host and device share one memory, so that the host reads and writes it in place";
      if (is_unified) return "the device's own memory; copies of the host go through staging, as asked for";
      return "the device's own memory; copies of the host go through staging, since the bus makes mapped reads slow";
    case MemoryUse::kHostVisible:
      if (is_unified) return "host and device share one memory";
      return is_local ? "the part of the device's own memory that the host can write over the bus"
                      : "pinned memory of the host, which the device reads over the bus";
    case MemoryUse::kReadback:
      if (is_unified) return "host and device share one memory";
      return is_cached ? "pinned memory of the host, cached, since reads of the host that are not cached are slow"
                       : "pinned memory of the host; the device offers none that is cached";
    case MemoryUse::kUnified:
      return is_unified ? "host and device share one memory"
                        : "the part of the device's own memory that the host can map";
  }
  return "";
}

MemoryChoice Choose(const DeviceFacts& facts, MemoryUse use, bool force_staging) {
  const bool is_unified = HasUnifiedMemory(facts);
  MemoryChoice choice;
  choice.types = Rank(facts.memory, [&](VkMemoryPropertyFlags flags) { return Score(use, flags, is_unified); });
  if (choice.types.empty()) {
    choice.reason = use == MemoryUse::kUnified ? "none: the host can map no part of the device's own memory"
                                               : "none: the device has no memory that the host can map";
    return choice;
  }
  const bool may_stage = use == MemoryUse::kAuto || use == MemoryUse::kDeviceLocal;
  for (const std::uint32_t type : choice.types) {
    const bool can_map = HasAll(facts.memory.memoryTypes[type].propertyFlags, kHostCoherent);
    if (can_map && (!may_stage || (is_unified && !force_staging))) choice.mapped_types |= 1u << type;
  }
  const std::uint32_t first = choice.types.front();
  const VkMemoryPropertyFlags flags = facts.memory.memoryTypes[first].propertyFlags;
  choice.reason = fmt::format("type {} of heap {} ({}): {}", first, facts.memory.memoryTypes[first].heapIndex,
                              FlagNames(flags), Why(use, flags, is_unified, (choice.mapped_types >> first & 1) != 0));
  return choice;
}

}  // namespace

MemoryPlan PlanMemory(const DeviceFacts& facts, bool force_staging) {
  MemoryPlan plan;
  for (std::size_t use = 0; use < kMemoryUses; ++use) {
    plan.of_use[use] = Choose(facts, static_cast<MemoryUse>(use), force_staging);
  }
  plan.staging.types = Rank(facts.memory, ReadbackScore);
  plan.staging.mapped_types = ~0u;
  for (std::uint32_t type = 0; type < facts.memory.memoryTypeCount; ++type) {
    plan.heap_of.push_back(facts.memory.memoryTypes[type].heapIndex);
  }
  return plan;
}

}  // namespace kiln::runtime
