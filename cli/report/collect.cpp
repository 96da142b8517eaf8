#include "cli/report/collect.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/IR/Module.h>
#include <llvm/Support/raw_ostream.h>

#include <chrono>
#include <filesystem>
#include <map>

#include "cli/report/fingerprint.h"
#include "cli/reproducer.h"
#include "cli/source_map.h"
#include "cli/translation.h"
#include "cli/version.h"
#include "kiln/base/file.h"

namespace kiln::cli::report {
namespace {

using Clock = std::chrono::steady_clock;
using translator::LineOrigin;
using translator::TargetLanguage;

// A longer text is cut; all of a target's together have as much.
constexpr std::size_t kMostTextBytes = std::size_t{6} << 20;

struct LanguageInfo {
  TargetLanguage language;
  OutputKind kind;
  const char* id;
  const char* name;
};
constexpr LanguageInfo kLanguages[] = {{TargetLanguage::kSpirv, OutputKind::kSpirvAssembly, "spirv", "SPIR-V"},
                                       {TargetLanguage::kGlsl, OutputKind::kGlsl, "glsl", "GLSL"},
                                       {TargetLanguage::kMsl, OutputKind::kMsl, "msl", "MSL"},
                                       {TargetLanguage::kHlsl, OutputKind::kHlsl, "hlsl", "HLSL"}};

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// The lines of the sources that texts come from. A file is shown only if the front end has read it: a #line can name
// any.
class Sources {
 public:
  Sources(Report& report, const frontend::Input& input, std::string text) : report_(report) {
    report_.sources.push_back({input.name, std::move(text)});
    numbers_[input.name] = 0;
  }

  void Know(const std::vector<std::string>& files) {
    for (const std::string& file : files) known_.emplace(std::filesystem::path(file).lexically_normal(), file);
  }

  std::vector<Report::Link> Link(const std::vector<LineOrigin>& origins) {
    std::vector<Report::Link> links;
    for (const LineOrigin& origin : origins) {
      if (const auto file = NumberOf(origin.file)) links.push_back({origin.text_line, *file, origin.line});
    }
    return links;
  }

 private:
  std::optional<std::uint32_t> NumberOf(const std::string& file) {
    const auto [place, is_new] = numbers_.emplace(file, std::nullopt);
    if (!is_new) return place->second;
    const auto known = known_.find(std::filesystem::path(file).lexically_normal());
    if (known == known_.end()) return std::nullopt;
    // The same file under another spelling.
    for (std::size_t i = 0; i < report_.sources.size(); ++i) {
      if (std::filesystem::path(report_.sources[i].name).lexically_normal() == known->first) {
        return place->second = static_cast<std::uint32_t>(i);
      }
    }
    auto text = ReadFile(known->second);
    if (!text) return std::nullopt;
    report_.sources.push_back({file, std::move(*text)});
    return place->second = static_cast<std::uint32_t>(report_.sources.size() - 1);
  }

  Report& report_;
  std::map<std::filesystem::path, std::string> known_;
  std::map<std::string, std::optional<std::uint32_t>> numbers_;
};

// Assembly without its OpLine, which the links say.
void DropLineInstructions(std::string& assembly, std::vector<LineOrigin>& origins) {
  std::string kept;
  std::vector<std::uint32_t> moved = {0};  // new number of each old line
  std::uint32_t number = 0;
  llvm::StringRef rest(assembly);
  while (!rest.empty()) {
    llvm::StringRef line;
    std::tie(line, rest) = rest.split('\n');
    const llvm::StringRef text = line.trim();
    if (!text.starts_with("OpLine ") && text != "OpNoLine") {
      kept += line;
      kept += '\n';
      ++number;
    }
    moved.push_back(number);
  }
  assembly = std::move(kept);
  for (LineOrigin& origin : origins) origin.text_line = moved[origin.text_line];
}

class TargetCollector {
 public:
  TargetCollector(Report& report, Sources& sources, const frontend::Input& input, const SourceOptions& options,
                  const LanguageInfo& language)
      : report_(report), sources_(sources), input_(input), options_(options), language_(language) {
    target_.id = language.id;
    target_.language = language.name;
    target_.profile = options.Profile(language.language).name;
  }

