#include "translator/targets/hlsl/hlsl_compiler.h"

#include <spirv_cross/spirv_hlsl.hpp>

namespace kiln::translator::targets {

namespace {

namespace sx = spirv_cross;

class HlslCompiler : public sx::CompilerHLSL {
 public:
  HlslCompiler(std::vector<std::uint32_t> words, const std::set<std::uint32_t>& named_values)
      : CompilerHLSL(std::move(words)) {
    forced_temporaries.insert(named_values.begin(), named_values.end());
  }

 private:
  void replace_illegal_names() override {}  // AssignNames has done it, by Kiln's rule
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
    common.emit_line_directives = options.line_directives;
    compiler.set_common_options(common);
    return compiler.compile();
  } catch (const std::exception& error) {
    return Fail(ErrorCode::kUnsupported, error.what());
  }
}

}  // namespace kiln::translator::targets
