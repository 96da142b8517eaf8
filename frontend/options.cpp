#include "frontend/options.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "clang/Driver/Options.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"

namespace kiln::frontend {
namespace {

namespace options = clang::driver::options;
using llvm::StringRef;
using llvm::opt::Arg;

// What a driver option that cc1 does not have (or means less by) stands for: arguments to add and to take back. Both
// are separated by spaces. Clang's driver computes the same for the floating-point options.
struct Translation {
  std::string_view option;
  std::string_view adds;
  std::string_view removes;
};

#define KILN_FAST_MATH_FLAGS                                                                                     \
  "-menable-no-infs -menable-no-nans -fapprox-func -funsafe-math-optimizations -fno-signed-zeros -mreassociate " \
  "-freciprocal-math -ffp-contract=fast -ffast-math -ffinite-math-only"
#define KILN_UNSAFE_MATH_FLAGS                                                                   \
  "-fapprox-func -funsafe-math-optimizations -fno-signed-zeros -mreassociate -freciprocal-math " \
  "-ffp-contract=fast"
#define KILN_FINITE_MATH_FLAGS "-menable-no-infs -menable-no-nans -ffinite-math-only"

constexpr Translation kTranslations[] = {
    {"-ffast-math", KILN_FAST_MATH_FLAGS, ""},
    {"-fno-fast-math", "-ffp-contract=on", KILN_FAST_MATH_FLAGS},
    {"-funsafe-math-optimizations", KILN_UNSAFE_MATH_FLAGS, ""},
    {"-fno-unsafe-math-optimizations", "-ffp-contract=on", KILN_UNSAFE_MATH_FLAGS " -ffast-math"},
    {"-ffinite-math-only", KILN_FINITE_MATH_FLAGS, ""},
    {"-fno-finite-math-only", "", KILN_FINITE_MATH_FLAGS " -ffast-math"},
    {"-fno-honor-nans", "-menable-no-nans", ""},
    {"-fhonor-nans", "", "-menable-no-nans -ffinite-math-only -ffast-math"},
    {"-fno-honor-infinities", "-menable-no-infs", ""},
    {"-fhonor-infinities", "", "-menable-no-infs -ffinite-math-only -ffast-math"},
    {"-fassociative-math", "-mreassociate", ""},
    {"-fno-associative-math", "", "-mreassociate -ffast-math"},
    {"-ffp-model=precise", "-ffp-contract=on", KILN_FAST_MATH_FLAGS},
    {"-ffp-model=strict", "-ffp-contract=off -frounding-math -ffp-exception-behavior=strict", KILN_FAST_MATH_FLAGS},
    {"-ffp-model=fast", KILN_FAST_MATH_FLAGS, ""},
    {"-cl-denorms-are-zero", "-fdenormal-fp-math-f32=preserve-sign,preserve-sign", ""},
    {"-fno-strict-aliasing", "-relaxed-aliasing", ""},
    {"-fstrict-aliasing", "", "-relaxed-aliasing"},
    {"-funsigned-char", "-fno-signed-char", ""},
    {"-fsigned-char", "", "-fno-signed-char"},
    // The defaults: cc1 has only their opposites.
    {"-fcaret-diagnostics", "", "-fno-caret-diagnostics"},
    {"-fdiagnostics-show-option", "", "-fno-diagnostics-show-option"},
    {"-fdiagnostics-fixit-info", "", "-fno-diagnostics-fixit-info"},
    // Value names carry the source's names into the texts: Kiln keeps them whatever is asked.
    {"-fdiscard-value-names", "", ""},
    {"-fno-discard-value-names", "", ""},
};

// Driver options -fx=<n> whose cc1 form is two arguments.
constexpr std::string_view kJoinedToSeparate[] = {"-ferror-limit=",           "-fbracket-depth=",
                                                  "-fconstexpr-depth=",       "-fconstexpr-steps=",
                                                  "-ftemplate-depth=",        "-fdiagnostics-show-category=",
                                                  "-fspell-checking-limit=",  "-ftemplate-backtrace-limit=",
                                                  "-fmacro-backtrace-limit=", "-fconstexpr-backtrace-limit="};

// Accepted without effect. The first two are cc1's: build scripts pass them, and Kiln does what they ask for anyway.
constexpr std::string_view kSilent[] = {"-finclude-default-header", "-fdeclare-opencl-builtins", "-nostdinc", "-pipe",
                                        "-fomit-frame-pointer",     "-fno-omit-frame-pointer"};

// Options that say what to produce or for which machine: the members of CompileOptions say so.
constexpr std::string_view kSelectors[] = {"-c",   "-S",        "-E",     "-o",        "-fsyntax-only", "-emit-llvm",
                                           "-###", "--version", "--help", "--target=", "-target",       "-emit-ast"};
// Options that reach beyond this compilation: flags global to the process, code loaded into it.
constexpr std::string_view kProcessWide[] = {"-mllvm", "-fplugin=", "-fpass-plugin=", "-load"};

template <std::size_t kSize>
bool Contains(const std::string_view (&list)[kSize], std::string_view value) {
  return std::find(std::begin(list), std::end(list), value) != std::end(list);
}

bool IsCc1Option(StringRef spelling) {
  std::string exact;
  return clang::driver::getDriverOptTable().findExact(spelling, exact, llvm::opt::Visibility(options::CC1Option));
}

class Translator {
 public:
  explicit Translator(const llvm::opt::InputArgList& arguments) : arguments_(arguments) {}

