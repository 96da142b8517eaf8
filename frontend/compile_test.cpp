#include "kiln/frontend/compile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "frontend/compile_testing.h"
#include "kiln/base/file.h"
#include "kiln/base/sha256.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"

namespace kiln::frontend {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// A directory that goes away with the test.
class Directory {
 public:
  Directory() : path_(std::filesystem::path(testing::TempDir()) / UniqueName()) {
    std::filesystem::create_directories(path_);
  }
  ~Directory() { std::filesystem::remove_all(path_); }

  std::string Write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return (path_ / name).string();
  }
  std::string path() const { return path_.string(); }

 private:
  static std::string UniqueName() {
    return std::string("kiln_") + testing::UnitTest::GetInstance()->current_test_info()->name();
  }
  std::filesystem::path path_;
};

TEST(Compile, ProducesValidUnoptimisedIr) {
  KernelModule module = CompileOrDie(kSaxpy);
  const llvm::Function* function = module.module().getFunction("saxpy");
  ASSERT_NE(function, nullptr);
  EXPECT_FALSE(llvm::verifyModule(module.module()));
  EXPECT_EQ(function->getCallingConv(), llvm::CallingConv::SPIR_KERNEL);
  EXPECT_FALSE(function->hasFnAttribute(llvm::Attribute::OptimizeNone));
  EXPECT_EQ(module.module().getTargetTriple(), "spir-unknown-unknown");
}

TEST(Compile, KeepsNamesLinesAndLifetimesButNoTypeBasedAliasing) {
  KernelModule module = CompileOrDie(kSaxpy);
  const llvm::Function& function = *module.module().getFunction("saxpy");
  EXPECT_EQ(function.getArg(0)->getName(), "y");
  bool has_variable = false, has_lifetime = false, has_tbaa = false;
  for (const llvm::Instruction& instruction : llvm::instructions(function)) {
    has_variable |= llvm::isa<llvm::AllocaInst>(instruction) && instruction.getName() == "i";
    has_lifetime |= instruction.isLifetimeStartOrEnd();
    has_tbaa |= instruction.getMetadata(llvm::LLVMContext::MD_tbaa) != nullptr;
    if (llvm::isa<llvm::CallInst, llvm::BranchInst>(instruction) && !instruction.isLifetimeStartOrEnd() &&
        !instruction.isTerminator()) {
      ASSERT_TRUE(instruction.getDebugLoc());
      EXPECT_EQ(instruction.getDebugLoc()->getFilename(), "test.cl");
    }
  }
  EXPECT_TRUE(has_variable);
  EXPECT_TRUE(has_lifetime);
  EXPECT_FALSE(has_tbaa);  // kernels pun types; drivers compile them
}

TEST(Compile, DebugInfoDescribesVariablesOnlyOnRequest) {
  const auto emission = [](const std::vector<std::string>& options) {
    KernelModule module = CompileOrDie(kSaxpy, WithOptions(options));
    return (*module.module().debug_compile_units_begin())->getEmissionKind();
  };
  EXPECT_EQ(emission({}), llvm::DICompileUnit::LineTablesOnly);
  EXPECT_EQ(emission({"-g"}), llvm::DICompileUnit::FullDebug);
}

TEST(Compile, IrNamesNoDirectoryOfTheMachine) {
  KernelModule module = CompileOrDie(kSaxpy, WithOptions({"-g"}), "dir/test.cl");
  for (const llvm::DICompileUnit* unit : module.module().debug_compile_units()) {
    EXPECT_EQ(unit->getFilename(), "dir/test.cl");
    EXPECT_EQ(unit->getDirectory(), ".");
  }
}

TEST(Compile, ChoosesTheAddressWidth) {
  CompileOptions options;
  options.address_bits = 64;
  KernelModule module = CompileOrDie(kSaxpy, options);
  EXPECT_EQ(module.module().getTargetTriple(), "spir64-unknown-unknown");
  EXPECT_EQ(module.kernels()[0].arguments[0].type->size, 8u);

  options.address_bits = 48;
  EXPECT_EQ(CompileText(kSaxpy, options).error().code(), ErrorCode::kInvalidArgument);
}

