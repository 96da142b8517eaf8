#include "runtime/vulkan/fault_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace kiln::runtime {
namespace {

struct KnownCall {
  std::string_view name;
  std::string_view call;
  VkResult result;  // what it fails with
};
constexpr KnownCall kCalls[] = {
    {"alloc", "vkAllocateMemory", VK_ERROR_OUT_OF_DEVICE_MEMORY},
    {"map", "vkMapMemory", VK_ERROR_MEMORY_MAP_FAILED},
    {"bind", "vkBindBufferMemory", VK_ERROR_OUT_OF_DEVICE_MEMORY},
    {"buffer", "vkCreateBuffer", VK_ERROR_OUT_OF_HOST_MEMORY},
    {"image", "vkCreateImage", VK_ERROR_OUT_OF_DEVICE_MEMORY},
    {"pipeline", "vkCreateComputePipelines", VK_ERROR_OUT_OF_HOST_MEMORY},
    {"submit", "vkQueueSubmit", VK_ERROR_DEVICE_LOST},
    {"wait", "vkWaitSemaphores", VK_TIMEOUT},
    {"any", "", VK_ERROR_OUT_OF_HOST_MEMORY},
};
constexpr std::pair<std::string_view, VkResult> kResults[] = {
    {"memory", VK_ERROR_OUT_OF_DEVICE_MEMORY},
    {"host-memory", VK_ERROR_OUT_OF_HOST_MEMORY},
    {"lost", VK_ERROR_DEVICE_LOST},
    {"timeout", VK_TIMEOUT},
    {"failed", VK_ERROR_UNKNOWN},
};

Error Bad(std::string_view rule, std::string what) {
  return Error(ErrorCode::kInvalidArgument, fmt::format("the fault '{}': {}", rule, what));
}

template <typename Table, typename Name>
std::string Names(const Table& table, Name name) {
  std::string text;
  for (const auto& entry : table) text += fmt::format("{}{}", text.empty() ? "" : ", ", name(entry));
  return text;
}

std::optional<std::uint64_t> Number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number == 0) return std::nullopt;
  return number;
}

// "3", "3+", "3/5"
bool ReadCount(std::string_view text, FaultPlan::Rule& rule) {
  std::optional<std::uint64_t> every = 0;
  if (text.ends_with('+')) {
    every = 1;
    text.remove_suffix(1);
  } else if (const auto slash = text.find('/'); slash != std::string_view::npos) {
    every = Number(text.substr(slash + 1));
    text = text.substr(0, slash);
  }
  const std::optional<std::uint64_t> first = Number(text);
  if (!first || !every) return false;
  rule.first = *first;
  rule.every = *every;
  return true;
}

Result<FaultPlan::Rule> ParseRule(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return Fail(Bad(text, "expected CALL:N or CALL:RESULT@N"));
  const std::string_view call = text.substr(0, colon);
  std::string_view count = text.substr(colon + 1);
  FaultPlan::Rule rule;
  const auto* const known =
      std::find_if(std::begin(kCalls), std::end(kCalls), [&](const KnownCall& entry) { return entry.name == call; });
  if (known == std::end(kCalls) && !call.starts_with("vk")) {
    return Fail(Bad(text, fmt::format("'{}' is no call; there is {}, and every name of Vulkan's", call,
                                      Names(kCalls, [](const KnownCall& entry) { return entry.name; }))));
  }
  rule.call = known != std::end(kCalls) ? known->call : call;
  if (known != std::end(kCalls)) rule.result = known->result;
  if (const auto at = count.find('@'); at != std::string_view::npos) {
    const std::string_view name = count.substr(0, at);
    const auto* const result =
        std::find_if(std::begin(kResults), std::end(kResults), [&](const auto& entry) { return entry.first == name; });
    if (result == std::end(kResults)) {
      return Fail(Bad(text, fmt::format("'{}' is no result; there is {}", name,
                                        Names(kResults, [](const auto& entry) { return entry.first; }))));
    }
    rule.result = result->second;
    count = count.substr(at + 1);
  }
  if (!ReadCount(count, rule)) {
    return Fail(
        Bad(text, fmt::format("'{}' is none of 3 (the third call), 3+ (from it on), 3/5 (every fifth)", count)));
  }
  return rule;
}

}  // namespace

Result<FaultPlan> FaultPlan::Parse(std::string_view text) {
  FaultPlan plan;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    KILN_ASSIGN_OR_RETURN(Rule rule, ParseRule(text.substr(0, comma)));
    plan.Add(std::move(rule));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return plan;
}

std::optional<VkResult> FaultPlan::Take(std::string_view call) {
  std::optional<VkResult> result;
  for (auto& [rule, calls] : rules_) {
    if (!rule.call.empty() && rule.call != call) continue;
    ++calls;
    if (calls < rule.first) continue;
    const std::uint64_t later = calls - rule.first;
    const bool fails = later == 0 || (rule.every != 0 && later % rule.every == 0);
    if (fails && !result) result = rule.result;
  }
  return result;
}

}  // namespace kiln::runtime
