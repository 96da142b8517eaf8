// A launch that has been checked, and how it is recorded: what streams and graphs share.
#ifndef KILN_RUNTIME_EXECUTION_PREPARED_LAUNCH_H_
#define KILN_RUNTIME_EXECUTION_PREPARED_LAUNCH_H_

#include <vulkan/vulkan.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/runtime/nd_range.h"
#include "runtime/execution/descriptor_sets.h"
#include "runtime/execution/hazard_tracker.h"
#include "runtime/execution/kernel_state.h"
#include "runtime/execution/launch_arguments.h"
#include "runtime/execution/launch_grid.h"
#include "runtime/execution/uniform_memory.h"
#include "runtime/memory/resource.h"

namespace kiln::runtime {

struct ResourceAccess {
  Resource* resource = nullptr;
  bool is_read = false, is_written = false;
  operator Access() const { return {resource, is_read, is_written}; }
};

// What can fail because of the caller has not failed. Holds the handles of what is bound.
struct PreparedLaunch {
  // For the device of the null buffer. Makes the pipelines that it needs, which takes time the first time. From any
  // thread.
  static Result<PreparedLaunch> Create(const std::shared_ptr<KernelState>& kernel, const NdRange& range,
                                       std::span<const ArgumentValue> arguments,
                                       const std::shared_ptr<BufferState>& null_buffer);

  std::shared_ptr<KernelState> kernel;
  std::shared_ptr<BufferState> null_buffer;  // bound where an argument is a null pointer
  LaunchGrid grid;
  LaunchArguments arguments;
  std::vector<VkPipeline> pipelines;     // one for each region
  std::vector<ResourceAccess> accesses;  // the memory that the arguments bind, and the program's variables

  const artifact::Kernel& reflection() const { return kernel->reflection; }
  bool has_uniform() const { return reflection().values.IsBuffer(); }
  // Bytes from one region's values to the next, and of all of them.
  std::uint64_t uniform_stride() const;
  std::uint64_t uniform_bytes() const { return uniform_stride() * grid.regions.size(); }
  // What a driver that compiles at the first dispatch makes a variant of the pipelines' code for.
  std::vector<std::uint32_t> CompilationKey() const;
  std::vector<std::byte> ValuesFor(const Region& region) const;
  // All that must live while the device may run the launch.
  std::vector<std::shared_ptr<void>> Needs() const;
};

// What a launch takes of the memory of those who record it.
struct LaunchBinding {
  VkDescriptorSet set = VK_NULL_HANDLE;  // null: the kernel binds nothing
  UniformSlice uniform;
};
// With the set written. `printf_buffer` where the kernel prints.
Result<LaunchBinding> BindLaunch(const PreparedLaunch& launch, UniformMemory& uniforms, DescriptorSets& sets,
                                 VkBuffer printf_buffer);

enum class Work : std::uint8_t { kAll, kNone };  // kNone: dispatches of no work-groups
// Cannot fail; writes the values of a uniform buffer into the binding's.
void RecordDispatches(VkCommandBuffer commands, const PreparedLaunch& launch, const LaunchBinding& binding,
                      Work work = Work::kAll);

// Everything before happens before everything behind, also what earlier submissions to the queue do.
void RecordFullBarrier(VkCommandBuffer commands);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_PREPARED_LAUNCH_H_
