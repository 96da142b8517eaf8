// Every operation that lowering emits, each on its own: the GLSL text, recompiled, must compute on the device what the
// SPIR-V computes; the MSL and HLSL texts must exist or the refusal be the expected one.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <random>
#include <set>

#include "kiln/translator/print.h"
#include "translator/targets/prepare/emulate_bytes.h"
#include "translator/targets/prepare/legalize.h"
#include "translator/targets/testing/assemble.h"
#include "translator/targets/testing/metal_run.h"
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
  static const std::uint64_t kIntegers[] = {0,          1, ~0ULL, 0x7f, 0x80, 0x7fff, 0x8000, 0x7fffffff,
                                            0x80000000, 2, 3,     5,    7,    0xff,   0x100,  0x8000000000000000ULL};
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

// Equal bit for bit, or both NaN, or zeros where `zero_sign` does not matter.
bool Same(const Bytes& a, const Bytes& b, const std::string& type, bool zero_sign, std::string& where) {
  const std::string scalar = type.find_last_of("234") == type.size() - 1 ? type.substr(0, type.size() - 1) : type;
  const unsigned size = scalar == "bool" ? 4 : testing::BytesOf(scalar);
  const auto is_nan = [&](const Bytes& bytes, std::size_t at) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, bytes.data() + at, size);
    return (scalar == "float" && (bits & 0x7fffffff) > 0x7f800000) || (scalar == "half" && (bits & 0x7fff) > 0x7c00) ||
           (scalar == "double" && (bits & ~(1ULL << 63)) > 0x7ff0000000000000ULL);
  };
  const auto is_zero = [&](const Bytes& bytes, std::size_t at) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, bytes.data() + at, size);
    return bits << (64 - size * 8 + 1) == 0;
  };
  for (std::size_t at = 0; at < a.size(); at += size) {
    if (std::memcmp(a.data() + at, b.data() + at, size) != 0 && !(is_nan(a, at) && is_nan(b, at)) &&
        (zero_sign || !is_zero(a, at) || !is_zero(b, at))) {
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

std::vector<Bytes> BuffersFor(const std::vector<OneOperation>& operations) {
  std::vector<Bytes> buffers = {Bytes(kItems * operations.size() * testing::BytesOf(operations[0].result))};
  for (std::size_t i = 0; i < operations[0].operands.size(); ++i) {
    buffers.push_back(Values(operations[0].operands[i], i + 1));
  }
  return buffers;
}

// `expected` and `actual` are the result buffers of a module that does `operations`.
void Compare(const std::vector<OneOperation>& operations, const Bytes& expected, const Bytes& actual,
             const std::string& text) {
  const std::string& type = operations[0].result;
  const std::size_t size = testing::BytesOf(type);
  ASSERT_EQ(expected.size(), actual.size());
  for (std::size_t k = 0; k < operations.size(); ++k) {
    Bytes a;
    Bytes b;
    for (std::size_t at = k * size; at < expected.size(); at += operations.size() * size) {
      a.insert(a.end(), expected.begin() + at, expected.begin() + at + size);
      b.insert(b.end(), actual.begin() + at, actual.begin() + at + size);
    }
    EXPECT_NE(a, Bytes(a.size())) << operations[k].name << " computes nothing";
    // Which zero these give is left open by Vulkan and by Metal.
    static const std::set<std::string> kAnyZero = {"FSign", "NMin", "NMax", "NClamp"};
    const bool zero_sign = !kAnyZero.contains(operations[k].name.substr(0, operations[k].name.find(' ')));
    std::string where;
    EXPECT_TRUE(Same(a, b, type, zero_sign, where)) << operations[k].name << ": " << where << "\n" << text;
  }
}

// Operations of the same types.
std::vector<std::vector<OneOperation>> Batches(const std::vector<OneOperation>& table) {
  std::map<std::vector<std::string>, std::vector<OneOperation>> by_types;
  for (const OneOperation& operation : table) {
    std::vector<std::string> types = operation.operands;
    types.push_back(operation.result);
    by_types[types].push_back(operation);
  }
  std::vector<std::vector<OneOperation>> batches;
  for (auto& [types, batch] : by_types) {
    batches.push_back(std::move(batch));
  }
  return batches;
}

void CheckGlsl(const std::vector<OneOperation>& table) {
  for (const std::vector<OneOperation>& batch : Batches(table)) {
    const SpirvModule module = ModuleOf(batch);
    const auto text = Print(module, *FindProfile("glsl460"), {});
    ASSERT_TRUE(text) << batch[0].name << ": " << text.error().ToString();
    const std::vector<std::uint32_t> recompiled = testing::CompileGlslText(*text);
    ASSERT_FALSE(recompiled.empty()) << batch[0].name;
    const std::vector<Bytes> buffers = BuffersFor(batch);
    const auto expected = testing::RunOnVulkan(module.words, "k", buffers, kItems);
    const auto actual = testing::RunOnVulkan(recompiled, "main", buffers, kItems);
    ASSERT_EQ(expected.size(), buffers.size());
    ASSERT_EQ(actual.size(), buffers.size());
    Compare(batch, expected[0], actual[0], *text);
  }
}

// The scalar operations whose results are exact: the shim has no vectors and no Metal's rounding.
std::vector<OneOperation> ExactScalars(const std::vector<OneOperation>& table) {
  std::vector<OneOperation> exact;
  for (const OneOperation& operation : table) {
    std::vector<std::string> types = operation.operands;
    types.push_back(operation.result);
    const bool scalar = std::none_of(types.begin(), types.end(), [](const std::string& type) {
      return type.find_last_of("234") == type.size() - 1 || type == "double";
    });
    static const std::set<std::string> kInexact = {
        "Radians", "Degrees", "Sin",   "Cos",  "Tan",        "Asin",        "Acos",  "Atan",  "Sinh", "Cosh",  "Tanh",
        "Asinh",   "Acosh",   "Atanh", "Exp",  "Log",        "Exp2",        "Log2",  "Atan2", "Pow",  "Fma",   "Fract",
        "Sqrt",    "FMix",    "Step",  "FDiv", "SmoothStep", "InverseSqrt", "Ldexp", "FMin",  "FMax", "FClamp"};
    if (scalar && !kInexact.contains(operation.name.substr(0, operation.name.find(' ')))) {
      exact.push_back(operation);
    }
  }
  return exact;
}

void CheckMsl(const std::vector<OneOperation>& table) {
  const std::vector<std::vector<OneOperation>> batches = Batches(ExactScalars(table));
  std::vector<testing::MetalKernel> kernels;
  std::vector<Bytes> expected;
  for (const std::vector<OneOperation>& batch : batches) {
    const SpirvModule module = ModuleOf(batch);
    const auto text = Print(module, *FindProfile("metal2.4"), {});
    ASSERT_TRUE(text) << batch[0].name << ": " << text.error().ToString();
    kernels.push_back({*text, BuffersFor(batch), kItems});
    const auto results = testing::RunOnVulkan(module.words, "k", kernels.back().buffers, kItems);
    ASSERT_FALSE(results.empty());
    expected.push_back(results[0]);
  }
  const auto actual = testing::RunOnCpu(kernels);
  ASSERT_EQ(actual.size(), batches.size());
  for (std::size_t i = 0; i < batches.size(); ++i) {
    Compare(batches[i], expected[i], actual[i][0], kernels[i].text);
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
    for (const std::string count : {"", "4"}) {
      const std::string type = scalar + count;
      for (const std::string op :
           {"IEqual", "INotEqual", "ULessThan", "ULessThanEqual", "UGreaterThan", "UGreaterThanEqual", "SLessThan",
            "SLessThanEqual", "SGreaterThan", "SGreaterThanEqual"}) {
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

std::vector<OneOperation> Integers() {
  std::vector<OneOperation> table;
  for (const std::string& scalar : kIntegerTypes) {
    const std::string bits = std::to_string(testing::BytesOf(scalar) * 8);
    const bool is_signed = scalar[0] != 'u';
    for (const std::string count : {"", "3"}) {
      const std::string type = scalar + count;
      const auto binary = [&](const std::string& op) {
        table.push_back({op + " " + type, type, {type, type}, "%r = Op" + op + " %R %a %b"});
      };
      for (const char* op : {"IAdd", "ISub", "IMul", "BitwiseAnd", "BitwiseOr", "BitwiseXor"}) {
        binary(op);
      }
      const auto splat = [&](const std::string& id, const std::string& value) {
        std::string text = "%t" + id + "s = OpConstant %" + scalar + " " + value + "\n";
        if (count.empty()) {
          return text + "%t" + id + " = OpConstant %" + scalar + " " + value + "\n";
        }
        text += "%t" + id + " = OpConstantComposite %" + type;
        for (int i = 0; i < std::stoi(count); ++i) {
          text += " %t" + id + "s";
        }
        return text + "\n";
      };
      // Divisors are positive and not zero: anything else is undefined in OpenCL too.
      const std::string divisor = "%td = OpBitwiseAnd %T %b %tmask\n%te = OpBitwiseOr %T %td %tone\n";
      const std::string mask = splat("mask", "127") + splat("one", "1");
      for (const char* op : {"UDiv", "UMod", "SDiv", "SRem"}) {
        if ((op[0] == 'U') != is_signed) {
          table.push_back({op + (" " + type), type, {type, type}, divisor + "%r = Op" + op + " %R %a %te", mask});
        }
      }
      const std::string amount = "%ts = OpBitwiseAnd %T %b %tbits\n";
      const std::string limit = splat("bits", std::to_string(std::stoi(bits) - 1));
      for (const char* op : {"ShiftLeftLogical", "ShiftRightLogical", "ShiftRightArithmetic"}) {
        table.push_back({op + (" " + type), type, {type, type}, amount + "%r = Op" + op + " %R %a %ts", limit});
      }
      table.push_back({"Not " + type, type, {type}, "%r = OpNot %R %a"});
      table.push_back({"SNegate " + type, type, {type}, "%r = OpSNegate %R %a"});
      for (const std::string& op :
           is_signed ? std::vector<std::string>{"SMin", "SMax"} : std::vector<std::string>{"UMin", "UMax"}) {
        table.push_back({op + " " + type, type, {type, type}, "%r = OpExtInst %R %glsl " + op + " %a %b"});
      }
      if (is_signed) {
        table.push_back({"SAbs " + type, type, {type}, "%r = OpExtInst %R %glsl SAbs %a"});
        table.push_back({"SSign " + type, type, {type}, "%r = OpExtInst %R %glsl SSign %a"});
      }
    }
  }
  for (const std::string type : {"int", "uint", "int2", "uint4"}) {
    table.push_back({"BitCount " + type, type, {type}, "%r = OpBitCount %R %a"});
    table.push_back({"BitReverse " + type, type, {type}, "%r = OpBitReverse %R %a"});
    for (const char* op : {"FindILsb", "FindSMsb", "FindUMsb"}) {
      table.push_back({op + (" " + type), type, {type}, "%r = OpExtInst %R %glsl " + std::string(op) + " %a"});
    }
  }
  const std::string field = "%t8 = OpConstant %uint 8\n%t5 = OpConstant %uint 5\n";
  table.push_back({"BitFieldInsert", "uint", {"uint", "uint"}, "%r = OpBitFieldInsert %R %a %b %t8 %t5", field});
  table.push_back({"BitFieldUExtract", "uint", {"uint"}, "%r = OpBitFieldUExtract %R %a %t8 %t5", field});
  table.push_back({"BitFieldSExtract", "int", {"int"}, "%r = OpBitFieldSExtract %R %a %t8 %t5", field});
  table.push_back({"BitFieldSExtract of uint", "uint", {"uint"}, "%r = OpBitFieldSExtract %R %a %t8 %t5", field});
  return table;
}

// Both parts of an extended operation, one result each.
std::vector<OneOperation> ExtendedIntegers() {
  std::vector<OneOperation> table;
  for (const std::string op : {"IAddCarry", "ISubBorrow", "UMulExtended", "SMulExtended"}) {
    for (const std::string part : {"0", "1"}) {
      for (const std::string type : {"uint", "uint3"}) {
        table.push_back({op + " " + part,
                         type,
                         {type, type},
                         "%tr = Op" + op + " %tstruct %a %b\n%r = OpCompositeExtract %R %tr " + part,
                         "%tstruct = OpTypeStruct %" + type + " %" + type + "\n"});
      }
    }
  }
  return table;
}

std::vector<OneOperation> Conversions() {
  std::vector<OneOperation> table;
  std::vector<std::string> all = kIntegerTypes;
  all.insert(all.end(), kFloatTypes.begin(), kFloatTypes.end());
  const auto is_float = [](const std::string& type) { return type == "half" || type == "float" || type == "double"; };
  for (const std::string& from : all) {
    for (const std::string& to : all) {
      const unsigned from_bytes = testing::BytesOf(from);
      const unsigned to_bytes = testing::BytesOf(to);
      for (const std::string count : {"", "4"}) {
        const auto add = [&](const std::string& op) {
          table.push_back(
              {op + " " + from + count + " to " + to, to + count, {from + count}, "%r = Op" + op + " %R %a"});
        };
        if (is_float(from) && is_float(to)) {
          if (from != to) {
            add("FConvert");
          }
        } else if (is_float(to)) {
          add("ConvertSToF");
          add("ConvertUToF");
        } else if (!is_float(from) && from_bytes != to_bytes) {
          add("SConvert");
          if (to[0] == 'u') {  // the result of UConvert is unsigned
            add("UConvert");
          }
        }
        if (from_bytes == to_bytes && from != to) {
          add("Bitcast");
        }
      }
    }
  }
  // Out of range is undefined: halve what is large, and keep what is not a number out.
  for (const std::string from : {"float", "double"}) {
    const std::string small = "%tn = OpExtInst %T %glsl NClamp %a %tlow %thigh\n";
    const std::string limits = "%tlow = OpConstant %" + from + " -100\n%thigh = OpConstant %" + from +
                               " 100\n%tzero = OpConstant %" + from + " 0\n";
    for (const std::string to : {"char", "short", "int", "long"}) {
      table.push_back({"ConvertFToS " + from + " to " + to, to, {from}, small + "%r = OpConvertFToS %R %tn", limits});
    }
    const std::string positive = "%tn = OpExtInst %T %glsl NClamp %a %tzero %thigh\n";
    for (const std::string to : {"uchar", "ushort", "uint", "ulong"}) {
      table.push_back(
          {"ConvertFToU " + from + " to " + to, to, {from}, positive + "%r = OpConvertFToU %R %tn", limits});
    }
  }
  // Between vectors of different lengths.
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"uchar4", "uint"},   {"uint", "uchar4"},  {"ushort2", "uint"},  {"uint", "ushort2"},  {"uint2", "ulong"},
           {"ulong", "uint2"},   {"half2", "uint"},   {"uint", "half2"},    {"half2", "float"},   {"float", "half2"},
           {"uint2", "double"},  {"double", "uint2"}, {"ushort4", "ulong"}, {"ulong", "ushort4"}, {"uchar2", "ushort"},
           {"ushort", "uchar2"}, {"uint4", "ulong2"}, {"ulong2", "uint4"},  {"float2", "ulong"},  {"ulong", "float2"},
           {"char4", "int"},     {"int", "char4"},    {"short2", "int"},    {"int", "short2"},    {"int2", "long"},
           {"long", "int2"},     {"uchar4", "float"}, {"float", "uchar4"},  {"half4", "ulong"},   {"ulong", "half4"},
           {"half4", "double"},  {"double", "half4"}, {"ushort4", "uint2"}, {"uint2", "ushort4"}, {"half4", "uint2"},
           {"uint2", "half4"},   {"half4", "float2"}, {"float2", "half4"}}) {
    table.push_back({"Bitcast " + from + " to " + to, to, {from}, "%r = OpBitcast %R %a"});
  }
  return table;
}

std::vector<OneOperation> Floats() {
  std::vector<OneOperation> table;
  for (const std::string& scalar : kFloatTypes) {
    for (const std::string count : {"", "3"}) {
      const std::string type = scalar + count;
      for (const char* op : {"FAdd", "FSub", "FMul", "FDiv"}) {
        table.push_back({op + (" " + type), type, {type, type}, "%r = Op" + std::string(op) + " %R %a %b"});
      }
      table.push_back({"FNegate " + type, type, {type}, "%r = OpFNegate %R %a"});
      const auto function = [&](const std::string& name, unsigned operands) {
        std::string body = "%r = OpExtInst %R %glsl " + name;
        for (unsigned i = 0; i < operands; ++i) {
          body += std::string(" %") + "abc"[i];
        }
        table.push_back({name + " " + type, type, std::vector<std::string>(operands, type), body});
      };
      for (const char* name :
           {"RoundEven", "Trunc", "FAbs", "FSign", "Floor", "Ceil", "Fract", "Sqrt", "InverseSqrt"}) {
        function(name, 1);
      }
      for (const char* name : {"FMin", "FMax", "NMin", "NMax", "Step"}) {
        function(name, 2);
      }
      for (const char* name : {"FClamp", "NClamp", "FMix", "Fma", "SmoothStep"}) {
        function(name, 3);
      }
      if (scalar != "double") {
        for (const char* name : {"Radians", "Degrees", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh",
                                 "Tanh", "Asinh", "Acosh", "Atanh", "Exp", "Log", "Exp2", "Log2"}) {
          function(name, 1);
        }
        function("Atan2", 2);
        function("Pow", 2);
      }
      if (!count.empty()) {
        table.push_back({"VectorTimesScalar " + type, type, {type, scalar}, "%r = OpVectorTimesScalar %R %a %b"});
        table.push_back({"Dot " + type, scalar, {type, type}, "%r = OpDot %R %a %b"});
        table.push_back({"Length " + type, scalar, {type}, "%r = OpExtInst %R %glsl Length %a"});
        table.push_back({"Distance " + type, scalar, {type, type}, "%r = OpExtInst %R %glsl Distance %a %b"});
        table.push_back({"Normalize " + type, type, {type}, "%r = OpExtInst %R %glsl Normalize %a"});
      }
    }
    table.push_back(
        {"Cross " + scalar, scalar + "3", {scalar + "3", scalar + "3"}, "%r = OpExtInst %R %glsl Cross %a %b"});
  }
  for (const std::string type : {"float", "float4", "double"}) {
    const std::string integer = "int" + (type == "float4" ? std::string("4") : "");
    table.push_back({"Ldexp " + type, type, {type, integer}, "%r = OpExtInst %R %glsl Ldexp %a %b"});
  }
  table.push_back({"PackHalf2x16", "uint", {"float2"}, "%r = OpExtInst %R %glsl PackHalf2x16 %a"});
  table.push_back({"UnpackHalf2x16", "float2", {"uint"}, "%r = OpExtInst %R %glsl UnpackHalf2x16 %a"});
  return table;
}

std::vector<OneOperation> Composites() {
  std::vector<OneOperation> table;
  std::vector<std::string> all = kIntegerTypes;
  all.insert(all.end(), kFloatTypes.begin(), kFloatTypes.end());
  for (const std::string& scalar : all) {
    const std::string v4 = scalar + "4";
    table.push_back({"Select " + scalar, scalar, {"bool", scalar, scalar}, "%r = OpSelect %R %a %b %c"});
    table.push_back({"Select " + v4, v4, {"bool4", v4, v4}, "%r = OpSelect %R %a %b %c"});
    table.push_back({"Select by scalar " + v4, v4, {"bool", v4, v4}, "%r = OpSelect %R %a %b %c"});
    table.push_back({"VectorShuffle " + scalar, v4, {v4, v4}, "%r = OpVectorShuffle %R %a %b 7 0 4 3"});
    table.push_back({"VectorShuffle of one " + scalar, v4, {v4}, "%r = OpVectorShuffle %R %a %a 3 3 1 0"});
    table.push_back({"VectorShuffle narrow " + scalar, scalar + "2", {v4}, "%r = OpVectorShuffle %R %a %a 3 1"});
    table.push_back({"CompositeExtract " + scalar, scalar, {v4}, "%r = OpCompositeExtract %R %a 2"});
    table.push_back({"CompositeInsert " + scalar, v4, {scalar, v4}, "%r = OpCompositeInsert %R %a %b 1"});
    table.push_back(
        {"CompositeConstruct " + scalar, scalar + "2", {scalar, scalar}, "%r = OpCompositeConstruct %R %b %a"});
    table.push_back({"CompositeConstruct of vectors " + scalar,
                     v4,
                     {scalar + "2", scalar},
                     "%r = OpCompositeConstruct %R %b %a %b"});
    const std::string index = "%ti = OpBitwiseAnd %uint %b %tthree\n";
    const std::string three = "%tthree = OpConstant %uint 3\n";
    table.push_back({"VectorExtractDynamic " + scalar,
                     scalar,
                     {v4, "uint"},
                     index + "%r = OpVectorExtractDynamic %R %a %ti",
                     three});
    table.push_back({"VectorInsertDynamic " + scalar,
                     v4,
                     {v4, "uint", scalar},
                     index + "%r = OpVectorInsertDynamic %R %a %c %ti",
                     three});
    table.push_back({"CopyObject " + scalar, scalar, {scalar}, "%r = OpCopyObject %R %a"});
  }
  return table;
}

// Constants must come through the text bit by bit.
std::vector<OneOperation> Constants() {
  std::vector<OneOperation> table;
  const auto add = [&](const std::string& type, const std::string& value) {
    table.push_back({type + " " + value,
                     type,
                     {type},
                     "%r = OpCopyObject %R %tc",
                     "%tc = OpConstant %" + type + " " + value + "\n"});
  };
  for (const char* value : {"0x1p+0", "0x1.921fb6p+1", "0x1.99999ap-4", "0x1.fffffep+127", "0x1p-126", "0x1.8p-149",
                            "-0x0p+0", "0x1.5bf0a8p+1", "-0x1.fcp-140", "0x1p+128", "-0x1p+128", "0x1.8p+128"}) {
    add("float", value);
  }
  for (const char* value : {"0x1.921fb54442d18p+1", "0x1.999999999999ap-4", "0x1.fffffffffffffp+1023", "0x1p-1022",
                            "-0x0p+0", "0x1p-1074", "0x1p+1024", "-0x1p+1024", "0x1.8p+1024"}) {
    add("double", value);
  }
  for (const char* value : {"0x1.92p+1", "0x1.99cp-4", "0x1.ffcp+15", "-0x0p+0", "0x1p-24", "0x1p+16", "-0x1p+16"}) {
    add("half", value);
  }
  for (const char* value : {"-128", "127", "-1"}) {
    add("char", value);
    add("short", value);
  }
  add("short", "-32768");
  add("int", "-2147483648");
  add("uint", "4294967295");
  add("uchar", "255");
  add("ushort", "65535");
  add("long", "-9223372036854775808");
  add("ulong", "18446744073709551615");
  return table;
}

bool HasBytes(const OneOperation& operation) {
  std::vector<std::string> types = operation.operands;
  types.push_back(operation.result);
  return std::any_of(types.begin(), types.end(),
                     [](const std::string& type) { return type.find("char") != std::string::npos; });
}

TEST(OperationsTest, EmulatedBytesComputeTheSame) {
  std::vector<OneOperation> table;
  for (const auto& part : {Compares(), Integers(), Conversions(), Composites(), Constants()}) {
    std::copy_if(part.begin(), part.end(), std::back_inserter(table), HasBytes);
  }
  for (const std::vector<OneOperation>& batch : Batches(table)) {
    SCOPED_TRACE(batch[0].name);
    const SpirvModule module = ModuleOf(batch);
    auto code = SpirvCode::Parse(module.words);
    ASSERT_TRUE(code);
    LegalizeBitcasts(*code, TargetLanguage::kHlsl);
    code = SpirvCode::Parse(code->Words());
    ASSERT_TRUE(code);
    const Status status = EmulateBytes(*code);
    ASSERT_TRUE(status) << status.error().ToString();
    SpirvModule emulated = module;
    emulated.words = code->Words();
    const Status valid = Validate(emulated.words, *FindProfile("vulkan1.3"));
    ASSERT_TRUE(valid) << valid.error().ToString() << "\n" << *Disassemble(emulated.words);
    const auto assembly = Disassemble(emulated.words);
    EXPECT_EQ(assembly->find("OpTypeInt 8"), std::string::npos);
    // Three bytes of a word are written: the fourth must stay what it was.
    std::vector<Bytes> buffers = BuffersFor(batch);
    std::fill(buffers[0].begin(), buffers[0].end(), 0xa5);
    const auto expected = testing::RunOnVulkan(module.words, "k", buffers, kItems);
    const auto actual = testing::RunOnVulkan(emulated.words, "k", buffers, kItems);
    ASSERT_FALSE(expected.empty());
    ASSERT_FALSE(actual.empty());
    Compare(batch, expected[0], actual[0], *assembly);
  }
}

TEST(OperationsTest, CompareInGlslAsInSpirv) {
  CheckGlsl(Compares());
}
TEST(OperationsTest, IntegersInGlslAsInSpirv) {
  CheckGlsl(Integers());
  CheckGlsl(ExtendedIntegers());
}
TEST(OperationsTest, ConvertInGlslAsInSpirv) {
  CheckGlsl(Conversions());
}
TEST(OperationsTest, FloatsInGlslAsInSpirv) {
  CheckGlsl(Floats());
}
TEST(OperationsTest, CompositesInGlslAsInSpirv) {
  CheckGlsl(Composites());
}
TEST(OperationsTest, ConstantsInGlslAsInSpirv) {
  CheckGlsl(Constants());
}

TEST(OperationsTest, CompareInMslAsInSpirv) {
  CheckMsl(Compares());
}
TEST(OperationsTest, IntegersInMslAsInSpirv) {
  std::vector<OneOperation> table = Integers();
  for (const OneOperation& operation : ExtendedIntegers()) {
    table.push_back(operation);
  }
  CheckMsl(table);
}
TEST(OperationsTest, ConvertInMslAsInSpirv) {
  CheckMsl(Conversions());
}
TEST(OperationsTest, FloatsInMslAsInSpirv) {
  CheckMsl(Floats());
}
TEST(OperationsTest, CompositesInMslAsInSpirv) {
  CheckMsl(Composites());
}
TEST(OperationsTest, ConstantsInMslAsInSpirv) {
  CheckMsl(Constants());
}

}  // namespace
}  // namespace kiln::translator::targets
