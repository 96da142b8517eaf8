#include "translator/spirv/emit/module_emitter.h"

#include <array>

#include "llvm/Analysis/ConstantFolding.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DerivedTypes.h"
#include "llvm/IR/Module.h"
#include "translator/builtins/ops.h"
#include "translator/passes/cleanup/keep_functions.h"
#include "translator/spirv/emit/function_emitter.h"
#include "translator/spirv/emit/kernel_interface.h"
#include "translator/spirv/emit/signedness.h"

namespace kiln::translator {

using spirv::Id;
using spirv::Of;

ModuleEmitter::ModuleEmitter(PassContext& context, bool has_fixed_size)
    : context_(context), module_(context.profile.spirv_version), types_(module_), has_fixed_size_(has_fixed_size) {
  module_.AddCapability(spv::Capability::Shader);
}

Id ModuleEmitter::BuiltinInput(spv::BuiltIn builtin) {
  Id& variable = builtins_[builtin];
  if (!variable) {
    const bool is_vector = builtin == spv::BuiltIn::GlobalInvocationId || builtin == spv::BuiltIn::LocalInvocationId ||
                           builtin == spv::BuiltIn::WorkgroupId;
    const Id value = is_vector ? module_.Vector(module_.Int(32), 3) : module_.Int(32);
    const Id type = module_.Pointer(spv::StorageClass::Input, value);
    variable = module_.AddGlobal(spv::Op::OpVariable, type, Of(spv::StorageClass::Input));
    module_.Decorate(variable, spv::Decoration::BuiltIn, {static_cast<std::uint32_t>(builtin)});
  }
  return variable;
}

Id ModuleEmitter::WorkGroupSize(const artifact::Kernel& abi) {
  const Id type = module_.Vector(module_.Int(32), 3);
  if (has_fixed_size_) {
    const auto& size = *abi.required_work_group_size;
    return module_.Composite(type, {module_.Uint(size[0]), module_.Uint(size[1]), module_.Uint(size[2])});
  }
  if (!work_group_size_) {
    std::vector<Id> parts;
    for (std::uint32_t i = 0; i < 3; ++i) parts.push_back(module_.SpecUint(1, i));
    work_group_size_ = module_.AddGlobal(spv::Op::OpSpecConstantComposite, type, Of(parts));
    module_.Decorate(work_group_size_, spv::Decoration::BuiltIn, {static_cast<std::uint32_t>(spv::BuiltIn::WorkgroupSize)});
  }
  return work_group_size_;
}

Id ModuleEmitter::WorkItemCount(const artifact::Kernel& abi) {
  if (abi.required_work_group_size) {
    const auto& size = *abi.required_work_group_size;
    return module_.Uint(size[0] * size[1] * size[2]);
  }
  // Metal takes the size of a dispatch and has no constant of it.
  if (context_.profile.native_launch_sizes) return module_.Uint(builtins::kScratchLength);
  if (work_item_count_) return work_item_count_;
  const Id type = module_.Int(32), size = WorkGroupSize(abi);
  // Of the composite: GLSL has a name for it, and none for the constants that it consists of.
  const auto part = [&](std::uint32_t i) {
    return module_.AddGlobal(spv::Op::OpSpecConstantOp, type, Of(spv::Op::OpCompositeExtract, size, i));
  };
  const auto product = [&](Id a, Id b) {
    return module_.AddGlobal(spv::Op::OpSpecConstantOp, type, Of(spv::Op::OpIMul, a, b));
  };
  const Id x = part(0), y = part(1), z = part(2);
  return work_item_count_ = product(product(x, y), z);
}

void ModuleEmitter::EmitFunction(const KernelIr& function, const StructuredTree& tree) {
  const Signedness signs(function, signs_);
  artifact::Kernel unbound;
  unbound.name = NameOfFunction(*function.function);
  KernelInterface interface(*this, function, signs, unbound);
  features_.clear();
  functions_[function.function] = FunctionEmitter(*this, function, signs, interface).Emit(tree);
  signs_[function.function] = signs.OfFunction();
  function_features_.merge(features_);
}

void ModuleEmitter::EmitKernel(const KernelIr& kernel, const StructuredTree& tree, artifact::Kernel& abi) {
  const Signedness signs(kernel, signs_);
  KernelInterface interface(*this, kernel, signs, abi);
  interface.Declare();
  FunctionEmitter function(*this, kernel, signs, interface);
  features_ = function_features_;
  const Id id = function.Emit(tree);
  abi.features.assign(features_.begin(), features_.end());
  WorkGroupSize(abi);  // declares the size even where the kernel does not ask for it
  module_.AddEntryPoint(abi.entry_point, id, interface.EntryPointVariables());
  std::array<std::uint32_t, 3> local = abi.required_work_group_size.value_or(std::array<std::uint32_t, 3>{1, 1, 1});
  module_.AddExecutionMode(id, spv::ExecutionMode::LocalSize, {local[0], local[1], local[2]});
  constexpr std::uint32_t kFloatControlsCore = 0x00010400;
  if (context_.profile.signed_zero_inf_nan_preserve32 && !context_.options.fast_relaxed_math) {
    module_.AddCapability(spv::Capability::SignedZeroInfNanPreserve);
    if (module_.version() < kFloatControlsCore) module_.AddExtension("SPV_KHR_float_controls");
    for (std::uint32_t bits : {16u, 32u, 64u}) {
      const auto capability = bits == 16 ? spv::Capability::Float16 : spv::Capability::Float64;
      if (bits == 32 || module_.HasCapability(capability)) {
        module_.AddExecutionMode(id, spv::ExecutionMode::SignedZeroInfNanPreserve, {bits});
      }
    }
  }
}

Id ModuleEmitter::Constant(const llvm::Constant& constant, bool is_signed) {
  llvm::Type* type = constant.getType();
  const Id type_id = types_.Of(type, is_signed);
  if (llvm::isa<llvm::UndefValue>(constant) || constant.isNullValue()) {
    if (type->isIntegerTy(1)) return module_.False();
    if (type->isIntegerTy() || type->isFloatingPointTy()) {
      // A plain zero reads better than a null.
      const unsigned words = type->getScalarSizeInBits() > 32 ? 2 : 1;
      return module_.Constant(spv::Op::OpConstant, type_id, words == 2 ? Of(0u, 0u) : Of(0u));
    }
    return module_.Null(type_id);
  }
  if (auto* integer = llvm::dyn_cast<llvm::ConstantInt>(&constant)) {
    if (type->isIntegerTy(1)) return integer->isOne() ? module_.True() : module_.False();
    // A literal narrower than its word is extended by its type's sign.
    const std::uint64_t value =
        is_signed ? static_cast<std::uint64_t>(integer->getSExtValue()) : integer->getValue().getZExtValue();
    spirv::Operands operands = Of(static_cast<std::uint32_t>(value));
    if (type->getIntegerBitWidth() > 32) operands.Add(static_cast<std::uint32_t>(value >> 32));
    return module_.Constant(spv::Op::OpConstant, type_id, operands);
  }
  if (auto* number = llvm::dyn_cast<llvm::ConstantFP>(&constant)) {
    const std::uint64_t bits = number->getValueAPF().bitcastToAPInt().getZExtValue();
    spirv::Operands operands = Of(static_cast<std::uint32_t>(bits));
    if (type->isDoubleTy()) operands.Add(static_cast<std::uint32_t>(bits >> 32));
    return module_.Constant(spv::Op::OpConstant, type_id, operands);
  }
  if (auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(type)) {
    std::vector<Id> parts;
    for (unsigned i = 0; i < vector->getNumElements(); ++i) {
      const llvm::Constant* element = constant.getAggregateElement(i);
      if (!element) break;
      parts.push_back(Constant(*element, is_signed));
    }
    if (parts.size() == vector->getNumElements()) return module_.Composite(type_id, parts);
  }
  context_.diagnostics.Error(DiagnosticCode::kUnsupportedInstruction, frontend::SourcePosition{},
                             "a constant that is computed from an address cannot be translated; compute it in the kernel");
  return module_.Null(type_id);
}

Id ModuleEmitter::TableConstant(const llvm::Constant& initializer, const MemoryType& type, std::uint64_t offset,
                                const llvm::DataLayout& layout, bool is_signed) {
  const Id id = types_.Of(type, LayoutKind::kNone, is_signed);
  std::vector<Id> parts;
  if (type.IsLeaf()) {
    llvm::Constant* value = llvm::ConstantFoldLoadFromConst(const_cast<llvm::Constant*>(&initializer), type.leaf,
                                                            llvm::APInt(64, offset), layout);
    if (!value) {
      context_.diagnostics.Error(DiagnosticCode::kUnsupportedInstruction, frontend::SourcePosition{},
                                 "a constant table cannot be translated: a part of it is not known at compile time; fill it with "
                                 "numbers");
      return module_.Null(id);
    }
    return Constant(*value, type.sign == MemoryType::Sign::kUnknown ? is_signed : type.sign == MemoryType::Sign::kSigned);
  }
  if (type.kind == MemoryType::Kind::kArray) {
    for (std::uint64_t i = 0; i < type.count; ++i) {
      parts.push_back(TableConstant(initializer, *type.element, offset + i * type.element->size, layout, is_signed));
    }
  } else {
    for (const MemoryType::Field& field : type.fields) {
      parts.push_back(TableConstant(initializer, *field.type, offset + field.offset, layout, is_signed));
    }
  }
  return module_.Composite(id, parts);
}

}  // namespace kiln::translator
