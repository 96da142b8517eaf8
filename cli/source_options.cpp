#include "cli/source_options.h"

#include <algorithm>

#include <llvm/Option/Arg.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/raw_ostream.h>

#include "cli/option_table.h"

namespace kiln::cli {
namespace {

using llvm::opt::InputArgList;
using translator::TargetLanguage;
using translator::TargetProfile;

constexpr const char* kDefaultProfiles[] = {"vulkan1.3", "glsl460", "metal2.4", "hlsl6"};

tl::unexpected<Error> BadValue(const llvm::opt::Arg& argument, const std::string& expected) {
  return Fail(ErrorCode::kInvalidArgument, "'" + std::string(argument.getValue()) + "' is no value of " +
                                               argument.getSpelling().str() + "; expected " + expected);
}

Status ReadProfiles(const InputArgList& arguments, SourceOptions& options) {
  for (const auto* argument : arguments.filtered(OPT_target_EQ)) {
    const TargetProfile* profile = translator::FindProfile(argument->getValue());
    if (profile == nullptr) {
      std::vector<std::string> names;
      for (const TargetProfile& known : translator::AllProfiles()) names.push_back(known.name);
      return BadValue(*argument, ListNames(names));
    }
    options.profiles[static_cast<std::size_t>(profile->language)] = profile;
  }
  return {};
}

Status ReadOptimization(const InputArgList& arguments, SourceOptions& options) {
  translator::LowerOptions& lower = options.lower;
  if (arguments.hasArg(OPT_cl_opt_disable)) lower.optimization_level = 0;
  if (const auto* level = arguments.getLastArg(OPT_O)) {
    const llvm::StringRef value = level->getValue();
    options.compile.clang_options.push_back("-O" + value.str());
    if (value == "s") {
      lower.optimization_level = 2;
    } else if (value.size() == 1 && value[0] >= '0' && value[0] <= '3') {
      lower.optimization_level = static_cast<std::uint32_t>(value[0] - '0');
    } else {
      return BadValue(*level, "0, 1, 2, 3 or s");
    }
  }
  return {};
}

// The implications are those of the OpenCL specification, section "Optimization Options".
void ReadMathOptions(const InputArgList& arguments, translator::LowerOptions& lower) {
  lower.fast_relaxed_math |= arguments.hasArg(OPT_cl_fast_relaxed_math);
  lower.unsafe_math |= lower.fast_relaxed_math || arguments.hasArg(OPT_cl_unsafe_math);
  lower.finite_math_only |= lower.fast_relaxed_math || arguments.hasArg(OPT_cl_finite_math_only);
  lower.mad_enable |= lower.unsafe_math || arguments.hasArg(OPT_cl_mad_enable);
  lower.no_signed_zeros |= lower.unsafe_math || arguments.hasArg(OPT_cl_no_signed_zeros);
  lower.denorms_are_zero |= arguments.hasArg(OPT_cl_denorms_are_zero);
  lower.correctly_rounded_divide_sqrt |= arguments.hasArg(OPT_cl_fp32_correctly_rounded_divide_sqrt);
}

void PassOnClangOptions(const InputArgList& arguments, frontend::CompileOptions& compile) {
  for (const auto* argument : arguments.filtered(OPT_clang_Group)) {
    llvm::opt::ArgStringList words;
    argument->render(arguments, words);
    compile.clang_options.insert(compile.clang_options.end(), words.begin(), words.end());
  }
}

// Clang would say something about every byte of a file that is no text.
Status CheckIsSource(const std::string& path, llvm::StringRef contents) {
  if (contents.starts_with("\x03\x02\x23\x07")) {
    return Fail(ErrorCode::kInvalidArgument, "'" + path + "' is a SPIR-V module, not OpenCL C source");
  }
  const auto is_binary = [](char c) { return c == 0 || (static_cast<unsigned char>(c) < 9) || (c > 13 && c < 27); };
  if (std::none_of(contents.begin(), contents.end(), is_binary)) return {};
  return Fail(ErrorCode::kInvalidArgument, "'" + path + "' is not OpenCL C source: it holds bytes that no text has");
}

Status ReadDiagnosticFormat(const InputArgList& arguments, frontend::CompileOptions& compile) {
  compile.diagnostic_stream = &llvm::errs();
  if (const auto* colour = arguments.getLastArg(OPT_fcolor_diagnostics, OPT_fno_color_diagnostics)) {
    compile.colour = colour->getOption().matches(OPT_fcolor_diagnostics);
  }
  if (const auto* format = arguments.getLastArg(OPT_fdiagnostics_format_EQ)) {
    const llvm::StringRef value = format->getValue();
    if (value == "clang") {
      compile.diagnostic_format = frontend::DiagnosticFormat::kClang;
    } else if (value == "msvc") {
      compile.diagnostic_format = frontend::DiagnosticFormat::kMsvc;
    } else if (value == "json") {
      compile.diagnostic_format = frontend::DiagnosticFormat::kJson;
    } else if (value == "sarif") {
      compile.diagnostic_format = frontend::DiagnosticFormat::kSarif;
    } else {
      return BadValue(*format, "clang, msvc, json or sarif");
    }
  }
  return {};
}

// What the command line and a program's own build options have in common.
Status AddOptions(const InputArgList& arguments, SourceOptions& options) {
  KILN_RETURN_IF_ERROR(ReadProfiles(arguments, options));
  KILN_RETURN_IF_ERROR(ReadOptimization(arguments, options));
  ReadMathOptions(arguments, options.lower);
  PassOnClangOptions(arguments, options.compile);
  if (const auto* width = arguments.getLastArg(OPT_m32, OPT_m64)) {
    options.compile.address_bits = width->getOption().matches(OPT_m64) ? 64 : 32;
  }
  if (const auto* model = arguments.getLastArg(OPT_addressing_EQ)) {
    const llvm::StringRef value = model->getValue();
    if (value == "physical") {
      options.lower.addressing = translator::Addressing::kPhysical;
      options.compile.address_bits = 64;
    } else if (value == "logical") {
      options.lower.addressing = translator::Addressing::kLogical;
    } else if (value != "auto") {
      return BadValue(*model, "auto, logical or physical");
    }
  }
  if (const auto* policy = arguments.getLastArg(OPT_fp64_EQ)) {
    const llvm::StringRef value = policy->getValue();
    if (value == "error") {
      options.compile.fp64 = frontend::Fp64Policy::kError;
    } else if (value == "demote") {
      options.compile.fp64 = frontend::Fp64Policy::kDemote;
    } else {
      return BadValue(*policy, "demote or error");
    }
  }
  if (const auto* lines = arguments.getLastArg(OPT_g, OPT_g0)) {
    options.lower.debug_lines = options.line_directives = lines->getOption().matches(OPT_g);
  }
  return {};
}

}  // namespace

std::string ListNames(const std::vector<std::string>& names) {
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) list += i + 1 == names.size() ? " or " : ", ";
    list += names[i];
  }
  return list;
}

