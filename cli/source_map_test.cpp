#include "cli/source_map.h"

#include <gtest/gtest.h>

namespace kiln::cli {
namespace {

TEST(SourceMapTest, AssemblyLinesHoldToTheEndOfTheBlock) {
  const auto lines = AssemblyLines(
      "%5 = OpString \"a \\\"b\\\".cl\"\n"
      "%1 = OpFunction %void None %2\n"
      "%6 = OpLabel\n"
      "OpLine %5 7 3\n"
      "%7 = OpLoad %int %x\n"
      "%8 = OpIAdd %int %7 %7\n"
      "OpNoLine\n"
      "OpStore %x %8\n"
      "OpLine %5 9 1\n"
      "OpReturn\n"
      "OpFunctionEnd\n"
      "%9 = OpFunction %void None %2\n");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].text_line, 5U);
  EXPECT_EQ(lines[0].file, "a \"b\".cl");
  EXPECT_EQ(lines[0].line, 7U);
  EXPECT_EQ(lines[1].text_line, 6U);
  EXPECT_EQ(lines[2].text_line, 10U);
  EXPECT_EQ(lines[2].line, 9U);
}

TEST(SourceMapTest, SourcesAreNumbered) {
  SourceMap map;
  map.Add("k.comp", OutputKind::kGlsl, {{12, "k.cl", 3}, {13, "h\"h.cl", 1}, {14, "k.cl", 4}});
  map.Add("k.metal", OutputKind::kMsl, {});
  EXPECT_EQ(map.ToJson(),
            "{\n  \"schema\": \"kiln-source-map/1\",\n  \"sources\": [\"k.cl\", \"h\\\"h.cl\"],\n  \"outputs\": [\n"
            "    {\"file\": \"k.comp\", \"kind\": \"glsl\", \"lines\": [[12, 0, 3], [13, 1, 1], [14, 0, 4]]},\n"
            "    {\"file\": \"k.metal\", \"kind\": \"msl\", \"lines\": []}\n  ]\n}\n");
}

}  // namespace
}  // namespace kiln::cli
