#include "cli/c_source.h"

#include <gtest/gtest.h>

#include <vector>

namespace kiln::cli {
namespace {

TEST(ToCSource, DefinesTheArrayAndItsSize) {
  const std::vector<std::uint32_t> words = {1};
  const std::string text = ToCSource(words, "k_spv");
  EXPECT_NE(text.find("const uint32_t k_spv[] = {\n    0x00000001,\n};"), std::string::npos) << text;
  EXPECT_NE(text.find("const size_t k_spv_size = sizeof(k_spv);"), std::string::npos) << text;
}

TEST(ToIdentifier, ReplacesWhatAnIdentifierCannotHold) {
  EXPECT_EQ(ToIdentifier("my-kernel.v2"), "my_kernel_v2");
  EXPECT_EQ(ToIdentifier("2d"), "_2d");
  EXPECT_EQ(ToIdentifier(""), "_");
}

}  // namespace
}  // namespace kiln::cli
