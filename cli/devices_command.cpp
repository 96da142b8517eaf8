// kiln devices
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/Format.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include "cli/commands.h"
#include "cli/harness_translator.h"
#include "cli/invocation.h"
#include "cli/message.h"
#include "cli/source_options.h"
#include "kiln/artifact/spirv_reflection.h"
#include "kiln/base/file.h"
#include "kiln/runtime/capabilities.h"
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

// The kernels of a file: a module with its reflection in it, or a source, which is translated for Vulkan.
Result<harness::Translated> LoadKernels(const std::string& path, const SourceOptions& options) {
  if (!llvm::StringRef(path).ends_with(".spv")) {
    KILN_ASSIGN_OR_RETURN(std::string text, ReadFile(path));
    return MakeHarnessTranslator(options, DiagnosticSink::kStream)({path, std::move(text), {}, {}});
  }
  harness::Translated translated;
  KILN_ASSIGN_OR_RETURN(translated.words, ReadWords(path));
  auto reflection = artifact::ReadReflection(translated.words);
  if (!reflection) return Fail(std::move(reflection.error()).With("while reading '" + path + "'"));
  translated.reflection = std::move(*reflection);
  return translated;
}

Result<std::vector<runtime::Requirements>> ReadRequirements(const Invocation& invocation) {
  std::vector<runtime::Requirements> all;
  KILN_ASSIGN_OR_RETURN(const SourceOptions options, ReadSourceOptions(invocation.arguments));
  for (const std::string& path : invocation.Inputs()) {
    KILN_ASSIGN_OR_RETURN(const harness::Translated translated, LoadKernels(path, options));
    for (const artifact::Kernel& kernel : translated.reflection.kernels) {
      auto requirements = runtime::RequirementsOf(translated.words, kernel);
      if (!requirements) return Fail(std::move(requirements.error()).With("while reading '" + path + "'"));
      all.push_back(std::move(*requirements));
    }
  }
  return all;
}

void PrintKernels(const runtime::DeviceInfo& device, const std::vector<runtime::Requirements>& kernels) {
  for (const runtime::Requirements& kernel : kernels) {
    const runtime::Compatibility found = runtime::Check(kernel, device);
    llvm::outs() << "   " << llvm::left_justify("kernel", 10) << kernel.kernel << ": ";
    if (found.ok()) {
      llvm::outs() << "can run\n";
      continue;
    }
    llvm::outs() << llvm::format("cannot run (meets %.0f %% of what it needs)\n", 100 * found.score);
    for (const std::string& mismatch : found.mismatches) llvm::outs() << std::string(13, ' ') << mismatch << '\n';
  }
}

llvm::json::Array KernelsToJson(const runtime::DeviceInfo& device, const std::vector<runtime::Requirements>& kernels) {
  llvm::json::Array list;
  for (const runtime::Requirements& kernel : kernels) {
    const runtime::Compatibility found = runtime::Check(kernel, device);
    list.push_back(llvm::json::Object{{"kernel", kernel.kernel},
                                      {"can_run", found.ok()},
                                      {"score", found.score},
                                      {"mismatches", llvm::json::Array(found.mismatches)}});
  }
  return list;
}

}  // namespace

ExitCode Devices(const Invocation& invocation) {
  const auto kernels = ReadRequirements(invocation);
  if (!kernels) return ReportError(kernels.error());
  const auto devices = runtime::EnumerateDevices();
  if (!devices) return ReportError(devices.error());
  if (invocation.arguments.hasArg(OPT_json)) {
    llvm::json::Array list;
    for (const runtime::DeviceInfo& device : *devices) {
      llvm::json::Object object = ToJson(device);
      if (!kernels->empty()) object["kernels"] = KernelsToJson(device, *kernels);
      list.push_back(std::move(object));
    }
    llvm::outs() << llvm::formatv("{0:2}", llvm::json::Value(std::move(list))) << '\n';
    return ExitCode::kOk;
  }
  for (const runtime::DeviceInfo& device : *devices) {
    Print(device);
    PrintKernels(device, *kernels);
  }
  if (devices->empty()) PrintWarning("there is no Vulkan device");
  return ExitCode::kOk;
}

}  // namespace kiln::cli