  // False: the front end refuses the source for this target.
  Result<bool> Collect(const std::vector<std::string>& chosen) {
    auto kernels = Kernels(chosen);
    if (!kernels) {
      if (kernels.error().code() != ErrorCode::kCompile) return Fail(std::move(kernels.error()));
      AddSaid("", true);
      return false;
    }
    // GLSL has one kernel in a text. Elsewhere one kernel that cannot be expressed must not hide the others.
    bool by_kernel = language_.language == TargetLanguage::kGlsl && kernels->size() > 1;
    if (!by_kernel) {
      KILN_ASSIGN_OR_RETURN(const bool is_whole, Attempt("", *kernels, kernels->size() > 1));
      by_kernel = !is_whole && kernels->size() > 1;
    }
    if (by_kernel) {
      for (const std::string& kernel : *kernels) KILN_RETURN_IF_ERROR(Attempt(kernel, {kernel}, false));
    }
    return true;
  }

  Report::Target Take() { return std::move(target_); }
  const std::string& log() const { return log_; }

 private:
  Result<std::vector<std::string>> Kernels(const std::vector<std::string>& chosen) {
    KILN_ASSIGN_OR_RETURN(unused_, Start());
    std::vector<std::string> names = unused_->KernelNames();
    sources_.Know(unused_->source().dependencies());
    KeepFilesForReproducer(unused_->source().dependencies());
    if (names.empty()) return Fail(ErrorCode::kUnsupported, "'" + input_.name + "' has no kernel");
    if (chosen.empty()) return names;
    for (const std::string& kernel : chosen) {
      if (!llvm::is_contained(names, kernel)) {
        return Fail(ErrorCode::kInvalidArgument, "there is no kernel '" + kernel + "'; expected " + ListNames(names));
      }
    }
    llvm::erase_if(names, [&](const std::string& name) { return !llvm::is_contained(chosen, name); });
    return names;
  }

  Result<Translation> Start() {
    log_.clear();
    steps_.clear();
    const auto start = Clock::now();
    auto translation = Translation::Start(input_, own_, &own_.Profile(language_.language));
    front_end_seconds_ = SecondsSince(start);
    return translation;
  }

  // Adds the text of these kernels, or why there is none; with `may_retry` only if there is one.
  Result<bool> Attempt(const std::string& label, const std::vector<std::string>& kernels, bool may_retry) {
    // Remarks and warnings are made once by a translation: each attempt has its own.
    if (!unused_) {
      KILN_ASSIGN_OR_RETURN(unused_, Start());
    }
    Translation translation = std::move(*unused_);
    unused_.reset();
    const auto& profile = own_.Profile(language_.language);
    // All kernels of the file are one module, the same whether or not they were named.
    const bool is_all =
        kernels.size() == translation.KernelNames().size() && language_.language != TargetLanguage::kGlsl;
    const std::vector<std::string> names = is_all ? std::vector<std::string>() : kernels;
    std::vector<LineOrigin> origins;
    auto module = translation.Lower(profile, names);
    const auto start = Clock::now();
    auto text = module ? translation.Encode(language_.kind, &profile, names, {}, &origins) : Fail(module.error());
    if (!text) {
      const ErrorCode code = text.error().code();
      if (code != ErrorCode::kCompile && code != ErrorCode::kUnsupported) return Fail(std::move(text.error()));
      if (may_retry) return false;
      if (code == ErrorCode::kUnsupported) log_ += text.error().ToString() + "\n";
      AddSteps(label);
      AddSaid(label, true);
      return false;
    }
    steps_.push_back({std::string("print ") + language_.id, SecondsSince(start),
                      steps_.empty() ? std::nullopt : steps_.back().state, false});
    AddSteps(label);
    AddSaid(label, false);
    if (language_.kind == OutputKind::kSpirvAssembly) DropLineInstructions(*text, origins);
    AddText(label, std::move(*text), sources_.Link(origins));
    artifact::Reflection& all = target_.reflection;
    const artifact::Reflection& reflection = (*module)->reflection;
    all.target = reflection.target;
    all.kernels.insert(all.kernels.end(), reflection.kernels.begin(), reflection.kernels.end());
    return true;
  }

