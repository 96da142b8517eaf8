// Every operation that lowering emits, each on its own: the GLSL text, recompiled, must compute on the device what the
// SPIR-V computes; the MSL and HLSL texts must exist or the refusal be the expected one.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <map>
#include <random>

#include "kiln/translator/print.h"
#include "translator/targets/testing/assemble.h"
#include "translator/targets/testing/one_operation.h"
#include "translator/targets/testing/vulkan_run.h"

namespace kiln::translator::targets {
namespace {

using testing::Bytes;
using testing::OneOperation;

constexpr std::uint32_t kItems = 256;

// Operand values: the corners of the type met with each other, then random bits.
Bytes Values(const std::string& type, std::size_t operand) {
  static const std::uint32_t kFloats[] = {0,          0x80000000, 0x3f800000, 0xbf800000, 0x7f800000, 0xff800000,
                                          0x7fc00000, 0x3f000000, 0x40490fdb, 0xc2c80000, 0x4b000001, 0x42f60000,
                                          0x7f7fffff, 0x00800000, 0x40000000, 0x3fc00000};
  static const std::uint64_t kIntegers[] = {0, 1, ~0ULL, 0x7f, 0x80, 0x7fff, 0x8000, 0x7fffffff, 0x80000000, 2, 3, 5, 7,
                                            0xff, 0x100, 0x8000000000000000ULL};
  const std::string scalar = type.find_last_of("234") == type.size() - 1 ? type.substr(0, type.size() - 1) : type;
  std::mt19937 random(static_cast<unsigned>(operand) + 1);
  const unsigned size = scalar == "bool" ? 4 : testing::BytesOf(scalar);
  const std::size_t count = std::size_t{kItems} * testing::BytesOf(type) / size;
  Bytes bytes;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t corner = operand == 1 ? i % 16 : operand == 2 ? i / 16 % 16 : i * 7 % 16;
    std::uint64_t value = kIntegers[corner];
    if (scalar == "bool") {
      value = random() & 1;
    } else if (scalar == "float" || scalar == "double" || scalar == "half") {
      float number = 0;
      std::memcpy(&number, &kFloats[corner], 4);
      if (i >= kItems) {
        number = std::ldexp(static_cast<float>(random()) - 2e9F, static_cast<int>(random() % 40) - 40);
      }
      if (scalar == "double") {
        const double wide = number;
        std::memcpy(&value, &wide, 8);
      } else if (scalar == "half") {
        const auto narrow = static_cast<_Float16>(number);
        std::memcpy(&value, &narrow, 2);
      } else {
        std::memcpy(&value, &number, 4);
      }
    } else if (i >= kItems) {
      value = std::uint64_t{random()} << 32 | random();
    }
    for (unsigned byte = 0; byte < size; ++byte) {
      bytes.push_back(static_cast<std::uint8_t>(value >> (8 * byte)));
    }
  }
  return bytes;
}

// Equal bit for bit, or both NaN.
bool Same(const Bytes& a, const Bytes& b, const std::string& type, std::string& where) {
  const std::string scalar = type.find_last_of("234") == type.size() - 1 ? type.substr(0, type.size() - 1) : type;
  const unsigned size = scalar == "bool" ? 4 : testing::BytesOf(scalar);
  const auto is_nan = [&](const Bytes& bytes, std::size_t at) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, bytes.data() + at, size);
    return (scalar == "float" && (bits & 0x7fffffff) > 0x7f800000) || (scalar == "half" && (bits & 0x7fff) > 0x7c00) ||
           (scalar == "double" && (bits & ~(1ULL << 63)) > 0x7ff0000000000000ULL);
  };
  for (std::size_t at = 0; at < a.size(); at += size) {
    if (std::memcmp(a.data() + at, b.data() + at, size) != 0 && !(is_nan(a, at) && is_nan(b, at))) {
      where = "element " + std::to_string(at / size);
      for (const Bytes* bytes : {&a, &b}) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, bytes->data() + at, size);
        char text[32];
        std::snprintf(text, sizeof text, " 0x%llx", static_cast<unsigned long long>(bits));
        where += text;
      }
      return false;
    }
  }
  return true;
}

SpirvModule ModuleOf(const std::vector<OneOperation>& operations) {
  std::vector<artifact::Argument> arguments = {testing::BufferArgument("r", 0)};
  for (std::size_t i = 0; i < operations[0].operands.size(); ++i) {
    arguments.push_back(testing::BufferArgument(std::string(1, "abcd"[i]), static_cast<std::uint32_t>(i) + 1));
  }
  SpirvModule module = testing::OneKernel(testing::ToAssembly(operations), "k", std::move(arguments));
  module.reflection.kernels[0].required_work_group_size = {{1, 1, 1}};
  return module;
}

