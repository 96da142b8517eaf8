#include "harness/testing/run_file.h"

#include <regex.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <utility>

#include "harness/testing/run_case.h"
#include "kiln/harness/routes.h"

namespace kiln::harness {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kPlatformName = "Kiln";
// What every Vulkan device can do.
const std::set<std::string>& CoreExtensions() {
  static const std::set<std::string> names = {"cl_khr_global_int32_base_atomics",
                                              "cl_khr_global_int32_extended_atomics", "cl_khr_local_int32_base_atomics",
                                              "cl_khr_local_int32_extended_atomics", "cl_khr_byte_addressable_store"};
  return names;
}
// Extension -> feature in the sense of artifact::Kernel::features.
const std::map<std::string, std::string>& ExtensionFeatures() {
  static const std::map<std::string, std::string> features = {{"cl_khr_fp64", "float64"},
                                                              {"cl_khr_fp16", "float16"},
                                                              {"cl_khr_int64_base_atomics", "int64_atomics"},
                                                              {"cl_khr_int64_extended_atomics", "int64_atomics"}};
  return features;
}

// POSIX extended, as the format says. A bad expression matches nothing.
bool RegexMatches(const std::string& expression, const std::string& text) {
  regex_t compiled;
  if (regcomp(&compiled, expression.c_str(), REG_EXTENDED | REG_NOSUB) != 0) return false;
  const bool matches = regexec(&compiled, text.c_str(), 0, nullptr, 0) == 0;
  regfree(&compiled);
  return matches;
}

// Why the file is not for Kiln, on any device; empty when it is.
std::string PlatformSkipReason(const TestDescription& d) {
  if (!d.platform_regex.empty() && !RegexMatches(d.platform_regex, kPlatformName)) {
    return "for platforms that match '" + d.platform_regex + "'";
  }
  if (!d.required_platform_extensions.empty()) {
    return "needs the platform extension " + d.required_platform_extensions.front();
  }
  return "";
}

// Why this device cannot run the file; empty when it can.
std::string DeviceSkipReason(const TestDescription& d, const runtime::DeviceInfo& device) {
  if (!d.device_regex.empty() && !RegexMatches(d.device_regex, device.name)) {
    return "for devices that match '" + d.device_regex + "'";
  }
  for (const std::string& extension : d.required_device_extensions) {
    if (CoreExtensions().contains(extension)) continue;
    const auto feature = ExtensionFeatures().find(extension);
    if (feature == ExtensionFeatures().end() || !device.Has(feature->second)) {
      return "needs " + extension + ", which the device lacks";
    }
  }
  return "";
}

SubtestResult Failure(std::string name, std::string message) {
  SubtestResult result;
  result.name = std::move(name);
  result.outcome = Outcome::kFail;
  result.message = std::move(message);
  return result;
}

struct LoadedKernel {
  runtime::Kernel on_device;
  std::shared_ptr<const HostProgram> program;  // null: it runs on the device
  artifact::Kernel reflection;
};

class FileRunner {
 public:
  FileRunner(TestContext& context, const FileJob& job, const FileObserver& observer)
      : context_(context), job_(job), file_(*job.file), observer_(observer), names_(job.file->SubtestNames()) {}

