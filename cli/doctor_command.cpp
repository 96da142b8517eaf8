// kiln doctor
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include <cstdlib>
#include <vector>

#include "cli/cached_translation.h"
#include "cli/commands.h"
#include "cli/harness_translator.h"
#include "cli/invocation.h"
#include "cli/message.h"
#include "cli/source_options.h"
#include "kiln/runtime/configuration.h"
#include "kiln/runtime/device.h"

namespace kiln::cli {
namespace {

// Local memory, a barrier, a loop and integers: what it gives is known exactly.
constexpr const char* kProbe = R"(
kernel void probe(global uint* out, global const uint* in, uint seed) {
  local uint shared[64];
  const uint i = get_local_id(0);
  shared[i] = in[get_global_id(0)] * 2654435761u + seed;
  barrier(CLK_LOCAL_MEM_FENCE);
  uint sum = 0;
  for (uint k = 0; k <= i; ++k) sum += shared[k];
  out[get_global_id(0)] = sum;
}
)";
constexpr std::uint32_t kItems = 4096, kGroup = 64, kSeed = 12345;

std::vector<std::uint32_t> Expected(const std::vector<std::uint32_t>& in) {
  std::vector<std::uint32_t> out(in.size());
  for (std::size_t i = 0; i < in.size(); ++i) {
    out[i] = in[i] * 2654435761u + kSeed + (i % kGroup == 0 ? 0 : out[i - 1]);
  }
  return out;
}

// What was looked at, what is wrong with it, and what to do.
struct Finding {
  std::string what;
  std::string wrong;  // empty: nothing
  std::string mend;
  bool is_advice = false;  // nothing depends on it
};

// What helps against an error, as far as it is known.
std::string MendFor(const Error& error) {
  switch (error.code()) {
    case ErrorCode::kUnavailable:
      return "install a Vulkan driver (Debian: mesa-vulkan-drivers, which also runs on the CPU; NVIDIA: "
             "nvidia-driver), "
             "and see that VK_DRIVER_FILES and VK_ICD_FILENAMES name none that is not there";
    case ErrorCode::kOutOfHostMemory:
    case ErrorCode::kOutOfDeviceMemory:
      return "free memory of the host or the device, or choose another device with KILN_DEVICE";
    case ErrorCode::kDeviceLost:
      return "look into the system's log for the driver; reset or reboot the device, and update its driver";
    case ErrorCode::kTimeout:
      return "see whether another program keeps the device busy; KILN_TIMEOUT allows it more time";
    case ErrorCode::kInvalidArgument:
      return "correct the setting that is named, or unset it";
    case ErrorCode::kMismatch:
      return "update the driver; until then do not use this device (KILN_DEVICE chooses another)";
    default:
      return "update the driver of the device, or choose another device with KILN_DEVICE";
  }
}

Status RunProbe(const harness::Translated& probe, const runtime::DeviceInfo& info) {
  KILN_ASSIGN_OR_RETURN(runtime::Device device,
                        runtime::Device::Open({.device = std::to_string(info.index), .cache_folder = ""}));
  KILN_ASSIGN_OR_RETURN(const runtime::Kernel kernel, device.Load(probe.words, probe.reflection));
  std::vector<std::uint32_t> in(kItems), out(kItems);
  for (std::uint32_t i = 0; i < kItems; ++i) in[i] = i * i + 7;
  KILN_ASSIGN_OR_RETURN(const runtime::Buffer input, device.Upload(in));
  KILN_ASSIGN_OR_RETURN(const runtime::Buffer output, device.Upload(out));
  const auto range = runtime::NdRange(kItems).Local(kGroup);
  KILN_RETURN_IF_ERROR(device.Run(kernel, range, output, input, kSeed));
  KILN_RETURN_IF_ERROR(output.Read(out));
  const std::vector<std::uint32_t> expected = Expected(in);
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out[i] == expected[i]) continue;
    return Fail(ErrorCode::kMismatch, "work-item " + std::to_string(i) + " of a test kernel gave " +
                                          std::to_string(out[i]) + " instead of " + std::to_string(expected[i]));
  }
  return {};
}

Finding Examine(const harness::Translated& probe, const runtime::DeviceInfo& device) {
  Finding finding;
  finding.what = "device " + std::to_string(device.index) + ", " + device.name;
  if (!device.unusable.empty()) {
    finding.wrong = "it cannot be used: " + device.unusable;
    finding.mend = "update its driver: Kiln needs Vulkan 1.2 with timeline semaphores and a compute queue";
  } else if (const Status status = RunProbe(probe, device); !status) {
    finding.wrong = status.error().ToString();
    finding.mend = MendFor(status.error());
  }
  return finding;
}

