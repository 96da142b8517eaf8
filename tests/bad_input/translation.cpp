// Source text, translated: to SPIR-V, or to the text that the number of its bytes chooses. What Clang accepts is
// translated or refused, and never an internal error.
#include <llvm/IR/Module.h>
#include <llvm/Support/raw_ostream.h>

#include <array>
#include <string>

#include "kiln/translator/lower.h"
#include "kiln/translator/print.h"
#include "kiln/translator/target_profile.h"
#include "tests/bad_input/source_text.h"
#include "tests/bad_input/target.h"

namespace kiln::bad_input {
namespace {

constexpr std::array<const char*, 8> kProfiles = {"vulkan1.3", "vulkan1.1", "vulkan1.3", "glsl460",
                                                  "vulkan1.3", "metal3.0",  "vulkan1.3", "hlsl6"};

void Expect(const Error& error) {
  Require(!error.message().empty(), "an error says what is wrong");
  if (error.code() != ErrorCode::kInternal) return;
  std::fprintf(stderr, "%s\n", error.ToString().c_str());
  Require(false, "what Clang accepts is translated or refused");
}

}  // namespace
}  // namespace kiln::bad_input

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kiln;
  auto source = bad_input::ReadSource(bad_input::Text(data, size));
  llvm::raw_null_ostream stream;
  source.options.diagnostic_stream = &stream;
  source.options.clang_options.emplace_back("-w");
  if (source.options.action != frontend::Action::kCompile) return 0;
  auto module = frontend::Compile(source.input, source.options);
  if (!module) return 0;
  const translator::TargetProfile* profile =
      translator::FindProfile(bad_input::kProfiles[size % bad_input::kProfiles.size()]);
  const auto lowered = translator::Lower(*module, *profile, {});
  if (!lowered) {
    bad_input::Expect(lowered.error());
    return 0;
  }
  if (profile->language == translator::TargetLanguage::kSpirv) return 0;
  const auto text = translator::Print(*lowered, *profile, {});
  if (!text) bad_input::Expect(text.error());
  return 0;
}
