#include "harness/description/description.h"

#include <gtest/gtest.h>

#include <string>

namespace kiln::harness {
namespace {

TestDescription Parse(std::string_view text) {
  auto description = ParseDescription(text, "x.cl");
  EXPECT_TRUE(description) << (description ? "" : description.error().message());
  return description ? *description : TestDescription{};
}
std::string ErrorOf(std::string_view text) {
  const auto description = ParseDescription(text, "x.cl");
  return description ? "" : description.error().message();
}

TEST(Description, ReadsEveryConfigKey) {
  const TestDescription d = Parse(R"(
[config]
name: All keys              # a comment
clc_version_min: 11
clc_version_max: 20
platform_regex: .*Kiln.*
device_regex: llvm[a-z]*
require_platform_extensions: ext1  ext2
require_device_extensions: cl_khr_fp64
program_source_file: other.inc
build_options: -D A=1 -cl-mad-enable
kernel_name: k
need_image_support: true
dimensions: 2
global_size: 8 4 1
local_size: NULL
global_offset: 1 2 0
expect_test_fail: true

[test]
[test]
name: second
kernel_name: other
dimensions: 1
local_size: 2 1 1
expect_test_fail: 0
)");
  EXPECT_EQ(d.name, "All keys");
  EXPECT_EQ(d.clc_version_min, 11U);
  EXPECT_EQ(d.clc_version_max, 20U);
  EXPECT_EQ(d.platform_regex, ".*Kiln.*");
  EXPECT_EQ(d.device_regex, "llvm[a-z]*");
  EXPECT_EQ(d.required_platform_extensions, (std::vector<std::string>{"ext1", "ext2"}));
  EXPECT_EQ(d.required_device_extensions, (std::vector<std::string>{"cl_khr_fp64"}));
  EXPECT_EQ(d.program_source_file, "other.inc");
  EXPECT_EQ(d.build_options, "-D A=1 -cl-mad-enable");
  EXPECT_TRUE(d.need_image_support);
  ASSERT_EQ(d.tests.size(), 2U);
  const TestCase& first = d.tests[0];
  EXPECT_EQ(first.name, "test 1");
  EXPECT_EQ(first.kernel_name, "k");
  EXPECT_EQ(first.dimensions, 2U);
  EXPECT_EQ(first.global_size, (std::array<std::uint64_t, 3>{8, 4, 1}));
  EXPECT_FALSE(first.local_size);
  EXPECT_EQ(first.global_offset, (std::array<std::uint64_t, 3>{1, 2, 0}));
  EXPECT_TRUE(first.expect_test_fail);
  const TestCase& second = d.tests[1];
  EXPECT_EQ(second.name, "second");
  EXPECT_EQ(second.kernel_name, "other");
  EXPECT_EQ(second.dimensions, 1U);
  EXPECT_EQ(*second.local_size, (std::array<std::uint64_t, 3>{2, 1, 1}));
  EXPECT_FALSE(second.expect_test_fail);
}

TEST(Description, DefaultsAreThoseOfTheFormat) {
  const TestDescription d = Parse("[config]\n[test]\n");
  EXPECT_EQ(d.tests[0].dimensions, 1U);
  EXPECT_EQ(d.tests[0].global_size, (std::array<std::uint64_t, 3>{1, 1, 1}));
  EXPECT_EQ(*d.tests[0].local_size, (std::array<std::uint64_t, 3>{1, 1, 1}));
  EXPECT_EQ(d.tests[0].kernel_name, "");
}

TEST(Description, DenormalsMayBeZeroWhereTheProgramSaysSo) {
  const std::string test = "[test]\nname: t\nkernel_name: k\narg_out: 0 buffer float[1] 0\n";
  EXPECT_TRUE(Parse("[config]\nbuild_options: -DX -cl-denorms-are-zero\n" + test)
                  .tests[0]
                  .arguments_out[0]
                  .tolerance.denormals_are_zero);
  EXPECT_FALSE(Parse("[config]\nbuild_options: -DX\n" + test).tests[0].arguments_out[0].tolerance.denormals_are_zero);
}

TEST(Description, ContinuedLinesAndComments) {
  const TestDescription d = Parse(
      "[config]\n[test]\n"
      "arg_out: 0 buffer int[4] 1 2 \\ # the first two\n"
      "   3 \\\n"
      "   4 \\\n"
      "\n"
      "name: x # after an empty line\n"
      "  # only a comment\n"
      "arg_in: 1 int 5");
  ASSERT_EQ(d.tests[0].arguments_out.size(), 1U);
  EXPECT_EQ(d.tests[0].arguments_out[0].bytes.size(), 16U);
  EXPECT_EQ(d.tests[0].arguments_out[0].line, 3U);
  EXPECT_EQ(d.tests[0].name, "x");
  EXPECT_EQ(d.tests[0].arguments_in[0].line, 9U);
}

TEST(Description, ProgramSourceIsTakenAsItStands) {
  const TestDescription d = Parse(
      "[config]\nkernel_name: k\n[program source]\nkernel void k(global int* a) {\n  a[0] = 1; # not a comment\n}\n"
      "[ test ]\narg_out: 0 buffer int[1] 1\n");
  EXPECT_EQ(*d.program_source, "kernel void k(global int* a) {\n  a[0] = 1; # not a comment\n}\n");
  ASSERT_EQ(d.tests.size(), 1U);
  EXPECT_EQ(d.tests[0].line, 7U);
}

TEST(Description, NamesBecomeUnique) {
  const TestDescription d = Parse("[config]\n[test]\nname: a\n[test]\nname: a\n[test]\nname: a\n[test]\n");
  EXPECT_EQ(d.tests[0].name, "a");
  EXPECT_EQ(d.tests[1].name, "a #2");
  EXPECT_EQ(d.tests[2].name, "a #3");
  EXPECT_EQ(d.tests[3].name, "test 4");
}

TEST(Description, UnknownWordsAreNamedWithLineAndSuggestion) {
  EXPECT_EQ(ErrorOf("\n[config]\nnmae: x\n"), "x.cl:3: unknown key 'nmae' in [config]; did you mean 'name'?");
  EXPECT_EQ(ErrorOf("[config]\n[test]\narg_inn: 0 int 1\n"),
            "x.cl:3: unknown key 'arg_inn' in [test]; did you mean 'arg_in'?");
  EXPECT_EQ(ErrorOf("[config]\nfrobnicate: 1\n"), "x.cl:2: unknown key 'frobnicate' in [config]");
  EXPECT_EQ(ErrorOf("[config]\n[tests]\n"), "x.cl:2: unknown section 'tests'; did you mean 'test'?");
}

TEST(Description, MisplacedAndMalformedLines) {
  EXPECT_EQ(ErrorOf("name: x\n"), "x.cl:1: 'name' is in no section");
  EXPECT_EQ(ErrorOf("[config]\nhello\n"), "x.cl:2: expected [section] or key: value, got 'hello'");
  EXPECT_EQ(ErrorOf("[config]\nname:\n"), "x.cl:2: 'name' has no value");
  EXPECT_EQ(ErrorOf("[config]\n[config]\n"), "x.cl:2: there can be only one [config] section");
  EXPECT_EQ(ErrorOf("[test]\n"), "x.cl:1: [config] must come before the first [test]");
  EXPECT_EQ(ErrorOf(""), "x.cl:1: the [config] section is missing");
  EXPECT_EQ(ErrorOf("[config]\nexpect_build_fail: true\n[test]\n"),
            "x.cl:3: there can be no [test] when expect_build_fail is true");
  EXPECT_EQ(ErrorOf("[config]\narg_in: 0 int 1\n"), "x.cl:2: unknown key 'arg_in' in [config]");
}

TEST(Description, BadValues) {
  EXPECT_EQ(ErrorOf("[config]\nexpect_build_fail: yes\n"),
            "x.cl:2: expect_build_fail: 'yes' is neither true nor false");
  EXPECT_EQ(ErrorOf("[config]\nglobal_size: 1 2\n"), "x.cl:2: global_size: three numbers are needed, 2 are given");
  EXPECT_EQ(ErrorOf("[config]\nlocal_size: 1 2 x\n"), "x.cl:2: local_size: 'x' is not an integer");
  EXPECT_EQ(ErrorOf("[config]\ndimensions: 4\n"), "x.cl:2: dimensions: dimensions must be 1, 2 or 3");
  EXPECT_EQ(ErrorOf("[config]\n[test]\nname: a/b\n"), "x.cl:3: name: a name cannot hold '/'");
  EXPECT_EQ(ErrorOf("[config]\nclc_version_min: 20\nclc_version_max: 12\n"),
            "x.cl:3: clc_version_max is less than clc_version_min");
  EXPECT_EQ(ErrorOf("[config]\n[test]\narg_in: 0 int 1.5\n"), "x.cl:3: arg_in: argument 0: '1.5' is not an integer");
}

TEST(Description, ArgumentsMustAgree) {
  const std::string head = "[config]\n[test]\n";
  EXPECT_EQ(ErrorOf(head + "arg_in: 0 int 1\narg_in: 0 int 2\n"), "x.cl:4: arg_in: argument 0 is given twice");
  EXPECT_EQ(ErrorOf(head + "arg_in: 0 int 1\narg_out: 0 buffer int[1] 2\n"),
            "x.cl:4: arg_out: argument 0 is of different kinds in arg_in and arg_out");
  EXPECT_EQ(ErrorOf(head + "arg_in: 0 buffer int[2] 1 2\narg_out: 0 buffer int[1] 2\n"),
            "x.cl:4: arg_out: argument 0 has 8 bytes in arg_in and 4 bytes in arg_out");
  EXPECT_EQ(ErrorOf(head + "arg_in: 0 buffer int[2] 1 2\narg_out: 0 buffer long[1] 2\n"), "");
}

TEST(Description, ReadsPrintedLines) {
  const TestDescription d = Parse(
      "[config]\nname: t\n[test]\nprinted: \" a \\\"b\\\" \\\\ \\t\\x23\" # comment\n"
      "printed: \"\"\n[test]\nprinted: NULL\n[test]\n");
  ASSERT_EQ(d.tests.size(), 3U);
  EXPECT_EQ(d.tests[0].printed, (std::vector<std::string>{" a \"b\" \\ \t#", ""}));
  EXPECT_EQ(d.tests[1].printed, std::vector<std::string>());
  EXPECT_FALSE(d.tests[2].printed);
  for (const char* bad : {"text", "\"open", "\"", "\"a\"b\"", "\"\\x4\"", "\"\\n\"", "\"end\\\""}) {
    const std::string message = ErrorOf("[config]\nname: t\n[test]\nprinted: " + std::string(bad) + "\n");
    EXPECT_NE(message.find("x.cl:4: printed: expected \"text\" with the escapes"), std::string::npos) << bad << message;
  }
}

TEST(FindDescription, FindsTheCommentAndItsLine) {
  const auto comment = FindDescription("// kernel\n/*!\n[config]\n!*/\nkernel void k() {}\n", "x.cl");
  ASSERT_TRUE(comment && *comment);
  EXPECT_EQ((*comment)->text, "\n[config]\n");
  EXPECT_EQ((*comment)->first_line, 2U);
}

TEST(FindDescription, DoxygenIsNoDescription) {
  const auto none = FindDescription("/*! \\brief Adds. */\nkernel void k() {}\n", "x.cl");
  ASSERT_TRUE(none);
  EXPECT_FALSE(*none);
  const auto after = FindDescription("/*! \\brief Adds. */\n/*!\n[config]\n!*/\n", "x.cl");
  ASSERT_TRUE(after && *after);
  EXPECT_EQ((*after)->text, "\n[config]\n");
}

TEST(FindDescription, AnUnterminatedDescriptionIsAnError) {
  const auto comment = FindDescription("\n\n/*!\n[config]\nname: x\n*/\nkernel void k() {}\n", "x.cl");
  ASSERT_FALSE(comment);
  EXPECT_EQ(comment.error().message(), "x.cl:3: the test description that begins here with /*! has no !*/");
  EXPECT_FALSE(FindDescription("/*!\n[config]\n", "x.cl"));
}

TEST(SplitOptions, FollowsTheShell) {
  EXPECT_EQ(SplitOptions("  -D A=1\t-DB='x y' \"-I a b\" c\\ d "),
            (std::vector<std::string>{"-D", "A=1", "-DB=x y", "-I a b", "c d"}));
  EXPECT_TRUE(SplitOptions("").empty());
  EXPECT_EQ(SplitOptions("''"), (std::vector<std::string>{""}));
}

}  // namespace
}  // namespace kiln::harness
