#include "runtime/execution/launch_arguments.h"

#include <gtest/gtest.h>

#include <cstring>

namespace kiln::runtime {
namespace {

using artifact::Argument;
using artifact::ArgumentKind;

artifact::Kernel Saxpy() {
  artifact::Kernel kernel;
  kernel.name = "saxpy";
  Argument x{.name = "x", .type_name = "float*", .kind = ArgumentKind::kBuffer, .address_space = "global"};
  x.binding = 4;
  x.is_written = false;
  Argument a{.name = "a", .type_name = "float", .kind = ArgumentKind::kValue, .address_space = "private"};
  a.size = 4;
  a.offset = 4;
  Argument n{.name = "n", .type_name = "uchar", .kind = ArgumentKind::kValue, .address_space = "private"};
  n.size = 1;
  n.offset = 8;
  Argument tile{.name = "tile", .type_name = "float4*", .kind = ArgumentKind::kLocal, .address_space = "local"};
  tile.element_size = 16;
  kernel.arguments = {x, a, n, tile};
  kernel.values.size = 9;
  kernel.static_local_bytes = 1000;
  return kernel;
}

DeviceLimits Limits() {
  DeviceLimits limits;
  limits.local_memory_bytes = 2048;
  limits.storage_buffer_bytes = 1 << 20;
  return limits;
}

std::string Message(const std::vector<ArgumentValue>& arguments) {
  const auto bound = BindArguments(Saxpy(), arguments, Limits());
  if (bound) return "ok";
  EXPECT_EQ(bound.error().code(), ErrorCode::kInvalidArgument);
  return bound.error().message();
}

TEST(LaunchArgumentsTest, LaysOutValuesAndCounts) {
  const std::vector<ArgumentValue> arguments = {nullptr, 2.5f, std::uint8_t{7}, LocalMemory{33}};
  const auto bound = BindArguments(Saxpy(), arguments, Limits());
  ASSERT_TRUE(bound) << bound.error().ToString();
  ASSERT_EQ(bound->buffers.size(), 1u);
  EXPECT_EQ(bound->buffers[0].binding, 4u);
  EXPECT_FALSE(bound->buffers[0].is_written);
  EXPECT_FALSE(bound->buffers[0].buffer);
  ASSERT_EQ(bound->values.size(), 12u) << "push constants come in words";
  float a = 0;
  std::memcpy(&a, bound->values.data() + 4, 4);
  EXPECT_EQ(a, 2.5f);
  EXPECT_EQ(bound->values[8], std::byte{7});
  EXPECT_EQ(bound->local_counts, std::vector<std::uint32_t>{3}) << "33 bytes are three float4";
}

TEST(LaunchArgumentsTest, ErrorsNameTheArgument) {
  const LocalMemory tile{16};
  EXPECT_EQ(Message({nullptr, 1.0f}), "'saxpy' takes 4 arguments, got 2");
  EXPECT_EQ(Message({nullptr, 1.0, std::uint8_t{1}, tile}), "argument 1 'a' of 'saxpy': expected 4 bytes, got 8");
  EXPECT_EQ(Message({nullptr, 1, std::uint8_t{1}, tile}), "argument 1 'a' of 'saxpy': expected float, got an integer");
  EXPECT_EQ(Message({1.0f, 1.0f, std::uint8_t{1}, tile}),
            "argument 0 'x' of 'saxpy': expected a buffer (float*), got a value of 4 bytes");
  EXPECT_EQ(Message({nullptr, nullptr, std::uint8_t{1}, tile}),
            "argument 1 'a' of 'saxpy': expected a value (float), got a buffer");
  EXPECT_EQ(Message({nullptr, 1.0f, tile, tile}),
            "argument 2 'n' of 'saxpy': expected a value (uchar), got a local memory size");
  EXPECT_EQ(Message({nullptr, 1.0f, std::uint8_t{1}, 16}),
            "argument 3 'tile' of 'saxpy': expected a local memory size (float4*), got a value of 4 bytes");
  EXPECT_EQ(Message({nullptr, 1.0f, std::uint8_t{1}, LocalMemory{0}}),
            "argument 3 'tile' of 'saxpy': a local memory size of 0 bytes");
  EXPECT_EQ(Message({nullptr, 1.0f, std::uint8_t{1}, LocalMemory{1ull << 40}}),
            "argument 3 'tile' of 'saxpy': 1099511627776 bytes of local memory: the device has 2048 "
            "(maxComputeSharedMemorySize)");
  EXPECT_EQ(Message({nullptr, 1.0f, std::uint8_t{1}, LocalMemory{1056}}),
            "'saxpy' needs 2056 bytes of local memory, the device has 2048 (maxComputeSharedMemorySize)");
}

TEST(LaunchArgumentsTest, BytesOfUnknownTypeAreCheckedBySizeOnly) {
  const int one = 1;
  EXPECT_EQ(
      Message({nullptr, ArgumentValue::Bytes(std::as_bytes(std::span(&one, 1))), std::uint8_t{1}, LocalMemory{16}}),
      "ok");
}

}  // namespace
}  // namespace kiln::runtime
