// read_image*, write_image* and the image queries -> the operations of translator/ir/image_ops.h. What a sampler does
// is decided later, when inlining has brought it to the read (passes/images/expand_sampling.h).
#include "translator/ir/image_ops.h"
#include "translator/passes/builtins/expander.h"

namespace kiln::translator::builtins {
namespace {

using Kind = ImageOp::Kind;

class ImageCall {
 public:
  ImageCall(Expander& expander, Call& call, const ImageType& type)
      : expander_(expander), builder_(expander.builder()), call_(call), type_(type) {}

  // Null: not a function of images that is known.
  llvm::Value* Expand() {
    llvm::StringRef name = call_.name;
    if (name.consume_front("read_image")) return Read(name);
    if (name.consume_front("write_image")) return Write(name);
    if (name == "get_image_width") return Size(0);
    if (name == "get_image_height") return Size(1);
    if (name == "get_image_depth") return Size(2);
    if (name == "get_image_array_size") return builder_.CreateZExt(Size(type_.dimensions), call_.Result());
    if (name == "get_image_channel_order") return Format(FormatPart::kChannelOrder);
    if (name == "get_image_channel_data_type") return Format(FormatPart::kChannelDataType);
    if (name == "get_image_dim") return Dimensions();
    return nullptr;
  }

 private:
  ImageOp New(Kind kind) const {
    ImageOp op;
    op.kind = kind;
    op.type = type_;
    op.image = call_.Argument(0);
    return op;
  }

  static std::optional<ImageElement> ElementOf(llvm::StringRef suffix) {
    if (suffix == "f" || suffix == "h") return ImageElement::kFloat;
    if (suffix == "i") return ImageElement::kSigned;
    if (suffix == "ui") return ImageElement::kUnsigned;
    return std::nullopt;
  }

  // The elements of `coordinates` that count: int4 addresses a 3D image, its last element nothing.
  llvm::Value* Trimmed(llvm::Value* coordinates) {
    if (Expander::Lanes(coordinates->getType()) == type_.coordinates()) return coordinates;
    llvm::SmallVector<llvm::Value*, 4> lanes;
    for (unsigned i = 0; i < type_.coordinates(); ++i) lanes.push_back(expander_.Lane(coordinates, i));
    return lanes.size() == 1 ? lanes.front() : expander_.Vector(lanes);
  }

  llvm::Value* Read(llvm::StringRef suffix) {
    const std::optional<ImageElement> element = ElementOf(suffix);
    const bool has_sampler = call_.Count() == 3 && IsSamplerType(call_.Argument(1)->getType());
    if (!element || (call_.Count() != 2 && !has_sampler)) return nullptr;
    ImageOp op = New(has_sampler ? Kind::kSample : Kind::kLoad);
    op.element = *element;
    if (has_sampler) op.sampler = call_.Argument(1);
    op.coordinates = Trimmed(call_.Argument(call_.Count() - 1));
    llvm::Value* texel = Create(builder_, op);
    if (type_.is_depth) texel = builder_.CreateExtractElement(texel, std::uint64_t{0});
    return suffix == "h" ? builder_.CreateFPTrunc(texel, call_.Result()) : texel;
  }

  llvm::Value* Write(llvm::StringRef suffix) {
    const std::optional<ImageElement> element = ElementOf(suffix);
    if (!element || call_.Count() != 3) return nullptr;
    ImageOp op = New(Kind::kStore);
    op.element = *element;
    op.coordinates = Trimmed(call_.Argument(1));
    op.value = call_.Argument(2);
    if (suffix == "h")
      op.value = builder_.CreateFPExt(op.value, Expander::Like(op.value->getType(), builder_.getFloatTy()));
    if (type_.is_depth) {
      llvm::Value* zero = Expander::Number(builder_.getFloatTy(), 0);
      op.value = expander_.Vector({op.value, zero, zero, zero});
    }
    return Create(builder_, op);
  }

  llvm::Value* Size(unsigned component) {
    ImageOp op = New(Kind::kSize);
    op.part = component;
    return Create(builder_, op);
  }

  llvm::Value* Format(FormatPart part) {
    ImageOp op = New(Kind::kFormat);
    op.part = static_cast<unsigned>(part);
    return Create(builder_, op);
  }

  // int2, and int4 with a zero at the end for 3D images.
  llvm::Value* Dimensions() {
    llvm::SmallVector<llvm::Value*, 4> sizes;
    for (unsigned i = 0; i < type_.dimensions; ++i) sizes.push_back(Size(i));
    while (sizes.size() < Expander::Lanes(call_.Result())) sizes.push_back(expander_.Int(0));
    return expander_.Vector(sizes);
  }

  Expander& expander_;
  llvm::IRBuilder<>& builder_;
  Call& call_;
  ImageType type_;
};

}  // namespace

llvm::Value* ExpandImage(Expander& expander, Call& call, std::string& reason) {
  const std::optional<ImageType> type = call.Count() == 0 ? std::nullopt : AsImageType(call.Argument(0)->getType());
  if (!type) return nullptr;
  if (type->is_multisampled) {
    reason = "multisampled images are not supported; resolve them, or pass each sample as an image of its own";
    return nullptr;
  }
  return ImageCall(expander, call, *type).Expand();
}

}  // namespace kiln::translator::builtins
