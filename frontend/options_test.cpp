#include "frontend/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kiln::frontend {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TranslatedOptions Translated(const std::vector<std::string>& options) {
  Result<TranslatedOptions> translated = TranslateOptions(options);
  EXPECT_TRUE(translated) << translated.error().ToString();
  return translated ? *translated : TranslatedOptions();
}

std::string ErrorOf(const std::vector<std::string>& options) {
  const Result<TranslatedOptions> translated = TranslateOptions(options);
  if (translated) {
    return "accepted";
  }
  EXPECT_EQ(translated.error().code(), ErrorCode::kInvalidArgument);
  return translated.error().message();
}

TEST(TranslateOptions, ForwardsWhatCc1Knows) {
  EXPECT_THAT(Translated({"-DN=4", "-UX", "-Iinclude", "-Wall", "-w", "-cl-mad-enable"}).cc1,
              ElementsAre("-D", "N=4", "-U", "X", "-I", "include", "-Wall", "-w", "-cl-mad-enable"));
}

TEST(TranslateOptions, AcceptsJoinedAndSeparateValues) {
  EXPECT_EQ(Translated({"-D", "N=4", "-I", "dir"}).cc1, Translated({"-DN=4", "-Idir"}).cc1);
  EXPECT_THAT(Translated({"-include", "a.h", "-isystem", "s", "-iquote", "q"}).cc1,
              ElementsAre("-include", "a.h", "-isystem", "s", "-iquote", "q"));
}

TEST(TranslateOptions, SuggestsTheNearestSpelling) {
  EXPECT_EQ(ErrorOf({"-cl-mad-enables"}), "unknown argument '-cl-mad-enables'; did you mean '-cl-mad-enable'?");
  EXPECT_EQ(ErrorOf({"-cl-stdd=CL2.0"}), "unknown argument '-cl-stdd=CL2.0'; did you mean '-cl-std=CL2.0'?");
  EXPECT_EQ(ErrorOf({"-ffake-address-space-map"}),
            "unknown argument '-ffake-address-space-map'; did you mean '-Xclang -ffake-address-space-map'?");
  EXPECT_EQ(ErrorOf({"-qqqqqqqqqqqq"}), "unknown argument '-qqqqqqqqqqqq'");
}

TEST(TranslateOptions, NamesAnOptionWithoutItsValue) {
  EXPECT_EQ(ErrorOf({"-Wall", "-I"}), "argument to '-I' is missing");
  EXPECT_EQ(ErrorOf({"-include"}), "argument to '-include' is missing");
}

TEST(TranslateOptions, RefusesWhatIsNoOption) {
  EXPECT_THAT(ErrorOf({"second.cl"}), HasSubstr("'second.cl'"));
}

TEST(TranslateOptions, RefusesOptionsThatSelectTheProduct) {
  for (const char* option :
       {"-c", "-S", "-E", "-ofile", "-fsyntax-only", "-emit-llvm", "-MD", "-MMD", "--target=spirv"}) {
    EXPECT_THAT(ErrorOf({option}), HasSubstr("selects what is produced")) << option;
  }
}

TEST(TranslateOptions, RefusesOptionsThatReachBeyondTheCompilation) {
  EXPECT_THAT(ErrorOf({"-mllvm", "-debug"}), HasSubstr("in process"));
  EXPECT_THAT(ErrorOf({"-fplugin=x.so"}), HasSubstr("in process"));
}

TEST(TranslateOptions, ReportsOptionsWithoutEffect) {
  EXPECT_THAT(Translated({"-shared", "-march=native", "-Wall"}).unused, ElementsAre("-shared", "-march=native"));
  EXPECT_THAT(Translated({"-pipe", "-fno-discard-value-names", "-fcaret-diagnostics"}).unused, IsEmpty());
}

TEST(TranslateOptions, AcceptsCc1sSpellingsForTheBuiltinFunctions) {
  const TranslatedOptions translated =
      Translated({"-fdeclare-opencl-builtins", "-Xclang", "-finclude-default-header", "-finclude-default-header"});
  EXPECT_THAT(translated.cc1, IsEmpty());
}

TEST(TranslateOptions, PassesOnWhatXclangHolds) {
  EXPECT_THAT(Translated({"-Xclang", "-disable-free", "-Wp,-DA,-DB"}).cc1, ElementsAre("-disable-free", "-DA", "-DB"));
}

TEST(TranslateOptions, ExpandsFastMathAsTheDriverDoes) {
  const std::vector<std::string> cc1 = Translated({"-ffast-math"}).cc1;
  for (const char* flag :
       {"-menable-no-nans", "-menable-no-infs", "-mreassociate", "-ffp-contract=fast", "-ffast-math"}) {
    EXPECT_THAT(cc1, Contains(flag));
  }
  EXPECT_THAT(Translated({"-ffast-math", "-fno-fast-math"}).cc1, ElementsAre("-ffp-contract=on"));
  EXPECT_THAT(Translated({"-ffast-math", "-fhonor-nans"}).cc1, Not(Contains("-menable-no-nans")));
}

TEST(TranslateOptions, TheLastOfTwoOppositesWins) {
  EXPECT_THAT(Translated({"-fno-strict-aliasing"}).cc1, ElementsAre("-relaxed-aliasing"));
  EXPECT_THAT(Translated({"-fno-strict-aliasing", "-fstrict-aliasing"}).cc1, IsEmpty());
  EXPECT_THAT(Translated({"-fno-builtin", "-fbuiltin"}).cc1, IsEmpty());
}

TEST(TranslateOptions, ReadsOptimizationLevels) {
  EXPECT_EQ(Translated({}).optimization, "2");
  EXPECT_EQ(Translated({"-O0"}).optimization, "0");
  EXPECT_EQ(Translated({"-O"}).optimization, "1");
  EXPECT_EQ(Translated({"-O1", "-O3"}).optimization, "3");
  EXPECT_EQ(Translated({"-Os"}).optimization, "s");
  EXPECT_EQ(Translated({"-O3", "-cl-opt-disable"}).optimization, "0");
}

TEST(TranslateOptions, ReadsDebugInfoLevels) {
  EXPECT_FALSE(Translated({}).full_debug_info);
  EXPECT_TRUE(Translated({"-g"}).full_debug_info);
  EXPECT_TRUE(Translated({"-ggdb"}).full_debug_info);
  EXPECT_FALSE(Translated({"-g", "-g0"}).full_debug_info);
  EXPECT_FALSE(Translated({"-gline-tables-only"}).full_debug_info);
}

TEST(TranslateOptions, ReadsTheAppearanceOfDiagnostics) {
  EXPECT_FALSE(Translated({}).colour.has_value());
  EXPECT_EQ(Translated({"-fcolor-diagnostics"}).colour, true);
  EXPECT_EQ(Translated({"-fdiagnostics-color=always", "-fno-color-diagnostics"}).colour, false);
  EXPECT_EQ(Translated({"-fdiagnostics-format=sarif"}).format, DiagnosticFormat::kSarif);
  EXPECT_EQ(Translated({"-fdiagnostics-format=json"}).format, DiagnosticFormat::kJson);
}

TEST(TranslateOptions, SplitsLimitsForCc1) {
  EXPECT_THAT(Translated({"-ferror-limit=3"}).cc1, ElementsAre("-ferror-limit", "3"));
}

}  // namespace
}  // namespace kiln::frontend
