#include "translator/targets/msl/kernel_parameters.h"

#include <algorithm>
#include <map>

#include "translator/targets/prepare/rewrite_functions.h"

namespace kiln::translator::targets {
namespace {

using artifact::ArgumentKind;
using artifact::ImplicitKind;
using spv::Op;
using spv::StorageClass;

constexpr std::uint32_t kLocalSizeBinding = kImplicitBindingBase + 100;  // ours: no ImplicitKind is that large
constexpr std::uint32_t kAfterArguments = 1000;

struct LaunchInput {
  const char* name;
  const char* attribute;
};

// Null: not one of the values that Metal's kernel inputs give.
const LaunchInput* FindLaunchInput(std::uint32_t binding) {
  static constexpr LaunchInput kLocalSize = {"local_size", "threads_per_threadgroup"};
  static constexpr LaunchInput kGlobalSize = {"global_size", "threads_per_grid"};
  static constexpr LaunchInput kNumGroups = {"num_groups", "threadgroups_per_grid"};
  static constexpr LaunchInput kEnqueuedLocalSize = {"enqueued_local_size", "dispatch_threads_per_threadgroup"};
  if (binding == kLocalSizeBinding) {
    return &kLocalSize;
  }
  if (binding < kImplicitBindingBase) {
    return nullptr;
  }
  switch (static_cast<ImplicitKind>(binding - kImplicitBindingBase)) {
    case ImplicitKind::kGlobalSize:
      return &kGlobalSize;
    case ImplicitKind::kNumGroups:
      return &kNumGroups;
    case ImplicitKind::kEnqueuedLocalSize:
      return &kEnqueuedLocalSize;
    default:
      return nullptr;
  }
}

// A uniform block of one uint3 that stands for the kernel input of that name.
std::uint32_t MakeLaunchVariable(SpirvCode& code, std::uint32_t uint3, std::uint32_t binding) {
  constexpr auto kUniform = static_cast<std::uint32_t>(StorageClass::Uniform);
  const std::uint32_t block = code.AddGlobal(Op::OpTypeStruct, 0, {uint3});
  code.Decorate(block, spv::Decoration::Block);
  code.DecorateMember(block, 0, spv::Decoration::Offset, {0});
  const std::uint32_t pointer = code.AddGlobal(Op::OpTypePointer, 0, {kUniform, block});
  const std::uint32_t variable = code.AddGlobal(Op::OpVariable, pointer, {kUniform});
  code.Decorate(variable, spv::Decoration::DescriptorSet, {0});
  code.Decorate(variable, spv::Decoration::Binding, {binding});
  for (Instruction& entry : code.preamble) {
    if (entry.op == Op::OpEntryPoint) {
      entry.operands.push_back(variable);
    }
  }
  return variable;
}

// Before: gl_WorkGroupSize = SpecConstantComposite ...; use gl_WorkGroupSize.
// After:  s = Load (AccessChain threads_per_threadgroup 0); use s.
Status ReplaceWorkGroupSize(SpirvCode& code) {
  const Instruction* size = nullptr;
  const SpirvIndex index(code);
  for (const Instruction& instruction : code.globals) {
    if (instruction.op == Op::OpSpecConstantComposite &&
        index.BuiltIn(instruction.result) == static_cast<std::uint32_t>(spv::BuiltIn::WorkgroupSize)) {
      size = &instruction;
    }
  }
  if (size == nullptr) {
    return {};
  }
  const std::uint32_t id = size->result;
  const std::uint32_t type = size->type;
  for (const Instruction& instruction : code.globals) {
    if (instruction.op == Op::OpSpecConstantOp &&
        std::find(instruction.operands.begin() + 1, instruction.operands.end(), id) != instruction.operands.end()) {
      return Fail(ErrorCode::kUnsupported, "the work-group size in a constant expression");
    }
  }
  code.RemoveDecoration(id, spv::Decoration::BuiltIn);
  FunctionRewriter rewriter(code);
  std::uint32_t variable = 0;
  rewriter.Run([&](const Instruction& instruction) {
    Instruction changed = instruction;
    std::uint32_t loaded = 0;
    for (std::size_t i = 0; i < changed.id_operands.size(); ++i) {
      if (changed.id_operands[i] == 0 || changed.operands[i] != id) {
        continue;
      }
      if (loaded == 0) {
        variable = variable == 0 ? MakeLaunchVariable(code, type, kLocalSizeBinding) : variable;
        constexpr auto kUniform = static_cast<std::uint32_t>(StorageClass::Uniform);
        const std::uint32_t pointer = code.Global(Op::OpTypePointer, 0, {kUniform, type});
        const std::uint32_t zero = rewriter.IntConstant(rewriter.IntType(32), 0);
        loaded = rewriter.Emit(Op::OpLoad, type, {rewriter.Emit(Op::OpAccessChain, pointer, {variable, zero})});
      }
      changed.operands[i] = loaded;
    }
    if (loaded != 0) {
      rewriter.EmitAs(changed.result, changed.op, changed.type, changed.operands);
    }
    return loaded != 0;
  });
  return {};
}

// The Workgroup variable whose length is the specialization constant `spec_id`; 0: the kernel does not use it.
std::uint32_t FindLocalArgument(SpirvCode& code, std::uint32_t spec_id) {
  const SpirvIndex index(code);
  for (Instruction& constant : code.globals) {
    if (constant.op != Op::OpSpecConstant || index.Decoration(constant.result, spv::Decoration::SpecId) != spec_id) {
      continue;
    }
    for (const Instruction& variable : code.globals) {
      if (variable.op != Op::OpVariable ||
          variable.operands[0] != static_cast<std::uint32_t>(StorageClass::Workgroup)) {
        continue;
      }
      const Instruction* array = index.Definition(index.Pointee(variable.type));
      if (array != nullptr && array->op == Op::OpTypeArray && array->operands[1] == constant.result) {
        constant.op = Op::OpConstant;  // the pointer parameter has no length
        constant.operands[0] = 1;
        code.RemoveDecoration(constant.result, spv::Decoration::SpecId);
        return variable.result;
      }
    }
  }
  return 0;
}

struct Place {
  std::uint32_t order = 0, index = 0;
};

Place PlaceOf(const artifact::Kernel& kernel, std::uint32_t binding) {
  for (std::uint32_t i = 0; i < kernel.arguments.size(); ++i) {
    const artifact::Argument& argument = kernel.arguments[i];
    const bool is_bound = (argument.kind == ArgumentKind::kBuffer || argument.kind == ArgumentKind::kImage) &&
                          argument.binding == binding;
    const bool is_value = argument.kind == ArgumentKind::kValue || argument.kind == ArgumentKind::kSampler;
    if (is_bound || (is_value && i == binding)) {
      return {i, argument.metal_index};
    }
    // An image is a texture: the buffer of its index is free.
    if (binding == kFormatBindingBase + i) {
      return {i, i};
    }
  }
  if (kernel.printf && kernel.printf->binding == binding) {
    return {kAfterArguments + binding, kernel.printf->metal_index};
  }
  if (kernel.program_variables && kernel.program_variables->binding == binding) {
    return {kAfterArguments + binding, kernel.program_variables->metal_index};
  }
  const artifact::ValueBlock& values = kernel.values;
  const bool is_values = values.IsBuffer() && values.binding == binding;
  return {kAfterArguments + binding, is_values ? values.metal_index : binding};
}

bool IsBuffer(const artifact::Kernel& kernel, std::uint32_t binding) {
  return std::any_of(kernel.arguments.begin(), kernel.arguments.end(), [&](const artifact::Argument& argument) {
    return argument.kind == ArgumentKind::kBuffer && argument.binding == binding;
  });
}

// A buffer's one array, or one value. A single program-scope variable that is no array stays a member of its block.
bool IsPlain(const SpirvIndex& index, const Instruction& block, StorageClass storage) {
  if (block.operands.size() != 1) return false;
  const Op member = index.Definition(block.operands[0])->op;
  return storage != StorageClass::StorageBuffer || member == Op::OpTypeArray || member == Op::OpTypeRuntimeArray;
}

bool IsReadOnly(const SpirvCode& code, const SpirvIndex& index, std::uint32_t variable, std::uint32_t block) {
  if (index.Decoration(variable, spv::Decoration::NonWritable)) {
    return true;
  }
  return std::any_of(code.annotations.begin(), code.annotations.end(), [&](const Instruction& instruction) {
    return instruction.op == Op::OpMemberDecorate && instruction.operands[0] == block &&
           instruction.operands[2] == static_cast<std::uint32_t>(spv::Decoration::NonWritable);
  });
}

Result<std::vector<MslParameter>> FindResources(SpirvCode& code, const artifact::Kernel& kernel) {
  const SpirvIndex index(code);
  std::vector<MslParameter> parameters;
  std::map<std::uint32_t, std::size_t> first_view;  // binding -> place in the list
  for (const Instruction& variable : code.globals) {
    if (variable.op != Op::OpVariable) {
      continue;
    }
    const auto storage = static_cast<StorageClass>(variable.operands[0]);
    if (storage == StorageClass::PushConstant) {
      return Fail(ErrorCode::kUnsupported, "a push-constant block: Metal's by-value arguments are buffers");
    }
    if (storage != StorageClass::StorageBuffer && storage != StorageClass::Uniform &&
        storage != StorageClass::UniformConstant) {
      continue;
    }
    const std::uint32_t binding = index.Decoration(variable.result, spv::Decoration::Binding).value_or(0);
    const Place place = PlaceOf(kernel, binding);
    MslParameter parameter;
    parameter.variable = variable.result;
    parameter.block = index.Pointee(variable.type);
    parameter.order = place.order;
    parameter.index = place.index;
    if (storage == StorageClass::UniformConstant) {
      parameter.kind = MslParameter::Kind::kTexture;
      parameters.push_back(std::move(parameter));
      continue;
    }
    parameter.plain = IsPlain(index, *index.Definition(parameter.block), storage);
    if (storage == StorageClass::Uniform) {
      parameter.kind = MslParameter::Kind::kValue;
      if (IsBuffer(kernel, binding)) parameter.kind = MslParameter::Kind::kAddress;
      if (const LaunchInput* input = FindLaunchInput(binding); input != nullptr) {
        parameter.kind = MslParameter::Kind::kLaunch;
        parameter.attribute = input->attribute;
        code.SetName(variable.result, input->name);
      }
    } else {
      parameter.read_only = IsReadOnly(code, index, variable.result, parameter.block);
      const auto [first, is_first] = first_view.emplace(binding, parameters.size());
      if (!is_first) {
        MslParameter& shown = parameters[first->second];
        parameter.kind = MslParameter::Kind::kView;
        parameter.first_view = shown.variable;
        shown.read_only = shown.read_only && parameter.read_only;
      }
    }
    parameters.push_back(std::move(parameter));
  }
  return parameters;
}

}  // namespace

Result<std::vector<MslParameter>> ShapeKernelParameters(SpirvCode& code, const artifact::Kernel& kernel) {
  KILN_RETURN_IF_ERROR(ReplaceWorkGroupSize(code));
  KILN_ASSIGN_OR_RETURN(std::vector<MslParameter> parameters, FindResources(code, kernel));
  for (std::uint32_t i = 0; i < parameters.size(); ++i) {
    code.RemoveDecoration(parameters[i].variable, spv::Decoration::Binding);
    code.Decorate(parameters[i].variable, spv::Decoration::Binding, {i});
    code.RemoveDecoration(parameters[i].variable, spv::Decoration::Aliased);
  }
  for (std::uint32_t i = 0; i < kernel.arguments.size(); ++i) {
    const artifact::Argument& argument = kernel.arguments[i];
    if (argument.kind == ArgumentKind::kLocal) {
      if (const std::uint32_t variable = FindLocalArgument(code, argument.spec_id); variable != 0) {
        MslParameter parameter;
        parameter.kind = MslParameter::Kind::kLocal;
        parameter.variable = variable;
        parameter.order = i;
        parameter.index = argument.metal_index;
        parameters.push_back(parameter);
      }
    }
  }
  return parameters;
}

}  // namespace kiln::translator::targets
