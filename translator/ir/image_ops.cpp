#include "translator/ir/image_ops.h"

#include <array>

#include "llvm/IR/Constants.h"
#include "llvm/IR/DerivedTypes.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"

namespace kiln::translator {

namespace {

using Kind = ImageOp::Kind;

constexpr llvm::StringLiteral kPrefix = "kiln.image.";
constexpr std::array<llvm::StringLiteral, 5> kKindNames = {"load", "sample", "store", "size", "format"};
constexpr llvm::StringLiteral kElementLetters = "fiu";

bool HasTexels(Kind kind) { return kind == Kind::kLoad || kind == Kind::kSample || kind == Kind::kStore; }

std::string NameOf(const ImageOp& op) {
  std::string name = (kPrefix + kKindNames[static_cast<unsigned>(op.kind)] + ".").str();
  if (HasTexels(op.kind)) {
    name += kElementLetters[static_cast<unsigned>(op.element)];
    if (op.kind == Kind::kSample) name += op.coordinates->getType()->getScalarType()->isIntegerTy() ? 'i' : 'f';
    name += '.';
  }
  return name + op.type.name();
}

}  // namespace

std::string ImageType::name() const {
  std::string name = "image" + std::to_string(dimensions) + "d";
  if (is_buffer) name += "_buffer";
  if (is_array) name += "_array";
  if (is_depth) name += "_depth";
  return name + (access == Access::kReadOnly ? "_ro" : access == Access::kWriteOnly ? "_wo" : "_rw");
}

std::optional<ImageType> AsImageType(const llvm::Type* type) {
  const auto* target = llvm::dyn_cast<llvm::TargetExtType>(type);
  if (!target || target->getName() != "spirv.Image" || target->getNumIntParameters() < 7) return std::nullopt;
  enum Parameter { kDim, kDepth, kArrayed, kMultisampled, kSampled, kFormat, kAccess };
  constexpr unsigned kDimBuffer = 5;
  ImageType image;
  const unsigned dim = target->getIntParameter(kDim);
  image.is_buffer = dim == kDimBuffer;
  image.dimensions = image.is_buffer ? 1 : dim + 1;
  image.is_depth = target->getIntParameter(kDepth) == 1;
  image.is_array = target->getIntParameter(kArrayed) == 1;
  image.is_multisampled = target->getIntParameter(kMultisampled) == 1;
  image.access = static_cast<ImageType::Access>(target->getIntParameter(kAccess));
  return image;
}

bool IsSamplerType(const llvm::Type* type) {
  const auto* target = llvm::dyn_cast<llvm::TargetExtType>(type);
  return target && target->getName() == "spirv.Sampler";
}

int ImageOp::argument() const {
  const auto* parameter = llvm::dyn_cast<llvm::Argument>(image);
  return parameter ? static_cast<int>(parameter->getArgNo()) : -1;
}

llvm::CallInst* Create(llvm::IRBuilderBase& builder, const ImageOp& op) {
  llvm::SmallVector<llvm::Value*, 3> arguments = {op.image};
  if (op.kind == Kind::kSample) arguments.push_back(op.sampler);
  if (HasTexels(op.kind)) {
    arguments.push_back(op.coordinates);
  } else {
    arguments.push_back(builder.getInt32(op.part));
  }
  if (op.kind == Kind::kStore) arguments.push_back(op.value);
  llvm::Type* texel = op.element == ImageElement::kFloat ? builder.getFloatTy() : builder.getInt32Ty();
  llvm::Type* result = op.kind == Kind::kStore ? builder.getVoidTy()
                       : HasTexels(op.kind)    ? llvm::FixedVectorType::get(texel, 4)
                                               : static_cast<llvm::Type*>(builder.getInt32Ty());
  llvm::SmallVector<llvm::Type*, 3> types;
  for (const llvm::Value* argument : arguments) types.push_back(argument->getType());
  llvm::Module& module = *builder.GetInsertBlock()->getModule();
  llvm::FunctionCallee callee = module.getOrInsertFunction(NameOf(op), llvm::FunctionType::get(result, types, false));
  auto* function = llvm::cast<llvm::Function>(callee.getCallee());
  function->setDoesNotThrow();
  function->setWillReturn();
  // Nobody writes a read-only image while the kernel runs; of a read-write image each load may give another texel.
  if (op.kind == Kind::kLoad && op.type.is_storage()) {
    function->setOnlyReadsMemory();
  } else if (op.kind != Kind::kStore) {
    function->setDoesNotAccessMemory();
  }
  return builder.CreateCall(callee, arguments);
}

std::optional<ImageOp> AsImageOp(const llvm::Instruction& instruction) {
  const auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
  const llvm::Function* callee = call ? call->getCalledFunction() : nullptr;
  if (!callee) return std::nullopt;
  llvm::StringRef name = callee->getName();
  if (!name.consume_front(kPrefix)) return std::nullopt;
  ImageOp op;
  const auto [kind, rest] = name.split('.');
  bool is_known = false;
  for (unsigned i = 0; i < kKindNames.size(); ++i) {
    if (kind != kKindNames[i]) continue;
    op.kind = static_cast<Kind>(i);
    is_known = true;
  }
  if (!is_known) return std::nullopt;
  op.image = call->getArgOperand(0);
  op.type = AsImageType(op.image->getType()).value_or(ImageType());
  unsigned next = 1;
  if (op.kind == Kind::kSample) op.sampler = call->getArgOperand(next++);
  if (HasTexels(op.kind)) {
    op.element = static_cast<ImageElement>(kElementLetters.find(rest.front()));
    op.coordinates = call->getArgOperand(next++);
  } else {
    op.part = static_cast<unsigned>(llvm::cast<llvm::ConstantInt>(call->getArgOperand(next))->getZExtValue());
  }
  if (op.kind == Kind::kStore) op.value = call->getArgOperand(next);
  return op;
}

}  // namespace kiln::translator
