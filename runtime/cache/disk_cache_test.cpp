#include "kiln/cache/disk_cache.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "kiln/base/sha256.h"

namespace kiln::cache {
namespace {

namespace fs = std::filesystem;

class DiskCacheTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "/kiln_cache_XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    root_ = name;
  }
  void TearDown() override {
    fs::permissions(root_, fs::perms::owner_all);
    fs::remove_all(root_);
  }
  std::string folder() const { return root_ + "/cache"; }
  static std::string Key(int i) { return Sha256Hex(std::to_string(i)); }
  std::vector<fs::path> Entries() const {
    std::vector<fs::path> entries;
    for (const auto& file : fs::recursive_directory_iterator(folder())) {
      if (file.path().extension() == ".entry") entries.push_back(file.path());
    }
    return entries;
  }

  std::string root_;
};

TEST_F(DiskCacheTest, KeepsWhatIsPut) {
  DiskCache cache({.folder = folder()});
  EXPECT_FALSE(cache.Get(Key(1)));
  const std::string contents("a\0b\n", 4);
  ASSERT_TRUE(cache.Put(Key(1), contents));
  ASSERT_TRUE(cache.Put(Key(2), ""));
  EXPECT_EQ(cache.Get(Key(1)), contents);
  EXPECT_EQ(cache.Get(Key(2)), "");
  EXPECT_EQ(DiskCache({.folder = folder()}).Get(Key(1)), contents) << "another process";
  ASSERT_TRUE(cache.Put(Key(1), "new"));
  EXPECT_EQ(cache.Get(Key(1)), "new");
  const auto statistics = cache.Statistics();
  ASSERT_TRUE(statistics);
  EXPECT_EQ(statistics->entries, 2u);
  EXPECT_EQ(statistics->limit, kDefaultLimit);
}

// Whatever part of an entry is changed or cut off: it is not read, and gone.
TEST_F(DiskCacheTest, DamagedEntriesAreNeverTrusted) {
  DiskCache cache({.folder = folder()});
  const std::string contents = "what was translated";
  ASSERT_TRUE(cache.Put(Key(1), contents));
  const fs::path path = Entries().at(0);
  std::string bytes;
  {
    std::ifstream file(path, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(file), {});
  }
  const auto write = [&](const std::string& changed) { std::ofstream(path, std::ios::binary) << changed; };
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    write(changed);
    EXPECT_FALSE(cache.Get(Key(1))) << "byte " << i;
    EXPECT_FALSE(fs::exists(path)) << "byte " << i;
    write(bytes.substr(0, i));
    EXPECT_FALSE(cache.Get(Key(1))) << "cut to " << i;
  }
  EXPECT_EQ(cache.Statistics()->damaged, 2 * bytes.size());
  ASSERT_TRUE(cache.Put(Key(1), contents));
  EXPECT_EQ(cache.Get(Key(1)), contents);
}

TEST_F(DiskCacheTest, TheLimitIsKeptAndTheLongestUnusedGo) {
  constexpr std::uint64_t kLimit = 20'000;
  DiskCache cache({.folder = folder(), .limit = kLimit});
  const std::string contents(1000, 'x');
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(cache.Put(Key(i), contents));
  const auto age = [&](int i, int hours) {
    for (const fs::path& path : Entries()) {
      if (path.parent_path().filename().string() + path.stem().string() == Key(i)) {
        fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::hours(hours));
      }
    }
  };
  for (int i = 0; i < 10; ++i) age(i, 100 - i);
  EXPECT_TRUE(cache.Get(Key(0))) << "it is the longest unused no more";
  for (int i = 10; i < 60; ++i) {
    ASSERT_TRUE(cache.Put(Key(i), contents));
    ASSERT_LE(cache.Statistics()->bytes, kLimit) << i;
    if (i == 19) {
      EXPECT_FALSE(cache.Get(Key(1)));
      EXPECT_TRUE(cache.Get(Key(0)));
    }
  }
  EXPECT_TRUE(cache.Get(Key(59)));
  ASSERT_TRUE(cache.Put(Key(100), std::string(kLimit / 8, 'y')));
  EXPECT_FALSE(cache.Get(Key(100))) << "too large to be kept";
}

