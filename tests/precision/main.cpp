// kiln_precision: the largest error of every math builtin, beside OpenCL's bound. README.md says how to read it.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "cli/harness_translator.h"
#include "tests/precision/geometric.h"
#include "tests/precision/measure.h"
#include "tests/precision/table.h"

namespace kiln::precision {
namespace {

constexpr std::size_t kLongSamples = 1 << 20;

struct Settings {
  std::vector<Type> types = {Type::kFloat, Type::kDouble, Type::kHalf};
  std::string target = "vulkan1.3";
  std::string filter;
  std::vector<std::string> build_options;
  std::size_t samples = 1 << 14;
  std::string manual;
  bool checks_manual = false;
};

bool ReadSettings(int argc, char** argv, Settings& settings) {
  const char* const long_tests = std::getenv("KILN_LONG_TESTS");
  const bool is_long = long_tests != nullptr && std::strcmp(long_tests, "1") == 0;
  if (is_long) settings.samples = kLongSamples;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--long") {
      settings.samples = kLongSamples;
    } else if (word.starts_with("--samples=")) {
      if (is_long) continue;
      settings.samples = std::strtoull(word.c_str() + 10, nullptr, 10);
    } else if (word == "--type=float") {
      settings.types = {Type::kFloat};
    } else if (word == "--type=double") {
      settings.types = {Type::kDouble};
    } else if (word == "--type=half") {
      settings.types = {Type::kHalf};
    } else if (word.starts_with("--target=")) {
      settings.target = word.substr(9);
    } else if (word.starts_with("--filter=")) {
      settings.filter = word.substr(9);
    } else if (word.starts_with("--write-manual=")) {
      settings.manual = word.substr(15);
    } else if (word.starts_with("--check-manual=")) {
      settings.manual = word.substr(15);
      settings.checks_manual = true;
    } else if (word.starts_with("-cl-")) {
      settings.build_options.push_back(word);
    } else {
      std::fprintf(stderr,
                   "usage: kiln_precision [--long | --samples=N] [--type=float|double|half] [--target=PROFILE] "
                   "[--filter=NAME]\n                      [--write-manual=FILE | --check-manual=FILE] [-cl-...]\n");
      return false;
    }
  }
  return true;
}

Result<Session> OpenSession(const Settings& settings) {
  Session session;
  runtime::DeviceOptions device;
  device.timeout = std::chrono::minutes(30);  // a million doubles take a while on a busy processor
  KILN_ASSIGN_OR_RETURN(session.device, runtime::Device::Open(device));
  cli::SourceOptions options;
  KILN_RETURN_IF_ERROR(cli::AddBuildOptions({"--target=" + settings.target}, options));
  session.translator = cli::MakeHarnessTranslator(options, cli::DiagnosticSink::kResult);
  session.build_options = settings.build_options;
  session.samples = settings.samples;
  session.every_width = settings.samples >= kLongSamples;
  for (const std::string& option : settings.build_options) {
    session.relaxed |= option == "-cl-fast-relaxed-math" || option == "-cl-unsafe-math-optimizations";
    session.correctly_rounded |= option == "-cl-fp32-correctly-rounded-divide-sqrt";
  }
  return session;
}

// Prints as it goes; several minutes may pass.
class Report {
 public:
  void Add(Measurement measurement) {
    const Measurement& m = measurement;
    std::printf("%-7s %-14s bound %-15s largest %-12.5g%s%s\n", FormatOf(m.type).name, m.name.c_str(), m.bound.c_str(),
                m.largest, m.failures > 0 ? " FAILED " : "", m.at.empty() ? "" : ("  " + m.name + m.at).c_str());
    for (const std::string& example : m.examples) std::printf("    %s%s\n", m.name.c_str(), example.c_str());
    if (m.failures > 0) std::printf("    %zu of %zu\n", m.failures, m.samples);
    std::fflush(stdout);
    failed_ += m.failures > 0 ? 1 : 0;
    all_.push_back(std::move(measurement));
  }
  const std::vector<Measurement>& all() const { return all_; }
  std::size_t failed() const { return failed_; }

 private:
  std::vector<Measurement> all_;
  std::size_t failed_ = 0;
};

Status MeasureType(const Settings& settings, Session& session, Type type, Report& report) {
  NumberFormat format = FormatOf(type);
  KILN_ASSIGN_OR_RETURN(const bool flushes, Flushes(session, format));
  // OpenCL leaves subnormal floats and halves to the device; doubles only where the device gives no choice.
  format.may_flush = flushes || type == Type::kFloat;
  std::printf("%s: subnormal numbers are %s\n", format.name, flushes ? "flushed" : "kept");
  const auto is_chosen = [&](std::string_view name) { return settings.filter.empty() || name == settings.filter; };
  for (const Function& function : Functions()) {
    for (const Form form : kForms) {
      if (!is_chosen(function.name) || !Exists(function, form, type)) continue;
      KILN_ASSIGN_OR_RETURN(Measurement measurement, Measure(session, function, form, format));
      report.Add(std::move(measurement));
    }
  }
  for (const GeometricFunction& function : GeometricFunctions()) {
    // Relaxed, their squares may leave the range.
    if (session.relaxed || !is_chosen(function.name) || !Exists(function, type)) continue;
    KILN_ASSIGN_OR_RETURN(Measurement measurement, Measure(session, function, format));
    report.Add(std::move(measurement));
  }
  return {};
}

Result<int> MeasureAll(const Settings& settings) {
  KILN_ASSIGN_OR_RETURN(Session session, OpenSession(settings));
  std::printf("%s, %s, %zu samples a function\n", session.device.info().name.c_str(), settings.target.c_str(),
              settings.samples);
  Report report;
  for (const Type type : settings.types) KILN_RETURN_IF_ERROR(MeasureType(settings, session, type, report));
  std::printf("%zu passed, %zu failed\n", report.all().size() - report.failed(), report.failed());
  if (!settings.manual.empty()) KILN_RETURN_IF_ERROR(WriteManual(settings.manual, report.all(), settings.samples));
  return report.failed() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace kiln::precision

int main(int argc, char** argv) {
  kiln::precision::Settings settings;
  if (!kiln::precision::ReadSettings(argc, argv, settings)) return 2;
  const auto status =
      settings.checks_manual ? kiln::precision::CheckManual(settings.manual) : kiln::precision::MeasureAll(settings);
  if (!status) {
    std::fprintf(stderr, "kiln_precision: %s\n", status.error().ToString().c_str());
    return 1;
  }
  return *status;
}
