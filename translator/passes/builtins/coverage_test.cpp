// Every builtin of builtins.def, for every type and vector size that OpenCL gives it, on every kind of profile: nothing
// but kiln.* operations and known intrinsics is left.
#include <gtest/gtest.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "translator/builtins/builtin_table.h"
#include "translator/passes/builtins/testing/jit_kernel.h"

namespace kiln::translator::builtins {
namespace {

using Names = std::vector<std::string>;

const Names kLanes = {"", "2", "3", "4", "8", "16"};
const Names kFloats = {"half", "float", "double"};
const Names kIntegers = {"char", "uchar", "short", "ushort", "int", "uint", "long", "ulong"};

// The integer type whose lanes are as wide as those of `type`, as isless and select want it; "u" makes it unsigned.
std::string Truth(const std::string& type, bool is_unsigned = false) {
  const std::string base = type == "half" || type.ends_with("short")    ? "short"
                           : type == "float" || type.ends_with("int")   ? "int"
                           : type == "double" || type.ends_with("long") ? "long"
                                                                        : "char";
  return (is_unsigned ? "u" : "") + base;
}

// Writes one function per call, whose parameters are the operands: "T" stands for the type with its lanes, "S" for the
// scalar, "I" for int, "U" for the unsigned and "Z" for the signed integer of T's width, each with its lanes.
class Source {
 public:
  void Add(const std::string& type, const std::string& lanes, const std::string& result, const std::string& name,
           const Names& operands) {
    std::string parameters;
    std::string arguments;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      const std::string separator = i == 0 ? "" : ", ";
      const std::string parameter = "a" + std::to_string(i);
      parameters += separator + Spell(operands[i], type, lanes) + " " + parameter;
      arguments += separator + parameter;
    }
    const std::string spelled = Spell(result, type, lanes);
    text_ += spelled + " f" + std::to_string(count_++) + "(" + parameters + ") { " +
             (spelled == "void" ? "" : "return ") + name + "(" + arguments + "); }\n";
  }

  void AddAll(const Names& types, const Names& lanes, const std::string& result, const Names& names,
              const Names& operands) {
    for (const std::string& type : types) {
      for (const std::string& lane : lanes) {
        for (const std::string& name : names) {
          Add(type, lane, result, name, operands);
        }
      }
    }
  }

  void Append(const std::string& text) { text_ += text; }

  std::string Text() const {
    return "#pragma OPENCL EXTENSION cl_khr_fp16 : enable\n#pragma OPENCL EXTENSION cl_khr_fp64 : enable\n" + text_;
  }
  std::size_t count() const { return count_; }

 private:
  static std::string Spell(const std::string& pattern, const std::string& type, const std::string& lanes) {
    std::string result;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      const bool is_alone = (i == 0 || std::isalpha(static_cast<unsigned char>(pattern[i - 1])) == 0) &&
                            (i + 1 == pattern.size() || std::isalpha(static_cast<unsigned char>(pattern[i + 1])) == 0);
      switch (is_alone ? pattern[i] : ' ') {
        case 'T':
          result += type + lanes;
          break;
        case 'S':
          result += type;
          break;
        case 'I':
          result += "int" + lanes;
          break;
        case 'U':
          result += Truth(type, true) + lanes;
          break;
        case 'Z':
          result += Truth(type) + lanes;
          break;
        default:
          result += pattern[i];
      }
    }
    return result;
  }

  std::string text_;
  std::size_t count_ = 0;
};

const Names kSpaces = {"global", "local", "private"};
const Names kVectors = {"2", "3", "4", "8", "16"};

