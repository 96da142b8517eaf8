// kiln_precision: the largest error of every math builtin, beside OpenCL's bound. README.md says how to read it.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "cli/harness_translator.h"
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
  KILN_ASSIGN_OR_RETURN(session.device, runtime::Device::Open());
  cli::SourceOptions options;
  KILN_RETURN_IF_ERROR(cli::AddBuildOptions({"--target=" + settings.target}, options));
  session.translator = cli::MakeHarnessTranslator(options, cli::DiagnosticSink::kResult);
  session.build_options = settings.build_options;
  session.samples = settings.samples;
  session.every_width = settings.samples >= kLongSamples;
  for (const std::string& option : settings.build_options) {
    session.relaxed |= option == "-cl-fast-relaxed-math" || option == "-cl-unsafe-math-optimizations";
  }
  return session;
}

void Print(const Measurement& m, const char* type, bool is_relaxed) {
  const std::string bound = is_relaxed ? "the relaxed one" : m.bound.Text();
  std::printf("%-7s %-14s bound %-15s largest %-12.5g%s%s\n", type, m.name.c_str(), bound.c_str(), m.largest,
              m.failures > 0 ? " FAILED " : "", m.at.empty() ? "" : ("  " + m.name + m.at).c_str());
  for (const std::string& example : m.examples) std::printf("    %s%s\n", m.name.c_str(), example.c_str());
  if (m.failures > 0) std::printf("    %zu of %zu\n", m.failures, m.samples);
  std::fflush(stdout);
}

Result<int> MeasureAll(const Settings& settings) {
  KILN_ASSIGN_OR_RETURN(Session session, OpenSession(settings));
  std::printf("%s, %s, %zu samples a function\n", session.device.info().name.c_str(), settings.target.c_str(),
              settings.samples);
  std::vector<Measurement> all;
  std::size_t failed = 0;
  for (const Type type : settings.types) {
    NumberFormat format = FormatOf(type);
    KILN_ASSIGN_OR_RETURN(const bool flushes, Flushes(session, format));
    // OpenCL leaves subnormal floats and halves to the device; doubles only where the device gives no choice.
    format.may_flush = flushes || type == Type::kFloat;
    std::printf("%s: subnormal numbers are %s\n", format.name, flushes ? "flushed" : "kept");
    for (const Function& function : Functions()) {
      for (const Form form : kForms) {
        if (!Exists(function, form, type)) continue;
        if (!settings.filter.empty() && function.name != settings.filter) continue;
        KILN_ASSIGN_OR_RETURN(const Measurement measurement, Measure(session, function, form, format));
        Print(measurement, format.name, session.relaxed);
        failed += measurement.failures > 0 ? 1 : 0;
        all.push_back(measurement);
      }
    }
  }
  std::printf("%zu passed, %zu failed\n", all.size() - failed, failed);
  if (!settings.manual.empty()) KILN_RETURN_IF_ERROR(WriteManual(settings.manual, all, settings.samples));
  return failed == 0 ? 0 : 1;
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
