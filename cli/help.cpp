#include "cli/help.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Option/Option.h>

#include <vector>

#include "cli/version.h"

namespace kiln::cli {
namespace {

using llvm::opt::Option;
using Info = llvm::opt::OptTable::Info;

// The order of the sections; LLVM sorts the table by name.
constexpr OptionId kSections[] = {OPT_output_Group,  OPT_target_Group,     OPT_run_Group,        OPT_telemetry_Group,
                                  OPT_test_Group,    OPT_validate_Group,   OPT_fuzz_Group,       OPT_golden_Group,
                                  OPT_devices_Group, OPT_cache_Group,      OPT_language_Group,   OPT_preprocessor_Group,
                                  OPT_warning_Group, OPT_dependency_Group, OPT_diagnostic_Group, OPT_inside_Group,
                                  OPT_general_Group};

constexpr struct {
  int code;
  const char* meaning;
} kExitCodes[] = {{0, "everything was done"},
                  {1, "a kernel does not compile, or the target cannot express it"},
                  {2, "the command line is wrong"},
                  {3, "a result, test or golden file differs from what was expected"},
                  {4, "a file or a device could not be used"},
                  {70, "an internal error; a folder to reproduce it was left"}};

constexpr struct {
  const char* name;
  const char* meaning;
} kEnvironment[] = {{"KILN_DEVICE", "The Vulkan device when --device is absent"},
                    {"KILN_VALIDATION", "1: run with Vulkan's validation layer"},
                    {"KILN_LEAKS", "1: say at the end which buffers still live, and who allocated them"},
                    {"KILN_CACHE_DIR", "Where translations are kept; without it none is"},
                    {"KILN_CACHE_SIZE", "How much of them, as in 512M (default: 1G)"},
                    {"NO_COLOR", "Any value: no colours"},
                    {"CI", "Any value: 'kiln golden --update' refuses to write"},
                    {"TMPDIR", "Where reproducers of internal errors go"}};

constexpr const char* kDescription =
    "Kiln translates compute kernels written in OpenCL C or C++ for OpenCL into Vulkan SPIR-V, GLSL, Metal Shading "
    "Language and HLSL, and runs them on Vulkan.";
constexpr const char* kOptionsNote =
    "Options that Clang has are spelled as in Clang. @FILE stands for the words in FILE. The input - is standard "
    "input.";

bool IsShown(const Info& info, unsigned visibility) {
  return info.Kind != Option::GroupClass && info.Kind != Option::InputClass && info.Kind != Option::UnknownClass &&
         (info.Visibility & visibility) != 0 && (info.Flags & llvm::opt::HelpHidden) == 0 && info.HelpText != nullptr;
}

std::vector<const Info*> OptionsOf(OptionId group, unsigned visibility) {
  std::vector<const Info*> options;
  for (const Info& info : OptionInfos()) {
    if (info.GroupID == group && IsShown(info, visibility)) options.push_back(&info);
  }
  return options;
}

const char* TitleOf(OptionId group) {
  return OptionInfos()[group - 1].HelpText;
}

bool TakesSeparateValue(const Info& info) {
  return info.Kind == Option::SeparateClass || info.Kind == Option::JoinedOrSeparateClass;
}

// "-o FILE", "--emit=KIND", "-E"
std::string Usage(const Info& info) {
  std::string usage = info.PrefixedName.str();
  if (info.MetaVar != nullptr) usage += (TakesSeparateValue(info) ? " " : "") + std::string(info.MetaVar);
  return usage;
}

// Breaks `text` between words so that no line is longer than `width`; every line but the first starts with `indent`.
std::string Wrap(llvm::StringRef text, std::size_t width, const std::string& indent) {
  std::string wrapped;
  std::size_t column = 0;
  for (const llvm::StringRef word : llvm::split(text, ' ')) {
    if (column > 0 && column + 1 + word.size() > width) {
      wrapped += "\n" + indent;
      column = 0;
    } else if (column > 0) {
      wrapped += ' ';
      ++column;
    }
    wrapped += word;
    column += word.size();
  }
  return wrapped;
}

std::string UsageLine(const Command& command) {
  return std::string("kiln ") + command.name + (*command.name ? " " : "") + command.operands +
         (*command.operands ? " " : "") + "[OPTION...]";
}

std::string EscapeForMan(llvm::StringRef text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\\' || c == '-') escaped += '\\';
    if (c == '\\')
      escaped += 'e';
    else
      escaped += c;
  }
  if (!escaped.empty() && (escaped[0] == '.' || escaped[0] == '\'')) escaped.insert(0, "\\&");
  return escaped;
}

// "'-a --bee= ...'" of what a subcommand knows, for compgen.
std::string CompletionWords(unsigned visibility) {
  std::vector<std::string> words;
  for (const Info& info : OptionInfos()) {
    if (IsShown(info, visibility)) words.push_back(info.PrefixedName.str());
  }
  return llvm::join(words, " ");
}

}  // namespace