void AddMath(Source& source) {
  static const Names kTwo = {"atan2", "atan2pi", "copysign", "fdim",      "fmax", "fmin", "fmod",
                             "hypot", "maxmag",  "minmag",   "nextafter", "pow",  "powr", "remainder"};
  static const Names kOther = {"fma",    "mad",   "fract", "modf", "sincos", "frexp", "lgamma_r",
                               "remquo", "ilogb", "ldexp", "nan",  "pown",   "rootn"};
  for (const MathBuiltin& row : MathBuiltins()) {
    const std::string name(row.name);
    const bool is_float_only = name.starts_with("half_") || name.starts_with("native_");
    const bool is_two =
        std::find(kTwo.begin(), kTwo.end(), name) != kTwo.end() || name.ends_with("_divide") || name.ends_with("_powr");
    if (std::find(kOther.begin(), kOther.end(), name) == kOther.end()) {
      source.AddAll(is_float_only ? Names{"float"} : kFloats, kLanes, "T", {name},
                    is_two ? Names{"T", "T"} : Names{"T"});
    }
  }
  source.AddAll(kFloats, kLanes, "T", {"fma", "mad"}, {"T", "T", "T"});
  source.AddAll(kFloats, kLanes, "T", {"ldexp", "pown", "rootn"}, {"T", "I"});
  source.AddAll(kFloats, kVectors, "T", {"fmax", "fmin"}, {"T", "S"});
  source.AddAll(kFloats, kVectors, "T", {"ldexp"}, {"T", "int"});
  source.AddAll(kFloats, kLanes, "I", {"ilogb"}, {"T"});
  source.AddAll(kFloats, kLanes, "T", {"nan"}, {"U"});
  for (const std::string& space : kSpaces) {
    source.AddAll(kFloats, kLanes, "T", {"fract", "modf", "sincos"}, {"T", space + " T*"});
    source.AddAll(kFloats, kLanes, "T", {"frexp", "lgamma_r"}, {"T", space + " I*"});
    source.AddAll(kFloats, kLanes, "T", {"remquo"}, {"T", "T", space + " I*"});
  }
}

void AddIntegers(Source& source) {
  source.AddAll(kIntegers, kLanes, "U", {"abs"}, {"T"});
  source.AddAll(kIntegers, kLanes, "U", {"abs_diff"}, {"T", "T"});
  source.AddAll(kIntegers, kLanes, "T", {"add_sat", "sub_sat", "hadd", "rhadd", "mul_hi", "rotate", "min", "max"},
                {"T", "T"});
  source.AddAll(kIntegers, kVectors, "T", {"min", "max"}, {"T", "S"});
  source.AddAll(kIntegers, kVectors, "T", {"clamp"}, {"T", "S", "S"});
  source.AddAll(kIntegers, kLanes, "T", {"clamp", "mad_hi", "mad_sat"}, {"T", "T", "T"});
  source.AddAll(kIntegers, kLanes, "T", {"clz", "popcount"}, {"T"});
  source.AddAll({"int", "uint"}, kLanes, "T", {"mul24"}, {"T", "T"});
  source.AddAll({"int", "uint"}, kLanes, "T", {"mad24"}, {"T", "T", "T"});
  for (const std::string& lane : kLanes) {
    const Names narrow = {"char", "short", "int"};
    const Names wide = {"short", "int", "long"};
    for (std::size_t i = 0; i < narrow.size(); ++i) {
      source.Add(narrow[i], lane, wide[i] + lane, "upsample", {"T", "U"});
      source.Add("u" + narrow[i], lane, "u" + wide[i] + lane, "upsample", {"T", "T"});
    }
  }
}

void AddCommonAndGeometric(Source& source) {
  source.AddAll(kFloats, kLanes, "T", {"degrees", "radians", "sign"}, {"T"});
  source.AddAll(kFloats, kLanes, "T", {"max", "min", "step"}, {"T", "T"});
  source.AddAll(kFloats, kLanes, "T", {"clamp", "mix", "smoothstep"}, {"T", "T", "T"});
  source.AddAll(kFloats, kVectors, "T", {"max", "min"}, {"T", "S"});
  source.AddAll(kFloats, kVectors, "T", {"step"}, {"S", "T"});
  source.AddAll(kFloats, kVectors, "T", {"clamp"}, {"T", "S", "S"});
  source.AddAll(kFloats, kVectors, "T", {"mix"}, {"T", "T", "S"});
  source.AddAll(kFloats, kVectors, "T", {"smoothstep"}, {"S", "S", "T"});
  const Names up_to_four = {"", "2", "3", "4"};
  source.AddAll(kFloats, {"3", "4"}, "T", {"cross"}, {"T", "T"});
  source.AddAll(kFloats, up_to_four, "S", {"dot", "distance"}, {"T", "T"});
  source.AddAll(kFloats, up_to_four, "S", {"length"}, {"T"});
  source.AddAll(kFloats, up_to_four, "T", {"normalize"}, {"T"});
  source.AddAll({"float"}, up_to_four, "S", {"fast_distance"}, {"T", "T"});
  source.AddAll({"float"}, up_to_four, "S", {"fast_length"}, {"T"});
  source.AddAll({"float"}, up_to_four, "T", {"fast_normalize"}, {"T"});
}

