// What a call becomes, on which profile, and what is reported.
#include "translator/passes/builtins/resolve_builtins.h"

#include <gtest/gtest.h>
#include <llvm/AsmParser/Parser.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Support/SourceMgr.h>
#include <llvm/Support/raw_ostream.h>

#include <string>

#include "translator/passes/builtins/testing/jit_kernel.h"

namespace kiln::translator::builtins {
namespace {

std::string Print(const llvm::Module& module) {
  std::string text;
  llvm::raw_string_ostream(text) << module;
  return text;
}

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string Resolve(const std::string& source, const TargetProfile& profile = {}, const LowerOptions& options = {},
                    std::uint32_t address_bits = 32, const std::vector<std::string>& clang_options = {}) {
  llvm::LLVMContext context;
  auto module = testing::ResolveSource(context, source, profile, options, address_bits, clang_options);
  EXPECT_TRUE(module.has_value()) << module.error().ToString();
  return module ? Print(**module) : "";
}

TargetProfile Metal() {
  TargetProfile profile;
  profile.language = TargetLanguage::kMsl;
  profile.preserve_shape = profile.precise_native_math = profile.exact_fma = true;
  profile.float64 = false;
  return profile;
}

TEST(WorkItem, ConstantDimensionsBecomeOneOperation) {
  const std::string text =
      Resolve("kernel void k(global uint* r) { r[0] = get_global_id(1) + get_local_size(3) + get_local_id(7); }");
  EXPECT_TRUE(Has(text, "call i32 @kiln.workitem.global_id(i32 1)"));
  EXPECT_FALSE(Has(text, "@kiln.workitem.local_size"));  // dimension 3 has size 1
  EXPECT_FALSE(Has(text, "@kiln.workitem.local_id"));
}

TEST(WorkItem, DimensionsKnownAtRunTimeSelect) {
  const std::string text = Resolve("kernel void k(global uint* r, uint d) { r[0] = get_num_groups(d); }");
  for (const char* call : {"num_groups(i32 0)", "num_groups(i32 1)", "num_groups(i32 2)", "i32 1"}) {
    EXPECT_TRUE(Has(text, call)) << call;
  }
}

TEST(WorkItem, SizesAreWideForWideAddresses) {
  const std::string text = Resolve("kernel void k(global ulong* r) { r[0] = get_global_size(0); }", {}, {}, 64);
  EXPECT_TRUE(Has(text, "zext i32"));
}

TEST(Synchronization, BarriersAreConvergentAndKeepTheirFlags) {
  const std::string text = Resolve(
      "kernel void k() { barrier(CLK_LOCAL_MEM_FENCE); mem_fence(CLK_GLOBAL_MEM_FENCE); "
      "read_mem_fence(CLK_LOCAL_MEM_FENCE); }");
  EXPECT_TRUE(Has(text, "call void @kiln.barrier(i32 1)"));
  EXPECT_TRUE(Has(text, "call void @kiln.fence(i32 258, i32 3)"));  // for the device
  EXPECT_TRUE(Has(text, "call void @kiln.fence(i32 257, i32 1)"));
  EXPECT_TRUE(Has(text, "; Function Attrs: convergent nounwind willreturn\ndeclare void @kiln.barrier(i32)"));
}

TEST(Synchronization, OrderAndScopeSurvive) {
  const std::string text = Resolve(
      "kernel void k() { work_group_barrier(CLK_GLOBAL_MEM_FENCE, memory_scope_device);\n"
      "  atomic_work_item_fence(CLK_LOCAL_MEM_FENCE, memory_order_release, memory_scope_work_group);\n"
      "  atomic_work_item_fence(CLK_GLOBAL_MEM_FENCE, memory_order_seq_cst, memory_scope_all_svm_devices);\n"
      "  atomic_work_item_fence(CLK_GLOBAL_MEM_FENCE, memory_order_relaxed, memory_scope_device); }",
      {}, {}, 32, {"-cl-std=CL2.0"});
  EXPECT_TRUE(Has(text, "call void @kiln.barrier(i32 258)"));
  EXPECT_TRUE(Has(text, "call void @kiln.fence(i32 1, i32 2)"));
  EXPECT_TRUE(Has(text, "call void @kiln.fence(i32 258, i32 4)"));
  EXPECT_EQ(text.find("kiln.fence(i32 258, i32 4)"), text.rfind("call void @kiln.fence(") + 11);  // the last one
}

TEST(Math, TheProfileChooses) {
  const std::string source =
      "kernel void k(global float4* r) { r[0] = sin(r[1]); r[2] = native_exp(r[3]); r[4] = acosh(r[5]); }";
  const std::string vulkan = Resolve(source);
  EXPECT_TRUE(Has(vulkan, "@__kiln_sin_f32(float"));
  EXPECT_TRUE(Has(vulkan, "@kiln.ext.Exp.v4f32"));
  EXPECT_TRUE(Has(vulkan, "@__kiln_acosh_f32(float"));
  const std::string metal = Resolve(source, Metal());
  EXPECT_TRUE(Has(metal, "@kiln.ext.Sin.v4f32"));
  EXPECT_TRUE(Has(metal, "@kiln.ext.Acosh.v4f32"));
  EXPECT_FALSE(Has(metal, "__kiln_"));
  LowerOptions relaxed;
  relaxed.fast_relaxed_math = true;
  const std::string fast = Resolve(source, {}, relaxed);
  EXPECT_TRUE(Has(fast, "@kiln.ext.Sin.v4f32"));
  EXPECT_TRUE(Has(fast, "@__kiln_acosh_f32"));  // no relaxation in the specification
}

TEST(Math, FmaIsExactEverywhere) {
  const std::string source = "kernel void k(global float* r) { r[0] = fma(r[1], r[2], r[3]); }";
  EXPECT_TRUE(Has(Resolve(source), "@__kiln_fma_f32_by_f64"));
  EXPECT_TRUE(Has(Resolve(source, Metal()), "@llvm.fma.f32"));
  TargetProfile no_double;
  no_double.float64 = false;
  const std::string integers = Resolve(source, no_double);
  EXPECT_TRUE(Has(integers, "@__kiln_fma_f32("));
  EXPECT_FALSE(Has(integers, "double"));
}

TEST(Library, BodiesComeWithTheirTablesAndNothingElse) {
  const std::string text = Resolve("kernel void k(global float* r) { r[0] = log(r[1]); }");
  EXPECT_TRUE(Has(text, "define internal spir_func float @__kiln_log_f32"));
  EXPECT_TRUE(Has(text, "@LOG_INV_TBL = internal unnamed_addr addrspace(2) constant"));
  EXPECT_FALSE(Has(text, "@__kiln_exp_f32"));
  EXPECT_FALSE(Has(text, "@SINH_TBL"));
}

TEST(Library, FloatFunctionsNeedNoDouble) {
  TargetProfile no_double;
  no_double.float64 = false;
  std::string source = "kernel void k(global float* r, global int* n) {\n";
  for (const char* name :
       {"acos",  "acosh", "acospi", "asin", "asinh", "asinpi", "atan",  "atanh",  "atanpi", "cbrt",  "cos",   "cosh",
        "cospi", "erf",   "erfc",   "exp",  "exp10", "exp2",   "expm1", "lgamma", "log",    "log10", "log1p", "log2",
        "logb",  "round", "rsqrt",  "sin",  "sinh",  "sinpi",  "tan",   "tanh",   "tanpi",  "tgamma"}) {
    source += std::string("r[0] += ") + name + "(r[1]);\n";
  }
  source +=
      "r[0] += fmod(r[1], r[2]) + remainder(r[1], r[2]) + pow(r[1], r[2]) + hypot(r[1], r[2]) + atan2(r[1], r[2]) + "
      "ldexp(r[1], n[0])"
      " + pown(r[1], n[0]) + rootn(r[1], n[1]) + nextafter(r[1], r[2]) + fma(r[1], r[2], r[3]); }";
  EXPECT_FALSE(Has(Resolve(source, no_double), "double"));
}

TEST(Text, RecognisableCallsStayCalls) {
  const std::string source =
      "kernel void k(global float4* r, global int* n) { r[0] = clamp(mix(r[1], r[2], r[3]), 0.0f, 1.0f);"
      " r[4] = step(r[5], r[6]) + smoothstep(r[5], r[6], r[7]); n[0] = clamp(n[1], n[2], n[3]); n[4] = mul_hi(n[5], "
      "n[6]);"
      " n[7] = any(isless(r[1], r[2])); r[8] = dot(r[1], r[2]); }";
  const std::string text = Resolve(source, Metal());
  for (const char* call :
       {"kiln.ext.FMix.v4f32", "kiln.ext.NClamp.v4f32", "kiln.ext.Step.v4f32", "kiln.ext.SmoothStep.v4f32",
        "kiln.ext.SClamp.i32", "kiln.mul_hi.s.i32", "kiln.any.v4i1", "kiln.dot.v4f32"}) {
    EXPECT_TRUE(Has(text, call)) << call;
  }
  const std::string executed = Resolve(source);
  EXPECT_FALSE(Has(executed, "kiln.ext."));
  EXPECT_TRUE(Has(executed, "kiln.dot.v4f32"));
}

constexpr const char* kAtomics =
    "kernel void k(volatile global atomic_int* a, global int* r) {\n"
    "  r[0] = atomic_fetch_max_explicit(a, 3, memory_order_acquire, memory_scope_work_group);\n"
    "  r[1] = atomic_add((volatile global int*)a, 1);\n"
    "  atomic_store_explicit(a, 2, memory_order_release, memory_scope_device);\n"
    "  int e = 1; r[2] = atomic_compare_exchange_strong(a, &e, 5); r[3] = e; }";

TEST(Atomics, OrderAndScopeSurvive) {
  const std::string text = Resolve(kAtomics, {}, {}, 32, {"-cl-std=CL2.0"});
  EXPECT_TRUE(Has(text, "atomicrmw max ptr addrspace"));
  EXPECT_TRUE(Has(text, "syncscope(\"workgroup\") acquire, align 4"));
  EXPECT_TRUE(Has(text, "atomicrmw add ptr addrspace(1)"));
  EXPECT_TRUE(Has(text, "monotonic, align 4"));
  EXPECT_TRUE(Has(text, "store atomic i32 2"));
  EXPECT_TRUE(Has(text, " release, align 4"));
}

TEST(Atomics, SequentialConsistencyIsAFenceBeforeAnAcquireRelease) {
  const std::string text = Resolve(kAtomics, {}, {}, 32, {"-cl-std=CL2.0"});
  const std::size_t fence = text.find("call void @kiln.fence(i32 258, i32 4)");
  ASSERT_NE(fence, std::string::npos);
  EXPECT_LT(fence, text.find("acq_rel acquire, align 4"));
  EXPECT_FALSE(Has(text, "seq_cst"));
}

TEST(Atomics, FencesCarryTheOrderWhereTheTargetsAtomicsDoNot) {
  TargetProfile profile;
  profile.ordered_atomics = false;
  const std::string text = Resolve(kAtomics, profile, {}, 32, {"-cl-std=CL2.0"});
  const std::size_t max = text.find("atomicrmw max"), store = text.find("store atomic"),
                    exchange = text.find("cmpxchg");
  const std::size_t acquire = text.find("@kiln.fence(i32 2, i32 1)"),
                    release = text.find("@kiln.fence(i32 258, i32 2)");
  EXPECT_LT(max, acquire);
  EXPECT_LT(acquire, release);
  EXPECT_LT(release, store);
  EXPECT_LT(text.find("@kiln.fence(i32 258, i32 4)"), exchange);
  EXPECT_LT(exchange, text.find("@kiln.fence(i32 258, i32 1)"));
  EXPECT_FALSE(Has(text, "acquire, align") || Has(text, "release, align") || Has(text, "acq_rel"));
}

// The reports for a hand-written module, where Clang would not let the call pass.
std::vector<UnsupportedCall> Report(const std::string& ir) {
  llvm::LLVMContext context;
  llvm::SMDiagnostic problem;
  auto module = llvm::parseAssemblyString(ir, problem, context);
  EXPECT_NE(nullptr, module) << problem.getMessage().str();
  std::vector<UnsupportedCall> unsupported;
  TargetProfile profile;
  profile.name = "poor";
  profile.int64_atomics = false;
  const auto result = ResolveBuiltins(*module, profile, {}, unsupported);
  EXPECT_TRUE(result.has_value());
  EXPECT_FALSE(llvm::verifyModule(*module, &llvm::errs()));
  return unsupported;
}

TEST(Unsupported, EachCallIsReportedWithACode) {
  const auto calls = Report(R"(
    target triple = "spir-unknown-unknown"
    declare spir_func i64 @_Z8atom_addPU3AS1Vll(ptr addrspace(1), i64)
    declare spir_func float @_Z10atomic_addPU3AS1Vff(ptr addrspace(1), float)
    declare spir_func i32 @_Z24intel_sub_group_shufflejj(i32, i32)
    declare spir_func i32 @_Z24get_image_num_mip_levels14ocl_image2d_ro(ptr)
    declare spir_func void @user(i32)
    declare spir_func float @_Z4newfff(float, float)
    define spir_kernel void @k(ptr addrspace(1) %p, ptr addrspace(2) %s, ptr %i) {
      call spir_func i64 @_Z8atom_addPU3AS1Vll(ptr addrspace(1) %p, i64 1)
      call spir_func float @_Z10atomic_addPU3AS1Vff(ptr addrspace(1) %p, float 1.0)
      call spir_func i32 @_Z24intel_sub_group_shufflejj(i32 1, i32 2)
      call spir_func i32 @_Z24get_image_num_mip_levels14ocl_image2d_ro(ptr %i)
      call spir_func void @user(i32 1)
      call spir_func float @_Z4newfff(float 1.0, float 2.0)
      ret void
    })");
  ASSERT_EQ(6U, calls.size());
  const char* codes[] = {"unsupported-64-bit-atomics", "unsupported-atomic", "unsupported-subgroup",
                         "unsupported-image",          "undefined-function", "unsupported-builtin"};
  for (std::size_t i = 0; i < calls.size(); ++i) {
    EXPECT_EQ(codes[i], calls[i].code) << calls[i].message;
  }
  EXPECT_EQ("'atom_add': poor has no 64-bit atomics; use 32-bit ones", calls[0].message);
}

TEST(Unsupported, ImagesHaveOneLevelAndOneSample) {
  const auto calls = Report(R"(
    target triple = "spir-unknown-unknown"
    declare spir_func <4 x float> @_Z11read_imagef14ocl_image2d_ro11ocl_samplerDv2_ff(
        target("spirv.Image", void, 1, 0, 0, 0, 0, 0, 0), target("spirv.Sampler"), <2 x float>, float)
    declare spir_func void @_Z12write_imagef14ocl_image2d_woDv2_iiDv4_f(
        target("spirv.Image", void, 1, 0, 0, 0, 0, 0, 1), <2 x i32>, i32, <4 x float>)
    declare spir_func i32 @_Z24get_image_num_mip_levels14ocl_image2d_ro(target("spirv.Image", void, 1, 0, 0, 0, 0, 0, 0))
    declare spir_func <4 x float> @_Z11read_imagef19ocl_image2d_msaa_roDv2_ii(
        target("spirv.Image", void, 1, 0, 0, 1, 0, 0, 0), <2 x i32>, i32)
    define spir_kernel void @k(target("spirv.Image", void, 1, 0, 0, 0, 0, 0, 0) %i, target("spirv.Sampler") %s,
                               target("spirv.Image", void, 1, 0, 0, 0, 0, 0, 1) %o,
                               target("spirv.Image", void, 1, 0, 0, 1, 0, 0, 0) %m) {
      call spir_func <4 x float> @_Z11read_imagef14ocl_image2d_ro11ocl_samplerDv2_ff(
          target("spirv.Image", void, 1, 0, 0, 0, 0, 0, 0) %i, target("spirv.Sampler") %s, <2 x float> zeroinitializer, float 1.0)
      call spir_func void @_Z12write_imagef14ocl_image2d_woDv2_iiDv4_f(
          target("spirv.Image", void, 1, 0, 0, 0, 0, 0, 1) %o, <2 x i32> zeroinitializer, i32 1, <4 x float> zeroinitializer)
      call spir_func i32 @_Z24get_image_num_mip_levels14ocl_image2d_ro(target("spirv.Image", void, 1, 0, 0, 0, 0, 0, 0) %i)
      call spir_func <4 x float> @_Z11read_imagef19ocl_image2d_msaa_roDv2_ii(
          target("spirv.Image", void, 1, 0, 0, 1, 0, 0, 0) %m, <2 x i32> zeroinitializer, i32 3)
      ret void
    })");
  ASSERT_EQ(4U, calls.size());
  const char* names[] = {"read_imagef", "write_imagef", "get_image_num_mip_levels", "read_imagef"};
  for (std::size_t i = 0; i < calls.size(); ++i) {
    EXPECT_EQ("unsupported-image", calls[i].code);
    EXPECT_EQ(names[i], calls[i].name);
    EXPECT_NE(std::string::npos, calls[i].message.find("; ")) << "does not say what to do: " << calls[i].message;
  }
  EXPECT_NE(std::string::npos, calls[3].message.find("multisampled images are not supported"));
}

std::vector<UnsupportedCall> ReportSource(const std::string& source, const TargetProfile& profile,
                                          const std::vector<std::string>& clang_options) {
  llvm::LLVMContext context;
  std::vector<UnsupportedCall> calls;
  auto module = testing::ResolveSource(context, source, profile, {}, 32, clang_options, &calls);
  EXPECT_TRUE(module.has_value()) << module.error().ToString();
  for (UnsupportedCall& call : calls) call.location = {};  // the context goes before the calls do
  return calls;
}

TEST(Unsupported, SubgroupsThatAProfileLacks) {
  const std::string source =
      "kernel void k(global int* r) {\n"
      "  r[0] = get_sub_group_size();\n"
      "  r[1] = get_sub_group_id() + get_num_sub_groups();\n"
      "  r[2] = sub_group_any(r[2]);\n"
      "  r[3] = sub_group_reduce_add(r[3]);\n"
      "  r[4] = sub_group_shuffle(r[4], 1) + sub_group_clustered_reduce_add(r[4], 4);\n"
      "  sub_group_barrier(CLK_LOCAL_MEM_FENCE);\n}";
  TargetProfile poor;
  poor.name = "poor";
  poor.subgroup_ids = poor.subgroup_barrier = poor.subgroup_vote = poor.subgroup_ballot = poor.subgroup_shuffle =
      poor.subgroup_arithmetic = false;
  const auto calls = ReportSource(source, poor, {"-cl-std=CL3.0"});
  EXPECT_EQ(8U, calls.size());
  for (const UnsupportedCall& call : calls) {
    EXPECT_EQ("unsupported-subgroup", call.code);
    EXPECT_TRUE(Has(call.message, "poor has no ")) << call.message;
  }
  EXPECT_TRUE(ReportSource(source, {}, {"-cl-std=CL3.0"}).empty());
}

TEST(Unsupported, TheNumberOfEnqueuedSubgroupsNeedsUniformGroups) {
  const std::string source = "kernel void k(global int* r) { r[0] = get_enqueued_num_sub_groups(); }";
  const auto calls = ReportSource(source, {}, {"-cl-std=CL3.0"});
  ASSERT_EQ(1U, calls.size());
  EXPECT_TRUE(Has(calls[0].message, "-cl-uniform-work-group-size")) << calls[0].message;
  EXPECT_TRUE(ReportSource(source, {}, {"-cl-std=CL3.0", "-cl-uniform-work-group-size"}).empty());
}

TEST(Unsupported, BuiltinsWithWrongSignaturesAreReportedNotTrusted) {
  const auto calls = Report(R"(
    target triple = "spir-unknown-unknown"
    declare spir_func float @_Z3sinf(float, float)
    declare spir_func i32 @_Z3clzi()
    declare spir_func i32 @_Z3dotDv4_fS_(<4 x float>, <4 x float>)
    define spir_kernel void @k(float %x, <4 x float> %v) {
      call spir_func float @_Z3sinf(float %x, float %x)
      call spir_func i32 @_Z3clzi()
      call spir_func i32 @_Z3dotDv4_fS_(<4 x float> %v, <4 x float> %v)
      ret void
    })");
  EXPECT_EQ(3U, calls.size());
}

TEST(Intrinsics, ResidualOnesAreLowered) {
  llvm::LLVMContext context;
  llvm::SMDiagnostic problem;
  auto module = llvm::parseAssemblyString(R"(
    declare i1 @llvm.is.fpclass.f32(float, i32)
    declare float @llvm.round.f32(float)
    declare { i32, i1 } @llvm.smul.with.overflow.i32(i32, i32)
    declare i32 @llvm.ucmp.i32.i32(i32, i32)
    declare i1 @llvm.vector.reduce.or.v4i1(<4 x i1>)
    define i32 @f(float %x, i32 %a, i32 %b, <4 x i1> %v) {
      %1 = call i1 @llvm.is.fpclass.f32(float %x, i32 516)
      %2 = call float @llvm.round.f32(float %x)
      %3 = call { i32, i1 } @llvm.smul.with.overflow.i32(i32 %a, i32 %b)
      %4 = call i32 @llvm.ucmp.i32.i32(i32 %a, i32 %b)
      %5 = call i1 @llvm.vector.reduce.or.v4i1(<4 x i1> %v)
      ret i32 %4
    })",
                                          problem, context);
  ASSERT_NE(nullptr, module) << problem.getMessage().str();
  EXPECT_TRUE(LowerIntrinsics(*module));
  EXPECT_FALSE(llvm::verifyModule(*module, &llvm::errs()));
  const std::string text = Print(*module);
  for (const char* name : {"is.fpclass", "llvm.round", "with.overflow", "ucmp", "vector.reduce"}) {
    EXPECT_FALSE(Has(text, name)) << name;
  }
  EXPECT_FALSE(LowerIntrinsics(*module));
}

}  // namespace
}  // namespace kiln::translator::builtins
