#include "harness/testing/test_file.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "kiln/base/file.h"

namespace kiln::harness {
namespace {

namespace fs = std::filesystem;

class TestFileTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              (std::string("kiln_test_file_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "sub");
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string Write(const std::string& name, const std::string& text) {
    const std::string path = (folder_ / name).string();
    EXPECT_TRUE(WriteFileAtomically(path, std::string_view(text)));
    return path;
  }

  fs::path folder_;
};

TEST_F(TestFileTest, FindsFilesSortedAndOnce) {
  const std::string b = Write("b.cl", "");
  const std::string a = Write("sub/a.cl", "");
  const std::string p = Write("p.program_test", "");
  Write("notes.txt", "");
  const auto files = FindTestFiles({b, folder_.string()}, {".cl", ".program_test"});
  ASSERT_TRUE(files);
  EXPECT_EQ(*files, (std::vector<std::string>{b, p, a}));
  EXPECT_EQ(FindTestFiles({folder_.string()}, {".cl"})->size(), 2U);
  EXPECT_EQ(FindTestFiles({folder_.string() + "/none"}, {".cl"}).error().code(), ErrorCode::kNotFound);
  EXPECT_EQ(FindTestFiles({folder_.string() + "/notes.txt"}, {".cl"}).error().code(), ErrorCode::kInvalidArgument);
}

TEST_F(TestFileTest, SourceWithoutADescriptionIsOnlyBuilt) {
  const TestFile file = LoadTestFile(Write("a.cl", "kernel void k() {}\n"));
  EXPECT_EQ(file.error, "");
  EXPECT_EQ(file.SubtestNames(), (std::vector<std::string>{"build"}));
  EXPECT_EQ(file.source, "kernel void k() {}\n");
}

TEST_F(TestFileTest, ADamagedDescriptionIsOneSubtest) {
  const std::string path = Write("a.cl", "/*!\n[config]\nnam: x\n!*/\n");
  const TestFile file = LoadTestFile(path);
  EXPECT_EQ(file.error, path + ":3: unknown key 'nam' in [config]; did you mean 'name'?");
  EXPECT_EQ(file.SubtestNames(), (std::vector<std::string>{"description"}));
  EXPECT_NE(LoadTestFile(folder_.string() + "/none.cl").error, "");
}

TEST_F(TestFileTest, AProgramTestNamesItsProgram) {
  Write("k.inc", "kernel void k() {}\n");
  const TestFile named =
      LoadTestFile(Write("a.program_test", "[config]\nprogram_source_file: k.inc\n[test]\nname: t\n"));
  EXPECT_EQ(named.error, "");
  EXPECT_EQ(named.source, "kernel void k() {}\n");
  EXPECT_EQ(named.source_name, (folder_ / "k.inc").string());
  EXPECT_EQ(named.SubtestNames(), (std::vector<std::string>{"t"}));
  EXPECT_EQ(LoadTestFile(Write("b.program_test", "[config]\n[program source]\nkernel\n")).source, "\n\nkernel\n")
      << "on its own line";
  EXPECT_NE(LoadTestFile(Write("c.program_test", "[config]\n")).error.find("no program is given"), std::string::npos);
  EXPECT_NE(LoadTestFile(Write("d.program_test", "[config]\nprogram_source_file: none.inc\n")).error, "");
  EXPECT_EQ(LoadTestFile(Write("e.program_test", "[config]\nprogram_binary_file: x.bin\n")).unsupported,
            "program binaries are not supported");
}

TEST_F(TestFileTest, TheStandardFollowsTheDescription) {
  const auto options = [&](const std::string& config) {
    return LoadTestFile(Write("a.cl", "/*!\n[config]\n" + config + "\n!*/\n")).BuildOptions({"-Wall"});
  };
  EXPECT_EQ(options("name: x"), (std::vector<std::string>{"-Wall", "-cl-std=CL1.2"}));
  EXPECT_EQ(options("clc_version_min: 10\nclc_version_max: 11"), (std::vector<std::string>{"-Wall", "-cl-std=CL1.1"}));
  EXPECT_EQ(options("clc_version_min: 20"), (std::vector<std::string>{"-Wall", "-cl-std=CL2.0"}));
  EXPECT_EQ(options("clc_version_max: 10"), (std::vector<std::string>{"-Wall"}));
  EXPECT_EQ(options("build_options: -D A -cl-std=CL1.1"),
            (std::vector<std::string>{"-Wall", "-D", "A", "-cl-std=CL1.1"}));
}

}  // namespace
}  // namespace kiln::harness
