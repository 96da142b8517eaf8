// Input that is broken, huge or hostile, and many callers at once: an error or a result, never the end of the process.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "frontend/compile_testing.h"
#include "frontend/crash_guard.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/raw_ostream.h"

namespace kiln::frontend {
namespace {

using testing::HasSubstr;

std::string Repeat(const std::string& text, int count) {
  std::string result;
  for (int i = 0; i < count; ++i) {
    result += text;
  }
  return result;
}

ErrorCode CodeOf(const std::string& text) {
  const Result<KernelModule> module = CompileText(text);
  EXPECT_FALSE(module);
  return module ? ErrorCode::kMismatch : module.error().code();
}

TEST(BadInput, FilesThatCannotBeRead) {
  const Result<KernelModule> missing = Compile({"/no/such/dir/k.cl", {}}, {});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code(), ErrorCode::kNotFound);
  EXPECT_THAT(missing.error().message(), HasSubstr("'/no/such/dir/k.cl'"));

  const Result<KernelModule> directory = Compile({testing::TempDir(), {}}, {});
  ASSERT_FALSE(directory);
  EXPECT_EQ(directory.error().code(), ErrorCode::kIo);
  EXPECT_THAT(directory.error().message(), HasSubstr("directory"));
}

TEST(BadInput, AnUnreadableFile) {
  const std::filesystem::path path = std::filesystem::path(testing::TempDir()) / "kiln_unreadable.cl";
  std::ofstream(path) << kSaxpy;
  std::filesystem::permissions(path, std::filesystem::perms::none);
  if (std::ifstream(path).good()) {
    std::filesystem::remove(path);
    GTEST_SKIP() << "this user may read everything";
  }
  EXPECT_EQ(Compile({path.string(), {}}, {}).error().code(), ErrorCode::kIo);
  std::filesystem::remove(path);
}

TEST(BadInput, AnEmptySourceIsAnEmptyModule) {
  KernelModule module = CompileOrDie("");
  EXPECT_TRUE(module.kernels().empty());
  EXPECT_TRUE(module.module().empty());
}

TEST(BadInput, TruncatedUtf8) {
  EXPECT_EQ(CodeOf("kernel void k(global int* p) { p[0] = \xe2\x82"), ErrorCode::kCompile);
  EXPECT_EQ(CodeOf("kernel void k(global int* p) { /* \xe2\x82"), ErrorCode::kCompile);
  EXPECT_EQ(CodeOf(std::string("kernel\0void", 11)), ErrorCode::kCompile);
  EXPECT_EQ(CodeOf("\xff\xfe"
                   "a"),
            ErrorCode::kCompile);
}

TEST(BadInput, TenMegabytes) {
  const std::string text = "kernel void k(global int* p) {\n" + Repeat("  // nothing to see here\n", 430000) + "}\n";
  ASSERT_GT(text.size(), 10u << 20);
  EXPECT_TRUE(CompileText(text));
}

TEST(BadInput, AMissingHeaderNamesTheLine) {
  const Result<KernelModule> module = CompileText("\n#include \"no_such_header.h\"\n");
  ASSERT_FALSE(module);
  EXPECT_EQ(module.error().message(), "test.cl:2: 'no_such_header.h' file not found");
}

TEST(BadInput, ANameThatLooksLikeAnOption) {
  EXPECT_TRUE(CompileText(kSaxpy, {}, "-fno-such-option.cl"));
}

// Eight seconds, when Clang looked for what was meant.
TEST(BadInput, NamesOfAnyLength) {
  const std::string name = Repeat("Inexact", 11000);
  EXPECT_EQ(CodeOf("kernel void k(global int* p) { " + name + "; }"), ErrorCode::kCompile);
  EXPECT_EQ(CodeOf("kernel void k(global int* p) { " + name + "(p); p[0].x" + name + " = 1; }"), ErrorCode::kCompile);
}

TEST(DeepInput, BracketsReachClangsLimit) {
  EXPECT_EQ(CodeOf("kernel void k(global int* p) { p[0] = " + Repeat("(", 100000) + "1" + Repeat(")", 100000) + "; }"),
            ErrorCode::kCompile);
}

TEST(DeepInput, StackOverflowIsAnError) {
  const std::string begin = "kernel void k(global int* p, int a) { p[0] = ";
  EXPECT_EQ(CodeOf(begin + Repeat("- ", 400000) + "a; }"), ErrorCode::kInternal);
  EXPECT_EQ(CodeOf(begin + Repeat("a + ", 1000000) + "a; }"), ErrorCode::kInternal);
  EXPECT_TRUE(CompileText(kSaxpy)) << "the next compilation works";
}

TEST(DeepInput, LongSumsCompile) {
  EXPECT_TRUE(CompileText("kernel void k(global int* p, int a) { p[0] = " + Repeat("a + ", 10000) + "a; }"));
}

TEST(CrashGuard, ReportsWhatEndedTheWork) {
  EXPECT_EQ(RunGuarded([] {}), std::nullopt);
  EXPECT_THAT(RunGuarded([] { std::raise(SIGSEGV); }).value_or(""), HasSubstr("signal 11"));
  EXPECT_EQ(RunGuarded([] { llvm::report_fatal_error("what a pity"); }), "what a pity");
}

TEST(Concurrency, CompilationsAreIndependent) {
  constexpr int kThreads = 8;
  constexpr int kRounds = 5;
  std::atomic<int> good = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([thread, &good] {
      for (int round = 0; round < kRounds; ++round) {
        const std::string name = "k" + std::to_string(thread);
        std::string output;
        llvm::raw_string_ostream stream(output);
        CompileOptions options = WithOptions({"-Wall", "-DNAME=" + name, thread % 2 == 0 ? "-cl-std=CL3.0" : "-g"});
        options.address_bits = thread % 3 == 0 ? 64 : 32;
        options.diagnostic_stream = &stream;
        options.memory_files = {{"size.h", "#define SIZE " + std::to_string(thread + 1) + "\n"}};
        Result<KernelModule> module = CompileText(
            "#include \"size.h\"\nkernel void NAME(global float* p) { int unused; local float t[SIZE]; t[0] = p[0]; }",
            options, name + ".cl");
        const bool is_right = module && module->kernels().size() == 1 && module->kernels()[0].name == name &&
                              module->globals().at(0).type->count == static_cast<std::uint64_t>(thread + 1) &&
                              module->module().getFunction(name) != nullptr && output.starts_with(name + ".cl:2:") &&
                              module->diagnostics().size() == 1;
        good += is_right ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(good, kThreads * kRounds);
}

TEST(Concurrency, ACrashOnOneThreadLeavesTheOthersAlone) {
  std::atomic<int> good = 0;
  std::thread crashing([&good] {
    good +=
        CodeOf("kernel void k(global int* p, int a) { p[0] = " + Repeat("- ", 400000) + "a; }") == ErrorCode::kInternal;
  });
  std::thread working([&good] {
    for (int round = 0; round < 20; ++round) {
      good += CompileText(kSaxpy).has_value();
    }
  });
  crashing.join();
  working.join();
  EXPECT_EQ(good, 21);
}

}  // namespace
}  // namespace kiln::frontend
