// What kernels print.
#include "runtime/tests/runtime_fixture.h"

#include <optional>
#include <set>
#include <sstream>

namespace kiln::runtime {
namespace {

using artifact::ImplicitKind;

class PrintfTest : public RuntimeTest {
 protected:
  DeviceOptions Options() const override {
    // 64 words of records, 21 records of 3 words.
    return {.validation = true, .printf_bytes = 4 * 68, .on_printf = [this](const PrintedText& printed) {
              printed_.push_back(printed);
            }};
  }

  // Every work-item prints "launch.item".
  Kernel LoadPrinter() {
    auto kernel = device_.Load(CompileGlsl(R"(
      layout(set = 0, binding = 2) buffer Printf { uint words[]; };
      layout(push_constant) uniform Values { uint launch; layout(offset = 16) uvec3 region_offset; };
      void main() {
        uint old = atomicAdd(words[0], words[0] < words[1] ? 3 : 0);
        if (old + 3 <= words[1]) {
          words[old + 4] = 1;
          words[old + 5] = launch;
          words[old + 6] = gl_GlobalInvocationID.x + region_offset.x;
        } else {
          atomicAdd(words[2], 1);
        }
      })"),
                               KernelBuilder("printer")
                                   .Value("launch", "uint", 4)
                                   .Implicit(ImplicitKind::kRegionOffset)
                                   .Prints({{"%u.%u\n", {artifact::PrintfArgument{}, artifact::PrintfArgument{}}}})
                                   .Build());
    EXPECT_TRUE(kernel) << kernel.error().ToString();
    return kernel.value_or(Kernel());
  }

  static std::set<std::string> Lines(const std::string& text) {
    std::set<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.insert(line);
    return lines;
  }

  mutable std::vector<PrintedText> printed_;
};

TEST_F(PrintfTest, TextComesWhenTheLaunchHasFinished) {
  const Kernel kernel = LoadPrinter();
  const auto event = stream_.Launch(kernel, NdRange(5).Local(2), 7u);
  ASSERT_OK(event);
  EXPECT_TRUE(printed_.empty());
  ASSERT_OK(event->Wait());
  ASSERT_EQ(printed_.size(), 1u);
  EXPECT_EQ(printed_[0].kernel, "printer");
  EXPECT_EQ(Lines(printed_[0].text), (std::set<std::string>{"7.0", "7.1", "7.2", "7.3", "7.4"}));
  EXPECT_EQ(printed_[0].dropped, 0u);
  EXPECT_EQ(printed_[0].damage, "");
}

TEST_F(PrintfTest, LaunchesPrintInTheirOrder) {
  const Kernel kernel = LoadPrinter();
  for (std::uint32_t launch = 0; launch < 200; ++launch) ASSERT_OK(stream_.Launch(kernel, NdRange(1), launch));
  ASSERT_OK(stream_.Synchronize());
  ASSERT_EQ(printed_.size(), 200u);
  for (std::uint32_t launch = 0; launch < 200; ++launch) {
    EXPECT_EQ(printed_[launch].text, std::to_string(launch) + ".0\n");
  }
}

TEST_F(PrintfTest, WhatDoesNotFitIsCounted) {
  ASSERT_OK(device_.Run(LoadPrinter(), 100, 1u));
  ASSERT_EQ(printed_.size(), 1u);
  EXPECT_EQ(Lines(printed_[0].text).size(), 21u);
  EXPECT_EQ(printed_[0].dropped, 79u);
}

TEST_F(PrintfTest, AStreamMayHaveItsOwnHandler) {
  std::string text;
  {
    auto stream = device_.CreateStream({.on_printf = [&](const PrintedText& printed) { text += printed.text; }});
    ASSERT_OK(stream);
    ASSERT_OK(stream->Launch(LoadPrinter(), NdRange(1), 3u));
    // Destroying the stream does not lose what was issued.
  }
  EXPECT_EQ(text, "3.0\n");
  EXPECT_TRUE(printed_.empty());
}

TEST_F(PrintfTest, AHandlerMayUseTheStream) {
  const Kernel kernel = LoadPrinter();
  std::optional<Stream> own;
  std::string text;
  auto stream = device_.CreateStream({.on_printf = [&](const PrintedText& printed) {
    text += printed.text;
    if (text.size() < 12) {
      ASSERT_OK(own->Launch(kernel, NdRange(1), static_cast<std::uint32_t>(text.size())));
      ASSERT_OK(own->Synchronize());
    }
  }});
  ASSERT_OK(stream);
  own = *stream;
  ASSERT_OK(own->Launch(kernel, NdRange(1), 0u));
  ASSERT_OK(own->Synchronize());
  EXPECT_EQ(text, "0.0\n4.0\n8.0\n");
}

TEST_F(PrintfTest, ADamagedBufferIsSaid) {
  auto kernel = device_.Load(CompileGlsl(R"(
    layout(set = 0, binding = 1) buffer Printf { uint words[]; };
    void main() { words[0] = 2; words[4] = 77; })"),
                             KernelBuilder("vandal").Prints({{"text", {}}}).Build());
  ASSERT_OK(kernel);
  ASSERT_OK(device_.Run(*kernel, 1));
  ASSERT_EQ(printed_.size(), 1u);
  EXPECT_EQ(printed_[0].text, "");
  EXPECT_NE(printed_[0].damage, "");
}

}  // namespace
}  // namespace kiln::runtime
