#include "cli/outputs.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace kiln::cli {
namespace {

namespace fs = std::filesystem;

class OutputSetTest : public ::testing::Test {
 protected:
  OutputSetTest() {
    folder_ = fs::temp_directory_path() /
              ("kiln_outputs_" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~OutputSetTest() override { fs::remove_all(folder_); }

  std::string Path(const char* name) const { return (folder_ / name).string(); }
  std::string Contents(const char* name) const {
    std::stringstream text;
    text << std::ifstream(folder_ / name).rdbuf();
    return text.str();
  }
  long FileCount() const { return std::distance(fs::directory_iterator(folder_), fs::directory_iterator()); }

  fs::path folder_;
};

TEST(OutputKind, ComesFromTheSuffix) {
  EXPECT_EQ(OutputKindFromSuffix("a/b.spv"), OutputKind::kSpirv);
  EXPECT_EQ(OutputKindFromSuffix("b.comp"), OutputKind::kGlsl);
  EXPECT_EQ(OutputKindFromSuffix("b.glsl"), OutputKind::kGlsl);
  EXPECT_EQ(OutputKindFromSuffix("b.cl.metal"), OutputKind::kMsl);
  EXPECT_EQ(OutputKindFromSuffix("b.d"), std::nullopt);
  EXPECT_EQ(OutputKindFromSuffix("spv"), std::nullopt);
}

TEST(OutputKind, HasOneNameForEachKind) {
  for (const char* name : {"spv", "spvasm", "inc", "c", "h", "glsl", "msl", "hlsl", "json", "ll"}) {
    const auto kind = OutputKindFromName(name);
    ASSERT_TRUE(kind) << name;
    EXPECT_STREQ(OutputKindName(*kind), name);
  }
  EXPECT_EQ(OutputKindFromName("metal"), std::nullopt);
}

TEST(OutputPattern, ExpandsInputAndKernel) {
  const OutputPattern pattern{OutputKind::kGlsl, "out/%f-%k-100%%.comp"};
  EXPECT_TRUE(pattern.NamesInput());
  EXPECT_TRUE(pattern.NamesKernel());
  EXPECT_EQ(pattern.Expand("src/sort.cl", "merge"), "out/sort-merge-100%.comp");
  const OutputPattern plain{OutputKind::kGlsl, "50%x.comp"};
  EXPECT_FALSE(plain.NamesInput());
  EXPECT_FALSE(plain.NamesKernel());
  EXPECT_EQ(plain.Expand("-", ""), "50%x.comp");
}

TEST(StemOf, CutsFolderAndSuffix) {
  EXPECT_EQ(StemOf("a/b.c.cl"), "b.c");
  EXPECT_EQ(StemOf("-"), "stdin");
}

TEST_F(OutputSetTest, WritesAllFiles) {
  OutputSet outputs;
  outputs.Add(Path("a.spv"), std::string("\0\1", 2));
  outputs.Add(Path("b.json"), "{}");
  ASSERT_TRUE(outputs.Commit());
  EXPECT_EQ(Contents("a.spv"), std::string("\0\1", 2));
  EXPECT_EQ(Contents("b.json"), "{}");
  EXPECT_EQ(FileCount(), 2);
}

TEST_F(OutputSetTest, WritesNothingWhenOneFileCannotBeWritten) {
  std::ofstream(folder_ / "a.spv") << "old";
  OutputSet outputs;
  outputs.Add(Path("a.spv"), "new");
  outputs.Add(Path("missing/b.json"), "{}");
  const Status status = outputs.Commit();
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code(), ErrorCode::kIo);
  EXPECT_NE(status.error().message().find("missing/b.json"), std::string::npos);
  EXPECT_EQ(Contents("a.spv"), "old");
  EXPECT_EQ(FileCount(), 1);
}

TEST_F(OutputSetTest, RefusesADirectory) {
  OutputSet outputs;
  outputs.Add(folder_.string(), "x");
  const Status status = outputs.Commit();
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code(), ErrorCode::kIo);
}

TEST_F(OutputSetTest, RefusesTheSameNameTwice) {
  OutputSet outputs;
  outputs.Add(Path("a.spv"), "1");
  outputs.Add(Path("a.spv"), "2");
  const Status status = outputs.Commit();
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code(), ErrorCode::kInvalidArgument);
  EXPECT_EQ(FileCount(), 0);
}

TEST_F(OutputSetTest, WritesIntoDevices) {
  OutputSet outputs;
  outputs.Add("/dev/null", "x");
  EXPECT_TRUE(outputs.Commit());
}

}  // namespace
}  // namespace kiln::cli
