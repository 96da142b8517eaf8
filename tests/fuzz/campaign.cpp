#include "tests/fuzz/campaign.h"

#include <stdlib.h>

#include <deque>
#include <filesystem>
#include <ostream>
#include <thread>
#include <vector>

#include "kiln/base/file.h"
#include "tests/fuzz/opencl_oracle.h"
#include "tests/fuzz/program.h"
#include "tests/fuzz/reduce.h"

namespace kiln::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kBatch = 64;               // kernels that one process of `kiln test` may take one after another
constexpr std::uint32_t kReductionAttempts = 400;  // some minutes at most

// Files of a batch, and what an OpenCL implementation caches; removed in the end.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (fs::temp_directory_path() / "kiln-fuzz-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// What kind of failure a message tells of: a smaller kernel must fail alike. Numbers and names do not count.
std::string KindOf(const std::string& message) {
  const auto has = [&](const char* text) { return message.find(text) != std::string::npos; };
  if (has("values differ")) return "differs";
  if (has("crashed")) return "crashes";
  if (has("timeout") || has("took longer")) return "hangs";
  const std::size_t code = message.rfind("[");
  return code == std::string::npos ? message.substr(0, 40) : message.substr(code);
}

class Campaign {
 public:
  explicit Campaign(const CampaignRequest& request) : request_(request) {}

  Result<CampaignReport> Run() {
    if (scratch_.path().empty()) return Fail(ErrorCode::kIo, "a temporary folder cannot be made");
    setenv("POCL_CACHE_DIR", (scratch_.path() / "cache").c_str(), 1);
    for (std::uint32_t done = 0; done < request_.count; done += kBatch) {
      KILN_RETURN_IF_ERROR(RunBatch(request_.seed + done, std::min(kBatch, request_.count - done)));
    }
    return report_;
  }

 private:
  struct Kernel {
    std::uint64_t seed = 0;
    std::vector<std::uint32_t> choices;
    Program program;
  };

  Status RunBatch(std::uint64_t first, std::uint32_t count) {
    std::deque<Kernel> kernels;
    for (std::uint32_t i = 0; i < count; ++i) {
      Choices choices(first + i);
      Program program = Generate(choices, request_.features);
      kernels.push_back({first + i, choices.taken(), std::move(program)});
    }
    const fs::path folder = scratch_.path() / "batch";
    fs::remove_all(folder);
    fs::create_directories(folder);
    KILN_RETURN_IF_ERROR(AskOracle(kernels, folder));
    for (const harness::TestRequest& test : Tests(folder)) {
      KILN_ASSIGN_OR_RETURN(const harness::TestReport report, harness::RunTests(test));
      for (const harness::FileResult& file : report.files) {
        const harness::SubtestResult& result = file.subtests.front();
        if (result.outcome == harness::Outcome::kPass) {
          ++report_.agreed;
        } else if (result.outcome == harness::Outcome::kUnsupported) {
          ++report_.unsupported;
        } else {
          ++report_.failed;
          const std::uint64_t seed = std::stoull(fs::path(file.path).stem().string().substr(5));
          KILN_RETURN_IF_ERROR(Keep(kernels[seed - first], test, result.message));
        }
      }
    }
    return {};
  }

  // What is to be run of the files in `folder`, one for each route.
  std::vector<harness::TestRequest> Tests(const fs::path& folder) const {
    harness::TestRequest test = request_.test;
    test.paths = {folder.string()};
    test.isolate = true;
    test.timeout = request_.timeout;
    test.output = nullptr;
    if (request_.routes.empty()) return {test};
    std::vector<harness::TestRequest> tests;
    for (const harness::Route& route : request_.routes) {
      tests.push_back(test);
      tests.back().route = route.traits;
      tests.back().translator = route.translator;
    }
    return tests;
  }

