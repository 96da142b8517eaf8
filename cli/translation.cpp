#include "cli/translation.h"

#include <llvm/IR/Module.h>
#include <llvm/Support/Format.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <chrono>

#include "cli/c_source.h"
#include "cli/extensions.h"
#include "cli/source_map.h"
#include "kiln/artifact/spirv_reflection.h"

namespace kiln::cli {
namespace {

// Adds the time of its scope to a stage.
class StageClock {
 public:
  StageClock(StageTimes& times, std::string stage) : times_(times), stage_(std::move(stage)) {}
  ~StageClock() {
    times_.Add(stage_, std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count());
  }
  StageClock(const StageClock&) = delete;
  StageClock& operator=(const StageClock&) = delete;

 private:
  StageTimes& times_;
  std::string stage_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// A SPIR-V binary is little-endian, whatever wrote it.
std::string ToBytes(const std::vector<std::uint32_t>& words) {
  std::string bytes;
  bytes.reserve(words.size() * 4);
  for (const std::uint32_t word : words) {
    for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>((word >> shift) & 0xff);
  }
  return bytes;
}

std::string PrintIr(const llvm::Module& module) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  module.print(stream, nullptr);
  return text;
}

}  // namespace

void StageTimes::Add(const std::string& stage, double seconds) {
  const auto found = std::find_if(stages_.begin(), stages_.end(), [&](const auto& s) { return s.first == stage; });
  if (found == stages_.end()) {
    stages_.emplace_back(stage, seconds);
  } else {
    found->second += seconds;
  }
}

std::string StageTimes::Table(const std::string& title) const {
  double total = 0;
  for (const auto& [stage, seconds] : stages_) total += seconds;
  std::string text;
  llvm::raw_string_ostream stream(text);
  stream << title << '\n';
  const auto row = [&](const std::string& name, double seconds) {
    stream << llvm::format("%10.3f ms  %5.1f %%  %s\n", seconds * 1e3, total > 0 ? 100 * seconds / total : 0,
                           name.c_str());
  };
  for (const auto& [stage, seconds] : stages_) row(stage, seconds);
  row("total", total);
  return text;
}

Result<Translation> Translation::Start(const frontend::Input& input, const SourceOptions& options,
                                       const translator::TargetProfile* first_profile) {
  Translation translation(input, options);
  KILN_ASSIGN_OR_RETURN([[maybe_unused]] const frontend::KernelModule* source,
                        translation.CompileWith(first_profile ? ExtensionsOf(*first_profile) : std::nullopt,
                                                  options.compile.address_bits));
  return translation;
}

Result<frontend::KernelModule*> Translation::CompileWith(const Extensions& extensions, std::uint32_t address_bits) {
  for (const auto& compiled : compiled_) {
    if (compiled->extensions == extensions && compiled->address_bits == address_bits) return &compiled->source;
  }
  const StageClock clock(stage_times_, "front end");
  frontend::CompileOptions compile = options_->compile;
  compile.extensions = extensions;
  compile.address_bits = address_bits;
  // The same source once more has the same warnings.
  if (!compiled_.empty()) compile.clang_options.emplace_back("-w");
  auto source = frontend::Compile(input_, compile);
  if (!source) return Fail(std::move(source.error()));
  compiled_.push_back(std::make_unique<Compiled>(Compiled{extensions, address_bits, std::move(*source)}));
  return &compiled_.back()->source;
}

std::vector<std::string> Translation::KernelNames() {
  std::vector<std::string> names;
  for (const frontend::KernelSignature& kernel : source().kernels()) names.push_back(kernel.name);
  return names;
}

frontend::FilesAsked Translation::FilesAsked() const {
  frontend::FilesAsked all;
  for (const auto& compiled : compiled_) {
    frontend::FilesAsked asked = compiled->source.files_asked();
    all.read.insert(all.read.end(), asked.read.begin(), asked.read.end());
    all.absent.insert(all.absent.end(), asked.absent.begin(), asked.absent.end());
    all.names_the_time = all.names_the_time || asked.names_the_time;
  }
  const auto keep_one = [](auto& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  };
  keep_one(all.read);
  keep_one(all.absent);
  return all;
}

Result<const translator::SpirvModule*> Translation::Lower(const translator::TargetProfile& profile,
                                                          const std::vector<std::string>& kernels) {
  const auto key = std::make_pair(profile.name, kernels);
  if (const auto found = lowered_.find(key); found != lowered_.end()) return &found->second;
  translator::LowerOptions options = options_->lower;
  options.kernels = kernels;
  options.remarks = remarks_;
  auto module = LowerWith(profile, options, options_->compile.address_bits);
  // Kernels that need physical addresses are known only now: they are compiled once more, with wide pointers.
  if (!module && module.error().code() == ErrorCode::kUnsupported && options_->compile.address_bits != 64) {
    module = LowerWith(profile, options, 64);
  }
  if (!module) return Fail(std::move(module.error()));
  for (const auto& [pass, seconds] : module->pass_seconds) pass_times_.Add(pass, seconds);
  return &lowered_.emplace(key, std::move(*module)).first->second;
}

Result<translator::SpirvModule> Translation::LowerWith(const translator::TargetProfile& profile,
                                                       const translator::LowerOptions& options,
                                                       std::uint32_t address_bits) {
  KILN_ASSIGN_OR_RETURN(frontend::KernelModule* const source, CompileWith(ExtensionsOf(profile), address_bits));
  const StageClock clock(stage_times_, "lowering for " + profile.name);
  return translator::Lower(*source, profile, options);
}

Result<std::string> Translation::Encode(OutputKind kind, const translator::TargetProfile* profile,
                                        const std::vector<std::string>& kernels, const Names& names,
                                        std::vector<translator::LineOrigin>* lines) {
  if (profile == nullptr) return PrintIr(source().module());
  KILN_ASSIGN_OR_RETURN(const translator::SpirvModule* module, Lower(*profile, kernels));
  const StageClock clock(stage_times_, std::string("writing ") + OutputKindName(kind));
  switch (kind) {
    case OutputKind::kSpirv: {
      KILN_ASSIGN_OR_RETURN(const auto words, artifact::EmbedReflection(module->words, module->reflection));
      return ToBytes(words);
    }
    case OutputKind::kSpirvAssembly: {
      KILN_ASSIGN_OR_RETURN(std::string assembly, translator::Disassemble(module->words));
      if (lines != nullptr) *lines = AssemblyLines(assembly);
      return assembly;
    }
    case OutputKind::kInitializer:
      return translator::ToCArray(module->words, "") + "\n";
    case OutputKind::kCArray:
      return ToCSource(module->words, names.variable_name);
    case OutputKind::kCppHeader:
      return ToCppSource(module->words, module->reflection, names.namespace_name, names.variable_name);
    case OutputKind::kReflection:
      return artifact::ToJson(module->reflection);
    case OutputKind::kGlsl:
    case OutputKind::kMsl:
    case OutputKind::kHlsl: {
      translator::PrintOptions print;
      if (kernels.size() == 1) print.kernel = kernels.front();
      print.line_directives = options_->line_directives;
      KILN_ASSIGN_OR_RETURN(translator::PrintedText printed, translator::PrintWithLines(*module, *profile, print));
      if (lines != nullptr) *lines = std::move(printed.lines);
      return std::move(printed.text);
    }
    case OutputKind::kLlvmIr:
      break;
  }
  return PrintIr(source().module());
}

}  // namespace kiln::cli