  Result<TranslatedOptions> Run() {
    for (const Arg* argument : arguments_) {
      KILN_RETURN_IF_ERROR(Translate(*argument));
    }
    return std::move(out_);
  }

 private:
  Status Translate(const Arg& argument) {
    const llvm::opt::Option option = argument.getOption();
    const std::string name = option.getPrefixedName().str();
    const std::string spelling = argument.getAsString(arguments_);
    if (option.getKind() == llvm::opt::Option::InputClass) {
      return Fail(ErrorCode::kInvalidArgument, "unexpected argument '" + spelling + "' among the compiler options");
    }
    if (Contains(kSelectors, name) || option.matches(options::OPT_M_Group)) {
      return Fail(ErrorCode::kInvalidArgument,
                  "option '" + spelling + "' does not belong to the compiler options: it selects what is produced");
    }
    if (Contains(kProcessWide, name)) {
      return Fail(ErrorCode::kInvalidArgument, "option '" + spelling + "' is not supported: Clang runs in process");
    }
    if (option.matches(options::OPT_D) || option.matches(options::OPT_U)) {
      const StringRef macro = StringRef(argument.getValue()).split('=').first;
      out_.defines_opencl_version |= macro == "__OPENCL_VERSION__";
    }
    if (Contains(kSilent, name) || Special(argument, name) || TranslateByTable(argument, name)) {
      return {};
    }
    if (option.hasVisibilityFlag(options::CC1Option)) {
      Forward(argument);
    } else if (!TakeBackOpposite(name) && !option.matches(options::OPT_clang_ignored_f_Group)) {
      out_.unused.push_back(spelling);
    }
    return {};
  }

  // Options that set a member of TranslatedOptions or carry other options in their value.
  bool Special(const Arg& argument, const std::string& name) {
    const llvm::opt::Option option = argument.getOption();
    if (option.matches(options::OPT_O_Group)) {
      SetOptimization(argument);
    } else if (option.matches(options::OPT_x)) {
      out_.language = argument.getValue();
    } else if (option.matches(options::OPT_g_Group) || option.matches(options::OPT_gN_Group)) {
      out_.full_debug_info = name != "-g0" && name != "-g1" && name != "-gline-tables-only" && name != "-gmlt";
    } else if (name == "-cl-opt-disable") {
      out_.optimization = "0";
    } else if (name == "-cl-no-stdinc") {
      out_.standard_include = false;
    } else if (name == "-fcolor-diagnostics" || name == "-fno-color-diagnostics") {
      out_.colour = name == "-fcolor-diagnostics";
    } else if (name == "-fdiagnostics-color=") {
      const StringRef value = argument.getValue();
      out_.colour = value == "auto" ? std::nullopt : std::optional<bool>(value != "never");
    } else if (name == "-fdiagnostics-format=") {
      return SetFormat(argument);
    } else if (name == "-Xclang" || name == "-Wp," || name == "-Xpreprocessor") {
      for (const char* value : argument.getValues()) {
        if (!Contains(kSilent, value)) {
          out_.cc1.emplace_back(value);
        }
      }
    } else {
      return false;
    }
    return true;
  }

  void SetOptimization(const Arg& argument) {
    const StringRef name = argument.getOption().getName();
    if (name == "O0" || name == "O4" || name == "Ofast") {
      out_.optimization = name == "O0" ? "0" : "3";
    } else {
      out_.optimization = argument.getNumValues() == 1 && *argument.getValue() != '\0' ? argument.getValue() : "1";
    }
    if (name == "Ofast") {
      Add(KILN_FAST_MATH_FLAGS);
    }
  }

