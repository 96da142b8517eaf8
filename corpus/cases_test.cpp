#include "corpus/cases.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

namespace kiln::corpus {
namespace {

// The smallest limit that a device the corpus must run on has: a storage buffer's range on lavapipe.
constexpr std::size_t kLargestBuffer = std::size_t{128} << 20;
constexpr std::size_t kLargestWorkGroup = 256;

TEST(CasesTest, EveryKernelFileHasACase) {
  std::set<std::string> files;
  const std::filesystem::path root = std::filesystem::path(KILN_SOURCE_DIR) / "corpus";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() == ".cl") files.insert(std::filesystem::relative(entry.path(), root).string());
  }
  std::set<std::string> cases;
  for (const Case& which : AllCases()) cases.insert(std::string(which.file));
  EXPECT_EQ(files, cases);
  EXPECT_GE(cases.size(), 36u);
}

TEST(CasesTest, NamesAreUniqueAndFound) {
  std::set<std::string_view> names;
  for (const Case& which : AllCases()) {
    EXPECT_TRUE(names.insert(which.name).second) << which.name;
    EXPECT_EQ(FindCase(which.name), &which);
  }
  EXPECT_EQ(FindCase("no such case"), nullptr);
}

void ExpectLaunchable(const Workload& work, const Launch& launch) {
  SCOPED_TRACE(launch.kernel);
  EXPECT_LE(launch.local[0] * launch.local[1] * launch.local[2], kLargestWorkGroup);
  for (std::size_t i = 0; i < 3; ++i) {
    ASSERT_GT(launch.local[i], 0u);
    EXPECT_GT(launch.global[i], 0u);
    EXPECT_EQ(launch.global[i] % launch.local[i], 0u);
    if (i >= launch.dimensions) {
      EXPECT_EQ(launch.global[i], 1u);
    }
  }
  for (const Argument& argument : launch.arguments) {
    if (const auto* id = std::get_if<BufferId>(&argument)) {
      EXPECT_LT(id->index, work.buffers.size());
    }
    if (const auto* value = std::get_if<ValueArgument>(&argument)) {
      EXPECT_GT(value->bytes.size(), 0u);
    }
    if (const auto* local = std::get_if<LocalArgument>(&argument)) {
      EXPECT_GT(local->bytes, 0u);
    }
  }
}

TEST(CasesTest, WorkloadsAreDeterministicAndWithinLimits) {
  for (const Case& which : AllCases()) {
    SCOPED_TRACE(std::string(which.name));
    const Workload work = which.make();
    const Workload again = which.make();
    ASSERT_FALSE(work.launches.empty());
    ASSERT_FALSE(work.checks.empty());
    for (const Launch& launch : work.launches) ExpectLaunchable(work, launch);
    ASSERT_EQ(work.buffers.size(), again.buffers.size());
    for (std::size_t i = 0; i < work.buffers.size(); ++i) {
      EXPECT_GT(work.buffers[i].contents.size(), 0u);
      EXPECT_LE(work.buffers[i].contents.size(), kLargestBuffer);
      EXPECT_TRUE(work.buffers[i].contents == again.buffers[i].contents) << work.buffers[i].name;
    }
    for (const Check& check : work.checks) {
      ASSERT_LT(check.buffer.index, work.buffers.size());
      EXPECT_LE(check.expected.size(), work.buffers[check.buffer.index].contents.size());
      // A check that the untouched buffer already meets would prove nothing.
      EXPECT_FALSE(Compare(check, work.buffers[check.buffer.index].contents).ok());
    }
  }
}

}  // namespace
}  // namespace kiln::corpus
