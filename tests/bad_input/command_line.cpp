// The command line: one word a line, without the program's name. Parsed, and planned as far as no file is read.
#include <string>
#include <vector>

#include "cli/help.h"
#include "cli/invocation.h"
#include "cli/source_options.h"
#include "cli/translation_plan.h"
#include "cli/validate_request.h"
#include "harness/run/argument_spec.h"
#include "kiln/harness/run.h"
#include "kiln/runtime/runtime.h"
#include "tests/bad_input/target.h"

namespace kiln::bad_input {
namespace {

// A command line has no zero bytes. Response files would read what is on this machine: their sign becomes another.
std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words = {"kiln"};
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string word(text.substr(0, end));
    word.resize(std::min(word.find('\0'), word.size()));
    if (word.starts_with('@')) word.front() = '%';
    words.push_back(std::move(word));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

void ReadValues(const llvm::opt::InputArgList& arguments) {
  for (const std::string& value : arguments.getAllArgValues(cli::OPT_arg_EQ)) (void)harness::ParseArgumentSpec(value);
  for (const std::string& value : arguments.getAllArgValues(cli::OPT_out_EQ)) (void)harness::ParseIndexedFile(value);
  for (const std::string& value : arguments.getAllArgValues(cli::OPT_global_EQ)) (void)harness::ParseExtents(value);
  for (const std::string& value : arguments.getAllArgValues(cli::OPT_timeout_EQ)) (void)runtime::ParseTimeout(value);
  for (const std::string& value : arguments.getAllArgValues(cli::OPT_memory_EQ)) (void)runtime::ParseMemoryUse(value);
}

}  // namespace
}  // namespace kiln::bad_input

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kiln;
  const std::vector<std::string> words = bad_input::Words(bad_input::Text(data, size));
  std::vector<const char*> argv;
  argv.reserve(words.size());
  for (const std::string& word : words) argv.push_back(word.c_str());
  const auto invocation = cli::ParseCommandLine(argv);
  if (!invocation) {
    bad_input::Require(!invocation.error().message().empty(), "an error says what is wrong");
    return 0;
  }
  bad_input::Require(invocation->command != nullptr, "there is always a command");
  (void)cli::RenderHelp(*invocation->command);
  (void)cli::ReadSourceOptions(invocation->arguments);
  const std::string_view name = invocation->command->name;
  if (name.empty()) (void)cli::PlanTranslation(*invocation);
  if (name == "validate" || name == "report") (void)cli::ReadValidateRequest(*invocation);
  bad_input::ReadValues(invocation->arguments);
  return 0;
}
