#include "frontend/signatures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "frontend/compile_testing.h"
#include "llvm/IR/Module.h"

namespace kiln::frontend {
namespace {

using Kind = SourceType::Kind;

// The type of the first argument of a kernel k, the pointee where it is a pointer.
std::shared_ptr<const SourceType> ArgumentType(const std::string& text, const CompileOptions& options = {}) {
  const KernelModule module = CompileOrDie(text, options);
  const std::shared_ptr<const SourceType> type = module.kernels().at(0).arguments.at(0).type;
  return type->kind == Kind::kPointer ? type->element : type;
}

TEST(Signatures, DescribeArgumentsAsWritten) {
  const KernelModule module = CompileOrDie(
      "\n"
      "kernel void k(global float4* restrict a, constant int* b, const global volatile uchar* c,\n"
      "              local float* d, float e, global void* f, global int g[]) {}\n");
  ASSERT_EQ(module.kernels().size(), 1u);
  const KernelSignature& kernel = module.kernels()[0];
  EXPECT_EQ(kernel.name, "k");
  EXPECT_EQ(kernel.position.file, "test.cl");
  EXPECT_EQ(kernel.position.line, 2u);
  EXPECT_EQ(kernel.position.column, 13u);
  EXPECT_FALSE(kernel.required_work_group_size);
  ASSERT_EQ(kernel.arguments.size(), 7u);

  struct Expected {
    const char* name;
    const char* type_name;
    AddressSpace address_space;
    bool is_const, is_restrict, is_volatile;
    std::uint32_t line;
  };
  const Expected expected[] = {
      {"a", "float4*", AddressSpace::kGlobal, false, true, false, 2},
      {"b", "int*", AddressSpace::kConstant, false, false, false, 2},
      {"c", "uchar*", AddressSpace::kGlobal, true, false, true, 2},
      {"d", "float*", AddressSpace::kLocal, false, false, false, 3},
      {"e", "float", AddressSpace::kPrivate, false, false, false, 3},
      {"f", "void*", AddressSpace::kGlobal, false, false, false, 3},
      {"g", "int*", AddressSpace::kGlobal, false, false, false, 3},
  };
  for (std::size_t i = 0; i < std::size(expected); ++i) {
    const KernelArgument& argument = kernel.arguments[i];
    EXPECT_EQ(argument.name, expected[i].name);
    EXPECT_EQ(argument.type_name, expected[i].type_name);
    EXPECT_EQ(argument.address_space, expected[i].address_space) << argument.name;
    EXPECT_EQ(argument.is_const, expected[i].is_const) << argument.name;
    EXPECT_EQ(argument.is_restrict, expected[i].is_restrict) << argument.name;
    EXPECT_EQ(argument.is_volatile, expected[i].is_volatile) << argument.name;
    EXPECT_EQ(argument.line, expected[i].line) << argument.name;
    EXPECT_EQ(argument.access, Access::kNone);
  }
}

TEST(Signatures, AnUnnamedArgumentHasNoName) {
  const KernelModule module = CompileOrDie("kernel void k(int) {}", WithOptions({"-Wno-everything"}), "k.clcpp");
  EXPECT_EQ(module.kernels()[0].arguments[0].name, "");
}

TEST(Signatures, ReadAttributes) {
  const KernelModule module = CompileOrDie(
      "kernel __attribute__((reqd_work_group_size(8, 4, 2))) void a() {}\n"
      "kernel __attribute__((work_group_size_hint(64, 1, 1), vec_type_hint(float4))) void b() {}\n");
  ASSERT_EQ(module.kernels().size(), 2u);
  using Size = std::array<std::uint32_t, 3>;
  EXPECT_EQ(module.kernels()[0].required_work_group_size, (Size{8, 4, 2}));
  EXPECT_EQ(module.kernels()[1].work_group_size_hint, (Size{64, 1, 1}));
  EXPECT_FALSE(module.kernels()[1].required_work_group_size);
  EXPECT_EQ(module.kernels()[1].vec_type_hint, "float4");
}

TEST(Signatures, ListOnlyDefinedKernelsOnce) {
  const KernelModule module = CompileOrDie(
      "kernel __attribute__((reqd_work_group_size(4, 1, 1))) void k(global int* p);\n"
      "void helper(global int* p) { *p = 1; }\n"
      "kernel void never_defined(global int* p);\n"
      "kernel void k(global int* p) { helper(p); }\n");
  ASSERT_EQ(module.kernels().size(), 1u);
  EXPECT_TRUE(module.kernels()[0].required_work_group_size) << "attributes of a prototype count";
}

TEST(Signatures, ReadImagesAndSamplers) {
  const KernelModule module = CompileOrDie(
      "kernel void k(read_only image2d_t a, write_only image3d_t b, read_write image1d_buffer_t c, sampler_t d,\n"
      "              image2d_array_t e) {}",
      WithOptions({"-cl-std=CL3.0"}));
  const std::vector<KernelArgument>& arguments = module.kernels()[0].arguments;
  EXPECT_EQ(arguments[0].type_name, "image2d_t");
  EXPECT_EQ(arguments[0].access, Access::kReadOnly);
  EXPECT_EQ(arguments[0].type->kind, Kind::kImage);
  EXPECT_EQ(arguments[1].type_name, "image3d_t");
  EXPECT_EQ(arguments[1].access, Access::kWriteOnly);
  EXPECT_EQ(arguments[2].type_name, "image1d_buffer_t");
  EXPECT_EQ(arguments[2].access, Access::kReadWrite);
  EXPECT_EQ(arguments[3].type->kind, Kind::kSampler);
  EXPECT_EQ(arguments[3].type_name, "sampler_t");
  EXPECT_EQ(arguments[4].access, Access::kReadOnly) << "the default";
}

TEST(SourceTypes, ScalarsHaveTheSizesOfOpenCl) {
  struct Expected {
    const char* name;
    Kind kind;
    std::uint32_t bits;
  };
  const Expected scalars[] = {
      {"char", Kind::kSignedInt, 8},      {"uchar", Kind::kUnsignedInt, 8},  {"short", Kind::kSignedInt, 16},
      {"ushort", Kind::kUnsignedInt, 16}, {"int", Kind::kSignedInt, 32},     {"uint", Kind::kUnsignedInt, 32},
      {"long", Kind::kSignedInt, 64},     {"ulong", Kind::kUnsignedInt, 64}, {"half", Kind::kFloat, 16},
      {"float", Kind::kFloat, 32},        {"double", Kind::kFloat, 64},      {"unsigned int", Kind::kUnsignedInt, 32}};
  for (const Expected& expected : scalars) {
    const auto type = ArgumentType("kernel void k(global " + std::string(expected.name) + "* p) {}");
    EXPECT_EQ(type->name, expected.name);
    EXPECT_EQ(type->kind, expected.kind) << expected.name;
    EXPECT_EQ(type->bits, expected.bits) << expected.name;
    EXPECT_EQ(type->size * 8, expected.bits) << expected.name;
    EXPECT_EQ(type->alignment, type->size) << expected.name;
  }
}

TEST(SourceTypes, VectorsOfThreeTakeTheRoomOfFour) {
  for (const int count : {2, 3, 4, 8, 16}) {
    const std::string name = "short" + std::to_string(count);
    const auto type = ArgumentType("kernel void k(global " + name + "* p) {}");
    const std::uint64_t stored = count == 3 ? 4 : static_cast<std::uint64_t>(count);
    EXPECT_EQ(type->name, name);
    EXPECT_EQ(type->kind, Kind::kVector);
    EXPECT_EQ(type->count, static_cast<std::uint64_t>(count));
    EXPECT_EQ(type->size, stored * 2);
    EXPECT_EQ(type->alignment, stored * 2);
    ASSERT_NE(type->element, nullptr);
    EXPECT_EQ(type->element->name, "short");
  }
}

TEST(SourceTypes, StructsHaveFieldsWithOffsets) {
  const auto type = ArgumentType(
      "typedef struct { float3 position; char tag; union { int i; float f; } u; int grid[3][2]; } params;\n"
      "kernel void k(global params* p) {}");
  EXPECT_EQ(type->kind, Kind::kStruct);
  EXPECT_EQ(type->name, "params");
  EXPECT_EQ(type->size, 48u);
  EXPECT_EQ(type->alignment, 16u);
  ASSERT_EQ(type->fields.size(), 4u);
  EXPECT_EQ(type->fields[0].name, "position");
  EXPECT_EQ(type->fields[0].offset, 0u);
  EXPECT_EQ(type->fields[0].type->name, "float3");
  EXPECT_EQ(type->fields[1].name, "tag");
  EXPECT_EQ(type->fields[1].offset, 16u);
  const SourceType::Field& choice = type->fields[2];
  EXPECT_EQ(choice.offset, 20u);
  EXPECT_EQ(choice.type->kind, Kind::kUnion);
  EXPECT_EQ(choice.type->name, "union") << "an unnamed type must not name the place of its file";
  ASSERT_EQ(choice.type->fields.size(), 2u);
  EXPECT_EQ(choice.type->fields[1].offset, 0u);
  const SourceType::Field& grid = type->fields[3];
  EXPECT_EQ(grid.offset, 24u);
  EXPECT_EQ(grid.type->kind, Kind::kArray);
  EXPECT_EQ(grid.type->count, 3u);
  EXPECT_EQ(grid.type->element->count, 2u);
  EXPECT_EQ(grid.type->element->element->kind, Kind::kSignedInt);
}

TEST(SourceTypes, RespectPackingAndTagNames) {
  const auto type = ArgumentType(
      "struct __attribute__((packed)) header { char kind; int length; };\n"
      "kernel void k(global struct header* p) {}");
  EXPECT_EQ(type->name, "struct header");
  EXPECT_EQ(type->size, 5u);
  EXPECT_EQ(type->fields[1].offset, 1u);
}

TEST(SourceTypes, SelfReferenceStaysFinite) {
  const auto type = ArgumentType(
      "struct node { int value; global struct node* next; };\n"
      "kernel void k(global struct node* p) {}");
  ASSERT_EQ(type->fields.size(), 2u);
  const auto next = type->fields[1].type;
  EXPECT_EQ(next->kind, Kind::kPointer);
  EXPECT_EQ(next->element->kind, Kind::kStruct);
  EXPECT_EQ(next->element->size, type->size);
  EXPECT_TRUE(next->element->fields.empty());
}

TEST(SourceTypes, EnumerationsAndAtomicsAreIntegers) {
  EXPECT_EQ(ArgumentType("typedef enum { kA, kB } mode; kernel void k(mode m) {}")->kind, Kind::kUnsignedInt);
  const auto atomic = ArgumentType("kernel void k(global atomic_int* p) {}", WithOptions({"-cl-std=CL2.0"}));
  EXPECT_EQ(atomic->name, "atomic_int");
  EXPECT_EQ(atomic->kind, Kind::kSignedInt);
  EXPECT_EQ(atomic->bits, 32u);
}

TEST(Globals, HaveTheirNamesInTheIr) {
  KernelModule module = CompileOrDie(
      "constant float table[2] = {1, 2};\n"
      "void f(global int* p) { static global int calls[3]; p[0] = calls[p[1]]; }\n"
      "kernel void k(global int* p) {\n"
      "  local int tile[16];\n"
      "  tile[0] = (int)table[p[0]];\n"
      "  f(p);\n"
      "}\n",
      WithOptions({"-cl-std=CL2.0"}));
  ASSERT_EQ(module.globals().size(), 3u);
  const char* ir_names[] = {"table", "f.calls", "k.tile"};
  const char* source_names[] = {"table", "calls", "tile"};
  const std::uint32_t lines[] = {1, 2, 4};
  for (std::size_t i = 0; i < 3; ++i) {
    const GlobalVariable& global = module.globals()[i];
    EXPECT_EQ(global.ir_name, ir_names[i]);
    EXPECT_EQ(global.source_name, source_names[i]);
    EXPECT_EQ(global.position.line, lines[i]);
    EXPECT_EQ(global.type->kind, Kind::kArray);
    EXPECT_NE(module.module().getNamedGlobal(global.ir_name), nullptr);
  }
  EXPECT_EQ(module.globals()[2].type->name, "int[16]");
}

TEST(Globals, RepeatedNamesFollowTheModule) {
  KernelModule module = CompileOrDie(
      "kernel void k(global int* p) {\n"
      "  { static global int w[2]; p[0] = w[p[0]]; }\n"
      "  { static global int w[3]; p[1] = w[p[1]]; }\n"
      "}\n",
      WithOptions({"-cl-std=CL2.0"}));
  ASSERT_EQ(module.globals().size(), 2u);
  for (const GlobalVariable& global : module.globals()) {
    const llvm::GlobalVariable* variable = module.module().getNamedGlobal(global.ir_name);
    ASSERT_NE(variable, nullptr) << global.ir_name;
    EXPECT_EQ(variable->getValueType()->getArrayNumElements(), global.type->count);
  }
}

TEST(Globals, CppNamesAreMangled) {
  KernelModule module = CompileOrDie(
      "namespace n { constant int t[2] = {1, 2};\n"
      "kernel void inner(global int* p) { local int tile[4]; tile[0] = t[p[0]]; p[0] = tile[0]; } }\n",
      {}, "k.clcpp");
  ASSERT_EQ(module.kernels().size(), 1u);
  EXPECT_EQ(module.kernels()[0].name, "inner");
  ASSERT_EQ(module.globals().size(), 2u);
  for (const GlobalVariable& global : module.globals()) {
    EXPECT_NE(module.module().getNamedGlobal(global.ir_name), nullptr) << global.ir_name;
  }
}

}  // namespace
}  // namespace kiln::frontend
