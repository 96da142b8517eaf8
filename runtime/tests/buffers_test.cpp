// Memory that the host writes and reads; copies and fills.
#include "runtime/tests/runtime_fixture.h"

#include <array>

namespace kiln::runtime {
namespace {

void CheckBuffers(Device device) {
  // More than two staging buffers hold, so that they take turns.
  const auto values = Sequence<std::uint32_t>(5'000'000);
  auto buffer = device.Upload(values);
  ASSERT_OK(buffer);
  std::vector<std::uint32_t> read(values.size());
  ASSERT_OK(buffer->Read(read));
  EXPECT_EQ(read, values);
  const std::array<std::uint8_t, 3> patch = {1, 2, 3};
  ASSERT_OK(buffer->Write(7, patch));
  std::array<std::uint8_t, 5> around = {};
  ASSERT_OK(buffer->Read(6, around));
  EXPECT_EQ(around,
            (std::array<std::uint8_t, 5>{0, 1, 2, 3, 0}));  // bytes 6 to 10 of 0, 1, 2, ... are zeros but byte 8
}

TEST_F(RuntimeTest, BuffersKeepWhatIsWritten) {
  CheckBuffers(device_);
}
TEST_F(StagedTest, BuffersKeepWhatIsWritten) {
  CheckBuffers(device_);
}

TEST_F(RuntimeTest, BufferRangesAreChecked) {
  auto buffer = device_.Allocate(10);
  ASSERT_OK(buffer);
  std::array<std::uint8_t, 4> bytes = {};
  EXPECT_TRUE(buffer->Write(6, bytes));
  const Status behind = buffer->Write(7, bytes);
  ASSERT_FALSE(behind);
  EXPECT_EQ(behind.error().message(), "writing 4 bytes at offset 7 leaves the buffer of 10 bytes");
  EXPECT_FALSE(buffer->Read(~0ull, bytes));
  EXPECT_FALSE(Buffer().Read(0, bytes));
  EXPECT_EQ(Buffer().size(), 0u);
}

TEST_F(RuntimeTest, EmptyAndHugeBuffers) {
  const auto empty = device_.Allocate(0);
  ASSERT_OK(empty);
  EXPECT_EQ(empty->size(), 0u);
  std::vector<int> nothing;
  EXPECT_TRUE(empty->Read(nothing));
  const auto huge = device_.Allocate(~0ull);
  ASSERT_FALSE(huge);
  EXPECT_EQ(huge.error().code(), ErrorCode::kInvalidArgument);
}

TEST_F(RuntimeTest, ManyBuffersShareMemory) {
  // More than the 4096 allocations that a device must allow.
  std::vector<Buffer> buffers;
  for (std::uint32_t i = 0; i < 5000; ++i) buffers.push_back(Upload(std::vector<std::uint32_t>(16, i)));
  for (std::uint32_t i = 0; i < 5000; ++i) {
    ASSERT_EQ(Read<std::uint32_t>(buffers[i]), std::vector<std::uint32_t>(16, i));
  }
}

TEST_F(RuntimeTest, CopyAndFillCheckTheirRanges) {
  Buffer a = Upload(Sequence<std::uint8_t>(30)), b = Upload(std::vector<std::uint8_t>(30, 255));
  ASSERT_OK(stream_.Copy(a, 3, b, 10, 5));
  ASSERT_OK(stream_.Fill(b, 0x04030201, 20, 10));
  const auto read = Read<std::uint8_t>(b);
  EXPECT_EQ(std::vector<std::uint8_t>(read.begin() + 9, read.begin() + 16),
            (std::vector<std::uint8_t>{255, 3, 4, 5, 6, 7, 255}));
  EXPECT_EQ(std::vector<std::uint8_t>(read.begin() + 19, read.end()),
            (std::vector<std::uint8_t>{255, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2}));
  EXPECT_FALSE(stream_.Copy(a, 0, b, 10, 25));
  EXPECT_FALSE(stream_.Copy(a, 0, a, 5, 10)) << "overlap";
  EXPECT_TRUE(stream_.Copy(a, 0, a, 10, 10));
  EXPECT_FALSE(stream_.Fill(b, 0, 2, 4));
  EXPECT_FALSE(stream_.Fill(b, 0, 4, 5));
}

}  // namespace
}  // namespace kiln::runtime
