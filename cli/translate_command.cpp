// kiln FILE... -o OUTPUT...
#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Option/Arg.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/raw_ostream.h>

#include <csignal>
#include <set>

#include "cli/c_source.h"
#include "cli/cached_translation.h"
#include "cli/commands.h"
#include "cli/depfile.h"
#include "cli/invocation.h"
#include "cli/message.h"
#include "cli/reproducer.h"
#include "cli/source_map.h"
#include "cli/stop_after.h"
#include "cli/translation.h"
#include "cli/translation_plan.h"
#include "cli/version.h"

namespace kiln::cli {
namespace {

using Mode = TranslationPlan::Mode;

// "dir/k.spv" -> "dir/k.d"
std::string WithSuffix(llvm::StringRef path, llvm::StringRef suffix) {
  llvm::SmallString<128> changed(path);
  llvm::sys::path::replace_extension(changed, suffix);
  return changed.str().str();
}

// A file of that stem in the folder of the first output.
std::string BesideFirstOutput(const TranslationPlan& plan, const std::string& input, llvm::StringRef suffix) {
  llvm::SmallString<128> path;
  if (!plan.outputs.empty() && plan.outputs.front().path != "-") {
    path = llvm::sys::path::parent_path(plan.outputs.front().path);
  }
  llvm::sys::path::append(path, StemOf(input) + suffix);
  return path.str().str();
}

class TranslateRun {
 public:
  explicit TranslateRun(TranslationPlan& plan) : plan_(plan) {}

  Status Everything() {
    for (const std::string& input : plan_.inputs) KILN_RETURN_IF_ERROR(OneInput(input));
    for (const std::string& kernel : plan_.kernels) {
      if (plan_.mode == Mode::kTranslate && plan_.stop_after.empty() && !found_kernels_.contains(kernel))
        return NoSuchKernel(kernel);
    }
    for (const auto& [path, rules] : depfiles_) outputs_.Add(path, WriteDepfile(rules));
    if (!plan_.source_map.empty()) outputs_.Add(plan_.source_map, source_map_.ToJson());
    if (plan_.source.compile.record_files) written_ = outputs_.files();
    KILN_RETURN_IF_ERROR(outputs_.Commit());
    return {};
  }

  // With CompileOptions::record_files: what was asked of the disk, and what was written to it.
  const frontend::FilesAsked& files_asked() const { return files_asked_; }
  const std::vector<OutputSet::File>& written() const { return written_; }

 private:
  const translator::TargetProfile* FirstProfile() const {
    for (const OutputPattern& output : plan_.outputs) {
      if (const auto* profile = plan_.ProfileFor(output.kind)) return profile;
    }
    return nullptr;
  }

  Status OneInput(const std::string& path) {
    KILN_ASSIGN_OR_RETURN(const frontend::Input input, OpenInput(path, plan_.source));
    if (input.text) KeepForReproducer(input.name, *input.text);
    if (!plan_.stop_after.empty()) {
      const translator::TargetProfile* first = FirstProfile();
      const auto& profile = first ? *first : plan_.source.Profile(translator::TargetLanguage::kSpirv);
      KILN_ASSIGN_OR_RETURN(std::string ir, IrAfter(plan_.stop_after, input, plan_.source, profile, plan_.kernels));
      outputs_.Add("-", std::move(ir));
      return {};
    }
    auto translation = Translation::Start(input, plan_.source, FirstProfile());
    if (!translation) return Fail(std::move(translation.error()));
    KeepFilesForReproducer(translation->source().dependencies());
    std::vector<std::string> written;
    switch (plan_.mode) {
      case Mode::kTranslate:
        KILN_RETURN_IF_ERROR(AddOutputs(path, *translation, written));
        break;
      case Mode::kPreprocess:
        outputs_.Add(plan_.plain_output, translation->source().preprocessed());
        written.push_back(plan_.plain_output);
        break;
      case Mode::kSyntaxOnly:
      case Mode::kDependenciesOnly:
        break;
    }
    if (plan_.save_temporaries) KILN_RETURN_IF_ERROR(AddTemporaries(path, input, *translation));
    Append(translation->FilesAsked());
    if (plan_.dependencies.wanted) AddDependencies(path, translation->source().dependencies(), written);
    if (plan_.report_time) llvm::errs() << translation->stage_times().Table("Time of '" + path + "'");
    if (plan_.source.lower.time_passes) {
      llvm::errs() << translation->pass_times().Table("Time of the passes for '" + path + "'");
    }
    return {};
  }

  void Append(const frontend::FilesAsked& asked) {
    files_asked_.read.insert(files_asked_.read.end(), asked.read.begin(), asked.read.end());
    files_asked_.absent.insert(files_asked_.absent.end(), asked.absent.begin(), asked.absent.end());
    files_asked_.names_the_time = files_asked_.names_the_time || asked.names_the_time;
  }

