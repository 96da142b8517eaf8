// A SPIR-V file, as the runtime loads it: read, validated, cut down to each kernel and mended for drivers. What was
// valid before is valid afterwards.
#include <cstring>
#include <string>
#include <vector>

#include "kiln/artifact/spirv_fences.h"
#include "kiln/artifact/spirv_formats.h"
#include "kiln/artifact/spirv_loop_exits.h"
#include "kiln/artifact/spirv_nesting.h"
#include "kiln/artifact/spirv_reflection.h"
#include "kiln/artifact/spirv_strip.h"
#include "kiln/artifact/spirv_subgroups.h"
#include "kiln/artifact/spirv_validate.h"
#include "tests/bad_input/target.h"

namespace kiln::bad_input {
namespace {

using Words = std::vector<std::uint32_t>;

// Each mend on its own, and on what the one before has made.
void Mend(Words words, bool is_valid) {
  const auto take = [&](const Result<Words>& mended, const char* promise) {
    Require(mended.has_value() || !is_valid, "a valid module can be mended");
    if (!mended) return;
    Require(!is_valid || artifact::Validate(*mended), promise);
    words = *mended;
  };
  (void)artifact::DeepestNesting(words);
  take(artifact::AddLoopExits(words), "a module with exits of loops is valid");
  take(artifact::RelaxFences(words), "a module with relaxed fences is valid");
  take(artifact::MendSubgroups(words, 8), "a module with mended sub-groups is valid");
  (void)artifact::StateImageFormats(words, std::vector<artifact::StatedFormat>(), false, false);
}

void Load(const Words& words) {
  const bool is_valid = artifact::Validate(words).has_value();
  if (const auto reflection = artifact::ReadReflection(words)) {
    Require(artifact::EmbedReflection(words, *reflection).has_value(), "a reflection goes where one was");
    for (const artifact::Kernel& kernel : reflection->kernels) (void)artifact::CheckFits(kernel, words);
  }
  const auto summary = artifact::Summarize(words);
  Require(summary.has_value() || !is_valid, "a valid module has a summary");
  if (!summary) return;
  // As many as a file might have; each costs its own time.
  std::size_t left = 4;
  for (const std::string& name : summary->entry_points) {
    if (left-- == 0) break;
    const auto kernel = artifact::ExtractEntryPoint(words, name);
    if (!kernel) continue;
    if (is_valid) Require(artifact::Validate(*kernel).has_value(), "a kernel of a valid module is valid");
    Mend(*kernel, is_valid);
  }
  if (!is_valid) Mend(words, false);
}

}  // namespace
}  // namespace kiln::bad_input

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  kiln::bad_input::Words words(size / 4);
  if (!words.empty()) std::memcpy(words.data(), data, words.size() * 4);
  kiln::bad_input::Load(words);
  return 0;
}
