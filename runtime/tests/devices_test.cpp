// Finding and opening devices.
#include "runtime/tests/runtime_fixture.h"

#include <cstdlib>

namespace kiln::runtime {
namespace {

TEST_F(RuntimeTest, DescribesTheDevice) {
  const DeviceInfo& info = device_.info();
  EXPECT_FALSE(info.name.empty());
  EXPECT_EQ(info.uuid.size(), 36u);
  EXPECT_GE(info.limits.work_group_invocations, 128u);
  EXPECT_GE(info.limits.push_constant_bytes, 128u);
  EXPECT_TRUE(info.Has("timeline_semaphore"));
}

TEST_F(RuntimeTest, OpensByIndexUuidAndName) {
  const DeviceInfo& info = device_.info();
  for (const std::string& selector : {std::to_string(info.index), info.uuid, info.name, info.name.substr(0, 4)}) {
    const auto device = Device::Open({.device = selector});
    ASSERT_TRUE(device) << selector << ": " << device.error().ToString();
    EXPECT_EQ(device->info().uuid, info.uuid);
  }
  const auto none = Device::Open({.device = "no such device"});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code(), ErrorCode::kNotFound);
  EXPECT_NE(none.error().message().find(info.name), std::string::npos) << none.error().message();
}

TEST_F(RuntimeTest, EnvironmentNamesTheDeviceUnlessTheCallDoes) {
  ::setenv("KILN_DEVICE", "no such device", 1);
  const auto from_environment = Device::Open();
  const auto from_call = Device::Open({.device = "auto"});
  ::unsetenv("KILN_DEVICE");
  EXPECT_FALSE(from_environment);
  EXPECT_TRUE(from_call);
}

TEST(DeviceListTest, ListsTheDevices) {
  const auto devices = EnumerateDevices();
  ASSERT_OK(devices);
  ASSERT_FALSE(devices->empty());
  for (std::size_t i = 0; i < devices->size(); ++i) EXPECT_EQ((*devices)[i].index, i);
}

}  // namespace
}  // namespace kiln::runtime
