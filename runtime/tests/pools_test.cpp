// What launches need is made once; what the driver compiles is kept on disk.
#include "runtime/tests/runtime_fixture.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace kiln::runtime {
namespace {

namespace fs = std::filesystem;

TEST_F(RuntimeTest, LaunchesReuseWhatEarlierOnesMade) {
  const Kernel saxpy = LoadSaxpy();
  const Buffer x = Upload(std::vector<float>(100, 1)), y = Upload(std::vector<float>(100, 0));
  for (int i = 0; i < 200; ++i) {
    ASSERT_OK(stream_.Launch(saxpy, NdRange(100), x, y, 1.0f));
    ASSERT_OK(stream_.Synchronize());
  }
  const PoolStatistics pools = device_.Pools();
  EXPECT_GT(pools.command_buffers.hit_rate(), 0.95);
  EXPECT_GT(pools.query_pools.hit_rate(), 0.95);
  EXPECT_GT(pools.descriptor_sets.hit_rate(), 0.95);
  EXPECT_GT(pools.pipelines.hit_rate(), 0.95);
  EXPECT_EQ(Read<float>(y), std::vector<float>(100, 200));
}

TEST_F(RuntimeTest, StreamsShareCommandBuffers) {
  const Kernel saxpy = LoadSaxpy();
  const Buffer x = Upload(std::vector<float>(100, 1)), y = Upload(std::vector<float>(100, 0));
  for (int i = 0; i < 100; ++i) {
    auto stream = device_.CreateStream();
    ASSERT_OK(stream);
    ASSERT_OK(stream->Launch(saxpy, NdRange(100), x, y, 1.0f));
  }
  EXPECT_EQ(Read<float>(y), std::vector<float>(100, 100));
  const PoolStatistics pools = device_.Pools();
  EXPECT_GT(pools.command_buffers.hit_rate(), 0.9) << pools.command_buffers.misses;
}

class StoredPipelinesOnDeviceTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "/kiln_pipelines_XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }
  void RunSaxpy(const std::string& folder) {
    auto device = Device::Open({.validation = true, .cache_folder = folder});
    ASSERT_OK(device);
    auto kernel = device->Load(SaxpyWords(), SaxpyKernel());
    ASSERT_OK(kernel);
    auto x = device->Upload(std::vector<float>(10, 1)), y = device->Upload(std::vector<float>(10, 2));
    ASSERT_OK(x);
    ASSERT_OK(y);
    ASSERT_OK(device->Run(*kernel, NdRange(10), *x, *y, 3.0f));
    std::vector<float> result(10);
    ASSERT_OK(y->Read(result));
    EXPECT_EQ(result, std::vector<float>(10, 5));
    EXPECT_EQ(device->TakeValidationMessages(), std::vector<std::string>());
  }
  std::vector<fs::path> Entries() const {
    std::vector<fs::path> entries;
    for (const auto& file : fs::recursive_directory_iterator(folder_)) {
      if (file.path().extension() == ".entry") entries.push_back(file.path());
    }
    return entries;
  }

  std::string folder_;
};

TEST_F(StoredPipelinesOnDeviceTest, AreWrittenReadAndNotTrusted) {
  RunSaxpy(folder_);
  ASSERT_EQ(Entries().size(), 1u);
  RunSaxpy(folder_);
  const fs::path entry = Entries().at(0);
  {
    std::fstream file(entry, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(-1, std::ios::end);
    file << 'x';
  }
  RunSaxpy(folder_);
  fs::resize_file(Entries().at(0), 90);
  RunSaxpy(folder_);
  EXPECT_EQ(Entries().size(), 1u) << "rebuilt";
}

TEST_F(StoredPipelinesOnDeviceTest, AFolderThatCannotBeWrittenIsNoError) {
  std::ofstream(folder_ + "/file") << "x";
  RunSaxpy(folder_ + "/file");
}

}  // namespace
}  // namespace kiln::runtime
