#include "harness/description/description.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>
#include <set>

#include "harness/description/argument.h"
#include "harness/description/lines.h"
#include "harness/values/number.h"

namespace kiln::harness {
namespace {

tl::unexpected<Error> Bad(std::string message) {
  return Fail(ErrorCode::kInvalidArtifact, std::move(message));
}

Result<bool> ParseBool(std::string_view word) {
  if (word == "1" || word == "true") return true;
  if (word == "0" || word == "false") return false;
  return Bad("'" + std::string(word) + "' is neither true nor false");
}

Result<std::uint32_t> ParseSmall(std::string_view word) {
  const auto count = ParseCount(word);
  if (!count || *count > 1000) return Bad("'" + std::string(word) + "' is not a small number");
  return static_cast<std::uint32_t>(*count);
}

Result<std::array<std::uint64_t, 3>> ParseThree(std::string_view text) {
  const auto words = SplitWords(text);
  if (words.size() != 3) return Bad("three numbers are needed, " + std::to_string(words.size()) + " are given");
  std::array<std::uint64_t, 3> values = {};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto value = ParseCount(words[i]);
    if (!value) return Bad(value.error().message());
    values[i] = *value;
  }
  return values;
}

// "text" with \" \\ \t and \xHH, the last also for the # that would begin a comment.
Result<std::string> ParseQuoted(std::string_view text) {
  const auto bad = [&] {
    return Bad("expected \"text\" with the escapes \\\" \\\\ \\t \\xHH, got '" + std::string(text) + "'");
  };
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return bad();
  std::string result;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == '"') return bad();
    if (text[i] != '\\') {
      result += text[i];
      continue;
    }
    const std::string_view escape = text.substr(i + 1, text.size() - i - 2);
    if (escape.starts_with('"') || escape.starts_with('\\')) {
      result += escape[0];
      i += 1;
    } else if (escape.starts_with('t')) {
      result += '\t';
      i += 1;
    } else if (escape.size() >= 3 && escape[0] == 'x' && std::isxdigit(static_cast<unsigned char>(escape[1])) != 0 &&
               std::isxdigit(static_cast<unsigned char>(escape[2])) != 0) {
      result += static_cast<char>(std::stoi(std::string(escape.substr(1, 2)), nullptr, 16));
      i += 3;
    } else {
      return bad();
    }
  }
  return result;
}

bool IsNull(std::string_view word) {
  return word == "NULL" || word == "null";
}

std::vector<std::string> ToStrings(const std::vector<std::string_view>& words) {
  return {words.begin(), words.end()};
}

// Keys that both sections have: in [config] they set what the tests begin with.
Result<bool> ParseLaunchKey(std::string_view key, std::string_view value, TestCase& test) {
  if (key == "expect_test_fail") {
    KILN_ASSIGN_OR_RETURN(test.expect_test_fail, ParseBool(value));
  } else if (key == "dimensions") {
    KILN_ASSIGN_OR_RETURN(test.dimensions, ParseSmall(value));
    if (test.dimensions < 1 || test.dimensions > 3) return Bad("dimensions must be 1, 2 or 3");
  } else if (key == "global_size") {
    KILN_ASSIGN_OR_RETURN(test.global_size, ParseThree(value));
  } else if (key == "local_size") {
    if (IsNull(value)) {
      test.local_size.reset();
    } else {
      KILN_ASSIGN_OR_RETURN(test.local_size, ParseThree(value));
    }
  } else if (key == "global_offset") {
    if (IsNull(value)) {
      test.global_offset = {0, 0, 0};
    } else {
      KILN_ASSIGN_OR_RETURN(test.global_offset, ParseThree(value));
    }
  } else {
    return false;
  }
  return true;
}

Status CheckName(std::string_view name) {
  const std::size_t at = name.find_first_of("/%");
  if (at == std::string_view::npos) return {};
  return Bad("a name cannot hold '" + std::string(1, name[at]) + "'");
}

class Parser {
 public:
  Parser(std::string_view text, std::string file, std::uint32_t first_line)
      : file_(std::move(file)), reader_(text, first_line) {}

  // The line that an error is about.
  std::uint32_t line() const { return line_.number; }

