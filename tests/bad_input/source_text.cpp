#include "tests/bad_input/source_text.h"

#include <array>
#include <sstream>

namespace kiln::bad_input {
namespace {

bool IsHarmless(std::string_view option) {
  constexpr std::array<std::string_view, 10> kPrefixes = {"-cl-", "-D", "-U", "-W",   "-w",
                                                          "-g",   "-O", "-f", "-std", "-pedantic"};
  if (option.starts_with("-fplugin") || option.starts_with("-fpass") || option.find('/') != option.npos) return false;
  for (const std::string_view prefix : kPrefixes) {
    if (option.starts_with(prefix)) return true;
  }
  return false;
}

}  // namespace

SourceText ReadSource(std::string_view text) {
  SourceText source;
  source.input = {text.starts_with("//!+") ? "input.clcpp" : "input.cl", std::string(text)};
  if (!text.starts_with("//!")) return source;
  frontend::CompileOptions& options = source.options;
  std::istringstream words{std::string(text.substr(3, text.find('\n') - 3))};
  for (std::string word; words >> word;) {
    if (IsHarmless(word)) options.clang_options.push_back(word);
    if (word == "json") options.diagnostic_format = frontend::DiagnosticFormat::kJson;
    if (word == "sarif") options.diagnostic_format = frontend::DiagnosticFormat::kSarif;
    if (word == "msvc") options.diagnostic_format = frontend::DiagnosticFormat::kMsvc;
    if (word == "preprocess") options.action = frontend::Action::kPreprocess;
    if (word == "physical") options.address_bits = 64;
  }
  return source;
}

}  // namespace kiln::bad_input
