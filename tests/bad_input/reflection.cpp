// A reflection file. What is accepted is printed in every form; what is printed reads as the same. Bytes behind a first
// zero byte are what a kernel left in the buffer of printf.
#include <cstring>
#include <vector>

#include "kiln/artifact/metal_host.h"
#include "kiln/artifact/printf.h"
#include "kiln/artifact/reflection.h"
#include "tests/bad_input/target.h"

namespace kiln::bad_input {
namespace {

std::vector<std::uint32_t> ToWords(std::string_view bytes) {
  std::vector<std::uint32_t> words(bytes.size() / 4);
  if (!words.empty()) std::memcpy(words.data(), bytes.data(), words.size() * 4);
  return words;
}

void Print(const artifact::Reflection& reflection) {
  (void)artifact::ToCppHeader(reflection, "bad_input");
  (void)artifact::ToMetalHost(reflection, artifact::MetalHostLanguage::kSwift, "input.metal");
  (void)artifact::ToMetalHost(reflection, artifact::MetalHostLanguage::kObjectiveCpp, "input.metal");
}

}  // namespace
}  // namespace kiln::bad_input

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kiln;
  const std::string_view input = bad_input::Text(data, size);
  const std::size_t end = std::min(input.find('\0'), input.size());
  const auto reflection = artifact::FromJson(input.substr(0, end));
  if (!reflection) {
    bad_input::Require(!reflection.error().message().empty(), "an error says what is wrong");
    return 0;
  }
  const std::string json = artifact::ToJson(*reflection);
  const auto again = artifact::FromJson(json);
  bad_input::Require(again && artifact::ToJson(*again) == json, "what is printed reads as the same");
  bad_input::Print(*reflection);
  const std::vector<std::uint32_t> words = bad_input::ToWords(input.substr(std::min(end + 1, input.size())));
  for (const artifact::Kernel& kernel : reflection->kernels) {
    (void)artifact::Check(kernel);
    if (kernel.printf) (void)artifact::DecodePrintf(*kernel.printf, words);
  }
  return 0;
}