  Result<TestDescription> Parse() {
    while (reader_.Next(line_)) {
      if (const std::string_view section = SectionName(line_.text); !section.empty()) {
        KILN_RETURN_IF_ERROR(BeginSection(section));
      } else {
        KILN_RETURN_IF_ERROR(ParseKeyLine());
      }
    }
    if (!config_seen_) return Bad("the [config] section is missing");
    KILN_RETURN_IF_ERROR(CheckWhole());
    MakeNamesUnique();
    LetDenormalsBeZero();
    return std::move(description_);
  }

 private:
  void LetDenormalsBeZero() {
    const std::vector<std::string> options = SplitOptions(description_.build_options);
    if (std::find(options.begin(), options.end(), "-cl-denorms-are-zero") == options.end()) return;
    for (TestCase& test : description_.tests) {
      for (TestArgument& argument : test.arguments_out) argument.tolerance.denormals_are_zero = true;
    }
  }

  enum class Section : std::uint8_t { kNone, kConfig, kTest };

  Status BeginSection(std::string_view name) {
    if (name == "config") {
      if (config_seen_) return Bad("there can be only one [config] section");
      config_seen_ = true;
      section_ = Section::kConfig;
    } else if (name == "test") {
      if (!config_seen_) return Bad("[config] must come before the first [test]");
      if (description_.expect_build_fail) return Bad("there can be no [test] when expect_build_fail is true");
      section_ = Section::kTest;
      TestCase test = defaults_;
      test.line = line_.number;
      test.kernel_name = description_.kernel_name;
      description_.tests.push_back(std::move(test));
    } else if (name == "program source" || name == "program binary") {
      if (name == "program source") description_.program_source_line = reader_.next_line();
      (name == "program source" ? description_.program_source : description_.program_binary) =
          reader_.TakeUntilSection();
      section_ = Section::kNone;
    } else {
      static const std::vector<std::string_view> known = {"config", "test", "program source", "program binary"};
      return Unknown("section", name, known, "");
    }
    return {};
  }

