#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "frontend/compile_testing.h"
#include "frontend/diagnostic_documents.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace kiln::frontend {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr char kFaulty[] = "kernel void k(global int* p) {\n  p[0] = missing;\n}\n";
constexpr char kDoubtful[] = "kernel void k(global int* p) {\n  int unused;\n}\n";

// What reaches the stream by the time that everything is destroyed.
std::string Rendered(const std::string& text, CompileOptions options) {
  std::string output;
  llvm::raw_string_ostream stream(output);
  options.diagnostic_stream = &stream;
  { const Result<KernelModule> module = CompileText(text, options); }
  return output;
}

TEST(Diagnostics, LookAsClangPrintsThem) {
  EXPECT_EQ(Rendered(kFaulty, {}),
            "test.cl:2:10: error: use of undeclared identifier 'missing'\n"
            "    2 |   p[0] = missing;\n"
            "      |          ^\n"
            "1 error generated.\n");
  EXPECT_EQ(Rendered(kDoubtful, WithOptions({"-Wall"})),
            "test.cl:2:7: warning: unused variable 'unused' [-Wunused-variable]\n"
            "    2 |   int unused;\n"
            "      |       ^~~~~~\n"
            "1 warning generated.\n");
  EXPECT_EQ(Rendered(kDoubtful, {}), "");
}

TEST(Diagnostics, MsvcFormat) {
  CompileOptions options;
  options.diagnostic_format = DiagnosticFormat::kMsvc;
  EXPECT_THAT(Rendered(kFaulty, options), HasSubstr("test.cl(2,10): error: use of undeclared identifier 'missing'\n"));
}

TEST(Diagnostics, TheErrorHoldsTheFirst) {
  const Result<KernelModule> module = CompileText(kFaulty);
  ASSERT_FALSE(module);
  EXPECT_EQ(module.error().code(), ErrorCode::kCompile);
  EXPECT_EQ(module.error().message(), "test.cl:2: use of undeclared identifier 'missing'");
}

TEST(Diagnostics, ColourIsChosenByTheCaller) {
  CompileOptions options;
  options.colour = true;
  EXPECT_THAT(Rendered(kFaulty, options), HasSubstr("\x1b["));
  options.colour.reset();
  EXPECT_THAT(Rendered(kFaulty, options), Not(HasSubstr("\x1b["))) << "a string is no terminal";
  options.clang_options = {"-fcolor-diagnostics"};
  EXPECT_THAT(Rendered(kFaulty, options), HasSubstr("\x1b["));
}

// A stream that claims to be a terminal.
class Terminal : public llvm::raw_string_ostream {
 public:
  using raw_string_ostream::raw_string_ostream;
  bool is_displayed() const override { return true; }
  bool has_colors() const override { return true; }
};

TEST(Diagnostics, NoColorTurnsColourOffOnATerminal) {
  const auto render = [] {
    std::string output;
    Terminal stream(output);
    CompileOptions options;
    options.diagnostic_stream = &stream;
    { const Result<KernelModule> module = CompileText(kFaulty, options); }
    return output;
  };
  unsetenv("NO_COLOR");
  EXPECT_THAT(render(), HasSubstr("\x1b["));
  setenv("NO_COLOR", "1", 1);
  EXPECT_THAT(render(), Not(HasSubstr("\x1b[")));
  unsetenv("NO_COLOR");
}

TEST(Diagnostics, WarningsKeepFlagAndPlace) {
  const KernelModule module = CompileOrDie(kDoubtful, WithOptions({"-Wall"}));
  ASSERT_EQ(module.diagnostics().size(), 1u);
  const Diagnostic& diagnostic = module.diagnostics()[0];
  EXPECT_EQ(diagnostic.severity, Severity::kWarning);
  EXPECT_EQ(diagnostic.code, "unused-variable");
  EXPECT_EQ(diagnostic.message, "unused variable 'unused'");
  EXPECT_EQ(diagnostic.position.file, "test.cl");
  EXPECT_EQ(diagnostic.position.line, 2u);
  EXPECT_EQ(diagnostic.position.column, 7u);
  EXPECT_EQ(module.error_count(), 0u);
}

TEST(Diagnostics, WerrorTurnsWarningsIntoErrors) {
  EXPECT_EQ(CompileText(kDoubtful, WithOptions({"-Wall", "-Werror"})).error().code(), ErrorCode::kCompile);
  EXPECT_TRUE(CompileText(kDoubtful, WithOptions({"-Wall", "-Werror", "-Wno-unused-variable"})));
  EXPECT_TRUE(CompileText(kDoubtful, WithOptions({"-Wall", "-Werror", "-w"})));
}