  // False for a format that cc1 shall judge ("vi", a misspelling).
  bool SetFormat(const Arg& argument) {
    const StringRef value = argument.getValue();
    if (value == "clang") {
      out_.format = DiagnosticFormat::kClang;
    } else if (value == "msvc") {
      out_.format = DiagnosticFormat::kMsvc;
    } else if (value == "json") {
      out_.format = DiagnosticFormat::kJson;
    } else if (value == "sarif" || value == "SARIF") {
      out_.format = DiagnosticFormat::kSarif;
    } else {
      out_.cc1.push_back("-fdiagnostics-format");
      out_.cc1.push_back(value.str());
    }
    return true;
  }

  bool TranslateByTable(const Arg& argument, const std::string& name) {
    const bool joined = StringRef(name).ends_with("=") && argument.getNumValues() == 1;
    if (joined && Contains(kJoinedToSeparate, name)) {
      out_.cc1.push_back(name.substr(0, name.size() - 1));
      out_.cc1.emplace_back(argument.getValue());
      return true;
    }
    const std::string spelling = joined ? name + argument.getValue() : name;
    for (const Translation& translation : kTranslations) {
      if (spelling == translation.option) {
        Remove(translation.removes);
        Add(translation.adds);
        return true;
      }
    }
    return false;
  }

  // -fno-x, where cc1 has only -fx (or the reverse), is cc1's default: it only takes back what came before.
  bool TakeBackOpposite(const std::string& name) {
    const StringRef spelling = name;
    const std::string opposite = spelling.starts_with("-fno-") ? "-f" + spelling.substr(5).str()
                                 : spelling.starts_with("-f")  ? "-fno-" + spelling.substr(2).str()
                                                               : "";
    if (opposite.empty() || !IsCc1Option(opposite)) {
      return false;
    }
    Remove(opposite);
    return true;
  }

  void Forward(const Arg& argument) {
    llvm::opt::ArgStringList rendered;
    argument.render(arguments_, rendered);
    out_.cc1.insert(out_.cc1.end(), rendered.begin(), rendered.end());
  }

  void Add(std::string_view flags) {
    for (const StringRef flag : llvm::split(flags, ' ')) {
      if (!flag.empty()) {
        out_.cc1.push_back(flag.str());
      }
    }
  }

  void Remove(std::string_view flags) {
    for (const StringRef flag : llvm::split(flags, ' ')) {
      std::erase(out_.cc1, flag);
    }
  }

  const llvm::opt::InputArgList& arguments_;
  TranslatedOptions out_;
};

std::string DescribeUnknown(const std::string& spelling) {
  const llvm::opt::OptTable& table = clang::driver::getDriverOptTable();
  std::string message = "unknown argument '" + spelling + "'";
  const StringRef base = StringRef(spelling).split('=').first;
  std::string nearest;
  if (IsCc1Option(spelling)) {
    return message + "; did you mean '-Xclang " + spelling + "'?";
  }
  // Clang's own limit: a suggestion is at most one edit away.
  if (table.findNearest(spelling, nearest, llvm::opt::Visibility(options::ClangOption)) <= 1 ||
      table.findNearest(base, nearest, llvm::opt::Visibility(options::ClangOption)) <= 1) {
    message += "; did you mean '" + nearest + "'?";
  }
  return message;
}

}  // namespace

Result<TranslatedOptions> TranslateOptions(const std::vector<std::string>& options) {
  std::vector<const char*> pointers;
  for (std::size_t i = 0; i < options.size(); ++i) {
    // cc1's own spellings are unknown to the driver's table; behind -Xclang the value has to stay.
    if (!Contains(kSilent, options[i]) || (i > 0 && options[i - 1] == "-Xclang")) {
      pointers.push_back(options[i].c_str());
    }
  }
  unsigned missing_index = 0;
  unsigned missing_count = 0;
  const llvm::opt::InputArgList arguments = clang::driver::getDriverOptTable().ParseArgs(
      pointers, missing_index, missing_count, llvm::opt::Visibility(options::ClangOption));
  if (missing_count != 0) {
    return Fail(ErrorCode::kInvalidArgument, "argument to '" + std::string(pointers[missing_index]) + "' is missing");
  }
  for (const Arg* argument : arguments.filtered(options::OPT_UNKNOWN)) {
    return Fail(ErrorCode::kInvalidArgument, DescribeUnknown(argument->getAsString(arguments)));
  }
  return Translator(arguments).Run();
}

}  // namespace kiln::frontend