std::string RenderHelp(const Command& command) {
  constexpr std::size_t kColumn = 30;
  constexpr std::size_t kWidth = 100;
  const std::string indent(kColumn, ' ');
  std::string help = "usage: " + UsageLine(command) + "\n";
  const bool is_translation = *command.name == '\0';
  if (is_translation) {
    for (const Command& other : Commands().drop_front()) help += "       " + UsageLine(other) + "\n";
  }
  help += "\n" + Wrap(is_translation ? kDescription : command.summary, kWidth, "") + "\n";
  if (is_translation) {
    help += "\nSubcommands ('kiln SUBCOMMAND --help' tells more):\n";
    for (const Command& other : Commands().drop_front()) {
      const std::string name = std::string("  ") + other.name;
      help += name + std::string(kColumn - name.size(), ' ') + other.summary + "\n";
    }
  }
  for (const OptionId group : kSections) {
    const auto options = OptionsOf(group, command.visibility);
    if (options.empty()) continue;
    help += std::string("\n") + TitleOf(group) + ":\n";
    for (const Info* info : options) {
      const std::string usage = "  " + Usage(*info);
      help += usage;
      help += usage.size() + 1 < kColumn ? std::string(kColumn - usage.size(), ' ') : "\n" + indent;
      help += Wrap(info->HelpText, kWidth - kColumn, indent) + "\n";
    }
  }
  help += "\n" + Wrap(kOptionsNote, kWidth, "") + "\n\nExit codes:\n";
  for (const auto& [code, meaning] : kExitCodes) {
    const std::string number = std::to_string(code);
    help += "  " + number + std::string(4 - number.size(), ' ') + meaning + "\n";
  }
  return help;
}

std::string RenderManPage() {
  std::string page = std::string(".TH KILN 1 \"\" \"kiln ") + kVersion + "\" \"User Commands\"\n";
  page += ".SH NAME\nkiln \\- translate and run OpenCL kernels on Vulkan, Metal and Direct3D\n.SH SYNOPSIS\n";
  for (const Command& command : Commands()) {
    page += ".B kiln" + std::string(*command.name ? " " : "") + command.name + "\n" +
            EscapeForMan(std::string(command.operands) + (*command.operands ? " " : "") + "[OPTION...]") + "\n.br\n";
  }
  page += ".SH DESCRIPTION\n" + EscapeForMan(kDescription) + "\n.PP\n" + EscapeForMan(kOptionsNote) + "\n";
  page += ".SH SUBCOMMANDS\n";
  for (const Command& command : Commands().drop_front()) {
    page += ".TP\n.B " + std::string(command.name) + "\n" + EscapeForMan(command.summary) + "\n";
  }
  page += ".SH OPTIONS\n";
  for (const OptionId group : kSections) {
    const auto options = OptionsOf(group, ~0U);
    page += ".SS " + std::string(TitleOf(group)) + "\n";
    for (const Info* info : options) {
      page += ".TP\n.B " + EscapeForMan(Usage(*info)) + "\n" + EscapeForMan(info->HelpText) + "\n";
    }
  }
  page += ".SH EXIT STATUS\n";
  for (const auto& [code, meaning] : kExitCodes) {
    page += ".TP\n.B " + std::to_string(code) + "\n" + EscapeForMan(meaning) + "\n";
  }
  page += ".SH ENVIRONMENT\n";
  for (const auto& [name, meaning] : kEnvironment) {
    page += ".TP\n.B " + std::string(name) + "\n" + EscapeForMan(meaning) + "\n";
  }
  return page;
}

std::string RenderBashCompletion() {
  std::vector<std::string> names;
  std::string cases;
  for (const Command& command : Commands()) {
    if (*command.name) names.emplace_back(command.name);
    cases += std::string("    ") + (*command.name ? command.name : "*") + ") options='" +
             CompletionWords(command.visibility) + "' ;;\n";
  }
  // The case of translation, `*`, must come last.
  const std::size_t end_of_first = cases.find('\n') + 1;
  cases = cases.substr(end_of_first) + cases.substr(0, end_of_first);

  std::string values;
  for (const Info& info : OptionInfos()) {
    if (info.Values == nullptr) continue;
    values += "    " + info.PrefixedName.str() + "*) COMPREPLY=($(compgen -P '" +
              (TakesSeparateValue(info) ? "" : info.PrefixedName.str()) + "' -W '" +
              llvm::join(llvm::split(info.Values, ','), " ") + "' -- \"${word#" + info.PrefixedName.str() +
              "}\")); return ;;\n";
  }
  return "# Completion of kiln(1) for bash, generated from its option table.\n"
         "_kiln() {\n"
         "  local word options\n"
         "  COMPREPLY=()\n"
         "  # Bash splits at '='; join the word again.\n"
         "  word=${COMP_LINE:0:COMP_POINT}\n"
         "  word=${word##*[[:space:]]}\n"
         "  case $word in\n" +
         values +
         "  esac\n"
         "  case ${COMP_WORDS[1]} in\n" +
         cases +
         "  esac\n"
         "  if [[ $word == -* ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
         "    if [[ ${COMPREPLY[0]} == *= ]]; then compopt -o nospace; fi\n"
         "    return\n"
         "  fi\n"
         "  COMPREPLY=($(compgen -f -- \"$word\"))\n"
         "  if ((COMP_CWORD == 1)); then\n"
         "    COMPREPLY+=($(compgen -W '" +
         llvm::join(names, " ") +
         "' -- \"$word\"))\n"
         "  fi\n"
         "}\n"
         "complete -o filenames -F _kiln kiln\n";
}

}  // namespace kiln::cli
