#include "translator/spirv/emit/kernel_interface.h"

#include "llvm/IR/Module.h"
#include "translator/ir/image_ops.h"
#include "translator/ir/memory_ops.h"
#include "translator/ir/native_types.h"
#include "translator/passes/abi/value_layout.h"

namespace kiln::translator {

using artifact::ArgumentKind;
using artifact::ImplicitKind;
using spirv::Id;

namespace {

const char* ImplicitName(ImplicitKind kind) {
  switch (kind) {
    case ImplicitKind::kRegionOffset:
      return "kiln_region_offset";
    case ImplicitKind::kGlobalOffset:
      return "kiln_global_offset";
    case ImplicitKind::kGlobalSize:
      return "kiln_global_size";
    case ImplicitKind::kGroupBase:
      return "kiln_group_base";
    case ImplicitKind::kNumGroups:
      return "kiln_num_groups";
    case ImplicitKind::kEnqueuedLocalSize:
      return "kiln_enqueued_local_size";
    case ImplicitKind::kWorkDim:
      return "kiln_work_dim";
    case ImplicitKind::kNullArguments:
      return "kiln_null_arguments";
  }
  return "";
}

// Bit 1: holds 8-bit values, bit 2: 16-bit values.
unsigned NarrowTypes(llvm::Type* type) {
  const unsigned bits = type->getScalarSizeInBits();
  return bits == 8 ? 1 : bits == 16 ? 2 : 0;
}

unsigned NarrowTypes(const MemoryType& type) {
  if (type.IsLeaf()) return NarrowTypes(type.leaf);
  if (type.element) return NarrowTypes(*type.element);
  unsigned result = 0;
  for (const MemoryType::Field& field : type.fields) result |= NarrowTypes(*field.type);
  return result;
}

void StateNarrowStorage(spirv::Module& module, unsigned narrow, spv::StorageClass storage) {
  constexpr std::uint32_t kSpirv13 = 0x00010300, kSpirv15 = 0x00010500;
  using spv::Capability;
  const bool is_push = storage == spv::StorageClass::PushConstant, is_uniform = storage == spv::StorageClass::Uniform;
  if (narrow & 1) {
    module.AddCapability(is_push      ? Capability::StoragePushConstant8
                         : is_uniform ? Capability::UniformAndStorageBuffer8BitAccess
                                      : Capability::StorageBuffer8BitAccess);
    if (module.version() < kSpirv15) module.AddExtension("SPV_KHR_8bit_storage");
  }
  if (narrow & 2) {
    module.AddCapability(is_push      ? Capability::StoragePushConstant16
                         : is_uniform ? Capability::StorageUniform16
                                      : Capability::StorageBuffer16BitAccess);
    if (module.version() < kSpirv13) module.AddExtension("SPV_KHR_16bit_storage");
  }
}

}  // namespace

void KernelInterface::Declare() {
  std::map<unsigned, unsigned> views_of_object;
  for (unsigned view = 0; view < kernel_.views.size(); ++view) {
    const MemoryObject& object = kernel_.objects[kernel_.views[view].object];
    if (object.storage == Storage::kBuffer) DeclareBuffer(view, views_of_object[kernel_.views[view].object]++);
    if (object.storage == Storage::kLocal) DeclareLocal(view);
    if (object.storage == Storage::kAddress) DeclareAddress(view);
  }
  for (unsigned i = 0; i < abi_.arguments.size(); ++i) {
    const bool is_image = abi_.arguments[i].kind == ArgumentKind::kImage;
    if (is_image && !kernel_.function->getArg(i)->use_empty()) DeclareImage(i);
  }
  if (owner_.context().profile.values_as_uniform_buffers) {
    DeclareUniformValues();
  } else {
    DeclareValues();
  }
}

Id KernelInterface::DeclareVariable(spv::StorageClass storage, Id type, std::string_view name) {
  spirv::Module& module = owner_.module();
  const Id variable = module.AddGlobal(spv::Op::OpVariable, module.Pointer(storage, type), spirv::Of(storage));
  module.Name(variable, name);
  variables_.push_back(variable);
  return variable;
}

void KernelInterface::DeclareBuffer(unsigned view, unsigned ordinal) {
  spirv::Module& module = owner_.module();
  const MemoryObject& object = kernel_.objects[kernel_.views[view].object];
  // Two buffers are no arguments: what printf writes, and program-scope variables.
  const artifact::Argument* argument =
      object.argument < 0 ? nullptr : &abi_.arguments[static_cast<std::size_t>(object.argument)];
  const MemoryType& type = *kernel_.views[view].type;
  StateNarrowStorage(module, NarrowTypes(type), spv::StorageClass::StorageBuffer);
  // Variables are members of the block itself: targets place those where a struct's would follow rules of their own.
  const bool is_block = type.kind == MemoryType::Kind::kStruct && object.is_program;
  const std::vector<MemoryType::Field> whole = {{"data", 0, kernel_.views[view].type}};
  // A second view of the same buffer is named after its element: data, data_u8.
  std::string name = argument ? argument->name : object.name;
  if (ordinal != 0) name += "_" + TypeSuffix(type.element->leaf ? type.element->leaf : nullptr);
  const Id block = NewBlock(name + "_block", is_block ? type.fields : whole, signs_.IsSignedView(view));
  if (argument && !argument->is_written) module.DecorateMember(block, 0, spv::Decoration::NonWritable);
  const Id variable = DeclareVariable(spv::StorageClass::StorageBuffer, block, name);
  module.Decorate(variable, spv::Decoration::DescriptorSet, {0});
  const std::uint32_t hidden = object.is_program ? abi_.program_variables->binding
                               : abi_.printf     ? abi_.printf->binding
                                                 : 0;
  module.Decorate(variable, spv::Decoration::Binding, {argument ? argument->binding : hidden});
  if (kernel_.views[view].aliased) {
    module.Decorate(variable, spv::Decoration::Aliased);
  } else if (object.is_restrict) {
    module.Decorate(variable, spv::Decoration::Restrict);
  }
  roots_[view] = {variable, spv::StorageClass::StorageBuffer, {}};
  if (!is_block) roots_[view].prefix = {module.Uint(0)};
}

Id KernelInterface::NewBlock(std::string_view name, const std::vector<MemoryType::Field>& members, bool is_signed) {
  spirv::Module& module = owner_.module();
  std::vector<Id> types;
  for (const MemoryType::Field& member : members) {
    types.push_back(owner_.types().Of(*member.type, LayoutKind::kExplicit, is_signed));
  }
  const Id block = module.NewStruct(types);
  module.Name(block, name);
  for (std::uint32_t i = 0; i < members.size(); ++i) module.MemberName(block, i, members[i].name);
  module.Decorate(block, spv::Decoration::Block);
  for (std::uint32_t i = 0; i < members.size(); ++i) {
    module.DecorateMember(block, i, spv::Decoration::Offset, {static_cast<std::uint32_t>(members[i].offset)});
  }
  return block;
}

// No variable: the access's path is the address itself.
void KernelInterface::DeclareAddress(unsigned view) {
  spirv::Module& module = owner_.module();
  module.UsePhysicalAddresses();
  StateNarrowStorage(module, NarrowTypes(*kernel_.views[view].type), spv::StorageClass::PhysicalStorageBuffer);
  roots_[view] = {{}, spv::StorageClass::PhysicalStorageBuffer, {}};
}

void KernelInterface::DeclareLocal(unsigned view) {
  const MemoryObject& object = kernel_.objects[kernel_.views[view].object];
  const MemoryType& type = *kernel_.views[view].type;
  spirv::Module& module = owner_.module();
  Id type_id;
  if (object.argument >= 0) {
    const artifact::Argument& argument = abi_.arguments[static_cast<std::size_t>(object.argument)];
    const Id length = module.SpecUint(1, argument.spec_id);
    module.Name(length, argument.name + "_length");
    type_id = owner_.types().ArrayOf(*type.element, length, LayoutKind::kNone, signs_.IsSignedView(view));
  } else if (object.is_per_work_item) {
    type_id =
        owner_.types().ArrayOf(*type.element, owner_.WorkItemCount(abi_), LayoutKind::kNone, signs_.IsSignedView(view));
  } else {
    type_id = owner_.types().Of(type, LayoutKind::kNone, signs_.IsSignedView(view));
  }
  roots_[view] = {
      DeclareVariable(spv::StorageClass::Workgroup, type_id, object.name), spv::StorageClass::Workgroup, {}};
}

void KernelInterface::DeclareImage(unsigned argument) {
  using spv::Capability;
  spirv::Module& module = owner_.module();
  const artifact::Argument& abi = abi_.arguments[argument];
  const ImageType type = *AsImageType(kernel_.function->getArg(argument)->getType());
  const bool is_storage = abi.image.is_storage;
  if (type.is_buffer) {
    module.AddCapability(is_storage ? Capability::ImageBuffer : Capability::SampledBuffer);
  } else if (type.dimensions == 1) {
    module.AddCapability(is_storage ? Capability::Image1D : Capability::Sampled1D);
  }
  if (abi.image.element == artifact::ImageElement::kAny || abi.image.element == artifact::ImageElement::kFloat) {
    images_[argument].type = module.Float(32);
  } else {
    images_[argument].type =
        abi.image.element == artifact::ImageElement::kSigned ? module.SignedInt(32) : module.Int(32);
  }
  // The format is the image's own: the kernel is not told. Depth images hold their one channel as colour.
  const auto dim = type.is_buffer         ? spv::Dim::Buffer
                   : type.dimensions == 1 ? spv::Dim::Dim1D
                   : type.dimensions == 2 ? spv::Dim::Dim2D
                                          : spv::Dim::Dim3D;
  constexpr std::uint32_t kNoDepth = 0, kSingleSampled = 0, kSampled = 1, kStorage = 2;
  Image& image = images_[argument];
  image.is_storage = is_storage;
  image.type = module.Constant(spv::Op::OpTypeImage, {},
                               spirv::Of(image.type, dim, kNoDepth, type.is_array ? 1u : 0u, kSingleSampled,
                                         is_storage ? kStorage : kSampled, spv::ImageFormat::Unknown));
  image.variable = DeclareVariable(spv::StorageClass::UniformConstant, image.type, abi.name);
  module.Decorate(image.variable, spv::Decoration::DescriptorSet, {0});
  module.Decorate(image.variable, spv::Decoration::Binding, {abi.binding});
  if (!is_storage) return;
  if (abi.is_written) {
    module.AddCapability(Capability::StorageImageWriteWithoutFormat);
  } else {
    module.Decorate(image.variable, spv::Decoration::NonWritable);
  }
  if (abi.is_read) {
    module.AddCapability(Capability::StorageImageReadWithoutFormat);
    // What one work-item writes, others read after a fence.
    if (abi.is_written) module.Decorate(image.variable, spv::Decoration::Coherent);
  } else {
    module.Decorate(image.variable, spv::Decoration::NonReadable);
  }
}

Id KernelInterface::ValueType(unsigned argument, std::uint32_t size) {
  if (abi_.arguments[argument].kind == ArgumentKind::kSampler) return owner_.module().Int(32);
  for (unsigned view = 0; view < kernel_.views.size(); ++view) {
    if (kernel_.objects[kernel_.views[view].object].argument == static_cast<int>(argument)) {
      return owner_.types().Of(*kernel_.views[view].type, LayoutKind::kExplicit, signs_.IsSignedView(view));
    }
  }
  const ArgumentKind kind = abi_.arguments[argument].kind;
  if (kind == ArgumentKind::kAddress || kind == ArgumentKind::kBuffer) return owner_.module().Int(64);
  const llvm::Argument& ir = *kernel_.function->getArg(argument);
  if (!ir.getType()->isPointerTy() && IsNative(owner_.context().profile, ir.getType())) {
    auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(ir.getType());
    if (!vector || vector->getNumElements() <= 4) return owner_.types().Of(ir.getType(), signs_.IsSigned(ir));
  }
  // Nothing reads it, but its bytes have their place.
  spirv::Module& module = owner_.module();
  return module.Array(module.Int(32), module.Uint((size + 3) / 4), 4);
}

void KernelInterface::BindValueView(unsigned argument, const Root& root) {
  argument_roots_[argument] = root;
  for (unsigned view = 0; view < kernel_.views.size(); ++view) {
    if (kernel_.objects[kernel_.views[view].object].argument != static_cast<int>(argument)) continue;
    roots_[view] = root;
    StateNarrowStorage(owner_.module(), NarrowTypes(*kernel_.views[view].type), root.storage);
  }
  llvm::Type* type = kernel_.function->getArg(argument)->getType();
  if (!type->isPointerTy() && IsNative(owner_.context().profile, type))
    StateNarrowStorage(owner_.module(), NarrowTypes(type), root.storage);
}

void KernelInterface::DeclareValues() {
  if (abi_.values.size == 0) return;
  spirv::Module& module = owner_.module();
  struct Member {
    std::string name;
    Id type;
    std::uint32_t offset;
    int argument;
    ImplicitKind implicit;
  };
  std::vector<Member> members;
  const std::map<unsigned, ValueSlot> slots = LayOutValues(owner_.context().profile, kernel_);
  for (unsigned i = 0; i < abi_.arguments.size(); ++i) {
    const artifact::Argument& argument = abi_.arguments[i];
    using Kind = ArgumentKind;
    if (argument.kind != Kind::kValue && argument.kind != Kind::kSampler && argument.kind != Kind::kAddress) continue;
    const ValueSlot& slot = slots.at(i);
    if (slot.leader != i) continue;  // part of the words of another
    const Id type = ValueType(i, slot.shares_words ? slot.run_size : slot.size);
    members.push_back({argument.name, type, argument.offset, static_cast<int>(i), {}});
  }
  const std::size_t first_format = members.size();
  for (unsigned i = 0; i < abi_.arguments.size(); ++i) {
    const artifact::Argument& argument = abi_.arguments[i];
    if (!argument.image.format_offset) continue;
    const Id type = module.Vector(module.Int(32), 2);
    members.push_back({argument.name + "_format", type, *argument.image.format_offset, static_cast<int>(i), {}});
  }
  const std::size_t first_implicit = members.size();
  for (const artifact::ImplicitValue& value : abi_.implicit) {
    const Id type = value.kind == ImplicitKind::kWorkDim ? module.Int(32) : module.Vector(module.Int(32), 3);
    members.push_back({ImplicitName(value.kind), type, value.offset, -1, value.kind});
  }
  std::vector<Id> types;
  for (const Member& member : members) types.push_back(member.type);
  const Id block = module.NewStruct(types);
  module.Name(block, abi_.name + "_values");
  module.Decorate(block, spv::Decoration::Block);
  constexpr spv::StorageClass kStorage[] = {spv::StorageClass::PushConstant, spv::StorageClass::Uniform,
                                            spv::StorageClass::StorageBuffer};
  const auto storage = kStorage[static_cast<unsigned>(abi_.values.memory)];
  const Id variable = DeclareVariable(storage, block, "args");
  if (abi_.values.IsBuffer()) {
    module.Decorate(variable, spv::Decoration::DescriptorSet, {0});
    module.Decorate(variable, spv::Decoration::Binding, {abi_.values.binding});
  }
  for (std::uint32_t i = 0; i < members.size(); ++i) {
    module.MemberName(block, i, members[i].name);
    module.DecorateMember(block, i, spv::Decoration::Offset, {members[i].offset});
    if (storage == spv::StorageClass::StorageBuffer) module.DecorateMember(block, i, spv::Decoration::NonWritable);
    const Root root = {variable, storage, {module.Uint(i)}};
    if (i >= first_format && i < first_implicit) {
      format_roots_[static_cast<unsigned>(members[i].argument)] = root;
    } else if (members[i].argument >= 0) {
      BindValueView(static_cast<unsigned>(members[i].argument), root);
    } else {
      implicit_roots_[members[i].implicit] = root;
    }
  }
}

void KernelInterface::DeclareUniformValues() {
  spirv::Module& module = owner_.module();
  auto declare = [&](Id type, const std::string& name, std::uint32_t binding) {
    const Id block = module.NewStruct({type});
    module.Name(block, name + "_block");
    module.MemberName(block, 0, "value");
    module.Decorate(block, spv::Decoration::Block);
    module.DecorateMember(block, 0, spv::Decoration::Offset, {0});
    const Id variable = DeclareVariable(spv::StorageClass::Uniform, block, name);
    module.Decorate(variable, spv::Decoration::DescriptorSet, {0});
    module.Decorate(variable, spv::Decoration::Binding, {binding});
    return Root{variable, spv::StorageClass::Uniform, {module.Uint(0)}};
  };
  for (unsigned i = 0; i < abi_.arguments.size(); ++i) {
    const artifact::Argument& argument = abi_.arguments[i];
    // The printer makes a buffer of an address, and asks that for its address.
    const bool is_address = kernel_.address_object && argument.kind == ArgumentKind::kBuffer;
    const bool is_value = argument.kind == ArgumentKind::kValue || argument.kind == ArgumentKind::kSampler;
    const bool is_used =
        is_address ||
        (is_value && (!kernel_.function->getArg(i)->use_empty() || llvm::any_of(kernel_.views, [&](const View& view) {
           return kernel_.objects[view.object].argument == static_cast<int>(i);
         })));
    if (is_used) BindValueView(i, declare(ValueType(i, argument.size), argument.name, argument.binding));
    if (!argument.image.format_offset) continue;
    format_roots_[i] = declare(module.Vector(module.Int(32), 2), argument.name + "_format", kFormatBindingBase + i);
  }
  for (const artifact::ImplicitValue& value : abi_.implicit) {
    const bool is_scalar = value.kind == ImplicitKind::kWorkDim;
    implicit_roots_[value.kind] = declare(is_scalar ? module.Int(32) : module.Vector(module.Int(32), 3),
                                          ImplicitName(value.kind), abi_.values.binding);
  }
  if (!owner_.context().profile.native_launch_sizes) return;
  for (ImplicitKind kind : {ImplicitKind::kGlobalSize, ImplicitKind::kNumGroups, ImplicitKind::kEnqueuedLocalSize}) {
    const bool is_used = llvm::any_of(kernel_.function->getParent()->functions(), [&](const llvm::Function& function) {
      llvm::StringRef name = function.getName();
      if (!name.consume_front("kiln.workitem.")) return false;
      return llvm::any_of(function.users(),
                          [&](const llvm::User* user) {
                            return llvm::cast<llvm::Instruction>(user)->getFunction() == kernel_.function;
                          }) &&
             ((kind == ImplicitKind::kGlobalSize && name == "global_size") ||
              (kind == ImplicitKind::kNumGroups && name == "num_groups") ||
              (kind == ImplicitKind::kEnqueuedLocalSize && name == "enqueued_local_size"));
    });
    if (!is_used) continue;
    implicit_roots_[kind] = declare(module.Vector(module.Int(32), 3), ImplicitName(kind),
                                    kImplicitBindingBase + static_cast<std::uint32_t>(kind));
  }
}

Id KernelInterface::Builtin(spv::BuiltIn builtin) {
  return inputs_[builtin] = owner_.BuiltinInput(builtin);
}

std::vector<Id> KernelInterface::EntryPointVariables() const {
  constexpr std::uint32_t kAllStorageFrom = 0x00010400;  // SPIR-V 1.4 lists every global variable, earlier only inputs
  std::vector<Id> result;
  for (const auto& [builtin, id] : inputs_) result.push_back(id);
  if (owner_.module().version() >= kAllStorageFrom) result.insert(result.end(), variables_.begin(), variables_.end());
  return result;
}

}  // namespace kiln::translator