  Status ParseKeyLine() {
    const std::string_view text = line_.text;
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return Bad("expected [section] or key: value, got '" + Shorten(text) + "'");
    const std::string_view key = Trim(text.substr(0, colon));
    const std::string_view value = Trim(text.substr(colon + 1));
    const bool is_word = !key.empty() && std::all_of(key.begin(), key.end(),
                                                     [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
    if (!is_word) return Bad("expected [section] or key: value, got '" + Shorten(text) + "'");
    if (value.empty()) return Bad("'" + std::string(key) + "' has no value");
    switch (section_) {
      case Section::kNone:
        return Bad("'" + std::string(key) + "' is in no section");
      case Section::kConfig:
        return WithKey(key, ParseConfigKey(key, value));
      case Section::kTest:
        return WithKey(key, ParseTestKey(key, value));
    }
    return {};
  }

  Status ParseConfigKey(std::string_view key, std::string_view value) {
    TestDescription& d = description_;
    const std::map<std::string_view, std::string*> strings = {{"platform_regex", &d.platform_regex},
                                                              {"device_regex", &d.device_regex},
                                                              {"program_source_file", &d.program_source_file},
                                                              {"program_binary_file", &d.program_binary_file},
                                                              {"build_options", &d.build_options}};
    if (const auto found = strings.find(key); found != strings.end()) {
      *found->second = value;
    } else if (key == "name") {
      KILN_RETURN_IF_ERROR(CheckName(value));
      d.name = value;
    } else if (key == "kernel_name") {
      d.kernel_name = IsNull(value) ? std::string_view() : value;
    } else if (key == "clc_version_min") {
      KILN_ASSIGN_OR_RETURN(d.clc_version_min, ParseSmall(value));
    } else if (key == "clc_version_max") {
      KILN_ASSIGN_OR_RETURN(d.clc_version_max, ParseSmall(value));
    } else if (key == "require_platform_extensions") {
      d.required_platform_extensions = ToStrings(SplitWords(value));
    } else if (key == "require_device_extensions") {
      d.required_device_extensions = ToStrings(SplitWords(value));
    } else if (key == "expect_build_fail") {
      KILN_ASSIGN_OR_RETURN(d.expect_build_fail, ParseBool(value));
    } else if (key == "need_image_support") {
      KILN_ASSIGN_OR_RETURN(d.need_image_support, ParseBool(value));
    } else {
      KILN_ASSIGN_OR_RETURN(const bool known, ParseLaunchKey(key, value, defaults_));
      if (!known) return Unknown("key", key, ConfigKeys(), " in [config]");
    }
    return {};
  }

  Status ParseTestKey(std::string_view key, std::string_view value) {
    TestCase& test = description_.tests.back();
    if (key == "name") {
      KILN_RETURN_IF_ERROR(CheckName(value));
      test.name = value;
    } else if (key == "kernel_name") {
      test.kernel_name = value;
    } else if (key == "arg_in" || key == "arg_out") {
      return AddArgument(value, key == "arg_in", test);
    } else if (key == "printed") {
      return AddPrintedLine(value, test);
    } else {
      KILN_ASSIGN_OR_RETURN(const bool known, ParseLaunchKey(key, value, test));
      if (!known) return Unknown("key", key, TestKeys(), " in [test]");
    }
    return {};
  }

  Status AddPrintedLine(std::string_view value, TestCase& test) {
    if (!test.printed) test.printed.emplace();
    if (IsNull(value)) return {};
    KILN_ASSIGN_OR_RETURN(std::string line, ParseQuoted(value));
    test.printed->push_back(std::move(line));
    return {};
  }

  // Files that a description names lie beside it.
  std::string FileBeside(const std::string& name) const {
    return (std::filesystem::path(file_).parent_path() / name).string();
  }

  Status AddArgument(std::string_view value, bool is_in, TestCase& test) {
    KILN_ASSIGN_OR_RETURN(TestArgument argument, ParseTestArgument(value, is_in));
    argument.line = line_.number;
    if (!argument.image.file.empty()) argument.image.file = FileBeside(argument.image.file);
    auto& own = is_in ? test.arguments_in : test.arguments_out;
    const auto& other = is_in ? test.arguments_out : test.arguments_in;
    const std::string what = "argument " + std::to_string(argument.index);
    const auto same_index = [&](const TestArgument& a) { return a.index == argument.index; };
    if (std::any_of(own.begin(), own.end(), same_index)) return Bad(what + " is given twice");
    if (const auto twin = std::find_if(other.begin(), other.end(), same_index); twin != other.end()) {
      if (twin->kind != argument.kind) return Bad(what + " is of different kinds in arg_in and arg_out");
      if (twin->size() != argument.size()) {
        return Bad(what + " has " + std::to_string((is_in ? argument : *twin).size()) + " bytes in arg_in and " +
                   std::to_string((is_in ? *twin : argument).size()) + " bytes in arg_out");
      }
    }
    own.push_back(std::move(argument));
    return {};
  }

  Status CheckWhole() {
    const TestDescription& d = description_;
    const int programs = (d.program_source ? 1 : 0) + (d.program_binary ? 1 : 0) +
                         (d.program_source_file.empty() ? 0 : 1) + (d.program_binary_file.empty() ? 0 : 1);
    if (programs > 1) return Bad("more than one program is given");
    if (d.clc_version_max != 0 && d.clc_version_max < d.clc_version_min) {
      return Bad("clc_version_max is less than clc_version_min");
    }
    return {};
  }

  // A test is known by its name: expectations and filters need one that no other test of the file has.
  void MakeNamesUnique() {
    std::set<std::string> taken;
    std::uint32_t position = 0;
    for (TestCase& test : description_.tests) {
      ++position;
      if (test.name.empty()) test.name = "test " + std::to_string(position);
      const std::string base = test.name;
      for (int copy = 2; !taken.insert(test.name).second; ++copy) test.name = base + " #" + std::to_string(copy);
    }
  }

  static const std::vector<std::string_view>& ConfigKeys() {
    static const std::vector<std::string_view> keys = {"name",
                                                       "clc_version_min",
                                                       "clc_version_max",
                                                       "platform_regex",
                                                       "device_regex",
                                                       "kernel_name",
                                                       "require_platform_extensions",
                                                       "require_device_extensions",
                                                       "program_source_file",
                                                       "program_binary_file",
                                                       "build_options",
                                                       "expect_build_fail",
                                                       "expect_test_fail",
                                                       "need_image_support",
                                                       "dimensions",
                                                       "global_size",
                                                       "local_size",
                                                       "global_offset"};
    return keys;
  }
  static const std::vector<std::string_view>& TestKeys() {
    static const std::vector<std::string_view> keys = {"name",        "kernel_name", "expect_test_fail", "dimensions",
                                                       "global_size", "local_size",  "global_offset",    "arg_in",
                                                       "arg_out",     "printed"};
    return keys;
  }

  static tl::unexpected<Error> Unknown(const std::string& what, std::string_view word,
                                       const std::vector<std::string_view>& known, const std::string& where) {
    const std::string_view nearest = Nearest(word, known);
    return Bad("unknown " + what + " '" + Shorten(word) + "'" + where +
               (nearest.empty() ? "" : "; did you mean '" + std::string(nearest) + "'?"));
  }
  static Status WithKey(std::string_view key, Status status) {
    if (status || status.error().message().rfind("unknown key", 0) == 0) return status;
    return Bad(std::string(key) + ": " + status.error().message());
  }
  static std::string Shorten(std::string_view text) {
    constexpr std::size_t kShown = 60;
    return text.size() <= kShown ? std::string(text) : std::string(text.substr(0, kShown)) + "...";
  }

  std::string file_;
  LineReader reader_;
  LogicalLine line_;
  Section section_ = Section::kNone;
  bool config_seen_ = false;
  TestCase defaults_;
  TestDescription description_;
};

std::uint32_t LineAt(std::string_view source, std::size_t offset) {
  return 1 + static_cast<std::uint32_t>(
                 std::count(source.begin(), source.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

// The offset of the first line that is "[config]" at or after `from`.
std::size_t FindConfigLine(std::string_view source, std::size_t from) {
  for (std::size_t at = from; at < source.size();) {
    const std::size_t end = std::min(source.find('\n', at), source.size());
    const std::string_view line = source.substr(at, end - at);
    if (SectionName(line.substr(0, line.find('#'))) == "config") return at;
    at = end + 1;
  }
  return std::string_view::npos;
}

}  // namespace

Result<std::optional<DescriptionComment>> FindDescription(std::string_view source, const std::string& file) {
  constexpr std::string_view kBegin = "/*!";
  constexpr std::string_view kEnd = "!*/";
  std::size_t begin = source.find(kBegin);
  if (begin == std::string_view::npos) return std::nullopt;
  const std::size_t config = FindConfigLine(source, begin + kBegin.size());
  const std::size_t end = source.rfind(kEnd);
  if (end == std::string_view::npos || end < begin + kBegin.size()) {
    // Doxygen begins its comments in the same way; only one with a [config] in it was meant as a description.
    const std::size_t comment_end = source.find("*/", begin + kBegin.size());
    if (config == std::string_view::npos || config > comment_end) return std::nullopt;
    return Fail(ErrorCode::kInvalidArtifact, file + ":" + std::to_string(LineAt(source, begin)) +
                                                 ": the test description that begins here with /*! has no !*/");
  }
  // Doxygen comments may stand before it: the description begins at the /*! nearest to its [config].
  if (config != std::string_view::npos && config < end) begin = source.rfind(kBegin, config);
  DescriptionComment comment;
  comment.text = source.substr(begin + kBegin.size(), end - begin - kBegin.size());
  comment.first_line = LineAt(source, begin);
  return comment;
}

Result<TestDescription> ParseDescription(std::string_view text, const std::string& file, std::uint32_t first_line) {
  Parser parser(text, file, first_line);
  auto description = parser.Parse();
  if (!description) {
    const std::uint32_t line = std::max(parser.line(), first_line);
    return Bad(file + ":" + std::to_string(line) + ": " + description.error().message());
  }
  return description;
}

std::vector<std::string> SplitOptions(std::string_view options) {
  std::vector<std::string> words;
  std::string word;
  bool in_word = false;
  char quote = '\0';
  for (std::size_t i = 0; i < options.size(); ++i) {
    const char c = options[i];
    if (quote != '\0' ? c == quote : (c == '"' || c == '\'')) {
      quote = quote == '\0' ? c : '\0';
      in_word = true;
    } else if (c == '\\' && quote != '\'' && i + 1 < options.size()) {
      word += options[++i];
      in_word = true;
    } else if (quote == '\0' && std::isspace(static_cast<unsigned char>(c)) != 0) {
      if (in_word) words.push_back(std::move(word));
      word.clear();
      in_word = false;
    } else {
      word += c;
      in_word = true;
    }
  }
  if (in_word) words.push_back(std::move(word));
  return words;
}

}  // namespace kiln::harness