void AddRelational(Source& source) {
  const Names comparisons = {"isequal",     "isnotequal",    "isgreater", "isgreaterequal", "isless",
                             "islessequal", "islessgreater", "isordered", "isunordered"};
  const Names classes = {"isfinite", "isinf", "isnan", "isnormal", "signbit"};
  source.AddAll(kFloats, {""}, "int", comparisons, {"T", "T"});
  source.AddAll(kFloats, {""}, "int", classes, {"T"});
  source.AddAll(kFloats, kVectors, "Z", comparisons, {"T", "T"});
  source.AddAll(kFloats, kVectors, "Z", classes, {"T"});
  source.AddAll({"char", "short", "int", "long"}, kLanes, "int", {"any", "all"}, {"T"});
  for (const Names& types : {kFloats, kIntegers}) {
    source.AddAll(types, kLanes, "T", {"bitselect"}, {"T", "T", "T"});
    source.AddAll(types, kLanes, "T", {"select"}, {"T", "T", "Z"});
    source.AddAll(types, kLanes, "T", {"select"}, {"T", "T", "U"});
  }
}

void AddConversions(Source& source) {
  Names all = kIntegers;
  all.insert(all.end(), kFloats.begin(), kFloats.end());
  for (const std::string& from : all) {
    for (const std::string& to : all) {
      const bool to_integer = std::find(kFloats.begin(), kFloats.end(), to) == kFloats.end();
      for (const std::string& lane : kLanes) {
        for (const std::string mode : {"", "_rte", "_rtz", "_rtp", "_rtn"}) {
          source.Add(from, lane, to + lane, "convert_" + to + lane + mode, {"T"});
          if (to_integer) {
            source.Add(from, lane, to + lane, "convert_" + to + lane + "_sat" + mode, {"T"});
          }
        }
      }
    }
  }
}

void AddMemory(Source& source) {
  Names all = kIntegers;
  all.insert(all.end(), kFloats.begin(), kFloats.end());
  const Names modes = {"", "_rte", "_rtz", "_rtp", "_rtn"};
  for (const std::string space : {"global", "local", "constant", "private"}) {
    const bool is_writable = space != "constant";
    for (const std::string& lane : kVectors) {
      source.AddAll(all, {lane}, "T", {"vload" + lane}, {"uint", space + " const S*"});
      if (is_writable) {
        source.AddAll(all, {lane}, "void", {"vstore" + lane}, {"T", "uint", space + " S*"});
      }
      source.Add("float", lane, "T", "vload_half" + lane, {"uint", space + " const half*"});
      source.Add("float", lane, "T", "vloada_half" + lane, {"uint", space + " const half*"});
    }
    source.Add("float", "", "T", "vload_half", {"uint", space + " const half*"});
    for (const std::string& mode : modes) {
      for (const std::string& lane : kLanes) {
        for (const std::string type : {"float", "double"}) {
          if (is_writable) {
            source.Add(type, lane, "void", "vstore_half" + lane + mode, {"T", "uint", space + " half*"});
            if (!lane.empty()) {
              source.Add(type, lane, "void", "vstorea_half" + lane + mode, {"T", "uint", space + " half*"});
            }
          }
        }
      }
    }
  }
  for (const std::string& type : all) {
    for (const std::string& lane : kLanes) {
      source.Add(type, lane, "void", "prefetch", {"global const T*", "uint"});
    }
    for (const std::string to : {"2", "4", "8", "16"}) {
      for (const std::string from : {"2", "4", "8", "16"}) {
        source.Add(type, from, type + to, "shuffle", {"T", Truth(type, true) + to});
        source.Add(type, from, type + to, "shuffle2", {"T", "T", Truth(type, true) + to});
      }
    }
  }
}

