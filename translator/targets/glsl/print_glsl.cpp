#include "translator/targets/glsl/print_glsl.h"

#include "translator/targets/glsl/glsl_compiler.h"
#include "translator/targets/prepare/assign_names.h"
#include "translator/targets/prepare/deep_values.h"

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

}  // namespace

Result<std::string> PrintGlsl(const PrintRequest& request) {
  KILN_ASSIGN_OR_RETURN(SpirvCode prepared, PrepareKernel(request));
  KILN_ASSIGN_OR_RETURN(SpirvCode code, CleanUp(prepared, request.kernel));
  GlslOptions options;
  options.line_directives = request.line_directives;
  if (code.HasCapability(spv::Capability::Int64Atomics)) {
    options.extensions.emplace_back("GL_EXT_shader_atomic_int64");
  }
  AssignNames(code, TargetLanguage::kGlsl);
  options.named_values = NamedValues(code);
  options.named_values.merge(DeepValues(code));
  options.plain_blocks = PlainBlocks(code);
  KILN_ASSIGN_OR_RETURN(const std::string text, CompileGlsl(code.Words(), options));
  return "// Kernel: " + request.kernel.name + "\n" + text;
}

}  // namespace kiln::translator::targets
