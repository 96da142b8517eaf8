// One source file on its way through the compiler: compiled once, lowered once for each profile and choice of kernels.
#ifndef KILN_CLI_TRANSLATION_H_
#define KILN_CLI_TRANSLATION_H_

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/outputs.h"
#include "cli/source_options.h"
#include "kiln/base/result.h"
#include "kiln/frontend/compile.h"
#include "kiln/translator/lower.h"
#include "kiln/translator/print.h"

namespace kiln::cli {

// Seconds that each stage took, in order of first use.
class StageTimes {
 public:
  void Add(const std::string& stage, double seconds);
  // The table that -ftime-report and --time-passes print.
  std::string Table(const std::string& title) const;
  bool empty() const { return stages_.empty(); }

 private:
  std::vector<std::pair<std::string, double>> stages_;
};

class Translation {
 public:
  struct Names {
    std::string namespace_name;
    std::string variable_name;
  };

  // Compiles for the first profile that will be lowered for; null when none will. Diagnostics go to the stream in
  // `options`, which must outlive the translation.
  static Result<Translation> Start(const frontend::Input& input, const SourceOptions& options,
                                   const translator::TargetProfile* first_profile);

  frontend::KernelModule& source() { return compiled_.front()->source; }
  // The names of the file's kernels, in source order.
  std::vector<std::string> KernelNames();

  // The module for `profile`; no kernel names mean all kernels. The reference lives as long as the translation. A
  // profile that has other OpenCL extensions than the first compiles the source once more.
  Result<const translator::SpirvModule*> Lower(const translator::TargetProfile& profile,
                                               const std::vector<std::string>& kernels);
  // The contents of an output. `profile` is null for LLVM IR. GLSL needs `kernels` to be one kernel.
  Result<std::string> Encode(OutputKind kind, const translator::TargetProfile* profile,
                             const std::vector<std::string>& kernels, const Names& names,
                             std::vector<translator::LineOrigin>* lines = nullptr);

  // What was asked of the disk so far, with CompileOptions::record_files.
  frontend::FilesAsked FilesAsked() const;

  const StageTimes& stage_times() const { return stage_times_; }
  const StageTimes& pass_times() const { return pass_times_; }

 private:
  using Extensions = std::optional<std::vector<std::string>>;
  struct Compiled {
    Extensions extensions;
    std::uint32_t address_bits;
    frontend::KernelModule source;
  };

  Translation(frontend::Input input, const SourceOptions& options) : input_(std::move(input)), options_(&options) {}
  Result<frontend::KernelModule*> CompileWith(const Extensions& extensions, std::uint32_t address_bits);
  Result<translator::SpirvModule> LowerWith(const translator::TargetProfile& profile,
                                            const translator::LowerOptions& options, std::uint32_t address_bits);

  frontend::Input input_;
  const SourceOptions* options_;
  std::vector<std::unique_ptr<Compiled>> compiled_;
  std::map<std::pair<std::string, std::vector<std::string>>, translator::SpirvModule> lowered_;
  StageTimes stage_times_;
  StageTimes pass_times_;
  // What passes have remarked, for one or another of the targets.
  std::shared_ptr<std::set<std::string>> remarks_ = std::make_shared<std::set<std::string>>();
};

}  // namespace kiln::cli

#endif  // KILN_CLI_TRANSLATION_H_
