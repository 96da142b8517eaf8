// Loads, stores and queries of images.
#include "translator/spirv/emit/function_emitter.h"

namespace kiln::translator {

using spirv::Id;
using spirv::Of;

namespace {

class ImageEmitter {
 public:
  ImageEmitter(FunctionEmitter& emitter, const llvm::CallInst& call, const ImageOp& op)
      : emitter_(emitter), module_(emitter.module()), call_(call), op_(op) {}

  Id Emit() {
    using Kind = ImageOp::Kind;
    switch (op_.kind) {
      case Kind::kLoad: return EmitLoad();
      case Kind::kStore: return EmitStore();
      case Kind::kSize: return EmitSize();
      case Kind::kFormat: return EmitFormat();
      case Kind::kSample: break;
    }
    emitter_.Report(call_, "a read with a sampler cannot be translated here");
    return {};
  }

 private:
  bool IsSigned() const { return op_.element == ImageElement::kSigned; }

  const KernelInterface::Image& Bound() { return emitter_.interface().ImageOf(static_cast<unsigned>(op_.argument())); }
  Id Image() { return emitter_.Emit(spv::Op::OpLoad, Bound().type, Of(Bound().variable)); }
  // Sampled images have levels of detail, of which there is one.
  bool HasLevels() { return !Bound().is_storage && !op_.type.is_buffer; }

  Id TexelType() {
    const Id scalar = op_.element == ImageElement::kFloat ? module_.Float(32)
                      : IsSigned()                        ? module_.SignedInt(32)
                                                          : module_.Int(32);
    return module_.Vector(scalar, 4);
  }

  Id EmitLoad() {
    const Id image = Image(), coordinates = emitter_.UseAs(op_.coordinates, true);
    spirv::Operands operands = Of(image, coordinates);
    if (HasLevels()) operands.Add(spv::ImageOperandsMask::Lod).Add(module_.Constant(spv::Op::OpConstant, module_.SignedInt(32), Of(0u)));
    const Id texel = emitter_.Emit(op_.type.is_storage() ? spv::Op::OpImageRead : spv::Op::OpImageFetch, TexelType(), operands);
    return op_.element == ImageElement::kFloat ? texel : emitter_.CastTo(call_, texel, IsSigned());
  }

  Id EmitStore() {
    const Id image = Image(), coordinates = emitter_.UseAs(op_.coordinates, true);
    emitter_.EmitVoid(spv::Op::OpImageWrite, Of(image, coordinates, emitter_.UseAs(op_.value, IsSigned())));
    return {};
  }

  Id EmitSize() {
    module_.AddCapability(spv::Capability::ImageQuery);
    const Id image = Image();
    const unsigned count = op_.type.coordinates();
    const Id scalar = module_.SignedInt(32);
    const Id type = count == 1 ? scalar : module_.Vector(scalar, count);
    Id size = HasLevels() ? emitter_.Emit(spv::Op::OpImageQuerySizeLod, type,
                                         Of(image, module_.Constant(spv::Op::OpConstant, scalar, Of(0u))))
                         : emitter_.Emit(spv::Op::OpImageQuerySize, type, Of(image));
    if (count != 1) size = emitter_.Emit(spv::Op::OpCompositeExtract, scalar, Of(size, op_.part));
    return emitter_.CastTo(call_, size, true);
  }

  Id EmitFormat() {
    const KernelInterface::Root& root = emitter_.interface().FormatRoot(static_cast<unsigned>(op_.argument()));
    std::vector<Id> path = root.prefix;
    path.push_back(module_.Uint(op_.part));
    const Id pointer = emitter_.Emit(spv::Op::OpAccessChain, module_.Pointer(root.storage, module_.Int(32)), Of(root.variable, path));
    return emitter_.CastTo(call_, emitter_.Emit(spv::Op::OpLoad, module_.Int(32), Of(pointer)), false);
  }

  FunctionEmitter& emitter_;
  spirv::Module& module_;
  const llvm::CallInst& call_;
  const ImageOp& op_;
};

}  // namespace

Id EmitImage(FunctionEmitter& emitter, const llvm::CallInst& call, const ImageOp& op) {
  return ImageEmitter(emitter, call, op).Emit();
}

}  // namespace kiln::translator
