#include "translator/targets/glsl/glsl_compiler.h"

#include <algorithm>
#include <spirv_cross/spirv_glsl.hpp>
#include <string_view>

#include "translator/targets/marked_compiler.h"
#include "translator/targets/prepare/recompilations.h"

namespace kiln::translator::targets {
namespace {

namespace sx = spirv_cross;

class GlslCompiler : public MarkedCompiler<sx::CompilerGLSL> {
 public:
  GlslCompiler(std::vector<std::uint32_t> words, const GlslOptions& kiln_options)
      : MarkedCompiler(std::move(words), kiln_options.lines), kiln_options_(kiln_options) {
    forced_temporaries.insert(kiln_options.named_values.begin(), kiln_options.named_values.end());
  }

 protected:
  // layout(set = 0, binding = 0, std430) readonly buffer x_block
  // {
  //     float x[];
  // };
  void emit_buffer_block(const sx::SPIRVariable& variable) override {
    auto& type = get<sx::SPIRType>(variable.basetype);
    if (!kiln_options_.plain_blocks.contains(type.self)) {
      CompilerGLSL::emit_buffer_block(variable);
      return;
    }
    const sx::Bitset flags = ir.get_buffer_block_flags(variable);
    const std::string block_name = to_name(type.self, false);
    declared_block_names[variable.self] = block_name;
    block_names.insert(block_name);
    resource_names.insert(block_name);
    statement(layout_for_variable(variable), flags.get(spv::DecorationCoherent) ? "coherent " : "",
              flags.get(spv::DecorationNonReadable) ? "writeonly " : "",
              flags.get(spv::DecorationNonWritable) ? "readonly " : "", "buffer ", block_name);
    begin_scope();
    type.member_name_cache.clear();
    add_member_name(type, 0);
    emit_struct_member(type, type.member_types[0], 0);
    preserve_alias_on_reset(variable.self);
    add_resource_name(variable.self);
    end_scope_decl();
    statement("");
  }

  // The member of such a block has the variable's name: `x[i]`, not `x.x[i]`.
  std::string to_member_reference(std::uint32_t base, const sx::SPIRType& type, std::uint32_t index,
                                  bool ptr_chain_is_resolved) override {
    return kiln_options_.plain_blocks.contains(type.self)
               ? ""
               : CompilerGLSL::to_member_reference(base, type, index, ptr_chain_is_resolved);
  }

  void replace_illegal_names() override {}  // AssignNames has done it, by Kiln's rule

 private:
  const GlslOptions& kiln_options_;
};

// Tables without `const`: where an index into a constant array is not a constant, glslang fills a copy of the array for
// that one access, and drivers take minutes for what many such copies make of a kernel. A variable is filled once.
// Before: const uint8_t sbox[256] = uint8_t[](...);    After: uint8_t sbox[256] = uint8_t[](...);
std::string TablesAsVariables(const std::string& text) {
  constexpr std::string_view kConst = "const ";
  std::string result;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    std::string_view line(text.data() + begin, end - begin);
    const std::size_t value = line.find("] = ");
    if (line.starts_with(kConst) && value != line.npos && line.substr(0, value).find('=') == line.npos) {
      line.remove_prefix(kConst.size());
    }
    result += line;
    begin = end;
  }
  return result;
}

}  // namespace

Result<std::string> CompileGlsl(std::vector<std::uint32_t> words, const GlslOptions& options) {
  try {
    GlslCompiler compiler(std::move(words), options);
    auto common = compiler.get_common_options();
    common.version = 460;
    common.vulkan_semantics = true;
    common.force_recompile_max_debug_iterations = kMaxRecompilations;
    compiler.set_common_options(common);
    for (const std::string& extension : options.extensions) {
      compiler.require_extension(extension);
    }
    return TablesAsVariables(compiler.compile());
  } catch (const std::exception& error) {
    return Fail(ErrorCode::kUnsupported, error.what());
  }
}

}  // namespace kiln::translator::targets
