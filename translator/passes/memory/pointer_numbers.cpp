#include "translator/passes/memory/pointer_numbers.h"

#include <bit>

#include "llvm/IR/Constants.h"
#include "llvm/IR/DataLayout.h"

namespace kiln::translator {

namespace {

constexpr std::uint64_t kNotAnAddress = std::uint64_t{1} << 63;
constexpr std::uint32_t kProgramNumber = 0x7fff;  // all bits of an object's number
static_assert(ProgramPointer(0) == (kNotAnAddress | std::uint64_t{kProgramNumber} << 48));

}  // namespace

PointerNumbers::PointerNumbers(const llvm::DataLayout& layout, const KernelIr& kernel)
    : layout_(layout),
      address_object_(kernel.address_object),
      bits_(layout.getPointerSizeInBits(0)),
      shift_(address_object_ ? 48 : bits_ == 64 ? 40 : 32 - static_cast<unsigned>(std::bit_width(kernel.objects.size()))) {
  for (unsigned i = 0; address_object_ && i < kernel.objects.size(); ++i) {
    if (kernel.objects[i].is_program) program_object_ = i;
  }
}

llvm::Value* PointerNumbers::Encode(llvm::IRBuilderBase& builder, llvm::Value* tag, llvm::Value* offset) const {
  llvm::Type* word = WordType(builder.getContext());
  // Null has tag -1, so tag + 1 makes it zero.
  llvm::Value* plain = builder.CreateAdd(tag, builder.getInt32(1));
  if (program_object_) {
    llvm::Value* is_program = builder.CreateICmpEQ(tag, builder.getInt32(*program_object_));
    plain = builder.CreateSelect(is_program, builder.getInt32(kProgramNumber), plain);
  }
  llvm::Value* object = builder.CreateZExtOrTrunc(plain, word);
  llvm::Value* number = builder.CreateAdd(builder.CreateShl(object, shift_), builder.CreateSExtOrTrunc(offset, word));
  if (!address_object_) return number;
  llvm::Value* is_null = builder.CreateICmpEQ(tag, builder.getInt32(kNullObject));
  return builder.CreateSelect(is_null, builder.getInt64(0), builder.CreateOr(number, builder.getInt64(kNotAnAddress)));
}

llvm::Value* PointerNumbers::Tag(llvm::IRBuilderBase& builder, llvm::Value* number) const {
  number = builder.CreateZExtOrTrunc(number, WordType(builder.getContext()));
  llvm::Value* object = builder.CreateTrunc(builder.CreateLShr(number, shift_), builder.getInt32Ty());
  if (!address_object_) return builder.CreateSub(object, builder.getInt32(1));
  object = builder.CreateAnd(object, kProgramNumber);
  llvm::Value* tag = builder.CreateSub(object, builder.getInt32(1));
  if (program_object_) {
    llvm::Value* is_program = builder.CreateICmpEQ(object, builder.getInt32(kProgramNumber));
    tag = builder.CreateSelect(is_program, builder.getInt32(*program_object_), tag);
  }
  return builder.CreateSelect(builder.CreateICmpSLT(number, builder.getInt64(0)), tag, builder.getInt32(*address_object_));
}

llvm::Value* PointerNumbers::Offset(llvm::IRBuilderBase& builder, llvm::Value* number) const {
  llvm::Type* word = WordType(builder.getContext());
  llvm::Constant* mask = llvm::ConstantInt::get(word, llvm::APInt::getLowBitsSet(bits_, shift_));
  return builder.CreateTrunc(builder.CreateAnd(builder.CreateZExtOrTrunc(number, word), mask), builder.getInt32Ty());
}

void PointerNumbers::EncodeTables(std::vector<MemoryObject>& objects, const PointsTo& points_to) const {
  for (MemoryObject& object : objects) {
    if (object.initializer) object.initializer = EncodeTable(*object.initializer, points_to);
  }
}

llvm::Constant* PointerNumbers::EncodeTable(llvm::Constant& table, const PointsTo& points_to) const {
  if (table.getType()->isPointerTy()) {
    llvm::APInt offset(layout_.getIndexTypeSizeInBits(table.getType()), 0);
    const llvm::Value* base = table.stripAndAccumulateConstantOffsets(layout_, offset, /*AllowNonInbounds=*/true);
    const auto objects = points_to.Objects(base);
    const std::uint64_t number = objects.empty() ? 0 : NumberOf(objects.front());  // null and undef have no object
    return llvm::ConstantInt::get(table.getContext(), llvm::APInt(bits_, number) + offset.sextOrTrunc(bits_));
  }
  llvm::Type* type = EncodedType(*table.getType());
  if (type == table.getType()) return &table;
  if (llvm::isa<llvm::UndefValue>(table)) return llvm::UndefValue::get(type);
  if (table.isNullValue()) return llvm::Constant::getNullValue(type);
  llvm::SmallVector<llvm::Constant*, 16> parts;
  for (llvm::Use& part : table.operands()) parts.push_back(EncodeTable(*llvm::cast<llvm::Constant>(part.get()), points_to));
  if (auto* structure = llvm::dyn_cast<llvm::StructType>(type)) return llvm::ConstantStruct::get(structure, parts);
  return llvm::ConstantArray::get(llvm::cast<llvm::ArrayType>(type), parts);
}

std::uint64_t PointerNumbers::NumberOf(unsigned tag) const {
  if (tag == kNullObject) return 0;
  if (tag == program_object_) return ProgramPointer(0);
  return (std::uint64_t{tag} + 1) << shift_ | (address_object_ ? kNotAnAddress : 0);
}

llvm::Type* PointerNumbers::EncodedType(llvm::Type& type) const {
  if (type.isPointerTy()) return WordType(type.getContext());
  if (auto* array = llvm::dyn_cast<llvm::ArrayType>(&type)) {
    return llvm::ArrayType::get(EncodedType(*array->getElementType()), array->getNumElements());
  }
  auto* structure = llvm::dyn_cast<llvm::StructType>(&type);
  if (!structure) return &type;
  llvm::SmallVector<llvm::Type*, 16> fields;
  for (llvm::Type* field : structure->elements()) fields.push_back(EncodedType(*field));
  if (llvm::equal(fields, structure->elements())) return structure;
  return llvm::StructType::get(type.getContext(), fields, structure->isPacked());
}

}  // namespace kiln::translator
