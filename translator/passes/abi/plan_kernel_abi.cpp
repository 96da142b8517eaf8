#include "translator/passes/abi/plan_kernel_abi.h"

#include <algorithm>

#include "llvm/ADT/StringSwitch.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/MathExtras.h"
#include "translator/builtins/ops.h"
#include "translator/ir/image_ops.h"
#include "translator/ir/memory_ops.h"
#include "translator/passes/abi/value_layout.h"
#include "translator/targets/prepare/assign_names.h"

namespace kiln::translator {

namespace {

using artifact::ArgumentKind;
using artifact::ImplicitKind;

constexpr const char* kSpaceNames[] = {"private", "global", "constant", "local", "generic"};

// What no target knows by itself.
bool IsFromHost(ImplicitKind kind) {
  return kind == ImplicitKind::kWorkDim || kind == ImplicitKind::kNullArguments;
}

std::set<ImplicitKind> UsedImplicits(const PassContext& context, const KernelIr& kernel) {
  std::set<ImplicitKind> used;
  for (const llvm::Instruction& instruction : llvm::instructions(*kernel.function)) {
    const auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
    if (!call || !call->getCalledFunction()) continue;
    llvm::StringRef name = call->getCalledFunction()->getName();
    if (!name.consume_front(llvm::StringRef(builtins::kWorkItemPrefix))) continue;
    if (auto kind = ImplicitBehind(context.profile, name)) used.insert(*kind);
  }
  return used;
}

artifact::ImageDimension DimensionOf(const ImageType& type) {
  using D = artifact::ImageDimension;
  if (type.is_buffer) return D::k1dBuffer;
  if (type.dimensions == 3) return D::k3d;
  if (type.dimensions == 2) return type.is_array ? D::k2dArray : D::k2d;
  return type.is_array ? D::k1dArray : D::k1d;
}

// What the kernel does with its images. A format that it asks for begins at an offset that is chosen later.
void MarkImage(const ImageOp& op, artifact::Argument& argument) {
  switch (op.kind) {
    case ImageOp::Kind::kFormat:
      argument.image.format_offset = 0;
      return;
    case ImageOp::Kind::kSize:
      return;
    case ImageOp::Kind::kStore:
      argument.is_written = true;
      break;
    case ImageOp::Kind::kLoad:
    case ImageOp::Kind::kSample:
      argument.is_read = true;
      break;
  }
  constexpr artifact::ImageElement kElements[] = {artifact::ImageElement::kFloat, artifact::ImageElement::kSigned,
                                                  artifact::ImageElement::kUnsigned};
  argument.image.element = kElements[static_cast<unsigned>(op.element)];
}

void MarkAccess(const KernelIr& kernel, std::vector<artifact::Argument>& arguments) {
  for (artifact::Argument& argument : arguments) argument.is_read = argument.is_written = false;
  for (const llvm::Instruction& instruction : llvm::instructions(*kernel.function)) {
    if (const std::optional<ImageOp> image = AsImageOp(instruction); image && image->argument() >= 0) {
      MarkImage(*image, arguments[static_cast<std::size_t>(image->argument())]);
    }
    const std::optional<ViewOp> op = AsViewOp(instruction);
    if (!op) continue;
    const int index = kernel.objects[kernel.views[op->view].object].argument;
    if (index < 0) continue;
    arguments[static_cast<std::size_t>(index)].is_read |=
        op->kind != MemoryOpKind::kStore && op->kind != MemoryOpKind::kAtomicStore;
    arguments[static_cast<std::size_t>(index)].is_written |=
        op->kind != MemoryOpKind::kLoad && op->kind != MemoryOpKind::kAtomicLoad;
  }
}

// 64-bit atomics are one capability in SPIR-V and two features of a device.
std::vector<std::string> Features(const KernelIr& kernel) {
  std::set<std::string> features;
  for (const llvm::Instruction& instruction : llvm::instructions(*kernel.function)) {
    const std::optional<ViewOp> op = AsViewOp(instruction);
    if (!op || op->kind == MemoryOpKind::kLoad || op->kind == MemoryOpKind::kStore) continue;
    if (op->type->getScalarSizeInBits() != 64) continue;
    const bool is_local = kernel.objects[kernel.views[op->view].object].storage == Storage::kLocal;
    features.insert(is_local ? "local_int64_atomics" : "int64_atomics");
  }
  return {features.begin(), features.end()};
}

// Bytes of one element of the array that a __local argument becomes: the view's, or one byte when nothing accesses it.
std::uint32_t LocalElementSize(const KernelIr& kernel, int argument) {
  for (const View& view : kernel.views) {
    if (kernel.objects[view.object].argument == argument) return static_cast<std::uint32_t>(view.type->element->size);
  }
  return 1;
}

// Without scalar block layout arrays in a uniform buffer, their elements and structs start every 16 bytes (Vulkan 1.1,
// section 14.5.4); OpenCL's often do not.
bool FitsUniformBuffer(const MemoryType& type, std::uint64_t offset) {
  if (type.IsLeaf()) return true;
  if (offset % 16 != 0) return false;
  if (type.kind == MemoryType::Kind::kArray) return type.element->size % 16 == 0 && FitsUniformBuffer(*type.element, 0);
  return llvm::all_of(type.fields, [&](const MemoryType::Field& field) {
    return FitsUniformBuffer(*field.type, offset + field.offset);
  });
}

artifact::ValueMemory ChooseValueMemory(const TargetProfile& profile, const KernelIr& kernel,
                                        const artifact::Kernel& plan) {
  using artifact::ValueMemory;
  if (plan.values.size <= profile.max_push_constant_bytes && !profile.native_launch_sizes)
    return ValueMemory::kPushConstants;
  if (profile.scalar_layout) return ValueMemory::kUniformBuffer;
  const bool fits = llvm::all_of(kernel.views, [&](const View& view) {
    const MemoryObject& object = kernel.objects[view.object];
    return object.storage != Storage::kValue ||
           FitsUniformBuffer(*view.type, plan.arguments[static_cast<std::size_t>(object.argument)].offset);
  });
  return fits ? ValueMemory::kUniformBuffer : ValueMemory::kStorageBuffer;
}

}  // namespace

std::optional<ImplicitKind> ImplicitBehind(const TargetProfile& profile, llvm::StringRef what) {
  if (what == "work_dim") return ImplicitKind::kWorkDim;
  if (what == "global_size") return ImplicitKind::kGlobalSize;
  if (what == "num_groups") return ImplicitKind::kNumGroups;
  if (what == "null_arguments") return ImplicitKind::kNullArguments;
  if (what == "enqueued_local_size") return ImplicitKind::kEnqueuedLocalSize;
  if (!profile.global_offset) return std::nullopt;
  return llvm::StringSwitch<std::optional<ImplicitKind>>(what)
      .Case("global_id", ImplicitKind::kRegionOffset)
      .Case("group_id", ImplicitKind::kGroupBase)
      .Case("global_offset", ImplicitKind::kGlobalOffset)
      .Default(std::nullopt);
}

artifact::Kernel PlanKernelAbi(PassContext& context, const KernelIr& kernel, std::uint32_t& next_spec_id) {
  const frontend::KernelSignature& signature = *kernel.signature;
  const std::map<unsigned, ValueSlot> slots = LayOutValues(context.profile, kernel);
  artifact::Kernel result;
  result.name = result.entry_point = signature.name;
  result.required_work_group_size = signature.required_work_group_size;
  std::uint32_t offset = 0;
  std::uint32_t threadgroup_index = 0, texture_index = 0;
  auto place_value = [&](artifact::Argument& argument, std::uint32_t index) {
    if (context.profile.values_as_uniform_buffers) {
      argument.binding = index;
      return;
    }
    argument.offset = slots.at(index).offset;
    offset = argument.offset + slots.at(index).size;
  };
  for (std::uint32_t i = 0; i < signature.arguments.size(); ++i) {
    const frontend::KernelArgument& declared = signature.arguments[i];
    artifact::Argument argument;
    argument.name = declared.name.empty() ? "arg" + std::to_string(i) : declared.name;
    argument.type_name = declared.type_name;
    argument.address_space = kSpaceNames[static_cast<unsigned>(declared.address_space)];
    argument.metal_index = i;
    const llvm::Argument& ir = *kernel.function->getArg(i);
    if (ir.getType()->isPointerTy() && !ir.hasByValAttr()) {
      const frontend::SourceType* pointee = declared.type ? declared.type->element.get() : nullptr;
      argument.size = pointee ? static_cast<std::uint32_t>(pointee->size) : 0;
      argument.alignment = pointee ? static_cast<std::uint32_t>(pointee->alignment) : 1;
      if (declared.address_space == frontend::AddressSpace::kLocal) {
        argument.kind = ArgumentKind::kLocal;
        argument.spec_id = next_spec_id++;
        argument.element_size = LocalElementSize(kernel, static_cast<int>(i));
        argument.metal_index = threadgroup_index++;
      } else if (kernel.address_object && !context.profile.values_as_uniform_buffers) {
        argument.kind = ArgumentKind::kAddress;
        place_value(argument, i);
      } else {
        argument.kind = ArgumentKind::kBuffer;
        argument.binding = i;
      }
    } else if (const std::optional<ImageType> image = AsImageType(ir.getType())) {
      argument.kind = ArgumentKind::kImage;
      argument.binding = i;
      argument.metal_index = texture_index++;
      argument.image.dimension = DimensionOf(*image);
      argument.image.is_storage = image->is_storage();
    } else if (IsSamplerType(ir.getType())) {
      argument.kind = ArgumentKind::kSampler;
      argument.size = argument.alignment = 4;
      place_value(argument, i);
    } else {
      const ValueSlot& slot = slots.at(i);
      argument.kind = ArgumentKind::kValue;
      argument.size = slot.size;
      argument.alignment = slot.alignment;
      place_value(argument, i);
    }
    result.arguments.push_back(std::move(argument));
  }
  MarkAccess(kernel, result.arguments);
  for (artifact::Argument& argument : result.arguments) {
    // Of an image that is only asked for its size, anything can be bound as a sampled image.
    if (argument.image.element == artifact::ImageElement::kAny) argument.image.is_storage = false;
    if (!argument.image.format_offset || context.profile.values_as_uniform_buffers) continue;
    offset = static_cast<std::uint32_t>(llvm::alignTo(offset, 8));
    argument.image.format_offset = offset;
    offset += 8;
  }
  const std::set<ImplicitKind> implicits = UsedImplicits(context, kernel);
  if (context.profile.values_as_uniform_buffers && implicits.contains(ImplicitKind::kWorkDim) &&
      implicits.contains(ImplicitKind::kNullArguments)) {
    context.diagnostics.Error(
        DiagnosticCode::kUnsupportedFeature, signature.position,
        "get_work_dim together with a comparison of an argument with null cannot be translated for "
        "this target; drop one of them");
  }
  for (ImplicitKind kind : implicits) {
    if (context.profile.native_launch_sizes && !IsFromHost(kind)) continue;
    const bool is_scalar = kind == ImplicitKind::kWorkDim;
    offset = static_cast<std::uint32_t>(llvm::alignTo(offset, is_scalar ? 4 : 16));
    result.implicit.push_back({kind, offset});
    offset += is_scalar ? 4 : 12;
  }
  result.values.size = static_cast<std::uint32_t>(llvm::alignTo(offset, 4));
  result.values.memory = ChooseValueMemory(context.profile, kernel, result);
  result.values.binding = result.values.metal_index = static_cast<std::uint32_t>(signature.arguments.size());
  if (result.values.size == 0) result.values = {};
  if (kernel.printf) {
    // Behind the arguments and the value block.
    result.printf = kernel.printf;
    result.printf->binding = result.printf->metal_index = static_cast<std::uint32_t>(signature.arguments.size()) + 1;
  }
  const bool uses_program =
      llvm::any_of(kernel.views, [&](const View& view) { return kernel.objects[view.object].is_program; });
  if (uses_program) {
    result.program_variables = kernel.program->layout;
    result.program_variables->binding = result.program_variables->metal_index =
        static_cast<std::uint32_t>(signature.arguments.size()) + 2;
  }
  for (artifact::Argument& argument : result.arguments) {
    // Which of them an access through an address meets is not known.
    const bool is_pointer = argument.kind == ArgumentKind::kAddress || argument.kind == ArgumentKind::kBuffer;
    if (is_pointer && kernel.address_object) argument.is_read = argument.is_written = true;
  }
  if (std::string metal_name = targets::KernelNameIn(TargetLanguage::kMsl, result.name); metal_name != result.name) {
    result.metal_name = std::move(metal_name);
  }
  result.features = Features(kernel);
  result.largest_buffer = kernel.largest_buffer;
  for (const View& view : kernel.views) {
    const MemoryObject& object = kernel.objects[view.object];
    if (object.storage == Storage::kLocal && object.argument < 0) {
      result.static_local_bytes += static_cast<std::uint32_t>(object.size);
    }
  }
  for (artifact::Argument& argument : result.arguments) {
    if (argument.kind == ArgumentKind::kValue || argument.kind == ArgumentKind::kSampler) argument.is_read = true;
  }
  return result;
}

}  // namespace kiln::translator
