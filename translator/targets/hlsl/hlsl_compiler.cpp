#include "translator/targets/hlsl/hlsl_compiler.h"

#include <spirv_cross/spirv_hlsl.hpp>
#include <string_view>

#include "translator/targets/prepare/recompilations.h"

namespace kiln::translator::targets {

namespace {

namespace sx = spirv_cross;

// HLSL has the bits of a double as two uints only.
constexpr std::string_view kDoubleBits = R"(uint64_t KilnDoubleToBits(double x)
{
    uint low;
    uint high;
    asuint(x, low, high);
    return uint64_t(high) << 32 | low;
}

double KilnBitsToDouble(uint64_t x)
{
    return asdouble(uint(x), uint(x >> 32));
}

)";

class HlslCompiler : public sx::CompilerHLSL {
 public:
  HlslCompiler(std::vector<std::uint32_t> words, const std::set<std::uint32_t>& named_values)
      : CompilerHLSL(std::move(words)) {
    forced_temporaries.insert(named_values.begin(), named_values.end());
  }

 private:
  void replace_illegal_names() override {}  // AssignNames has done it, by Kiln's rule

  // The casts that SPIRV-Cross makes here, between uint2 and ulong, LegalizeBitcasts has taken apart already.
  bool emit_complex_bitcast(std::uint32_t result_type, std::uint32_t id, std::uint32_t operand) override {
    const auto to = get<sx::SPIRType>(result_type);
    const auto from = expression_type(operand);
    const bool is_bits = from.basetype == sx::SPIRType::Double &&
                         (to.basetype == sx::SPIRType::UInt64 || to.basetype == sx::SPIRType::Int64);
    const bool is_double = to.basetype == sx::SPIRType::Double &&
                           (from.basetype == sx::SPIRType::UInt64 || from.basetype == sx::SPIRType::Int64);
    if (!is_bits && !is_double) {
      return false;
    }
    const std::string function = is_bits ? "KilnDoubleToBits" : "KilnBitsToDouble";
    if (to.vecsize == 1) {
      emit_unary_func_op(result_type, id, operand, function.c_str());
      return true;
    }
    std::string parts;
    for (std::uint32_t i = 0; i < to.vecsize; ++i) {
      parts += (i == 0 ? "" : ", ") + function + "(" + to_extract_component_expression(operand, i) + ")";
    }
    emit_op(result_type, id, type_to_glsl_constructor(to) + "(" + parts + ")", should_forward(operand));
    inherit_expression_dependencies(id, operand);
    return true;
  }
};

}  // namespace

Result<std::string> CompileHlsl(std::vector<std::uint32_t> words, const HlslOptions& options) {
  try {
    HlslCompiler compiler(std::move(words), options.named_values);
    auto hlsl = compiler.get_hlsl_options();
    hlsl.shader_model = options.shader_model;
    hlsl.enable_16bit_types = true;
    hlsl.use_entry_point_name = true;
    compiler.set_hlsl_options(hlsl);
    auto common = compiler.get_common_options();
    common.emit_line_directives = true;  // where the words have OpLine
    common.force_recompile_max_debug_iterations = kMaxRecompilations;
    compiler.set_common_options(common);
    std::string text = compiler.compile();
    if (text.find("???") != std::string::npos) {  // how SPIRV-Cross spells a type that HLSL lacks
      return Fail(ErrorCode::kUnsupported, "a type that HLSL does not have");
    }
    const bool uses_bits =
        text.find("KilnDoubleToBits(") != std::string::npos || text.find("KilnBitsToDouble(") != std::string::npos;
    return uses_bits ? std::string(kDoubleBits) + text : text;
  } catch (const std::exception& error) {
    return Fail(ErrorCode::kUnsupported, error.what());
  }
}

}  // namespace kiln::translator::targets