TEST(Compile, AcceptsEveryLanguageVersion) {
  const std::pair<const char*, const char*> versions[] = {{"CL1.0", "100"}, {"CL1.1", "110"}, {"CL1.2", "120"},
                                                          {"CL2.0", "200"}, {"CL3.0", "300"}, {"cl2.0", "200"}};
  for (const auto& [version, number] : versions) {
    const CompileOptions options = WithOptions({std::string("-cl-std=") + version});
    EXPECT_TRUE(CompileText(kSaxpy, options)) << version;
    EXPECT_EQ(MacroValue("__OPENCL_C_VERSION__", options), number);
  }
  const std::pair<const char*, const char*> cpp_versions[] = {
      {"clc++", "100"}, {"CLC++", "100"}, {"clc++1.0", "100"}, {"clc++2021", "202100"}, {"CLC++2021", "202100"}};
  for (const auto& [version, number] : cpp_versions) {
    for (const char* option : {"-cl-std=", "-std="}) {
      const CompileOptions options = WithOptions({std::string(option) + version});
      EXPECT_TRUE(
          CompileText("template <typename T> T twice(T x) { return x + x; }\n"
                      "kernel void k(global int* p) { *p = twice(*p); }",
                      options))
          << version;
      EXPECT_EQ(MacroValue("__OPENCL_CPP_VERSION__", options), number);
    }
  }
}

TEST(Compile, NamesAWrongLanguageVersion) {
  const Result<KernelModule> module = CompileText(kSaxpy, WithOptions({"-cl-std=CL9"}));
  ASSERT_FALSE(module);
  EXPECT_EQ(module.error().code(), ErrorCode::kInvalidArgument);
  EXPECT_EQ(module.error().message(), "invalid value 'CL9' in '-cl-std=CL9'");
}

TEST(Compile, DefaultsToOpenClC12) {
  EXPECT_EQ(MacroValue("__OPENCL_C_VERSION__"), "120");
}

TEST(Compile, FileNamesSelectCppForOpenCl) {
  EXPECT_EQ(MacroValue("__OPENCL_CPP_VERSION__", {}, "k.clcpp"), "100");
  EXPECT_EQ(MacroValue("__OPENCL_CPP_VERSION__", {}, "k.clc++"), "100");
  EXPECT_EQ(MacroValue("__OPENCL_CPP_VERSION__", {}, "k.cl"), "absent");
  EXPECT_EQ(MacroValue("__OPENCL_CPP_VERSION__", WithOptions({"-x", "clcpp"}), "k.cl"), "100");
  EXPECT_EQ(CompileText(kSaxpy, WithOptions({"-xc"})).error().code(), ErrorCode::kInvalidArgument);
}

TEST(Compile, DefinesADriversMacros) {
  EXPECT_EQ(MacroValue("__OPENCL_VERSION__"), "300");
  EXPECT_EQ(MacroValue("__OPENCL_VERSION__", WithOptions({"-D__OPENCL_VERSION__=120"})), "120");
  EXPECT_EQ(MacroValue("__OPENCL_VERSION__", WithOptions({"-U__OPENCL_VERSION__"})), "absent");
  EXPECT_EQ(MacroValue("__ENDIAN_LITTLE__"), "1");
  EXPECT_EQ(MacroValue("__IMAGE_SUPPORT__"), "1");
  EXPECT_EQ(MacroValue("__FAST_RELAXED_MATH__"), "absent");
  EXPECT_EQ(MacroValue("__FAST_RELAXED_MATH__", WithOptions({"-cl-fast-relaxed-math"})), "1");
  EXPECT_EQ(MacroValue("__OPTIMIZE__"), "1");
  EXPECT_EQ(MacroValue("__OPTIMIZE__", WithOptions({"-O0"})), "absent");
  EXPECT_EQ(MacroValue("N", WithOptions({"-DN=7"})), "7");
  EXPECT_EQ(MacroValue("N", WithOptions({"-DN=7", "-UN"})), "absent");
}

TEST(Compile, HidesVendorExtensionsWhoseFunctionsAreMissing) {
  for (const char* macro : {"cl_intel_subgroups", "cl_intel_subgroups_short", "cl_amd_media_ops", "cl_amd_media_ops2",
                            "cl_intel_device_side_avc_motion_estimation"}) {
    EXPECT_EQ(MacroValue(macro), "absent") << macro;
  }
}