  void Run() {
    if (!file_.error.empty()) return All(Outcome::kFail, file_.error);
    if (!file_.unsupported.empty()) return All(Outcome::kFail, file_.unsupported);
    const TestDescription& d = file_.description;
    if (const std::string reason = PlatformSkipReason(d); !reason.empty()) return All(Outcome::kSkip, reason);
    const TestRoute& route = context_.route();
    for (const std::string& extension : d.required_device_extensions) {
      const auto& missing = route.missing_extensions;
      if (std::find(missing.begin(), missing.end(), extension) != missing.end()) {
        return All(Outcome::kUnsupported, "needs " + extension + ", which the target lacks");
      }
    }
    // A route of the host's is a device of the route's name.
    if (!route.on_device && !d.device_regex.empty() && !RegexMatches(d.device_regex, route.name)) {
      return All(Outcome::kSkip, "for devices that match '" + d.device_regex + "'");
    }
    // A program that is only built needs no device, unless its description speaks of one.
    const bool needs_device =
        route.on_device && (!d.tests.empty() || !d.device_regex.empty() || !d.required_device_extensions.empty());
    if (needs_device) {
      auto device = context_.device();
      if (!device) return All(Outcome::kFail, device.error().ToString());
      device_ = *device;
      if (const std::string reason = DeviceSkipReason(d, device_.info()); !reason.empty()) {
        return All(Outcome::kSkip, reason);
      }
    }
    if (d.tests.empty()) return Each([this](std::size_t) { return Build(); });

    if (!job_.kernel_by_kernel && !route.kernel_by_kernel) TranslateTogether();
    Each([this](std::size_t subtest) { return RunTest(file_.description.tests[subtest]); });
  }

 private:
  void All(Outcome outcome, const std::string& message) {
    Each([&](std::size_t) {
      SubtestResult result;
      result.outcome = outcome;
      result.message = message;
      return result;
    });
  }

  template <typename Function>
  void Each(const Function& function) {
    for (const std::size_t subtest : job_.subtests) {
      observer_.started(subtest);
      const auto begin = Clock::now();
      SubtestResult result = function(subtest);
      result.name = names_[subtest];
      result.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
      AddValidationMessages(result);
      observer_.finished(subtest, std::move(result));
    }
  }

  void AddValidationMessages(SubtestResult& result) {
    if (!device_) return;
    const std::vector<std::string> messages = device_.TakeValidationMessages();
    if (messages.empty()) return;
    if (result.outcome == Outcome::kPass) result.outcome = Outcome::kFail;
    result.message += (result.message.empty() ? "" : "\n") + ("validation layer: " + messages.front());
  }

  Result<Translated> Translate(std::vector<std::string> kernels) {
    TranslateRequest request;
    request.file_name = file_.source_name;
    request.source = file_.source;
    request.build_options = file_.BuildOptions(context_.build_options());
    request.kernels = std::move(kernels);
    return context_.translator()(request);
  }

  // A file without tests: the program must build, or must not.
  SubtestResult Build() {
    const auto translated = Translate({});
    const bool expect_failure = file_.description.expect_build_fail;
    if (translated) {
      return expect_failure ? Failure("", "the program builds, which was not expected") : SubtestResult{};
    }
    const ErrorCode code = translated.error().code();
    const bool is_build_failure = code == ErrorCode::kCompile || code == ErrorCode::kInvalidArgument;
    if (expect_failure && is_build_failure) return {};
    return NotTranslated("", translated.error());
  }

  // One translation for all kernels that the tests name. When it fails, or a kernel is missing, each is tried by
  // itself, so that one unsupported kernel does not fail the others' tests.
  void TranslateTogether() {
    std::vector<std::string> kernels;
    for (const std::size_t subtest : job_.subtests) {
      const std::string& kernel = file_.description.tests[subtest].kernel_name;
      if (!kernel.empty() && std::find(kernels.begin(), kernels.end(), kernel) == kernels.end()) {
        kernels.push_back(kernel);
      }
    }
    if (kernels.size() < 2) return;
    if (auto translated = Translate(kernels)) together_ = std::move(*translated);
  }

  // A route whose target cannot say the kernel has failed at nothing. What the source itself has wrong has no code; a
  // source for one target may be wrong for another.
  SubtestResult NotTranslated(const std::string& test, const Error& error) const {
    SubtestResult result = Failure(test, error.ToString());
    const bool is_limit =
        error.code() == ErrorCode::kUnsupported ||
        (error.code() == ErrorCode::kCompile && (LimitCode(result.message) != kNoLimitCode || NamesTarget()));
    if (context_.route().has_limits && is_limit) result.outcome = Outcome::kUnsupported;
    return result;
  }