void AddAtomics(Source& source) {
  for (const std::string space : {"global", "local"}) {
    for (const std::string prefix : {"atomic_", "atom_"}) {
      const std::vector<std::string> types = prefix == "atom_"
                                                 ? std::vector<std::string>{"int", "uint", "long", "ulong"}
                                                 : std::vector<std::string>{"int", "uint"};
      for (const std::string name : {"add", "sub", "xchg", "min", "max", "and", "or", "xor"}) {
        source.AddAll(types, {""}, "T", {prefix + name}, {"volatile " + space + " T*", "T"});
      }
      source.AddAll(types, {""}, "T", {prefix + "inc", prefix + "dec"}, {"volatile " + space + " T*"});
      source.AddAll(types, {""}, "T", {prefix + "cmpxchg"}, {"volatile " + space + " T*", "T", "T"});
    }
    source.Add("float", "", "T", "atomic_xchg", {"volatile " + space + " T*", "T"});
  }
}

void AddSubgroups(Source& source) {
  Names all = kIntegers;
  all.insert(all.end(), kFloats.begin(), kFloats.end());
  const std::string g = "sub_group_";
  for (const std::string query : {"size", "local_id", "id"}) source.Add("uint", "", "T", "get_" + g + query, {});
  source.AddAll({"uint"}, {""}, "T", {"get_num_sub_groups", "get_max_sub_group_size"}, {});
  for (const std::string relation : {"eq", "ge", "gt", "le", "lt"}) {
    source.Add("uint", "4", "T", "get_" + g + relation + "_mask", {});
  }
  source.Add("uint", "", "void", g + "barrier", {"T"});
  source.AddAll({"int"}, {""}, "T",
                {g + "all", g + "any", g + "non_uniform_all", g + "non_uniform_any", g + "inverse_ballot"}, {"T"});
  source.Add("int", "", "T", g + "elect", {});
  source.Add("int", "", "uint4", g + "ballot", {"T"});
  for (const std::string what : {"bit_count", "inclusive_scan", "exclusive_scan", "find_lsb", "find_msb"}) {
    source.Add("uint", "", "T", g + "ballot_" + what, {"uint4"});
  }
  source.Add("uint", "", "int", g + "ballot_bit_extract", {"uint4", "T"});
  source.AddAll(all, {""}, "T", {g + "broadcast", g + "non_uniform_broadcast"}, {"T", "uint"});
  source.AddAll(all, kVectors, "T", {g + "broadcast", g + "non_uniform_broadcast"}, {"T", "uint"});
  source.AddAll(all, {""}, "T", {g + "broadcast_first"}, {"T"});
  source.AddAll(all, {""}, "int", {g + "non_uniform_all_equal"}, {"T"});
  for (const std::string move : {"shuffle", "shuffle_xor", "shuffle_up", "shuffle_down", "rotate"}) {
    source.AddAll(all, {""}, "T", {g + move}, {"T", move == "rotate" ? "int" : "uint"});
  }
  for (const std::string kind : {"reduce_", "scan_inclusive_", "scan_exclusive_"}) {
    source.AddAll(all, {""}, "T", {g + kind + "add", g + kind + "min", g + kind + "max"}, {"T"});
    const std::string some = g + "non_uniform_" + kind;
    source.AddAll(all, {""}, "T", {some + "add", some + "mul", some + "min", some + "max"}, {"T"});
    source.AddAll(kIntegers, {""}, "T", {some + "and", some + "or", some + "xor"}, {"T"});
    source.AddAll({"int"}, {""}, "T", {some + "logical_and", some + "logical_or", some + "logical_xor"}, {"T"});
  }
}

void AddCollectives(Source& source) {
  const std::string g = "work_group_";
  source.AddAll({"int"}, {""}, "T", {g + "all", g + "any"}, {"T"});
  const Names types = {"int", "uint", "long", "ulong", "half", "float", "double"};
  source.AddAll(types, {""}, "T", {g + "broadcast"}, {"T", "size_t"});
  source.AddAll(types, {""}, "T", {g + "broadcast"}, {"T", "size_t", "size_t"});
  source.AddAll(types, {""}, "T", {g + "broadcast"}, {"T", "size_t", "size_t", "size_t"});
  for (const std::string kind : {"reduce_", "scan_inclusive_", "scan_exclusive_"}) {
    source.AddAll(types, {""}, "T", {g + kind + "add", g + kind + "min", g + kind + "max"}, {"T"});
  }
}