TEST(Compile, EnablesExtensionsByDefault) {
  for (const char* macro : {"cl_khr_fp64", "cl_khr_fp16", "cl_khr_byte_addressable_store",
                            "cl_khr_global_int32_base_atomics", "cl_khr_int64_base_atomics"}) {
    EXPECT_EQ(MacroValue(macro), "1") << macro;
  }
  EXPECT_TRUE(CompileText("kernel void k(global double* p) { p[0] = sin(p[1]) + 0.5; }"));
}

TEST(Compile, TheProfileLimitsExtensions) {
  CompileOptions options;
  options.extensions.emplace();
  EXPECT_EQ(MacroValue("cl_khr_fp64", options), "absent");
  EXPECT_EQ(MacroValue("cl_khr_byte_addressable_store", options), "1");
  EXPECT_EQ(MacroValue("__IMAGE_SUPPORT__", options), "absent");
  EXPECT_FALSE(CompileText("kernel void k(global double* p) { p[0] = 1; }", options));

  // The two names of one feature come together, as OpenCL C 3.0 demands.
  options.clang_options = {"-cl-std=CL3.0"};
  options.extensions = {{"cl_khr_fp64", "cl_khr_subgroup_ballot"}};
  EXPECT_EQ(MacroValue("__opencl_c_fp64", options), "1");
  EXPECT_EQ(MacroValue("cl_khr_subgroup_ballot", options), "1");
  EXPECT_EQ(MacroValue("cl_khr_subgroup_shuffle", options), "absent");
  EXPECT_EQ(MacroValue("__opencl_c_generic_address_space", options), "absent");
  EXPECT_TRUE(CompileText("kernel void k(global double* p) { p[0] = 1; }", options));
}

CompileOptions WithoutDouble(std::vector<std::string> clang_options = {}) {
  CompileOptions options = WithOptions(std::move(clang_options));
  options.extensions.emplace();
  return options;
}

TEST(DoubleConstants, AreFloatsWithARemarkWhereThereIsNoDouble) {
  const std::string text = "kernel void k(global float* p) {\n  p[0] = p[1] * 0.5 + 1.0;\n  p[2] = 2.0;\n}\n";
  const KernelModule module = CompileOrDie(text, WithoutDouble({"-Werror"}));
  ASSERT_EQ(module.diagnostics().size(), 1u);
  const Diagnostic& remark = module.diagnostics().front();
  EXPECT_EQ(remark.severity, Severity::kRemark);
  EXPECT_EQ(remark.code, "demoted-double");
  EXPECT_EQ(remark.position.line, 2u);
  EXPECT_EQ(
      remark.message,
      "3 constants without suffix, this one first, are floats, since the target has no double; write 0.5f, or see each "
      "with --fp64=error");
}

TEST(DoubleConstants, AreLeftAloneWhereThereIsDouble) {
  EXPECT_THAT(CompileOrDie("kernel void k(global float* p) { p[0] = p[1] * 0.5; }").diagnostics(), IsEmpty());
  EXPECT_THAT(CompileOrDie("kernel void k(global float* p) { p[0] = p[1] * 0.5f; }", WithoutDouble()).diagnostics(),
              IsEmpty());
  EXPECT_THAT(CompileOrDie("kernel void k(global float* p) { p[0] = p[1] * 0.5; }",
                           WithoutDouble({"-cl-single-precision-constant"}))
                  .diagnostics(),
              IsEmpty());
}

TEST(DoubleConstants, ThatNoFloatComesNearAreWarnings) {
  const std::string text =
      "kernel void k(global float* p) { p[0] = 1e300; p[1] = 1e-300; p[2] = 0x1p-149; p[3] = 0.0; }";
  const KernelModule module = CompileOrDie(text, WithoutDouble());
  ASSERT_EQ(module.diagnostics().size(), 3u);
  EXPECT_EQ(module.diagnostics()[1].severity, Severity::kWarning);
  EXPECT_THAT(module.diagnostics()[1].message, HasSubstr("1e300 is infinite as a float"));
  EXPECT_THAT(module.diagnostics()[2].message, HasSubstr("1e-300 is zero as a float"));
}

TEST(DoubleConstants, AreErrorsOnRequest) {
  CompileOptions options = WithoutDouble();
  options.fp64 = Fp64Policy::kError;
  EXPECT_FALSE(CompileText("kernel void k(global float* p) { p[0] = p[1] * 0.5; }", options));
  EXPECT_TRUE(CompileText("kernel void k(global float* p) { p[0] = p[1] * 0.5f; }", options));
}