Finding ExamineValidation() {
  Finding finding{"validation layer", "", "", /*is_advice=*/true};
  const auto with_layer = runtime::EnumerateDevices({.validation = true});
  if (with_layer || with_layer.error().message().find("VK_LAYER_KHRONOS_validation") == std::string::npos)
    return finding;
  finding.wrong = "it is not installed, and KILN_VALIDATION=1 fails";
  finding.mend = "install it where programs are developed (Debian: vulkan-validationlayers)";
  return finding;
}

Finding ExamineCache(const llvm::opt::InputArgList& arguments) {
  Finding finding{"cache", "", "", /*is_advice=*/true};
  const auto cache = OpenTranslationCache(arguments);
  if (!cache) return {"cache", cache.error().ToString(), MendFor(cache.error())};
  if (*cache == nullptr) return finding;
  finding.what = "cache '" + (*cache)->disk().folder() + "'";
  if (const Status status = (*cache)->disk().Put(std::string(64, '0'), "kiln doctor"); !status) {
    finding.wrong = status.error().ToString();
    finding.mend = "let KILN_CACHE_DIR name a folder that can be written and has room; translations go on without it";
  }
  return finding;
}

void Print(const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    llvm::outs() << (finding.wrong.empty() ? "ok       "
                     : finding.is_advice   ? "note     "
                                           : "WRONG    ")
                 << finding.what;
    if (!finding.wrong.empty()) llvm::outs() << ": " << finding.wrong << "\n         to mend it: " << finding.mend;
    llvm::outs() << '\n';
  }
}

void PrintJson(const std::vector<Finding>& findings, bool is_healthy) {
  llvm::json::Array list;
  for (const Finding& finding : findings) {
    llvm::json::Object object{{"what", finding.what}, {"ok", finding.wrong.empty()}, {"required", !finding.is_advice}};
    if (!finding.wrong.empty()) {
      object["wrong"] = finding.wrong;
      object["mend"] = finding.mend;
    }
    list.push_back(std::move(object));
  }
  llvm::json::Object report{{"healthy", is_healthy}, {"findings", std::move(list)}};
  llvm::outs() << llvm::formatv("{0:2}", llvm::json::Value(std::move(report))) << '\n';
}

Result<harness::Translated> TranslateProbe(const llvm::opt::InputArgList& arguments) {
  KILN_ASSIGN_OR_RETURN(const SourceOptions options, ReadSourceOptions(arguments));
  return MakeHarnessTranslator(options, DiagnosticSink::kResult)({"probe.cl", kProbe, {}, {}});
}

}  // namespace

ExitCode Doctor(const Invocation& invocation) {
  if (!invocation.Inputs().empty()) {
    PrintError("'kiln doctor' takes no input; '" + invocation.Inputs().front() + "' is one too many");
    return ExitCode::kUsage;
  }
  std::vector<Finding> findings;
  const auto probe = TranslateProbe(invocation.arguments);
  findings.push_back({"translator", probe ? "" : probe.error().ToString(), "install Kiln anew", false});
  const auto devices = runtime::EnumerateDevices();
  if (!devices) {
    findings.push_back({"Vulkan", devices.error().ToString(), MendFor(devices.error())});
  } else if (devices->empty()) {
    findings.push_back({"Vulkan", "there is a driver, but it has no device",
                        "see that the device is plugged in and /dev/dri or /dev/nvidia* can be read by this user"});
  }
  // One device that works is enough; the others are told about.
  bool has_device = false;
  std::vector<Finding> examined;
  for (std::size_t i = 0; probe && devices && i < devices->size(); ++i) {
    examined.push_back(Examine(*probe, (*devices)[i]));
    has_device = has_device || examined.back().wrong.empty();
  }
  for (Finding& finding : examined) finding.is_advice = has_device && !finding.wrong.empty();
  findings.insert(findings.end(), examined.begin(), examined.end());
  findings.push_back(ExamineValidation());
  findings.push_back(ExamineCache(invocation.arguments));
  if (const char* file = std::getenv("KILN_CONFIG"); file != nullptr && *file != '\0') {
    const auto configuration = runtime::LoadConfiguration();
    findings.push_back({"configuration '" + std::string(file) + "'",
                        configuration ? "" : configuration.error().ToString(),
                        "docs/configuration.md lists the settings and their values", false});
  }
  bool is_healthy = probe.has_value() && has_device;
  for (const Finding& finding : findings) is_healthy = is_healthy && (finding.wrong.empty() || finding.is_advice);
  if (invocation.arguments.hasArg(OPT_json)) {
    PrintJson(findings, is_healthy);
  } else {
    Print(findings);
  }
  return is_healthy ? ExitCode::kOk : ExitCode::kIo;
}

}  // namespace kiln::cli
