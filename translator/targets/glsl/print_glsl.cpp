#include "translator/targets/glsl/print_glsl.h"

#include "translator/targets/glsl/glsl_compiler.h"
#include "translator/targets/prepare/assign_names.h"
#include "translator/targets/prepare/deep_values.h"
#include "translator/targets/prepare/physical_loads.h"
#include "translator/targets/prepare/repeated_loads.h"

namespace kiln::translator::targets {
namespace {

using spv::Op;

// Storage buffers of one member: what every pointer argument and every view of it is.
std::set<std::uint32_t> PlainBlocks(const SpirvCode& code) {
  const SpirvIndex index(code);
  std::set<std::uint32_t> blocks;
  for (const Instruction& variable : code.globals) {
    if (variable.op == Op::OpVariable &&
        variable.operands[0] == static_cast<std::uint32_t>(spv::StorageClass::StorageBuffer)) {
      const Instruction* block = index.Definition(index.Pointee(variable.type));
      if (block != nullptr && block->op == Op::OpTypeStruct && block->operands.size() == 1) {
        blocks.insert(block->result);
      }
    }
  }
  return blocks;
}

// Sub-group operations on types that GL_KHR_shader_subgroup_* does not know; each width has an extension.
std::set<std::string> SubgroupTypeExtensions(const SpirvCode& code) {
  const SpirvIndex index(code);
  std::set<std::string> extensions;
  for (const Instruction& instruction : code.functions) {
    if (instruction.op < Op::OpGroupNonUniformElect || instruction.op > Op::OpGroupNonUniformQuadSwap) continue;
    const Instruction* type = index.Definition(index.ScalarType(instruction.type));
    if (type == nullptr || (type->op != Op::OpTypeInt && type->op != Op::OpTypeFloat)) continue;
    const bool is_integer = type->op == Op::OpTypeInt;
    if (is_integer && type->operands[0] == 64) extensions.insert("GL_EXT_shader_subgroup_extended_types_int64");
    if (!is_integer && type->operands[0] == 16) extensions.insert("GL_EXT_shader_subgroup_extended_types_float16");
  }
  return extensions;
}

}  // namespace

Result<std::string> PrintGlsl(const PrintRequest& request) {
  KILN_ASSIGN_OR_RETURN(SpirvCode prepared, PrepareKernel(request));
  KILN_ASSIGN_OR_RETURN(SpirvCode code, CleanUp(prepared, request.kernel));
  GlslOptions options;
  if (request.line_directives) options.extensions.emplace_back("GL_GOOGLE_cpp_style_line_directive");
  if (code.HasCapability(spv::Capability::Int64Atomics)) {
    options.extensions.emplace_back("GL_EXT_shader_atomic_int64");
  }
  for (const std::string& extension : SubgroupTypeExtensions(code)) options.extensions.push_back(extension);
  AssignNames(code, TargetLanguage::kGlsl);
  options.named_values = NamedValues(code);
  options.named_values.merge(DeepValues(code));
  options.named_values.merge(RepeatedLoads(code));
  options.named_values.merge(PhysicalLoads(code));
  options.plain_blocks = PlainBlocks(code);
  KILN_ASSIGN_OR_RETURN(const std::string text, CompileGlsl(code.Words(options.lines), options));
  return "// Kernel: " + request.kernel.name + "\n" + text;
}

}  // namespace kiln::translator::targets
