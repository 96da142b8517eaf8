#include "kiln/harness/validate.h"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>

#include "kiln/base/file.h"

namespace kiln::harness {
namespace {

namespace fs = std::filesystem;

enum class Behaviour { kRight, kWrong, kOffTheEnd, kLimited };

// kernel void grow(global int* x, int by) { adds `by` to every element } at most as far as the buffer, or as `by` says.
class Grower : public HostProgram {
 public:
  explicit Grower(Behaviour behaviour) : behaviour_(behaviour) {}
  Status Run(const HostLaunch& launch) const override {
    auto* const x = reinterpret_cast<volatile std::int32_t*>(launch.arguments[0].bytes.data());
    std::int32_t by = 0;
    std::memcpy(&by, launch.arguments[1].bytes.data(), sizeof(by));
    std::size_t count = launch.arguments[0].bytes.size() / sizeof(std::int32_t);
    if (behaviour_ == Behaviour::kOffTheEnd) count = static_cast<std::size_t>(by) * static_cast<std::size_t>(by);
    for (std::size_t i = 0; i < count; ++i) x[i] = x[i] + by + (behaviour_ == Behaviour::kWrong ? 1 : 0);
    return {};
  }

 private:
  Behaviour behaviour_;
};

Route HostRoute(const std::string& name, Behaviour behaviour) {
  Route route;
  route.traits.name = name;
  route.traits.on_device = false;
  route.traits.has_limits = true;
  route.translator = [=](const TranslateRequest&) -> Result<Translated> {
    if (behaviour == Behaviour::kLimited) return Fail(ErrorCode::kUnsupported, "no ints here [unsupported-type]");
    Translated translated;
    artifact::Kernel kernel;
    kernel.name = "grow";
    artifact::Argument x, by;
    x.name = "x";
    x.type_name = "int*";
    x.size = 4;
    by.name = "by";
    by.type_name = "int";
    by.kind = artifact::ArgumentKind::kValue;
    by.size = 4;
    kernel.arguments = {x, by};
    translated.reflection.kernels = {kernel};
    translated.program = std::make_shared<Grower>(behaviour);
    return translated;
  };
  return route;
}

class ValidateTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = (fs::path(testing::TempDir()) / "kiln_validate_test.cl").string();
    ASSERT_TRUE(WriteFileAtomically(path_, "kernel void grow(global int* x, int by) {}"));
    request_.tests.paths = {path_};
    request_.shapes = [](const TranslateRequest&) -> Result<std::vector<KernelShape>> {
      KernelShape shape;
      shape.name = "grow";
      const NumberField number = {0, NumberField::Kind::kSigned, 32, 1};
      shape.parameters = {{KernelParameter::Kind::kBuffer, "x", "int*", 4, {number}, false},
                          {KernelParameter::Kind::kValue, "by", "int", 4, {number}, false}};
      return std::vector<KernelShape>{shape};
    };
    request_.references = {HostRoute("limited", Behaviour::kLimited), HostRoute("right", Behaviour::kRight)};
  }

  std::string path_;
  ValidateRequest request_;
};

TEST_F(ValidateTest, ComparesEachRouteWithTheReference) {
  request_.routes = {HostRoute("right", Behaviour::kRight), HostRoute("wrong", Behaviour::kWrong),
                     HostRoute("limited", Behaviour::kLimited)};
  request_.json = path_ + ".json";
  request_.junit = path_ + ".xml";
  const auto report = Validate(request_);
  ASSERT_TRUE(report) << report.error().ToString();
  ASSERT_EQ(report->files.size(), 1u);
  const ValidatedTest& test = report->files[0].tests.at(0);
  EXPECT_EQ(test.reference, "right");
  EXPECT_EQ(test.results[0].outcome, Outcome::kPass);
  EXPECT_EQ(test.results[1].outcome, Outcome::kFail);
  EXPECT_EQ(test.results[2].outcome, Outcome::kUnsupported);
  EXPECT_FALSE(report->ok());
  EXPECT_NE(report->Matrix().find("  grow  ref      FAILS    limit\n"), std::string::npos) << report->Matrix();
  EXPECT_NE(ReadFile(request_.json)->find("\"unsupported\""), std::string::npos);
  EXPECT_NE(ReadFile(request_.junit)->find("tests=\"3\" failures=\"1\" skipped=\"1\""), std::string::npos);
}

TEST_F(ValidateTest, TriesSmallerNumbersAfterAnAccessOutside) {
  request_.references = {HostRoute("right", Behaviour::kOffTheEnd)};
  request_.routes = {HostRoute("right", Behaviour::kOffTheEnd)};
  const auto report = Validate(request_);
  ASSERT_TRUE(report) << report.error().ToString();
  EXPECT_TRUE(report->ok()) << report->Matrix();
  // 256 * 256 elements are not there; 16 * 16 are.
  EXPECT_NE(report->files[0].tests.at(0).inputs.find("--arg=16"), std::string::npos) << report->Matrix();
}

TEST_F(ValidateTest, SaysWhenNoInputsAreFound) {
  request_.references = {HostRoute("right", Behaviour::kOffTheEnd)};
  request_.routes = {HostRoute("right", Behaviour::kOffTheEnd)};
  request_.inputs.arguments = {{1, "100000"}};
  const auto report = Validate(request_);
  ASSERT_TRUE(report) << report.error().ToString();
  const SubtestResult& result = report->files[0].tests.at(0).results[0];
  EXPECT_EQ(result.outcome, Outcome::kFail);
  EXPECT_NE(result.message.find("accesses memory outside of its arguments; give them with --input"), std::string::npos)
      << result.message;
}

TEST_F(ValidateTest, SaysWhenNoRouteIsAReference) {
  request_.references = {HostRoute("limited", Behaviour::kLimited)};
  request_.routes = {HostRoute("right", Behaviour::kRight)};
  const auto report = Validate(request_);
  ASSERT_TRUE(report) << report.error().ToString();
  EXPECT_NE(report->Matrix().find("no route says what to expect: limited: no ints here"), std::string::npos)
      << report->Matrix();
}

}  // namespace
}  // namespace kiln::harness
