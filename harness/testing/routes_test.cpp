#include "kiln/harness/routes.h"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>

#include "kiln/base/file.h"

namespace kiln::harness {
namespace {

namespace fs = std::filesystem;

// Doubles every int of its first argument; `wrong` is wrong.
class Doubler : public HostProgram {
 public:
  explicit Doubler(bool is_wrong) : is_wrong_(is_wrong) {}
  Status Run(const HostLaunch& launch) const override {
    const std::span<std::byte> bytes = launch.arguments[0].bytes;
    std::vector<std::int32_t> values(bytes.size() / sizeof(std::int32_t));
    std::memcpy(values.data(), bytes.data(), bytes.size());
    for (std::int32_t& value : values) value = value * 2 + (is_wrong_ ? 1 : 0);
    std::memcpy(bytes.data(), values.data(), bytes.size());
    return {};
  }

 private:
  bool is_wrong_;
};

Route HostRoute(const std::string& name, bool is_wrong) {
  Route route;
  route.traits.name = name;
  route.traits.on_device = false;
  route.traits.has_limits = true;
  route.traits.missing_extensions = {"cl_khr_fp64"};
  route.translator = [=](const TranslateRequest& request) -> Result<Translated> {
    for (const std::string& kernel : request.kernels) {
      if (kernel != "twice") return Fail(ErrorCode::kCompile, "error: no '" + kernel + "' here [unsupported-type]");
    }
    Translated translated;
    artifact::Kernel kernel;
    kernel.name = "twice";
    artifact::Argument argument;
    argument.name = "x";
    argument.type_name = "int*";
    argument.size = 4;
    kernel.arguments = {argument};
    translated.reflection.kernels = {kernel};
    translated.program = std::make_shared<Doubler>(is_wrong);
    return translated;
  };
  return route;
}

class RoutesTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = (fs::path(testing::TempDir()) / "kiln_routes_test.cl").string();
    ASSERT_TRUE(WriteFileAtomically(
        path_,
        "/*!\n[config]\nname: t\nglobal_size: 2 0 0\n"
        "[test]\nname: twice\nkernel_name: twice\narg_in: 0 buffer int[2] 3 4\narg_out: 0 buffer int[2] 6 8\n"
        "[test]\nname: other\nkernel_name: other\narg_out: 0 buffer int[2] 6 8\n!*/\n"));
  }
  void TearDown() override { fs::remove(path_); }

  RoutesReport Run(const std::vector<Route>& routes) {
    TestRequest request;
    request.paths = {path_};
    request.isolate = false;
    auto report = RunRoutes(request, routes);
    EXPECT_TRUE(report) << report.error().ToString();
    return std::move(*report);
  }

  std::string path_;
};

TEST_F(RoutesTest, TellLimitsFromFailures) {
  const RoutesReport report = Run({HostRoute("a", false), HostRoute("b", false)});
  EXPECT_TRUE(report.ok());
  ASSERT_EQ(report.reports.size(), 2u);
  EXPECT_EQ(report.reports[0].Summary(), "1 passed, 0 failed, 0 skipped, 1 unsupported");
  const std::string matrix = report.Matrix();
  EXPECT_NE(matrix.find("a: 1 unsupported: unsupported-type\n"), std::string::npos) << matrix;
  EXPECT_NE(matrix.find("0 tests differ between routes\n"), std::string::npos) << matrix;
}

TEST_F(RoutesTest, NameTheTestsThatDiffer) {
  const RoutesReport report = Run({HostRoute("a", false), HostRoute("b", true)});
  EXPECT_FALSE(report.ok());
  const std::string matrix = report.Matrix();
  EXPECT_NE(matrix.find("kiln_routes_test.cl::twice: a passes, b fails\n1 test differs between routes\n"),
            std::string::npos)
      << matrix;
}

TEST(Routes, FindTheCodeOfALimit) {
  EXPECT_EQ(LimitCode("k.cl:3: error: no such thing [unsupported-atomic]"), "unsupported-atomic");
  EXPECT_EQ(LimitCode("warning: x [-Wfoo]\nerror: out[3] [unsupported-type]"), "unsupported-type");
  EXPECT_EQ(LimitCode("error: use of type 'double' requires cl_khr_fp64 support"), "cl_khr_fp64");
  EXPECT_EQ(LimitCode("error: a[i-1] of A[0]"), "without a code");
}

}  // namespace
}  // namespace kiln::harness
