// A test description: as the comment of an OpenCL C file, as a .program_test file, and as a list of expectations.
#include <string>

#include "harness/description/description.h"
#include "harness/testing/expectations.h"
#include "tests/bad_input/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kiln;
  const std::string_view text = bad_input::Text(data, size);
  const auto comment = harness::FindDescription(text, "input.cl");
  const bool is_source = comment && *comment;
  const auto description = harness::ParseDescription(is_source ? (*comment)->text : text, "input.cl");
  if (description) {
    (void)harness::SplitOptions(description->build_options);
    for (const harness::TestCase& test : description->tests) {
      bad_input::Require(!test.name.empty(), "a test has a name");
    }
  } else {
    bad_input::Require(description.error().message().starts_with("input.cl:"), "an error names the line");
  }
  (void)harness::Expectations::Parse(text, "input");
  return 0;
}