  // The kernels of this file that are to be translated.
  Result<std::vector<std::string>> ChooseKernels(const std::string& path, Translation& translation) {
    std::vector<std::string> names = translation.KernelNames();
    available_kernels_.insert(available_kernels_.end(), names.begin(), names.end());
    if (!plan_.kernels.empty()) {
      llvm::erase_if(names, [&](const std::string& name) { return !llvm::is_contained(plan_.kernels, name); });
      found_kernels_.insert(names.begin(), names.end());
      if (names.empty() && plan_.inputs.size() == 1) return NoSuchKernel(plan_.kernels.front());
      return names;
    }
    if (names.empty()) return Fail(ErrorCode::kUnsupported, "'" + path + "' has no kernel");
    return names;
  }

  tl::unexpected<Error> NoSuchKernel(const std::string& kernel) const {
    return Fail(
        ErrorCode::kInvalidArgument,
        "there is no kernel '" + kernel + "'" +
            (available_kernels_.empty() ? "; the input has none" : "; expected " + ListNames(available_kernels_)));
  }

  Status AddOutputs(const std::string& path, Translation& translation, std::vector<std::string>& written) {
    KILN_ASSIGN_OR_RETURN(const std::vector<std::string> kernels, ChooseKernels(path, translation));
    if (kernels.empty()) return {};
    // All kernels of the file are one module, the same whether or not they were named.
    const bool all = kernels.size() == translation.source().kernels().size();
    for (const OutputPattern& output : plan_.outputs) {
      if (output.NamesKernel()) {
        for (const std::string& kernel : kernels) {
          KILN_RETURN_IF_ERROR(AddOutput(path, translation, output, kernel, {kernel}, written));
        }
        continue;
      }
      if (output.kind == OutputKind::kGlsl && kernels.size() > 1) {
        return Fail(ErrorCode::kInvalidArgument,
                    "'" + path + "' has " + std::to_string(kernels.size()) +
                        " kernels, and a GLSL text holds one: choose it with --kernel=" + kernels.front() +
                        ", or let %k stand for the kernel's name, as in -o " + StemOf(path) + "-%k.comp");
      }
      const bool by_name = !all || output.kind == OutputKind::kGlsl;
      KILN_RETURN_IF_ERROR(
          AddOutput(path, translation, output, "", by_name ? kernels : std::vector<std::string>(), written));
    }
    return {};
  }

  Status AddOutput(const std::string& path, Translation& translation, const OutputPattern& output,
                   const std::string& kernel, const std::vector<std::string>& kernels,
                   std::vector<std::string>& written) {
    const std::string stem = ToIdentifier(StemOf(path));
    const std::string name = kernel.empty() ? stem : stem + "_" + kernel;
    const bool header = output.kind == OutputKind::kCppHeader;
    const Translation::Names names = {plan_.namespace_name.empty() ? "kiln_" + name : plan_.namespace_name,
                                      !plan_.variable_name.empty() ? plan_.variable_name
                                      : header                     ? "kSpirv"
                                                                   : name + "_spv"};
    std::vector<translator::LineOrigin> lines;
    KILN_ASSIGN_OR_RETURN(std::string contents,
                          translation.Encode(output.kind, plan_.ProfileFor(output.kind), kernels, names, &lines));
    written.push_back(output.Expand(path, kernel));
    if (HasLines(output.kind)) source_map_.Add(written.back(), output.kind, std::move(lines));
    outputs_.Add(written.back(), std::move(contents));
    return {};
  }

  Status AddTemporaries(const std::string& path, const frontend::Input& input, Translation& translation) {
    SourceOptions preprocess = plan_.source;
    preprocess.compile.action = frontend::Action::kPreprocess;
    preprocess.compile.diagnostic_stream = nullptr;
    KILN_ASSIGN_OR_RETURN(const frontend::KernelModule preprocessed, frontend::Compile(input, preprocess.compile));
    outputs_.Add(BesideFirstOutput(plan_, path, ".i"), preprocessed.preprocessed());
    if (plan_.mode != Mode::kTranslate) return {};
    for (const OutputKind kind : {OutputKind::kLlvmIr, OutputKind::kSpirvAssembly}) {
      const std::string file = BesideFirstOutput(plan_, path, kind == OutputKind::kLlvmIr ? ".ll" : ".spvasm");
      const bool present =
          llvm::any_of(plan_.outputs, [&](const OutputPattern& o) { return o.Expand(path, "") == file; });
      if (present) continue;
      KILN_ASSIGN_OR_RETURN(std::string contents, translation.Encode(kind, plan_.ProfileFor(kind), {}, {}));
      outputs_.Add(file, std::move(contents));
    }
    return {};
  }

