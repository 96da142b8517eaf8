// kiln devices
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include "cli/commands.h"
#include "cli/invocation.h"
#include "cli/message.h"
#include "kiln/runtime/device.h"

namespace kiln::cli {
namespace {

std::string VulkanVersion(const runtime::DeviceInfo& device) {
  return std::to_string(device.vulkan_major) + "." + std::to_string(device.vulkan_minor) + "." +
         std::to_string(device.vulkan_patch);
}

llvm::json::Array Dimensions(const std::array<std::uint32_t, 3>& values) {
  return llvm::json::Array{static_cast<std::int64_t>(values[0]), static_cast<std::int64_t>(values[1]),
                           static_cast<std::int64_t>(values[2])};
}

llvm::json::Object ToJson(const runtime::DeviceInfo& device) {
  const auto number = [](std::uint64_t value) { return llvm::json::Value(static_cast<std::int64_t>(value)); };
  const runtime::DeviceLimits& limits = device.limits;
  llvm::json::Object object{
      {"index", number(device.index)},
      {"name", device.name},
      {"type", runtime::DeviceKindName(device.kind)},
      {"uuid", device.uuid},
      {"vendor_id", number(device.vendor_id)},
      {"driver", device.driver_name},
      {"driver_info", device.driver_info},
      {"vulkan", VulkanVersion(device)},
      {"features", llvm::json::Array(device.features)},
      {"limits", llvm::json::Object{{"work_group_size", Dimensions(limits.work_group_size)},
                                    {"work_group_count", Dimensions(limits.work_group_count)},
                                    {"work_group_invocations", number(limits.work_group_invocations)},
                                    {"local_memory_bytes", number(limits.local_memory_bytes)},
                                    {"push_constant_bytes", number(limits.push_constant_bytes)},
                                    {"uniform_buffer_bytes", number(limits.uniform_buffer_bytes)},
                                    {"storage_buffers", number(limits.storage_buffers)},
                                    {"storage_buffer_bytes", number(limits.storage_buffer_bytes)},
                                    {"allocation_bytes", number(limits.allocation_bytes)},
                                    {"subgroup_size", number(limits.subgroup_size)},
                                    {"timestamp_nanoseconds", limits.timestamp_nanoseconds}}}};
  llvm::json::Array heaps;
  for (const runtime::HeapInfo& heap : device.heaps) {
    heaps.push_back(llvm::json::Object{{"bytes", number(heap.bytes)}, {"device_local", heap.is_device_local}});
  }
  object["heaps"] = std::move(heaps);
  llvm::json::Object memory;
  for (std::size_t use = 0; use < runtime::kMemoryUses; ++use) {
    memory[runtime::MemoryUseName(static_cast<runtime::MemoryUse>(use))] = device.memory[use];
  }
  if (device.unusable.empty()) object["memory"] = std::move(memory);
  object["usable"] = device.unusable.empty();
  if (!device.unusable.empty()) object["unusable"] = device.unusable;
  return object;
}

void Print(const runtime::DeviceInfo& device) {
  llvm::raw_ostream& out = llvm::outs();
  out << device.index << ": " << device.name << '\n';
  const auto row = [&](const char* name, const std::string& value) {
    out << "   " << llvm::left_justify(name, 10) << value << '\n';
  };
  if (!device.unusable.empty()) row("unusable", device.unusable);
  row("type", runtime::DeviceKindName(device.kind));
  row("uuid", device.uuid);
  row("driver", device.driver_name + (device.driver_info.empty() ? "" : " (" + device.driver_info + ")"));
  row("vulkan", VulkanVersion(device));
  row("limits", "work-group " + std::to_string(device.limits.work_group_invocations) + ", local memory " +
                    std::to_string(device.limits.local_memory_bytes) + " bytes, subgroup " +
                    std::to_string(device.limits.subgroup_size));
  for (std::size_t i = 0; i < device.heaps.size(); ++i) {
    row(i == 0 ? "heaps" : "", std::to_string(i) + ": " + std::to_string(device.heaps[i].bytes) + " bytes" +
                                   (device.heaps[i].is_device_local ? ", device-local" : ""));
  }
  for (std::size_t use = 0; device.unusable.empty() && use < runtime::kMemoryUses; ++use) {
    row(use == 0 ? "memory" : "",
        std::string(runtime::MemoryUseName(static_cast<runtime::MemoryUse>(use))) + ": " + device.memory[use]);
  }
  std::string features;
  for (const std::string& feature : device.features) features += (features.empty() ? "" : " ") + feature;
  row("features", features);
}

}  // namespace

ExitCode Devices(const Invocation& invocation) {
  if (!invocation.Inputs().empty()) {
    PrintError("'kiln devices' takes no input; '" + invocation.Inputs().front() + "' is one too many");
    return ExitCode::kUsage;
  }
  const auto devices = runtime::EnumerateDevices();
  if (!devices) return ReportError(devices.error());
  if (invocation.arguments.hasArg(OPT_json)) {
    llvm::json::Array list;
    for (const runtime::DeviceInfo& device : *devices) list.push_back(ToJson(device));
    llvm::outs() << llvm::formatv("{0:2}", llvm::json::Value(std::move(list))) << '\n';
    return ExitCode::kOk;
  }
  for (const runtime::DeviceInfo& device : *devices) Print(device);
  if (devices->empty()) PrintWarning("there is no Vulkan device");
  return ExitCode::kOk;
}

}  // namespace kiln::cli
