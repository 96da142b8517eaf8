#include "runtime/execution/command_history.h"

#include <gtest/gtest.h>

namespace kiln::runtime {
namespace {

using Kind = CommandHistory::Kind;

TEST(CommandHistoryTest, KeepsTheLast) {
  CommandHistory history(3);
  EXPECT_EQ(history.Sentence(), "");
  history.Note(Kind::kFill, 16);
  EXPECT_EQ(history.Sentence(), "the last commands of the stream were: #1 fill of 16 bytes");
  history.Note(Kind::kLaunch, "saxpy", {1000, 1, 1}, {250, 1, 1});
  history.Note(Kind::kCopy, 64);
  history.Note(Kind::kReplay, 0);
  EXPECT_EQ(history.Describe(), (std::vector<std::string>{"#2 launch of 'saxpy', 1000 x 1 x 1 in groups of 250 x 1 x 1",
                                                          "#3 copy of 64 bytes", "#4 replay of a graph"}));
  EXPECT_EQ(history.Sentence().substr(0, 60), "the last commands of the stream were: #2 launch of 'saxpy', ");
}

TEST(CommandHistoryTest, LongNamesAreCutOffAndNoneMayBeKept) {
  CommandHistory history(1);
  history.Note(Kind::kLaunch, std::string(100, 'n'), {1, 1, 1}, {1, 1, 1});
  EXPECT_EQ(history.Describe().at(0), "#1 launch of '" + std::string(47, 'n') + "', 1 x 1 x 1 in groups of 1 x 1 x 1");
  CommandHistory none(0);
  none.Note(Kind::kCopy, 1);
  EXPECT_TRUE(none.Describe().empty());
}

}  // namespace
}  // namespace kiln::runtime