  void AddDependencies(const std::string& path, const std::vector<std::string>& files,
                       const std::vector<std::string>& written) {
    const DependencyOptions& options = plan_.dependencies;
    DepfileRule rule;
    rule.targets = options.targets;
    rule.phony_headers = options.phony_headers;
    if (rule.targets.empty()) {
      // The first output, spelled as it was given: build systems match it with their rule.
      const bool has_output = !written.empty() && written.front() != "-";
      rule.targets.push_back(QuoteForMake(has_output ? written.front() : StemOf(path) + ".spv"));
    }
    for (const std::string& file : files) {
      const bool is_system = llvm::any_of(
          options.system_folders, [&](const std::string& folder) { return llvm::StringRef(file).starts_with(folder); });
      if (!(options.skip_system_headers && is_system)) rule.prerequisites.push_back(file);
    }
    std::string depfile = options.file;
    if (depfile.empty()) {
      if (plan_.mode == Mode::kDependenciesOnly) {
        depfile = plan_.plain_output;
      } else if (!written.empty() && written.front() != "-" && !plan_.outputs.empty() &&
                 !plan_.outputs.front().NamesKernel()) {
        depfile = WithSuffix(written.front(), "d");
      } else {
        depfile = BesideFirstOutput(plan_, path, ".d");
      }
    }
    for (auto& [name, rules] : depfiles_) {
      if (name == depfile) {
        rules.push_back(std::move(rule));
        return;
      }
    }
    depfiles_.push_back({depfile, {std::move(rule)}});
  }

  TranslationPlan& plan_;
  OutputSet outputs_;
  frontend::FilesAsked files_asked_;
  std::vector<OutputSet::File> written_;
  SourceMap source_map_;
  std::vector<std::pair<std::string, std::vector<DepfileRule>>> depfiles_;
  std::vector<std::string> available_kernels_;
  std::set<std::string> found_kernels_;
};

// Whether a record can stand for the command: it writes files, and prints nothing but diagnostics.
bool CanBeKept(const TranslationPlan& plan) {
  const bool reads_standard_input = llvm::is_contained(plan.inputs, "-");
  return plan.mode == Mode::kTranslate && plan.stop_after.empty() && !plan.save_temporaries && !plan.report_time &&
         !plan.source.lower.time_passes && plan.source.lower.dump_directory.empty() && !reads_standard_input;
}

// From the cache if it has all that the command gives, else translates, and keeps it there.
Status TranslateWithCache(cache::TranslationCache& cache, const Invocation& invocation, TranslationPlan& plan) {
  const std::string request = DigestOfCommand(invocation, plan.source, /*command_too=*/true);
  llvm::raw_ostream& stream = *plan.source.compile.diagnostic_stream;
  if (const auto record = cache.Find(request); record && !record->empty()) {
    // The first is what was said, the others are the files.
    stream << record->front().second;
    OutputSet outputs;
    for (const auto& [path, contents] : llvm::drop_begin(*record)) outputs.Add(path, contents);
    return outputs.Commit();
  }
  KeepingStream kept(stream);
  plan.source.compile.diagnostic_stream = &kept;
  plan.source.compile.record_files = true;
  TranslateRun run(plan);
  KILN_RETURN_IF_ERROR(run.Everything());
  cache::TranslationRecord record = {{"", kept.text()}};
  for (const OutputSet::File& file : run.written()) record.emplace_back(file.path, file.contents);
  StoreTranslation(cache, request, run.files_asked(), record);
  return {};
}

// Fails as asked, so that a test can see what a user would.
Status FailOnRequest(const Invocation& invocation) {
  const llvm::StringRef how = invocation.arguments.getLastArgValue(OPT_debug_crash_EQ);
  if (how == "segfault") std::raise(SIGSEGV);
  if (how == "fatal") llvm::report_fatal_error("on request");
  if (how == "internal") return Fail(ErrorCode::kInternal, "on request");
  return {};
}

}  // namespace

ExitCode Translate(const Invocation& invocation) {
  auto plan = PlanTranslation(invocation);
  if (!plan) return ReportError(plan.error());
  if (plan->verbose) {
    llvm::errs() << kVersionLine << '\n';
    for (const OutputPattern& output : plan->outputs) {
      const translator::TargetProfile* profile = plan->ProfileFor(output.kind);
      llvm::errs() << "  " << output.path << ": " << OutputKindName(output.kind)
                   << (profile ? " for " + profile->name : std::string()) << '\n';
    }
  }
  return RunGuarded(invocation, [&] {
    Status status = FailOnRequest(invocation);
    if (status) {
      auto cache = OpenTranslationCache(invocation.arguments);
      if (!cache) return ReportError(cache.error());
      const bool is_cached = *cache != nullptr && CanBeKept(*plan);
      status = is_cached ? TranslateWithCache(**cache, invocation, *plan) : TranslateRun(*plan).Everything();
    }
    if (status) return ExitCode::kOk;
    if (status.error().code() == ErrorCode::kInternal) KeepForReproducer("error.txt", status.error().ToString());
    return ReportError(status.error());
  });
}

}  // namespace kiln::cli