TEST_F(DiskCacheTest, ClearEmptiesAndLeavesWhatIsNotItsOwn) {
  DiskCache cache({.folder = folder()});
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(cache.Put(Key(i), "x"));
  cache.CountHit();
  std::ofstream(folder() + "/note.txt") << "mine";
  ASSERT_TRUE(cache.Clear());
  EXPECT_EQ(cache.Statistics()->entries, 0u);
  EXPECT_EQ(cache.Statistics()->hits, 0u);
  EXPECT_TRUE(fs::exists(folder() + "/note.txt"));
  EXPECT_TRUE(DiskCache({.folder = root_ + "/none"}).Clear());
  EXPECT_EQ(DiskCache({.folder = root_ + "/none"}).Statistics()->entries, 0u);
}

TEST_F(DiskCacheTest, AFolderThatCannotBeWrittenIsAnErrorOfPutAlone) {
  std::ofstream(root_ + "/file") << "x";
  DiskCache in_a_file({.folder = root_ + "/file"});
  EXPECT_EQ(in_a_file.Put(Key(1), "x").error().code(), ErrorCode::kIo);
  EXPECT_FALSE(in_a_file.Get(Key(1)));
  EXPECT_FALSE(in_a_file.Statistics());
  in_a_file.CountHit();
  if (fs::exists("/dev/full") && fs::is_directory("/proc/self")) {
    DiskCache unwritable({.folder = "/proc/self/kiln"});
    EXPECT_EQ(unwritable.Put(Key(1), "x").error().code(), ErrorCode::kIo);
  }
}

TEST_F(DiskCacheTest, ProcessesAndThreadsShareIt) {
  constexpr int kProcesses = 4, kKeys = 30;
  const auto work = [&](int seed) {
    DiskCache cache({.folder = folder(), .limit = 60'000});
    bool ok = true;
    for (int i = 0; i < 200; ++i) {
      const int key = (i * 7 + seed) % kKeys;
      const std::string contents(static_cast<std::size_t>(1000 + key), static_cast<char>('a' + key % 26));
      const auto found = cache.Get(Key(key));
      ok = ok && (!found || *found == contents);
      ok = ok && cache.Put(Key(key), contents).has_value();
      cache.CountMiss();
    }
    return ok;
  };
  std::vector<pid_t> children;
  for (int i = 0; i < kProcesses; ++i) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(work(i) ? 0 : 1);
    children.push_back(child);
  }
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) threads.emplace_back([&, i] { EXPECT_TRUE(work(10 + i)); });
  for (std::thread& thread : threads) thread.join();
  for (const pid_t child : children) {
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
  }
  const auto statistics = DiskCache({.folder = folder()}).Statistics();
  EXPECT_EQ(statistics->misses, 200u * (kProcesses + 2));
  EXPECT_EQ(statistics->damaged, 0u);
  EXPECT_EQ(Entries().size(), statistics->entries) << "and nothing half-written";
}

TEST(CacheOptionsTest, Sizes) {
  EXPECT_EQ(*ParseBytes("100000"), 100'000u);
  EXPECT_EQ(*ParseBytes("3K"), 3072u);
  EXPECT_EQ(*ParseBytes("512M"), 512ull << 20);
  EXPECT_EQ(*ParseBytes("2G"), 2ull << 30);
  for (const char* wrong : {"", "M", "-1", "1T", "1MB", "1.5G", "99999999999999999999", "99999999999999999G"}) {
    EXPECT_FALSE(ParseBytes(wrong)) << wrong;
  }
}

TEST(CacheOptionsTest, OfTheEnvironment) {
  ::unsetenv("KILN_CACHE_DIR");
  ::unsetenv("KILN_CACHE_SIZE");
  EXPECT_FALSE(CacheOfEnvironment()->has_value());
  ::setenv("KILN_CACHE_DIR", "/x", 1);
  EXPECT_EQ((*CacheOfEnvironment())->folder, "/x");
  ::setenv("KILN_CACHE_SIZE", "1M", 1);
  EXPECT_EQ((*CacheOfEnvironment())->limit, 1u << 20);
  ::setenv("KILN_CACHE_SIZE", "much", 1);
  const auto wrong = CacheOfEnvironment();
  ASSERT_FALSE(wrong);
  EXPECT_TRUE(wrong.error().ToString().ends_with("in the environment variable KILN_CACHE_SIZE"));
  ::unsetenv("KILN_CACHE_DIR");
  ::unsetenv("KILN_CACHE_SIZE");
}

}  // namespace
}  // namespace kiln::cache