Result<SourceOptions> ReadSourceOptions(const InputArgList& arguments) {
  SourceOptions options;
  for (std::size_t i = 0; i < options.profiles.size(); ++i) {
    options.profiles[i] = translator::FindProfile(kDefaultProfiles[i]);
    if (options.profiles[i] == nullptr) {
      return Fail(ErrorCode::kInternal, std::string("the default profile '") + kDefaultProfiles[i] + "' is missing");
    }
  }
  KILN_RETURN_IF_ERROR(AddOptions(arguments, options));
  KILN_RETURN_IF_ERROR(ReadDiagnosticFormat(arguments, options.compile));
  options.lower.dump_directory = arguments.getLastArgValue(OPT_dump_dir_EQ).str();
  options.lower.time_passes = arguments.hasArg(OPT_time_passes);
  options.stdin_name = arguments.getLastArgValue(OPT_stdin_name_EQ, "<stdin>").str();
  return options;
}

Status AddBuildOptions(const std::vector<std::string>& words, SourceOptions& options) {
  std::vector<const char*> texts;
  for (const std::string& word : words) texts.push_back(word.c_str());
  unsigned missing_index = 0;
  unsigned missing_count = 0;
  const InputArgList arguments =
      OptionTable().ParseArgs(texts, missing_index, missing_count, llvm::opt::Visibility(TestOption));
  if (missing_count > 0) {
    return Fail(ErrorCode::kInvalidArgument, "option '" + words[missing_index] + "' needs a value");
  }
  for (const auto* argument : arguments.filtered(OPT_UNKNOWN, OPT_INPUT)) {
    return Fail(ErrorCode::kInvalidArgument, "unknown build option '" + argument->getAsString(arguments) + "'");
  }
  return AddOptions(arguments, options);
}

Result<frontend::Input> OpenInput(const std::string& path, const SourceOptions& options) {
  if (path != "-") {
    // What cannot be read, the front end reports.
    if (const auto file = llvm::MemoryBuffer::getFile(path)) {
      KILN_RETURN_IF_ERROR(CheckIsSource(path, (*file)->getBuffer()));
    }
    return frontend::Input{path, std::nullopt};
  }
  auto text = llvm::MemoryBuffer::getSTDIN();
  if (!text) return Fail(ErrorCode::kIo, "cannot read standard input: " + text.getError().message());
  return frontend::Input{options.stdin_name, (*text)->getBuffer().str()};
}

}  // namespace kiln::cli
