// Whole kernels: control flow, memory, atomics and barriers. Each is written in GLSL, compiled to SPIR-V as a start
// (its locals are variables, as lowering's are), printed to GLSL, compiled again, and both are run.
#include <gtest/gtest.h>

#include <cstring>
#include <map>
#include <numeric>

#include "kiln/translator/print.h"
#include "translator/targets/prepare/spirv_code.h"
#include "translator/targets/testing/assemble.h"
#include "translator/targets/testing/vulkan_run.h"

namespace kiln::translator::targets {
namespace {

using testing::Bytes;

constexpr std::uint32_t kGroups = 4;
constexpr std::uint32_t kLocalSize = 64;

// `body` sees uint i (global id), l (local id), the uint buffers out_ and in_, and writes out_[i].
std::vector<std::uint32_t> KernelWords(const std::string& body, const std::string& globals = "") {
  return testing::CompileGlslText(
      "#version 460\n#extension GL_EXT_shader_explicit_arithmetic_types : require\n"
      "layout(local_size_x = 64) in;\n"
      "layout(set = 0, binding = 0, std430) buffer out_block { uint data[]; } out_;\n"
      "layout(set = 0, binding = 1, std430) buffer in_block { uint data[]; } in_;\n" +
      globals + "void main() {\n  uint i = gl_GlobalInvocationID.x;\n  uint l = gl_LocalInvocationIndex;\n" + body +
      "}\n");
}

SpirvModule ModuleOf(std::vector<std::uint32_t> words) {
  SpirvModule module;
  module.words = std::move(words);
  artifact::Kernel kernel;
  kernel.name = kernel.entry_point = "main";
  kernel.required_work_group_size = {{kLocalSize, 1, 1}};
  kernel.arguments = {testing::BufferArgument("out_", 0), testing::BufferArgument("in_", 1)};
  module.reflection.kernels.push_back(kernel);
  return module;
}

std::vector<std::uint32_t> Uints(const Bytes& bytes) {
  std::vector<std::uint32_t> values(bytes.size() / 4);
  std::memcpy(values.data(), bytes.data(), bytes.size());
  return values;
}

// Runs the module and its printed text; both must end with the same buffers, which are returned.
std::vector<std::uint32_t> CheckKernel(const SpirvModule& module, std::string* printed = nullptr) {
  const auto text = Print(module, *FindProfile("glsl460"), {});
  EXPECT_TRUE(text) << text.error().ToString();
  if (!text) {
    return {};
  }
  if (printed != nullptr) {
    *printed = *text;
  }
  Bytes input(kGroups * kLocalSize * 4);
  for (std::uint32_t i = 0; i < kGroups * kLocalSize; ++i) {
    const std::uint32_t value = i * 2654435761U >> 7;
    std::memcpy(input.data() + std::size_t{i} * 4, &value, 4);
  }
  const std::vector<Bytes> buffers = {Bytes(input.size()), input};
  const auto expected = testing::RunOnVulkan(module.words, "main", buffers, kGroups);
  const auto actual = testing::RunOnVulkan(testing::CompileGlslText(*text), "main", buffers, kGroups);
  EXPECT_EQ(expected, actual) << *text;
  EXPECT_FALSE(expected.empty());
  EXPECT_NE(expected, buffers) << "computes nothing\n" << *text;
  return expected.empty() ? std::vector<std::uint32_t>() : Uints(expected[0]);
}

struct Case {
  const char* name;
  const char* body;
  const char* globals = "";
};

const Case kCases[] = {
    {"loop with continue and break", R"(
       uint sum = 0;
       for (uint k = 0; k < 40; k++) {
         if ((in_.data[k] & 3) == 0) continue;
         if (k > (i & 31)) break;
         sum += in_.data[k] ^ k;
       }
       out_.data[i] = sum;)"},
    {"nested loops that leave both", R"(
       uint found = 0; bool done = false;
       for (uint a = 0; a < 8 && !done; a++)
         for (uint b = 0; b < 8; b++)
           if (((in_.data[i] >> a) & 7) == b) { found = a * 8 + b; done = true; break; }
       out_.data[i] = found + 1;)"},
    {"do while and early return", R"(
       if ((i & 7) == 3) { out_.data[i] = 99; return; }
       uint n = in_.data[i] | 1, steps = 0;
       do { n = (n & 1) == 1 ? n * 3 + 1 : n / 2; steps++; } while (n != 1 && steps < 50);
       out_.data[i] = steps;)"},
    {"switch with fallthrough", R"(
       uint v = 1;
       switch (in_.data[i] % 6) {
         case 0: v += 10; break;
         case 1: v += 20;
         case 2: v *= 3; break;
         case 4: { for (uint k = 0; k < 3; k++) { if (k == 2) break; v += k; } break; }
         default: v = 7;
       }
       out_.data[i] = v;)"},
    {"swap in a loop", R"(
       uint a = 0, b = 1;
       for (uint k = 0; k < (in_.data[i] & 15); k++) { uint t = a + b; a = b; b = t; }
       out_.data[i] = a * 1000 + b;)"},
    {"loads before and after stores stay apart", R"(
       uint before = in_.data[i];
       in_.data[i] = before * 5 + 1;
       uint after = in_.data[i];
       in_.data[i] = after + 2;
       out_.data[i] = before ^ (after << 3) ^ (in_.data[i] << 7);)"},
    {"private array", R"(
       uint stack[8];
       for (uint k = 0; k < 8; k++) stack[k] = in_.data[(i + k) & 255];
       for (uint a = 0; a < 7; a++)
         for (uint b = 0; b < 7 - a; b++)
           if (stack[b] > stack[b + 1]) { uint t = stack[b]; stack[b] = stack[b + 1]; stack[b + 1] = t; }
       out_.data[i] = stack[0] ^ stack[5];)"},
    {"struct of vector, array and scalar", R"(
       item t;
       t.position = vec3(float(i), 2.0, 3.0);
       t.tags[0] = in_.data[i]; t.tags[1] = i;
       t.weight = 0.5;
       item u = t;
       u.tags[1] += 5;
       out_.data[i] = u.tags[0] + u.tags[1] + t.tags[1] + uint(u.position.x * t.weight + u.position.z);)",
     "struct item { vec3 position; uint tags[2]; float weight; };\n"},
    {"constant table", R"(
       const uint table[5] = uint[](3, 1, 4, 1, 5);
       out_.data[i] = table[in_.data[i] % 5] + 1;)"},
    {"reduction in local memory", R"(
       tile[l] = in_.data[i];
       barrier();
       for (uint step = 32; step > 0; step >>= 1) {
         if (l < step) tile[l] += tile[l + step];
         barrier();
       }
       out_.data[i] = tile[0] + l;)",
     "shared uint tile[64];\n"},
    {"neighbours through a barrier", R"(
       tile[l] = in_.data[i] * 3;
       memoryBarrierShared(); barrier();
       uint left = tile[(l + 63) & 63];
       barrier();
       tile[l] = left + 1;
       barrier();
       out_.data[i] = tile[(l + 1) & 63];)",
     "shared uint tile[64];\n"},
    {"atomics on a buffer", R"(
       atomicAdd(out_.data[0], in_.data[i] & 15);
       atomicMax(out_.data[1], in_.data[i]);
       atomicMin(out_.data[2], in_.data[i]);
       atomicOr(out_.data[3], 1u << (l & 31));
       atomicXor(out_.data[4], in_.data[i]);
       atomicAnd(out_.data[5], in_.data[i]);
       atomicAdd(out_.data[6], uint(-1));
       uint old = in_.data[i], seen;
       do { seen = old; old = atomicCompSwap(in_.data[255 - i], seen, seen + 1); } while (false);
       if (i == 9) atomicExchange(out_.data[7], 77u);)"},
    {"atomics on local memory", R"(
       if (l == 0) { count = 0; largest = 0; }
       barrier();
       atomicAdd(count, in_.data[i] & 3);
       atomicMax(largest, int(in_.data[i] & 1023));
       barrier();
       out_.data[i] = count * 2048 + uint(largest);)",
     "shared uint count; shared int largest;\n"},
    {"64-bit arithmetic", R"(
       uint64_t wide = uint64_t(in_.data[i]) * uint64_t(in_.data[(i + 1) & 255]);
       int64_t negative = -int64_t(wide >> 5);
       out_.data[i] = uint(wide >> 32) ^ uint(uint64_t(negative) >> 32) ^ uint(negative);)"},
    {"8- and 16-bit arithmetic wraps", R"(
       uint8_t a = uint8_t(in_.data[i]); uint8_t b = uint8_t(in_.data[i] >> 8);
       int16_t c = int16_t(in_.data[i]); int8_t d = int8_t(in_.data[i]);
       uint8_t sum = a + b; uint8_t shifted = a << uint8_t(3);
       int16_t product = c * int16_t(7); int8_t half_ = d / int8_t(2);
       out_.data[i] = uint(sum) | uint(shifted) << 8 | (uint(product) & 0xff) << 16 | (uint(half_) & 0xff) << 24;)"},
};