TEST(Compile, HostAndSpirSeeTheSameFeatures) {
  CompileOptions host = WithOptions({"-cl-std=CL3.0"});
  host.target_triple = "x86_64-unknown-linux-gnu";
  for (const char* macro : {"__opencl_c_int64", "__opencl_c_atomic_scope_device", "__IMAGE_SUPPORT__",
                            "__opencl_c_work_group_collective_functions", "cl_khr_subgroups"}) {
    EXPECT_EQ(MacroValue(macro, host), MacroValue(macro, WithOptions({"-cl-std=CL3.0"}))) << macro;
  }
  EXPECT_TRUE(CompileText(kSaxpy, host));
}

TEST(Compile, FindsHeadersInMemory) {
  CompileOptions options;
  options.memory_files = {{"value.h", "#include \"inner/value.h\"\n"}, {"inner/value.h", "#define VALUE 42\n"}};
  const std::string text = "#include <value.h>\nconstant int v = VALUE;\n";
  KernelModule module = CompileOrDie(text, options);
  EXPECT_NE(module.module().getNamedGlobal("v"), nullptr);
  EXPECT_TRUE(CompileText("#include \"value.h\"\nconstant int v = VALUE;", options, "some/where/k.cl"));
  EXPECT_TRUE(CompileText("constant int v = VALUE;", [&] {
    CompileOptions with_include = options;
    with_include.clang_options = {"-include", "value.h"};
    return with_include;
  }()));
}

TEST(Compile, MemoryComesBeforeTheDisk) {
  const Directory directory;
  directory.Write("value.h", "#define VALUE disk\n");
  const std::string main = directory.Write("main.cl", "#include \"value.h\"\nVALUE\n");
  CompileOptions options = WithOptions({"-P", "-I" + directory.path()});
  options.action = Action::kPreprocess;
  EXPECT_EQ(Compile({main, {}}, options)->preprocessed(), "disk\n");
  options.memory_files = {{"value.h", "#define VALUE memory\n"}};
  EXPECT_EQ(Compile({main, {}}, options)->preprocessed(), "memory\n");
}

TEST(Compile, MemoryFilesMayHaveAbsolutePaths) {
  CompileOptions options = WithOptions({"-I/nowhere/at/all"});
  options.memory_files = {{"/nowhere/at/all/value.h", "#define VALUE 1\n"}};
  EXPECT_TRUE(CompileText("#include <value.h>\nconstant int v = VALUE;", options));
}

TEST(Compile, ListsTheFilesItRead) {
  const Directory directory;
  const std::string header = directory.Write("a.h", "#include \"b.h\"\n");
  const std::string inner = directory.Write("b.h", "constant int b = 1;\n");
  const std::string main = directory.Write("main.cl", "#include \"a.h\"\n#include \"in_memory.h\"\n");
  CompileOptions options;
  options.memory_files = {{"in_memory.h", "constant int m = 2;\n"}};
  for (const Action action : {Action::kCompile, Action::kSyntaxOnly, Action::kPreprocess}) {
    options.action = action;
    const Result<KernelModule> module = Compile({main, {}}, options);
    ASSERT_TRUE(module) << module.error().ToString();
    EXPECT_THAT(module->dependencies(), ElementsAre(main, header, inner));
  }
}

TEST(Compile, ATextFromMemoryIsNoDependency) {
  EXPECT_THAT(CompileOrDie(kSaxpy).dependencies(), IsEmpty());
}