  void AddText(const std::string& label, std::string text, std::vector<Report::Link> links) {
    Report::Text one{label, std::move(text), std::move(links)};
    if (one.text.size() > room_) {
      one.whole_size = one.text.size();
      one.text.resize(one.text.rfind('\n', room_) + 1);
      const auto lines = static_cast<std::uint32_t>(llvm::count(one.text, '\n'));
      llvm::erase_if(one.links, [&](const Report::Link& link) { return link.text_line > lines; });
    }
    room_ -= std::min(room_, one.text.size());
    target_.texts.push_back(std::move(one));
  }

  void AddSteps(const std::string& label) {
    for (Report::Step& step : steps_) {
      if (!label.empty()) step.name = label + ": " + step.name;
      target_.steps.push_back(std::move(step));
    }
    steps_.clear();
  }

  void AddSaid(const std::string& label, bool is_error) {
    // The front end says the same of each kernel.
    const auto same = [&](const Report::Said& said) { return said.text == log_ && said.is_error == is_error; };
    if (log_.empty() || (!is_error && llvm::any_of(target_.said, same))) return;
    target_.said.push_back({label, log_, is_error});
  }

  void Observe(const char* step, double seconds, const llvm::Module& module) {
    // The pipeline begins anew for a kernel that turns out to need wide pointers.
    const bool is_start = llvm::StringRef(step) == translator::kFrontEndStep;
    if (is_start) steps_.clear();
    const std::size_t fingerprint = Fingerprint(module);
    std::optional<std::size_t> state;
    if (!steps_.empty() && fingerprint == last_fingerprint_) {
      state = steps_.back().state;
    } else {
      std::string ir;
      llvm::raw_string_ostream(ir) << module;
      state = report_.ir.Add(WithoutMetadata(ir), last_state_);
      if (state) last_state_ = state;
    }
    last_fingerprint_ = fingerprint;
    steps_.push_back({step, is_start ? front_end_seconds_ : seconds, state, is_start});
  }

  // Of the command line's options, what a report needs.
  SourceOptions Own() {
    SourceOptions own = options_;
    own.compile.diagnostic_stream = &log_stream_;
    own.compile.diagnostic_format = frontend::DiagnosticFormat::kClang;
    own.compile.colour = false;
    own.lower.debug_lines = true;
    own.line_directives = false;
    own.lower.after_step = [this](const char* step, double seconds, const llvm::Module& module) {
      Observe(step, seconds, module);
    };
    return own;
  }

  Report& report_;
  Sources& sources_;
  const frontend::Input& input_;
  const SourceOptions& options_;
  const LanguageInfo& language_;
  std::string log_;
  llvm::raw_string_ostream log_stream_{log_};
  SourceOptions own_ = Own();
  Report::Target target_;
  std::optional<Translation> unused_;  // compiled, not lowered yet
  std::vector<Report::Step> steps_;
  std::optional<std::size_t> last_state_;
  std::size_t last_fingerprint_ = 0;
  double front_end_seconds_ = 0;
  std::size_t room_ = kMostTextBytes;
};

}  // namespace

Result<Report> Collect(const frontend::Input& input, const SourceOptions& options,
                       const std::vector<std::string>& kernels) {
  Report report;
  report.subtitle = kVersionLine;
  std::string text;
  if (input.text) {
    text = *input.text;
  } else {
    KILN_ASSIGN_OR_RETURN(text, ReadFile(input.name));
  }
  Sources sources(report, input, std::move(text));
  bool any = false;
  std::string log;
  for (const LanguageInfo& language : kLanguages) {
    TargetCollector collector(report, sources, input, options, language);
    KILN_ASSIGN_OR_RETURN(const bool compiles, collector.Collect(kernels));
    if (!compiles && log.empty()) log = collector.log();
    any = any || compiles;
    report.targets.push_back(collector.Take());
  }
  if (!any) {
    *options.compile.diagnostic_stream << log;
    return Fail(ErrorCode::kCompile, "'" + input.name + "' does not compile");
  }
  return report;
}

}  // namespace kiln::cli::report