TEST(KernelsTest, PrintedGlslComputesTheSame) {
  for (const Case& one : kCases) {
    SCOPED_TRACE(one.name);
    CheckKernel(ModuleOf(KernelWords(one.body, one.globals)));
  }
}

TEST(KernelsTest, EveryKernelHasMslAndHlslOrAReason) {
  for (const Case& one : kCases) {
    SCOPED_TRACE(one.name);
    const SpirvModule module = ModuleOf(KernelWords(one.body, one.globals));
    for (const char* profile : {"metal2.4", "metal3.0"}) {
      const auto text = Print(module, *FindProfile(profile), {});
      ASSERT_TRUE(text) << text.error().ToString();
      EXPECT_NE(text->find("kernel void main_("), std::string::npos) << *text;
      EXPECT_EQ(text->find("???"), std::string::npos) << *text;
    }
    const auto hlsl = Print(module, *FindProfile("hlsl6"), {});
    if (!hlsl) {
      EXPECT_EQ(hlsl.error().code(), ErrorCode::kUnsupported);
      EXPECT_NE(hlsl.error().ToString().find("kernel 'main'"), std::string::npos) << hlsl.error().ToString();
    } else {
      EXPECT_EQ(hlsl->find("???"), std::string::npos) << *hlsl;
    }
  }
}

