#include "tests/fuzz/wire.h"

#include <gtest/gtest.h>

namespace kiln::fuzz {
namespace {

TEST(Wire, ProgramsArriveWhole) {
  Choices choices(12);
  const Program program = Generate(choices, {});
  const std::string text = Encode(program);
  const auto decoded = DecodeProgram(text);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->source, program.source);
  EXPECT_EQ(Encode(*decoded), text);
  for (const std::size_t size : {std::size_t{0}, std::size_t{9}, text.size() / 2, text.size() - 1}) {
    EXPECT_FALSE(DecodeProgram(std::string_view(text).substr(0, size))) << size;
  }
}

TEST(Wire, AnswersArriveWhole) {
  const std::string text = Encode(Answer{ErrorCode::kTimeout, "late", std::string("a\0b", 3)});
  const auto decoded = DecodeAnswer(text);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->code, ErrorCode::kTimeout);
  EXPECT_EQ(decoded->message, "late");
  EXPECT_EQ(decoded->bytes.size(), 3U);
  EXPECT_FALSE(DecodeAnswer(std::string_view(text).substr(0, text.size() - 1)));
  EXPECT_FALSE(DecodeAnswer(""));
}

}  // namespace
}  // namespace kiln::fuzz