// Copies between global and local memory.
void AddAsyncCopies(Source& source) {
  Names all = kIntegers;
  all.insert(all.end(), kFloats.begin(), kFloats.end());
  const std::string name = "async_work_group_";
  source.AddAll(all, kLanes, "event_t", {name + "copy"}, {"local T*", "global const T*", "size_t", "event_t"});
  source.AddAll(all, kLanes, "event_t", {name + "copy"}, {"global T*", "local const T*", "size_t", "event_t"});
  source.AddAll(all, kLanes, "event_t", {name + "strided_copy"},
                {"local T*", "global const T*", "size_t", "size_t", "event_t"});
  source.AddAll(all, kLanes, "event_t", {name + "strided_copy"},
                {"global T*", "local const T*", "size_t", "size_t", "event_t"});
}

// The size of a cluster is a constant.
std::string Clusters() {
  std::string text;
  std::size_t count = 0;
  const auto add = [&](const std::string& type, const std::string& name, const std::string& operands) {
    text += type + " c" + std::to_string(count++) + "(" + type + " x) { return sub_group_clustered_" + name + "(x, " +
            operands + "); }\n";
  };
  for (const Names& types : {kIntegers, kFloats}) {
    for (const std::string& type : types) {
      for (const std::string name : {"add", "mul", "min", "max"}) add(type, "reduce_" + name, "4");
      add(type, "rotate", "1, 4");
    }
  }
  for (const std::string& type : kIntegers) {
    for (const std::string name : {"and", "or", "xor"}) add(type, "reduce_" + name, "2");
  }
  for (const std::string name : {"and", "or", "xor"}) add("int", "reduce_logical_" + name, "8");
  return text;
}

const char* const kKnownIntrinsics[] = {"fabs",   "floor",  "ceil",     "trunc", "rint", "sqrt",    "fmuladd",
                                        "minnum", "maxnum", "copysign", "ctpop", "ctlz", "cttz",    "bitreverse",
                                        "bswap",  "fshl",   "fshr",     "smin",  "smax", "umin",    "umax",
                                        "abs",    "sadd",   "uadd",     "ssub",  "usub", "lifetime"};

bool IsAllowed(llvm::StringRef name, bool fma_is_exact) {
  if (name.consume_front("llvm.")) {
    const llvm::StringRef intrinsic = name.take_until([](char c) { return c == '.'; });
    return (fma_is_exact && intrinsic == "fma") ||
           std::find(std::begin(kKnownIntrinsics), std::end(kKnownIntrinsics), intrinsic) != std::end(kKnownIntrinsics);
  }
  return name.starts_with("kiln.");
}

void ExpectResolved(const Source& source, const std::vector<std::string>& clang_options = {}) {
  ASSERT_GT(source.count(), 0U);
  TargetProfile text;
  text.preserve_shape = text.precise_native_math = text.exact_fma = true;
  text.language = TargetLanguage::kMsl;
  TargetProfile poor;
  poor.int64 = poor.float16 = poor.float64 = false;
  LowerOptions relaxed;
  relaxed.fast_relaxed_math = true;
  auto check = [&](const TargetProfile& profile, const LowerOptions& options, std::uint32_t address_bits) {
    llvm::LLVMContext context;
    auto module = testing::ResolveSource(context, source.Text(), profile, options, address_bits, clang_options);
    ASSERT_TRUE(module.has_value()) << module.error().ToString();
    for (const llvm::Function& function : **module) {
      if (function.isDeclaration()) {
        EXPECT_TRUE(IsAllowed(function.getName(), profile.exact_fma)) << function.getName().str();
      } else if (function.getName().starts_with("__kiln_")) {
        EXPECT_TRUE(function.hasInternalLinkage() && function.hasFnAttribute(llvm::Attribute::AlwaysInline));
      }
    }
  };
  check({}, {}, 32);
  check({}, {}, 64);
  check(text, {}, 32);
  check(poor, {}, 32);
  check({}, relaxed, 32);
}