  bool NamesTarget() const {
    const std::vector<std::string> options = file_.BuildOptions(context_.build_options());
    return std::any_of(options.begin(), options.end(),
                       [](const std::string& option) { return option.starts_with("--target="); });
  }

  Result<LoadedKernel> Load(const Translated& translated, const std::string& name) {
    const artifact::Kernel* reflection = translated.reflection.Find(name);
    if (reflection == nullptr) {
      return Fail(ErrorCode::kNotFound, "'" + file_.source_name + "' has no kernel '" + name + "'");
    }
    if (translated.program != nullptr) return LoadedKernel{{}, translated.program, *reflection};
    KILN_ASSIGN_OR_RETURN(runtime::Kernel kernel, program_.Load(translated.words, translated.reflection, name));
    return LoadedKernel{std::move(kernel), nullptr, *reflection};
  }

  Result<LoadedKernel> LoadKernel(const std::string& name) {
    if (together_ && together_->reflection.Find(name) != nullptr) return Load(*together_, name);
    KILN_ASSIGN_OR_RETURN(const Translated translated, Translate({name}));
    return Load(translated, name);
  }

  CaseResult Run(const LoadedKernel& kernel, const TestCase& test) {
    if (kernel.program != nullptr) return RunCase(*OnHost(*kernel.program, kernel.reflection, variables_), test);
    return RunCase(*OnDevice(device_, *stream_, kernel.on_device, printed_), test);
  }

  Status OpenStream() {
    if (stream_ || !context_.route().on_device) return {};
    KILN_ASSIGN_OR_RETURN(device_, context_.device());
    KILN_ASSIGN_OR_RETURN(program_, device_.CreateProgram());
    const auto keep = [this](const runtime::PrintedText& printed) { printed_ = printed; };
    KILN_ASSIGN_OR_RETURN(stream_, device_.CreateStream({.timing = false, .on_printf = keep}));
    return {};
  }

  SubtestResult RunTest(const TestCase& test) {
    if (!test.refusal.empty()) return Failure(test.name, test.refusal);
    if (test.kernel_name.empty()) return Failure(test.name, "the test names no kernel");
    if (Status status = OpenStream(); !status) return Failure(test.name, status.error().ToString());
    auto kernel = kernels_.find(test.kernel_name);
    if (kernel == kernels_.end()) {
      kernel = kernels_.emplace(test.kernel_name, LoadKernel(test.kernel_name)).first;
    }
    if (!kernel->second) return NotTranslated(test.name, kernel->second.error());
    CaseResult run = Run(*kernel->second, test);
    if (run.is_unsupported && context_.route().has_limits) run.result.outcome = Outcome::kUnsupported;
    if (run.device_failed && context_.route().on_device) {
      kernels_.clear();
      stream_.reset();
      context_.DropDevice();
    }
    return std::move(run.result);
  }

  TestContext& context_;
  const FileJob& job_;
  const TestFile& file_;
  const FileObserver& observer_;
  std::vector<std::string> names_;
  runtime::Device device_;
  runtime::PrintedText printed_;
  std::optional<runtime::Stream> stream_;
  std::optional<Translated> together_;
  runtime::Program program_;          // one for the file: tests see what earlier ones left in program-scope variables
  std::vector<std::byte> variables_;  // the same on the host
  std::map<std::string, Result<LoadedKernel>> kernels_;
};

}  // namespace

Result<runtime::Device> TestContext::device() {
  const std::lock_guard lock(mutex_);
  if (!device_) device_ = runtime::Device::Open(device_options_);
  return *device_;
}

void TestContext::DropDevice() {
  const std::lock_guard lock(mutex_);
  device_.reset();
}

void RunFile(TestContext& context, const FileJob& job, const FileObserver& observer) {
  FileRunner(context, job, observer).Run();
}

}  // namespace kiln::harness