TEST(Diagnostics, OptionsWithoutEffectAreWarnings) {
  EXPECT_EQ(Rendered(kSaxpy, WithOptions({"-shared"})),
            "warning: argument unused during compilation: '-shared' [-Wunused-command-line-argument]\n"
            "1 warning generated.\n");
  EXPECT_EQ(Rendered(kSaxpy, WithOptions({"-shared", "-Wno-unused-command-line-argument"})), "");
}

TEST(Diagnostics, JsonIsOneArray) {
  CompileOptions options = WithOptions({"-Wall"});
  options.diagnostic_format = DiagnosticFormat::kJson;
  llvm::Expected<llvm::json::Value> document = llvm::json::parse(
      Rendered("void f(int x);\nkernel void k(global int* p) {\n  int unused;\n  f(1, 2);\n}\n", options));
  ASSERT_TRUE(static_cast<bool>(document));
  const llvm::json::Array* array = document->getAsArray();
  ASSERT_NE(array, nullptr);
  ASSERT_GE(array->size(), 1u);
  const llvm::json::Object* error = nullptr;
  for (const llvm::json::Value& value : *array) {
    if (value.getAsObject()->getString("severity") == "error") {
      error = value.getAsObject();
    }
  }
  ASSERT_NE(error, nullptr);
  EXPECT_EQ(error->getString("file"), "test.cl");
  EXPECT_EQ(error->getInteger("line"), 4);
  EXPECT_EQ(error->getInteger("column"), 8);
  EXPECT_EQ(error->getString("message"),
            "too many arguments to function call, expected single argument 'x', have 2 arguments");
  const llvm::json::Array* notes = error->getArray("notes");
  ASSERT_NE(notes, nullptr);
  ASSERT_EQ(notes->size(), 1u);
  EXPECT_EQ((*notes)[0].getAsObject()->getString("severity"), "note");
  EXPECT_EQ((*notes)[0].getAsObject()->getInteger("line"), 1);
}

TEST(Diagnostics, JsonOfACleanSourceIsAnEmptyArray) {
  CompileOptions options;
  options.diagnostic_format = DiagnosticFormat::kJson;
  EXPECT_EQ(Rendered(kSaxpy, options), "[]\n");
}

TEST(Diagnostics, SarifNamesToolRuleAndPlace) {
  CompileOptions options = WithOptions({"-Wall", "-fdiagnostics-format=sarif"});
  llvm::Expected<llvm::json::Value> document = llvm::json::parse(Rendered(kDoubtful, options));
  ASSERT_TRUE(static_cast<bool>(document));
  const llvm::json::Object& log = *document->getAsObject();
  EXPECT_EQ(log.getString("version"), "2.1.0");
  const llvm::json::Object& run = *(*log.getArray("runs"))[0].getAsObject();
  const llvm::json::Object& driver = *run.getObject("tool")->getObject("driver");
  EXPECT_EQ(driver.getString("name"), "kiln");
  EXPECT_EQ((*driver.getArray("rules"))[0].getAsObject()->getString("id"), "unused-variable");
  const llvm::json::Object& result = *(*run.getArray("results"))[0].getAsObject();
  EXPECT_EQ(result.getString("level"), "warning");
  EXPECT_EQ(result.getString("ruleId"), "unused-variable");
  EXPECT_EQ(result.getInteger("ruleIndex"), 0);
  const llvm::json::Object& place = *(*result.getArray("locations"))[0].getAsObject()->getObject("physicalLocation");
  EXPECT_EQ(place.getObject("artifactLocation")->getString("uri"), "test.cl");
  EXPECT_EQ(place.getObject("region")->getInteger("startLine"), 2);
}

TEST(Diagnostics, DocumentsHoldAnyBytes) {
  Diagnostic diagnostic;
  diagnostic.message = "quote \" and \xff";
  diagnostic.position = {"dir with space/\xc3\xa9.cl", 1, 1};
  for (const std::string& text : {ToJson({diagnostic}), ToSarif({diagnostic})}) {
    llvm::Expected<llvm::json::Value> document = llvm::json::parse(text);
    EXPECT_TRUE(static_cast<bool>(document)) << text;
  }
  EXPECT_THAT(ToSarif({diagnostic}), HasSubstr("dir%20with%20space/%C3%A9.cl"));
}

Diagnostic Make(Severity severity, const SourcePosition& position, const std::string& message,
                const std::string& code = "") {
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.position = position;
  diagnostic.message = message;
  diagnostic.code = code;
  return diagnostic;
}

// The translator's own diagnostics.
class EmitTest : public testing::Test {
 protected:
  KernelModule Module(const std::string& text, CompileOptions options = {}) {
    options.diagnostic_stream = &stream_;
    return CompileOrDie(text, options);
  }
  std::string output_;
  llvm::raw_string_ostream stream_{output_};
};