// The module with one opcode put in another's place.
SpirvModule WithOpcode(std::vector<std::uint32_t> words, spv::Op from, spv::Op to) {
  auto code = SpirvCode::Parse(words);
  EXPECT_TRUE(code);
  int changed = 0;
  for (Instruction& instruction : code->functions) {
    if (instruction.op == from) {
      instruction.op = to;
      ++changed;
    }
  }
  EXPECT_GT(changed, 0);
  return ModuleOf(code->Words());
}

TEST(KernelsTest, SignedMinimumOfUnsignedBufferGetsASignedView) {
  const SpirvModule module = WithOpcode(KernelWords("atomicMin(in_.data[0], 5u - i); out_.data[i] = i + 1;"),
                                        spv::Op::OpAtomicUMin, spv::Op::OpAtomicSMin);
  std::string text;
  CheckKernel(module, &text);
  EXPECT_NE(text.find("atomicMin(in_signed[0"), std::string::npos) << text;
}

TEST(KernelsTest, SignedMaximumOfUnsignedLocalMemoryRetypesIt) {
  const SpirvModule module =
      WithOpcode(KernelWords("if (l < 4) worst[l] = uint(-1000); barrier();\n"
                             "atomicMax(worst[l & 3], uint(-3) - (in_.data[i] & 63)); barrier();\n"
                             "out_.data[i] = worst[l & 3];",
                             "shared uint worst[4];\n"),
                 spv::Op::OpAtomicUMax, spv::Op::OpAtomicSMax);
  std::string text;
  const auto out = CheckKernel(module, &text);
  ASSERT_FALSE(out.empty());
  // -1000 would win an unsigned comparison against no value here, so look at the sign: the result is at least -66.
  EXPECT_GE(static_cast<std::int32_t>(out[0]), -66);
  EXPECT_NE(text.find("shared int worst[4]"), std::string::npos) << text;
}

TEST(KernelsTest, SwitchesOverOtherWidthsPrintWith32Bits) {
  for (const char* type : {"uint8_t", "int8_t", "uint16_t", "int16_t", "uint64_t"}) {
    SCOPED_TRACE(type);
    // GLSL switches over int and uint only: take a 32-bit one and put the wide selector in its place.
    const std::string body =
        std::string(type) + " wide = " + type + "(in_.data[i]) & " + type +
        "(7);\n  uint v = 0;\n"
        "  if (wide == " +
        type +
        "(1)) v = 5; else v = uint(wide);\n"
        "  switch (uint(wide)) { case 1: v += 10; break; case 3: v += 20; break; default: v += 1; }\n"
        "  out_.data[i] = v;";
    auto code = SpirvCode::Parse(KernelWords(body));
    ASSERT_TRUE(code);
    const SpirvIndex index(*code);
    for (Instruction& instruction : code->functions) {
      if (instruction.op != spv::Op::OpSwitch) {
        continue;
      }
      const Instruction* convert = index.Definition(instruction.operands[0]);
      ASSERT_NE(convert, nullptr);
      while (index.ScalarWidth(index.TypeOf(convert->operands[0])) == 32) {
        convert = index.Definition(convert->operands[0]);
      }
      ASSERT_TRUE(convert->op == spv::Op::OpUConvert || convert->op == spv::Op::OpSConvert);
      instruction.operands[0] = convert->operands[0];
      if (index.ScalarWidth(index.TypeOf(convert->operands[0])) == 64) {  // literals take two words
        std::vector<std::uint32_t> operands(instruction.operands.begin(), instruction.operands.begin() + 2);
        for (std::size_t i = 2; i + 1 < instruction.operands.size(); i += 2) {
          operands.insert(operands.end(), {instruction.operands[i], 0, instruction.operands[i + 1]});
        }
        instruction.operands = operands;
      }
    }
    CheckKernel(ModuleOf(code->Words()));
  }
}

}  // namespace
}  // namespace kiln::translator::targets
