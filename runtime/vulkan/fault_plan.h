// Which Vulkan calls are made to fail, to see what becomes of it.
#ifndef KILN_RUNTIME_VULKAN_FAULT_PLAN_H_
#define KILN_RUNTIME_VULKAN_FAULT_PLAN_H_

#include <vulkan/vulkan.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::runtime {

// Not for use by several threads at once.
class FaultPlan {
 public:
  struct Rule {
    std::string call;  // "vkQueueSubmit"; empty: every call
    VkResult result = VK_ERROR_OUT_OF_HOST_MEMORY;
    std::uint64_t first = 1;  // the call of that name, counted from 1, that fails
    std::uint64_t every = 0;  // that many calls later again; 0: never again
  };

  // Rules with commas between them: CALL:N, CALL:RESULT@N; N is 3 (the third call alone), 3+ (from the third on), or
  // 3/5 (the third, the eighth, ...). "alloc:3,submit:lost@100". CALL is a name of Vulkan's or alloc, map, bind,
  // buffer, image, pipeline, submit, wait, any; RESULT is memory, host-memory, lost, timeout, failed; what a call fails
  // with when it is not said follows from the call. kInvalidArgument names the rule and what is possible.
  static Result<FaultPlan> Parse(std::string_view text);

  void Add(Rule rule) { rules_.push_back({std::move(rule), 0}); }
  // Counts the call: what it fails with, if it does. The first rule that says so wins.
  std::optional<VkResult> Take(std::string_view call);
  bool IsEmpty() const { return rules_.empty(); }

 private:
  struct CountedRule {
    Rule rule;
    std::uint64_t calls = 0;
  };
  std::vector<CountedRule> rules_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_VULKAN_FAULT_PLAN_H_
