#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "harness/description/description.h"
#include "harness/values/compare.h"
#include "harness/values/number.h"
#include "kiln/base/file.h"
#include "kiln/harness/corpus.h"
#include "kiln/runtime/runtime.h"

namespace kiln::harness {
namespace {

using Clock = std::chrono::steady_clock;

std::string FormatDifference(const corpus::Workload& workload, const corpus::Check& check,
                             const corpus::Comparison& comparison) {
  const std::string& buffer = workload.buffers[check.buffer.index].name;
  const auto text = [](double value) {
    return FormatNumber(Scalar::kDouble, reinterpret_cast<const std::byte*>(&value));
  };
  return buffer + "[" + std::to_string(comparison.first_wrong) + "]: got " + text(comparison.actual) + ", expected " +
         text(comparison.expected) + "; " + std::to_string(comparison.wrong) + " of " +
         std::to_string(comparison.checked) + " values differ";
}

class CaseRunner {
 public:
  CaseRunner(const CorpusRequest& request, runtime::Device& device, const corpus::Case& one)
      : request_(request), device_(device), case_(one), workload_(one.make()) {}

  CorpusRow Run() {
    row_.name = case_.name;
    if (Status status = Execute(); !status) {
      row_.verdict = CorpusRow::Verdict::kError;
      row_.message = status.error().ToString();
    }
    return std::move(row_);
  }

 private:
  Status Execute() {
    KILN_RETURN_IF_ERROR(LoadKernels());
    for (const corpus::Buffer& buffer : workload_.buffers) {
      KILN_ASSIGN_OR_RETURN(runtime::Buffer uploaded, device_.Upload(buffer.contents));
      buffers_.push_back(std::move(uploaded));
    }
    KILN_RETURN_IF_ERROR(LaunchAll());
    return CheckAll();
  }

  Status LoadKernels() {
    TranslateRequest request;
    request.file_name = request_.directory + "/" + std::string(case_.file);
    KILN_ASSIGN_OR_RETURN(request.source, ReadFile(request.file_name));
    request.build_options = SplitOptions(workload_.build_options);
    for (const corpus::Launch& launch : workload_.launches) {
      if (kernels_.contains(launch.kernel)) continue;
      request.kernels = {launch.kernel};
      const auto begin = Clock::now();
      KILN_ASSIGN_OR_RETURN(const Translated translated, request_.translator(request));
      row_.translation_ms += std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
      row_.spirv_bytes += translated.words.size() * sizeof(std::uint32_t);
      ++row_.kernels;
      KILN_ASSIGN_OR_RETURN(kernels_[launch.kernel],
                            device_.Load(translated.words, translated.reflection, launch.kernel));
    }
    return {};
  }

  Status LaunchAll() {
    KILN_ASSIGN_OR_RETURN(runtime::Stream stream, device_.CreateStream());
    std::vector<runtime::Event> events;
    for (const corpus::Launch& launch : workload_.launches) {
      const std::vector<runtime::ArgumentValue> arguments = Arguments(launch);
      auto event = stream.Launch(kernels_.at(launch.kernel), Range(launch), std::span(arguments));
      if (!event) return Fail(std::move(event.error()).With("while launching '" + launch.kernel + "'"));
      events.push_back(std::move(*event));
    }
    KILN_RETURN_IF_ERROR(stream.Synchronize());
    double total = 0;
    for (const runtime::Event& event : events) {
      const auto nanoseconds = event.GpuNanoseconds();
      if (!nanoseconds) return {};  // a device without timestamps
      total += static_cast<double>(*nanoseconds) / 1e6;
    }
    row_.gpu_ms = total;
    return {};
  }

  std::vector<runtime::ArgumentValue> Arguments(const corpus::Launch& launch) const {
    std::vector<runtime::ArgumentValue> values;
    for (const corpus::Argument& argument : launch.arguments) {
      if (const auto* buffer = std::get_if<corpus::BufferId>(&argument)) {
        values.emplace_back(buffers_[buffer->index]);
      } else if (const auto* value = std::get_if<corpus::ValueArgument>(&argument)) {
        values.push_back(runtime::ArgumentValue::Bytes(value->bytes));
      } else {
        values.emplace_back(runtime::LocalMemory{std::get<corpus::LocalArgument>(argument).bytes});
      }
    }
    return values;
  }

  static runtime::NdRange Range(const corpus::Launch& launch) {
    runtime::NdRange range;
    range.work_dim = launch.dimensions;
    std::copy(launch.global.begin(), launch.global.end(), range.global.begin());
    std::copy(launch.local.begin(), launch.local.end(), range.local.begin());
    std::copy(launch.offset.begin(), launch.offset.end(), range.offset.begin());
    return range;
  }

  Status CheckAll() {
    row_.verdict = CorpusRow::Verdict::kOk;
    for (const corpus::Check& check : workload_.checks) {
      std::vector<std::byte> actual(buffers_[check.buffer.index].size());
      KILN_RETURN_IF_ERROR(buffers_[check.buffer.index].Read(actual));
      const corpus::Comparison comparison = corpus::Compare(check, actual);
      row_.checked += comparison.checked;
      if (comparison.ok() || row_.verdict == CorpusRow::Verdict::kWrong) continue;
      row_.verdict = CorpusRow::Verdict::kWrong;
      row_.message = FormatDifference(workload_, check, comparison);
    }
    if (workload_.checks.empty()) return Fail(ErrorCode::kInternal, "the case checks nothing");
    return {};
  }

  const CorpusRequest& request_;
  runtime::Device& device_;
  const corpus::Case& case_;
  corpus::Workload workload_;
  std::map<std::string, runtime::Kernel> kernels_;
  std::vector<runtime::Buffer> buffers_;
  CorpusRow row_;
};

}  // namespace

bool CorpusReport::ok() const {
  return validation_messages.empty() && std::all_of(rows.begin(), rows.end(), [](const CorpusRow& row) {
           return row.verdict == CorpusRow::Verdict::kOk;
         });
}

Result<CorpusReport> RunCorpus(const CorpusRequest& request) {
  KILN_ASSIGN_OR_RETURN(runtime::Device device, runtime::Device::Open(request.device));
  CorpusReport report;
  report.device = device.info().name;
  for (const corpus::Case& one : request.cases) {
    if (one.name.find(request.filter) == std::string_view::npos) continue;
    CorpusRow row = CaseRunner(request, device, one).Run();
    std::vector<std::string> messages = device.TakeValidationMessages();
    if (!messages.empty() && row.verdict == CorpusRow::Verdict::kOk) {
      row.verdict = CorpusRow::Verdict::kError;
      row.message = "validation layer: " + messages.front();
    }
    std::move(messages.begin(), messages.end(), std::back_inserter(report.validation_messages));
    if (request.on_row) request.on_row(row);
    report.rows.push_back(std::move(row));
  }
  return report;
}

}  // namespace kiln::harness