// What `operations`, all of the same types, mean on the device, and that the printed GLSL means the same.
void CheckBatch(const std::vector<OneOperation>& operations) {
  const std::string& type = operations[0].result;
  const SpirvModule module = ModuleOf(operations);
  const auto text = Print(module, *FindProfile("glsl460"), {});
  ASSERT_TRUE(text) << operations[0].name << ": " << text.error().ToString();
  const std::vector<std::uint32_t> recompiled = testing::CompileGlslText(*text);
  ASSERT_FALSE(recompiled.empty()) << operations[0].name;
  const std::size_t size = testing::BytesOf(type);
  std::vector<Bytes> buffers = {Bytes(kItems * operations.size() * size)};
  for (std::size_t i = 0; i < operations[0].operands.size(); ++i) {
    buffers.push_back(Values(operations[0].operands[i], i + 1));
  }
  const auto expected = testing::RunOnVulkan(module.words, "k", buffers, kItems);
  const auto actual = testing::RunOnVulkan(recompiled, "main", buffers, kItems);
  ASSERT_EQ(expected.size(), buffers.size());
  ASSERT_EQ(actual.size(), buffers.size());
  for (std::size_t k = 0; k < operations.size(); ++k) {
    Bytes a;
    Bytes b;
    for (std::size_t at = k * size; at < expected[0].size(); at += operations.size() * size) {
      a.insert(a.end(), expected[0].begin() + at, expected[0].begin() + at + size);
      b.insert(b.end(), actual[0].begin() + at, actual[0].begin() + at + size);
    }
    EXPECT_NE(a, Bytes(a.size())) << operations[k].name << " computes nothing";
    std::string where;
    EXPECT_TRUE(Same(a, b, type, where)) << operations[k].name << ": " << where << "\n" << *text;
  }
}

void CheckGlsl(const std::vector<OneOperation>& table) {
  std::map<std::vector<std::string>, std::vector<OneOperation>> batches;
  for (const OneOperation& operation : table) {
    std::vector<std::string> types = operation.operands;
    types.push_back(operation.result);
    batches[types].push_back(operation);
  }
  for (const auto& [types, batch] : batches) {
    CheckBatch(batch);
  }
}

const std::vector<std::string> kIntegerTypes = {"char", "uchar", "short", "ushort", "int", "uint", "long", "ulong"};
const std::vector<std::string> kFloatTypes = {"half", "float", "double"};

std::string BoolLike(const std::string& type) {
  return type.find_last_of("234") == type.size() - 1 ? "bool" + type.substr(type.size() - 1) : "bool";
}

std::vector<OneOperation> Compares() {
  std::vector<OneOperation> table;
  for (const std::string type : {"float", "half", "double", "float3", "half2", "double4"}) {
    for (const std::string op : {"FOrdEqual", "FUnordEqual", "FOrdNotEqual", "FUnordNotEqual", "FOrdLessThan",
                                 "FUnordLessThan", "FOrdGreaterThan", "FUnordGreaterThan", "FOrdLessThanEqual",
                                 "FUnordLessThanEqual", "FOrdGreaterThanEqual", "FUnordGreaterThanEqual"}) {
      table.push_back({op + " " + type, BoolLike(type), {type, type}, "%r = Op" + op + " %R %a %b"});
    }
    for (const std::string op : {"IsNan", "IsInf"}) {
      table.push_back({op + " " + type, BoolLike(type), {type}, "%r = Op" + op + " %R %a"});
    }
  }
  for (const std::string& scalar : kIntegerTypes) {
    for (const std::string count : {"", "2", "4"}) {
      const std::string type = scalar + count;
      for (const std::string op : {"IEqual", "INotEqual", "ULessThan", "ULessThanEqual", "UGreaterThan",
                                   "UGreaterThanEqual", "SLessThan", "SLessThanEqual", "SGreaterThan",
                                   "SGreaterThanEqual"}) {
        table.push_back({op + " " + type, BoolLike(type), {type, type}, "%r = Op" + op + " %R %a %b"});
      }
    }
  }
  for (const std::string type : {"bool", "bool3"}) {
    for (const std::string op : {"LogicalEqual", "LogicalNotEqual", "LogicalOr", "LogicalAnd"}) {
      table.push_back({op + " " + type, type, {type, type}, "%r = Op" + op + " %R %a %b"});
    }
    table.push_back({"LogicalNot " + type, type, {type}, "%r = OpLogicalNot %R %a"});
  }
  table.push_back({"Any", "bool", {"bool4"}, "%r = OpAny %R %a"});
  table.push_back({"All", "bool", {"bool2"}, "%r = OpAll %R %a"});
  return table;
}

TEST(OperationsTest, CompareInGlslAsInSpirv) {
  CheckGlsl(Compares());
}

}  // namespace
}  // namespace kiln::translator::targets