TEST(Compile, RemembersWhatItAskedTheDisk) {
  const Directory second;
  const std::string first = second.path() + "/first";
  std::filesystem::create_directory(first);
  const std::string header = second.Write("a.h", "#if __has_include(\"c.h\")\n#endif\nconstant int a = 1;\n");
  const std::string main = second.Write("main.cl", "#include <a.h>\n#include \"in_memory.h\"\n");
  CompileOptions options = WithOptions({"-I" + first, "-I" + second.path(), "-I/nowhere/at/all"});
  options.memory_files = {{"in_memory.h", "constant int m = 2;\n"}};
  EXPECT_THAT(Compile({main, {}}, options)->files_asked().read, IsEmpty()) << "not asked for";
  options.record_files = true;
  const Result<KernelModule> module = Compile({main, {}}, options);
  ASSERT_TRUE(module) << module.error().ToString();
  const FilesAsked asked = module->files_asked();
  const auto digest = [](const std::string& path) { return std::pair(path, Sha256Hex(*ReadFile(path))); };
  EXPECT_THAT(asked.read, testing::UnorderedElementsAre(digest(header), digest(main)));
  for (const std::string& path : {first + "/a.h", second.path() + "/c.h", std::string("/nowhere/at/all")}) {
    EXPECT_THAT(asked.absent, testing::Contains(path));
  }
  EXPECT_FALSE(asked.names_the_time);
}

TEST(Compile, SaysWhetherATextNamesTheTime) {
  const Directory directory;
  directory.Write("when.h", "constant char when[] = __TIME__;\n");
  CompileOptions options = WithOptions({"-I" + directory.path()});
  options.record_files = true;
  EXPECT_TRUE(Compile({"a.cl", "#include <when.h>\n"}, options)->files_asked().names_the_time);
  EXPECT_TRUE(Compile({"a.cl", "constant char day[] = __DATE__;\n"}, options)->files_asked().names_the_time);
  EXPECT_FALSE(Compile({"a.cl", kSaxpy}, options)->files_asked().names_the_time);
}

TEST(Compile, PreprocessedTextCompilesAgain) {
  CompileOptions options = WithOptions({"-DTYPE=float4", "-cl-std=CL3.0"});
  options.action = Action::kPreprocess;
  const std::string text = "kernel void k(global TYPE* p) { p[0] = fmax(p[1], (TYPE)(M_PI_F)); }\n";
  KernelModule module = CompileOrDie(text, options);
  EXPECT_THAT(module.preprocessed(), HasSubstr("kernel void k(global float4* p)"));
  EXPECT_THAT(module.preprocessed(), Not(HasSubstr("typedef")));
  EXPECT_THAT(module.preprocessed(), Not(HasSubstr("#pragma kiln")));
  EXPECT_TRUE(CompileText(module.preprocessed(), WithOptions({"-cl-std=CL3.0"})));
}

TEST(Compile, PreprocessingCanListMacrosOnly) {
  CompileOptions options = WithOptions({"-dM", "-DN=5"});
  options.action = Action::kPreprocess;
  EXPECT_THAT(CompileOrDie(kSaxpy, options).preprocessed(), HasSubstr("#define N 5\n"));
}

TEST(Compile, SyntaxOnlyGivesSignaturesWithoutIr) {
  CompileOptions options;
  options.action = Action::kSyntaxOnly;
  KernelModule module = CompileOrDie(kSaxpy, options);
  ASSERT_EQ(module.kernels().size(), 1u);
  EXPECT_EQ(module.kernels()[0].name, "saxpy");
  EXPECT_TRUE(module.module().empty());
}

TEST(Compile, AcceptsEveryOpenClOption) {
  for (const char* option :
       {"-cl-kernel-arg-info", "-cl-opt-disable", "-cl-strict-aliasing", "-cl-single-precision-constant",
        "-cl-no-signed-zeros", "-cl-unsafe-math-optimizations", "-cl-finite-math-only", "-cl-fast-relaxed-math",
        "-cl-mad-enable", "-cl-denorms-are-zero", "-cl-fp32-correctly-rounded-divide-sqrt",
        "-cl-uniform-work-group-size", "-cl-ext=+cl_khr_fp16"}) {
    EXPECT_TRUE(CompileText(kSaxpy, WithOptions({option}))) << option;
  }
}

TEST(Compile, DenormsAreZeroReachesTheIr) {
  KernelModule module = CompileOrDie(kSaxpy, WithOptions({"-cl-denorms-are-zero"}));
  EXPECT_EQ(module.module().getFunction("saxpy")->getFnAttribute("denormal-fp-math-f32").getValueAsString(),
            "preserve-sign,preserve-sign");
}

TEST(Compile, NoStandardIncludeLeavesTheTypesUndeclared) {
  EXPECT_FALSE(CompileText("kernel void k(global uint* p) {}", WithOptions({"-cl-no-stdinc"})));
}

}  // namespace
}  // namespace kiln::frontend