// Every function of every image type, as the specification lists them.
void AddImages(Source& source) {
  const struct {
    const char* type;
    const char* at;  // integer coordinates
    Names sizes;
    bool has_samplers = true, is_depth = false;
  } kImages[] = {
      {"image1d_t", "int", {"get_image_width"}},
      {"image1d_buffer_t", "int", {"get_image_width"}, false},
      {"image1d_array_t", "int2", {"get_image_width", "get_image_array_size"}},
      {"image2d_t", "int2", {"get_image_width", "get_image_height"}},
      {"image2d_array_t", "int4", {"get_image_width", "get_image_height", "get_image_array_size"}},
      {"image3d_t", "int4", {"get_image_width", "get_image_height", "get_image_depth"}},
      {"image2d_depth_t", "int2", {"get_image_width", "get_image_height"}, true, true},
      {"image2d_array_depth_t", "int4", {"get_image_width", "get_image_array_size"}, true, true}};
  for (const auto& image : kImages) {
    const std::string type = image.type;
    const std::string at = image.at;
    std::string float_at = at;
    float_at.replace(0, 3, "float");
    const Names suffixes = image.is_depth ? Names{"f"} : Names{"f", "i", "ui", "h"};
    for (const std::string access : {"read_only ", "write_only ", "read_write "}) {
      Names queries = image.sizes;
      queries.insert(queries.end(), {"get_image_channel_order", "get_image_channel_data_type"});
      for (const std::string& query : queries) source.Add("", "", "size_t", query, {access + type});
      if (image.sizes.size() > 1 && image.sizes[1] == "get_image_height") {
        source.Add("", "", type == "image3d_t" ? "int4" : "int2", "get_image_dim", {access + type});
      }
      for (const std::string& suffix : suffixes) {
        const std::string element = suffix == "f" ? "float" : suffix == "i" ? "int" : suffix == "ui" ? "uint" : "half";
        const std::string texel = image.is_depth ? element : element + "4";
        if (access != "read_only ") source.Add("", "", "void", "write_image" + suffix, {access + type, at, texel});
        if (access == "write_only ") continue;
        source.Add("", "", texel, "read_image" + suffix, {access + type, at});
        if (access == "read_write " || !image.has_samplers) continue;
        source.Add("", "", texel, "read_image" + suffix, {access + type, "sampler_t", at});
        source.Add("", "", texel, "read_image" + suffix, {access + type, "sampler_t", float_at});
      }
    }
  }
}

TEST(Coverage, Images) {
  Source source;
  AddImages(source);
  EXPECT_GT(source.count(), 150U);
  ExpectResolved(source, {"-cl-std=CL3.0"});
}
TEST(Coverage, Math) {
  Source source;
  AddMath(source);
  ExpectResolved(source);
}
TEST(Coverage, Integers) {
  Source source;
  AddIntegers(source);
  ExpectResolved(source);
}
TEST(Coverage, CommonAndGeometric) {
  Source source;
  AddCommonAndGeometric(source);
  ExpectResolved(source);
}
TEST(Coverage, Relational) {
  Source source;
  AddRelational(source);
  ExpectResolved(source);
}
TEST(Coverage, Conversions) {
  Source source;
  AddConversions(source);
  ExpectResolved(source);
}
TEST(Coverage, Memory) {
  Source source;
  AddMemory(source);
  ExpectResolved(source);
}
TEST(Coverage, Atomics) {
  Source source;
  AddAtomics(source);
  ExpectResolved(source);
}

TEST(Coverage, Collectives) {
  Source source;
  AddCollectives(source);
  ExpectResolved(source, {"-cl-std=CL3.0"});
}

TEST(Coverage, AsyncCopies) {
  Source source;
  AddAsyncCopies(source);
  ExpectResolved(source, {"-cl-std=CL3.0"});
}

TEST(Coverage, Subgroups) {
  Source source;
  AddSubgroups(source);
  source.Append(Clusters());
  ExpectResolved(source, {"-cl-std=CL3.0"});
}

}  // namespace
}  // namespace kiln::translator::builtins