TEST_F(EmitTest, ShowsTheSourceLineAndTheCaret) {
  {
    KernelModule module = Module(kSaxpy);
    Diagnostic diagnostic = Make(Severity::kError, {"test.cl", 3, 14}, "100 % unsupported: %0", "unsupported-thing");
    diagnostic.notes.push_back(Make(Severity::kNote, {"test.cl", 1, 15}, "in kernel 'saxpy'"));
    module.Emit(diagnostic);
    EXPECT_EQ(module.error_count(), 1u);
    ASSERT_EQ(module.diagnostics().size(), 1u);
    EXPECT_EQ(module.diagnostics()[0].message, "100 % unsupported: %0");
    EXPECT_EQ(module.diagnostics()[0].code, "unsupported-thing");
    EXPECT_EQ(module.diagnostics()[0].position.line, 3u);
    ASSERT_EQ(module.diagnostics()[0].notes.size(), 1u);
  }
  EXPECT_EQ(output_,
            "test.cl:3:14: error: 100 % unsupported: %0 [unsupported-thing]\n"
            "    3 |   if (i < n) y[i] = a * x[i] + y[i];\n"
            "      |              ^\n"
            "test.cl:1:15: note: in kernel 'saxpy'\n"
            "    1 | __kernel void saxpy(__global float* y, __global const float* x, float a, uint n) {\n"
            "      |               ^\n"
            "1 error generated.\n");
}

TEST_F(EmitTest, WorksInHeaders) {
  CompileOptions options;
  options.memory_files = {{"h.h", "constant int first = 1;\nconstant int second = 2;\n"}};
  KernelModule module = Module("#include \"h.h\"\n", options);
  const SourcePosition position = module.globals().at(1).position;
  EXPECT_EQ(position.line, 2u);
  module.Emit(Make(Severity::kWarning, position, "odd"));
  EXPECT_THAT(output_, HasSubstr(":2:14: warning: odd\n    2 | constant int second = 2;\n"));
}

TEST_F(EmitTest, FollowsLineDirectives) {
  KernelModule module = Module("#line 100 \"generated.cl\"\nkernel void k(global int* p) {}\n");
  EXPECT_EQ(module.kernels().at(0).position.file, "generated.cl");
  module.Emit(Make(Severity::kError, {"generated.cl", 100, 13}, "no such file"));
  EXPECT_EQ(output_, "generated.cl:100:13: error: no such file\n");
  EXPECT_EQ(module.diagnostics().at(0).position.line, 100u);
}

TEST_F(EmitTest, NeedsNoPlace) {
  KernelModule module = Module(kSaxpy);
  module.Emit(Make(Severity::kError, {}, "somewhere"));
  module.Emit(Make(Severity::kRemark, {"test.cl", 2, 0}, "without a column"));
  module.Emit(Make(Severity::kError, {"test.cl", 4000000000u, 7}, "far away"));
  EXPECT_THAT(output_, HasSubstr("error: somewhere\n"));
  EXPECT_THAT(output_, HasSubstr("test.cl:2: remark: without a column\n"));
  EXPECT_THAT(output_, HasSubstr("error: far away\n"));
  EXPECT_EQ(module.error_count(), 2u);
}

TEST_F(EmitTest, ObeysWarningOptions) {
  {
    KernelModule quiet = Module(kSaxpy, WithOptions({"-w"}));
    quiet.Emit(Make(Severity::kWarning, {"test.cl", 1, 1}, "slow", "slow-code"));
    EXPECT_TRUE(quiet.diagnostics().empty());
  }
  EXPECT_EQ(output_, "");
  KernelModule strict = Module(kSaxpy, WithOptions({"-Werror"}));
  strict.Emit(Make(Severity::kWarning, {"test.cl", 1, 1}, "slow", "slow-code"));
  EXPECT_EQ(strict.error_count(), 1u);
}

TEST_F(EmitTest, HasNoLimitOfErrors) {
  KernelModule module = Module(kSaxpy);
  for (int i = 0; i < 50; ++i) {
    module.Emit(Make(Severity::kError, {"test.cl", 1, 1}, "again"));
  }
  EXPECT_EQ(module.error_count(), 50u);
}

TEST_F(EmitTest, JoinsTheDocument) {
  {
    CompileOptions options = WithOptions({"-Wall"});
    options.diagnostic_format = DiagnosticFormat::kJson;
    KernelModule module = Module(kDoubtful, options);
    module.Emit(Make(Severity::kError, {"test.cl", 1, 1}, "mine", "my-code"));
    KernelModule moved = std::move(module);
    EXPECT_EQ(output_, "") << "the document is written at the end";
  }
  llvm::Expected<llvm::json::Value> document = llvm::json::parse(output_);
  ASSERT_TRUE(static_cast<bool>(document)) << output_;
  ASSERT_EQ(document->getAsArray()->size(), 2u);
  EXPECT_EQ((*document->getAsArray())[1].getAsObject()->getString("code"), "my-code");
}

}  // namespace
}  // namespace kiln::frontend