  // Writes a test for each kernel that the oracle has an answer to. Several run at a time.
  Status AskOracle(const std::deque<Kernel>& kernels, const fs::path& folder) {
    const std::size_t at_a_time = std::max(1U, std::thread::hardware_concurrency());
    std::deque<OpenClRun> runs;
    std::size_t started = 0;
    const auto answer = [&](const Kernel& kernel) -> Result<Outputs> {
      if (request_.oracle) return request_.oracle(kernel.program);
      for (; started < kernels.size() && runs.size() < at_a_time; ++started) {
        KILN_ASSIGN_OR_RETURN(OpenClRun run, OpenClRun::Start(kernels[started].program));
        runs.push_back(std::move(run));
      }
      OpenClRun run = std::move(runs.front());
      runs.pop_front();
      return run.Finish(request_.timeout);
    };
    for (const Kernel& kernel : kernels) {
      const auto outputs = answer(kernel);
      if (!outputs) {
        if (outputs.error().code() == ErrorCode::kUnavailable) return Fail(outputs.error());
        ++report_.no_oracle;
        Say("seed " + std::to_string(kernel.seed) + ": no oracle: " + outputs.error().message());
        continue;
      }
      const std::string name = "seed_" + std::to_string(kernel.seed);
      KILN_RETURN_IF_ERROR(
          WriteFileAtomically((folder / (name + ".cl")).string(), Render(kernel.program, name, *outputs)));
    }
    return {};
  }

  Status Keep(const Kernel& kernel, const harness::TestRequest& test, const std::string& message) {
    const std::string route = request_.routes.empty() ? "" : test.route.name;
    const std::string name = "seed_" + std::to_string(kernel.seed) + (route.empty() ? "" : "_" + route);
    const std::string prefix = "seed " + std::to_string(kernel.seed) + (route.empty() ? ": " : " (" + route + "): ");
    Say(prefix + message);
    const std::string kind = KindOf(message);
    std::string smallest;
    const auto fails = [&](const std::vector<std::uint32_t>& recorded) {
      Choices choices(recorded);
      const Program program = Generate(choices, request_.features);
      const auto outputs = Ask(program);
      if (!outputs) return false;
      const std::string text = Render(program, name, *outputs);
      if (!smallest.empty() && text.size() >= smallest.size()) return false;
      const std::string found = FailureOf(text, test);
      if (found.empty() || KindOf(found) != kind) return false;
      smallest = text;
      return true;
    };
    if (!fails(kernel.choices)) {
      Say(prefix + "passes when it runs by itself");
      return {};
    }
    if (request_.reduce) {
      Reduce(kernel.choices, fails, kReductionAttempts);
    }
    return WriteFileAtomically((fs::path(request_.folder) / (name + ".cl")).string(), smallest);
  }

  Result<Outputs> Ask(const Program& program) const {
    if (request_.oracle) return request_.oracle(program);
    KILN_ASSIGN_OR_RETURN(OpenClRun run, OpenClRun::Start(program));
    return run.Finish(request_.timeout);
  }

  // Why the test fails; empty when it passes.
  std::string FailureOf(const std::string& text, harness::TestRequest test) {
    const fs::path folder = scratch_.path() / "one";
    fs::create_directories(folder);
    if (!WriteFileAtomically((folder / "one.cl").string(), text)) return "";
    test.paths = {folder.string()};
    const auto report = harness::RunTests(test);
    if (!report || report->files.empty()) return "";
    const harness::SubtestResult& result = report->files.front().subtests.front();
    return result.outcome == harness::Outcome::kFail ? result.message : "";
  }

  void Say(const std::string& text) {
    if (request_.output != nullptr) *request_.output << text << std::endl;
  }

  const CampaignRequest& request_;
  CampaignReport report_;
  ScratchFolder scratch_;
};

}  // namespace

std::string CampaignReport::Summary() const {
  std::string text = std::to_string(agreed) + " agreed, " + std::to_string(failed) + " failed";
  if (unsupported != 0) text += ", " + std::to_string(unsupported) + " unsupported";
  if (no_oracle != 0) text += ", " + std::to_string(no_oracle) + " without an oracle's answer";
  return text;
}

Result<CampaignReport> RunCampaign(const CampaignRequest& request) {
  return Campaign(request).Run();
}

}  // namespace kiln::fuzz
