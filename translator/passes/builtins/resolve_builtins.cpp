#include "translator/passes/builtins/resolve_builtins.h"

#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>

#include "translator/builtins/library.h"
#include "translator/builtins/mangled_call.h"
#include "translator/ir/image_ops.h"
#include "translator/passes/builtins/expander.h"
#include "translator/passes/builtins/memory_order.h"
#include "translator/passes/builtins/lower_printf.h"

namespace kiln::translator::builtins {
namespace {

struct Feature {
  llvm::StringRef prefix;
  const char* code;
  const char* sentence;
};
// Builtins that Kiln knows and does not translate, by the beginning of their names; the first match counts.
constexpr Feature kFeatures[] = {
    {"read_image", "unsupported-image",
     "levels of detail and samples are not supported; pass each as an image of its own"},
    {"write_image", "unsupported-image", "levels of detail are not supported; pass each as an image of its own"},
    {"get_image", "unsupported-image",
     "images have one level of detail and one sample; pass others as images of their own"},
    {"sub_group", "unsupported-subgroup", "this sub-group function is not supported"},
    {"get_sub_group", "unsupported-subgroup", "sub-groups are not supported"},
    {"get_num_sub_groups", "unsupported-subgroup", "sub-groups are not supported"},
    {"get_max_sub_group", "unsupported-subgroup", "sub-groups are not supported"},
    {"get_enqueued_num_sub_groups", "unsupported-subgroup", "sub-groups are not supported"},
    {"intel_sub_group", "unsupported-subgroup", "this sub-group function is not supported"},
    {"work_group_", "unsupported-work-group-collective", "this work-group function is not supported"},
    {"atom", "unsupported-atomic", "this atomic operation is not supported"},
    {"__enqueue", "unsupported-enqueue", "device-side enqueue is not supported; launch from the host"},
    {"enqueue", "unsupported-enqueue", "device-side enqueue is not supported; launch from the host"},
    {"get_default_queue", "unsupported-enqueue", "device-side enqueue is not supported; launch from the host"},
    {"ndrange_", "unsupported-enqueue", "device-side enqueue is not supported; launch from the host"},
    {"__get_kernel", "unsupported-enqueue", "device-side enqueue is not supported; launch from the host"},
    {"create_user_event", "unsupported-enqueue", "device-side enqueue is not supported; launch from the host"},
    {"set_user_event", "unsupported-enqueue", "device-side enqueue is not supported; launch from the host"},
    {"retain_event", "unsupported-enqueue", "device-side enqueue is not supported; launch from the host"},
    {"release_event", "unsupported-enqueue", "device-side enqueue is not supported; launch from the host"},
    {"is_valid_event", "unsupported-enqueue", "device-side enqueue is not supported; launch from the host"},
    {"capture_event", "unsupported-enqueue", "device-side enqueue is not supported; launch from the host"},
    {"__read_pipe", "unsupported-pipe", "pipes are not supported; pass a buffer and an atomic counter"},
    {"__write_pipe", "unsupported-pipe", "pipes are not supported; pass a buffer and an atomic counter"},
    {"__reserve", "unsupported-pipe", "pipes are not supported; pass a buffer and an atomic counter"},
    {"__commit", "unsupported-pipe", "pipes are not supported; pass a buffer and an atomic counter"},
    {"__get_pipe", "unsupported-pipe", "pipes are not supported; pass a buffer and an atomic counter"},
    {"__work_group_", "unsupported-pipe", "pipes are not supported; pass a buffer and an atomic counter"},
    {"__sub_group_", "unsupported-pipe", "pipes are not supported; pass a buffer and an atomic counter"},
    {"is_valid_reserve_id", "unsupported-pipe", "pipes are not supported; pass a buffer and an atomic counter"},
    {"clock_read", "unsupported-clock", "clocks are not supported; take times on the host"},
};

// Atomics are the one family whose code depends on the type.
bool Is64BitAtomic(const Call& call) {
  return llvm::StringRef(call.name).starts_with("atom") && !call.parameters.empty() && call.parameters[0].bits == 64;
}

UnsupportedCall Describe(const Call& call, const std::string& reason, bool is_mangled) {
  const std::string& name = call.name;
  std::string code = is_mangled ? "unsupported-builtin" : "undefined-function";
  std::string sentence = is_mangled ? "this builtin is not supported; use another function" : "the function is called but not defined; define it in this source";
  for (const Feature& feature : kFeatures) {
    if (llvm::StringRef(name).starts_with(feature.prefix)) {
      code = feature.code;
      sentence = feature.sentence;
      break;
    }
  }
  if (Is64BitAtomic(call)) {
    code = "unsupported-64-bit-atomics";
  }
  return {call.instruction->getDebugLoc(), name, "'" + name + "': " + (reason.empty() ? sentence : reason), code};
}

// Calls of functions without a body, other than intrinsics and what earlier passes made.
std::vector<llvm::CallInst*> UnresolvedCalls(llvm::Module& module) {
  std::vector<llvm::CallInst*> calls;
  for (llvm::Function& function : module) {
    for (llvm::Instruction& instruction : llvm::instructions(function)) {
      auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
      llvm::Function* callee = call == nullptr ? nullptr : call->getCalledFunction();
      if (callee != nullptr && callee->isDeclaration() && !callee->isIntrinsic() &&
          !callee->getName().starts_with("kiln.") && !callee->getName().starts_with("__kiln_")) {
        calls.push_back(call);
      }
    }
  }
  return calls;
}

// printf waits for LowerPrintf, when formats that were passed through functions are seen to be literals. Its strings
// are constants: for the rest of memory nothing happens.
bool DeferPrintf(llvm::Module& module, llvm::CallInst& call, std::string_view name) {
  if (name != "printf" && !name.starts_with("_Z6printfP")) return false;
  llvm::FunctionCallee callee = module.getOrInsertFunction(kPrintfCall, call.getFunctionType());
  auto* function = llvm::cast<llvm::Function>(callee.getCallee());
  function->setDoesNotThrow();
  function->setOnlyAccessesInaccessibleMemory();
  call.setCalledFunction(callee);
  call.setCallingConv(function->getCallingConv());
  return true;
}

// Clang makes a sampler of its literal by a call. A sampler is a plain value: a call that nothing uses goes away.
void NameSamplerLiterals(llvm::Module& module) {
  llvm::Function* literal = module.getFunction("__translate_sampler_initializer");
  if (literal == nullptr) return;
  literal->setName(kSamplerLiteral);
  literal->setDoesNotThrow();
  literal->setWillReturn();
  literal->setDoesNotAccessMemory();
}

// Clang's own fences (__sync_synchronize, __atomic_thread_fence) are instructions. Those of one work-item order nothing.
bool ResolveFences(llvm::Module& module, Expander& expander) {
  std::vector<llvm::FenceInst*> fences;
  for (llvm::Function& function : module) {
    for (llvm::Instruction& instruction : llvm::instructions(function)) {
      if (auto* fence = llvm::dyn_cast<llvm::FenceInst>(&instruction)) fences.push_back(fence);
    }
  }
  for (llvm::FenceInst* fence : fences) {
    const std::optional<FenceOrder> order = FenceOrderOf(fence->getOrdering());
    if (order && fence->getSyncScopeID() != llvm::SyncScope::SingleThread) {
      expander.builder().SetInsertPoint(fence);
      expander.Op("fence", expander.builder().getVoidTy(),
                  {expander.Int(kLocalMemory | kGlobalMemory | kDeviceScope), expander.Int(static_cast<std::uint32_t>(*order))}, {});
    }
    fence->eraseFromParent();
  }
  return !fences.empty();
}

}  // namespace

Result<bool> ResolveBuiltins(llvm::Module& module, const TargetProfile& profile, const LowerOptions& options,
                             std::vector<UnsupportedCall>& unsupported) {
  NameSamplerLiterals(module);
  const std::vector<llvm::CallInst*> calls = UnresolvedCalls(module);
  Expander expander(module, profile, options);
  bool changed = false;
  for (llvm::CallInst* instruction : calls) {
    llvm::Function* callee = instruction->getCalledFunction();
    if (DeferPrintf(module, *instruction, std::string_view(callee->getName().data(), callee->getName().size()))) {
      changed = true;
      continue;
    }
    const auto mangled = ParseMangledCall(std::string_view(callee->getName().data(), callee->getName().size()));
    Call call{instruction, mangled ? mangled->name : callee->getName().str(), {}};
    if (mangled) {
      call.parameters = mangled->parameters;
    } else if (callee->getName().starts_with("__to_")) {
      call.parameters.resize(1);  // Clang's own names of to_global, to_local and to_private are not mangled
    }
    std::string reason;
    if ((mangled || !call.parameters.empty()) && expander.Expand(call, reason)) {
      changed = true;
      if (callee->use_empty()) {
        callee->eraseFromParent();
      }
    } else {
      unsupported.push_back(Describe(call, reason, callee->getName().starts_with("_Z")));
    }
  }
  changed = ResolveFences(module, expander) || changed;
  KILN_RETURN_IF_ERROR(LinkLibrary(module));
  changed = LowerIntrinsics(module) || changed;
  return changed;
}

}  // namespace kiln::translator::builtins
