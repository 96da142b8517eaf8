#include "kiln/base/file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace kiln {
namespace {

namespace fs = std::filesystem;

class FileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "kiln_file_test_XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string Path(const std::string& name) const { return (folder_ / name).string(); }
  std::size_t FileCount() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }
  fs::path folder_;
};

TEST_F(FileTest, ReadsBackWhatWasWritten) {
  const std::string contents("a\0b\n\xff", 5);
  ASSERT_TRUE(WriteFileAtomically(Path("x"), contents));
  EXPECT_EQ(ReadFile(Path("x")).value(), contents);
  ASSERT_TRUE(WriteFileAtomically(Path("x"), std::string_view("short")));
  EXPECT_EQ(ReadFile(Path("x")).value(), "short");
  EXPECT_EQ(FileCount(), 1u) << "a temporary file was left behind";
}

TEST_F(FileTest, ReadsFilesWithoutASize) {
  const auto version = ReadFile("/proc/version");
  ASSERT_TRUE(version);
  EXPECT_NE(version->find("Linux"), std::string::npos);
}

TEST_F(FileTest, MissingFileNamesThePath) {
  const auto result = ReadFile(Path("none"));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), ErrorCode::kNotFound);
  EXPECT_EQ(result.error().message(), "cannot read '" + Path("none") + "': No such file or directory");
}

TEST_F(FileTest, DirectoryIsAnErrorBothWays) {
  const auto read = ReadFile(folder_.string());
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().message(), "cannot read '" + folder_.string() + "': it is a directory");
  const auto write = WriteFileAtomically(folder_.string(), std::string_view("x"));
  ASSERT_FALSE(write);
  EXPECT_EQ(write.error().code(), ErrorCode::kIo);
  EXPECT_EQ(write.error().message(), "cannot write '" + folder_.string() + "': it is a directory");
}

TEST_F(FileTest, MissingFolderLeavesNothing) {
  const auto status = WriteFileAtomically(Path("none/x"), std::string_view("x"));
  ASSERT_FALSE(status);
  EXPECT_NE(status.error().message().find(Path("none/x") + "'"), std::string::npos) << status.error().message();
  EXPECT_EQ(FileCount(), 0u);
}

TEST_F(FileTest, FullDeviceIsReported) {
  const auto status = WriteFileAtomically("/dev/full", std::string_view("x"));
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().message(), "cannot write '/dev/full': No space left on device");
  EXPECT_TRUE(fs::is_character_file("/dev/full")) << "the device was replaced by a file";
}

TEST_F(FileTest, KeepsModeAndFollowsLinks) {
  ASSERT_TRUE(WriteFileAtomically(Path("tool"), std::string_view("old")));
  fs::permissions(Path("tool"), fs::perms::owner_all);
  fs::create_symlink("tool", Path("link"));
  ASSERT_TRUE(WriteFileAtomically(Path("link"), std::string_view("new")));
  EXPECT_TRUE(fs::is_symlink(Path("link")));
  EXPECT_EQ(ReadFile(Path("tool")).value(), "new");
  EXPECT_EQ(fs::status(Path("tool")).permissions(), fs::perms::owner_all);
}

TEST_F(FileTest, NewFileObeysTheUmask) {
  const mode_t old = ::umask(027);
  const auto status = WriteFileAtomically(Path("x"), std::string_view("x"));
  ::umask(old);
  ASSERT_TRUE(status);
  EXPECT_EQ(static_cast<unsigned>(fs::status(Path("x")).permissions()), 0640u);
}

TEST_F(FileTest, WordsNeedAWholeNumberOfFour) {
  const std::vector<std::uint32_t> words = {0x07230203, 1, 2};
  ASSERT_TRUE(WriteFileAtomically(Path("x.spv"), words));
  EXPECT_EQ(ReadWords(Path("x.spv")).value(), words);
  ASSERT_TRUE(WriteFileAtomically(Path("x.spv"), std::string_view("12345")));
  const auto damaged = ReadWords(Path("x.spv"));
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().code(), ErrorCode::kInvalidArtifact);
}

TEST_F(FileTest, ConcurrentWritersNeverMix) {
  const std::string a(100000, 'a'), b(100000, 'b');
  auto write = [&](const std::string& contents) {
    for (int i = 0; i < 50; ++i) EXPECT_TRUE(WriteFileAtomically(Path("x"), contents));
  };
  ASSERT_TRUE(WriteFileAtomically(Path("x"), a));
  std::thread first(write, a), second(write, b);
  for (int i = 0; i < 50; ++i) {
    const auto contents = ReadFile(Path("x"));
    EXPECT_TRUE(contents && (*contents == a || *contents == b));
  }
  first.join();
  second.join();
  EXPECT_EQ(FileCount(), 1u);
}

}  // namespace
}  // namespace kiln
