#include "kiln/translator/print.h"

#include <gtest/gtest.h>

#include "translator/targets/testing/assemble.h"
#include "translator/targets/testing/kernels.h"

namespace kiln::translator::targets {
namespace {

using testing::BufferArgument;
using testing::LocalArgument;
using testing::OneKernel;
using testing::ValueArgument;

SpirvModule Saxpy() {
  return OneKernel(testing::kSaxpyVulkan, "saxpy",
                   {BufferArgument("y", 0), BufferArgument("x", 1), ValueArgument("a", 2), ValueArgument("n", 3)});
}

SpirvModule Total() {
  return OneKernel(testing::kTotalMetal, "total",
                   {BufferArgument("sampler", 0), LocalArgument("half4", 0, 3), ValueArgument("n", 2)});
}

std::string PrintFor(const SpirvModule& module, std::string_view profile) {
  const auto text = Print(module, *FindProfile(profile), {});
  EXPECT_TRUE(text) << text.error().ToString();
  return text ? *text : "";
}

TEST(PrintTest, Show) {
  printf("%s\n=====\n%s\n======\n%s", PrintFor(Saxpy(), "glsl460").c_str(), PrintFor(Saxpy(), "hlsl6").c_str(), PrintFor(Total(), "metal2.4").c_str());
  testing::CompileGlslText(PrintFor(Saxpy(), "glsl460"));
}

}  // namespace
}  // namespace kiln::translator::targets
