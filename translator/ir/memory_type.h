// The type of what a memory object holds: a tree of arrays and structs over scalars and short vectors, with byte layout.
//
// Rows of arrays are flattened (float[16][17] is 272 floats), so that an index may run over the whole object as C programs
// let it; vectors of 8 and 16 are arrays of 4-element vectors, since no target has them.
#ifndef KILN_TRANSLATOR_IR_MEMORY_TYPE_H_
#define KILN_TRANSLATOR_IR_MEMORY_TYPE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kiln/frontend/compile.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/Type.h"

namespace kiln::translator {

struct MemoryType;
using MemoryTypeRef = std::shared_ptr<const MemoryType>;

struct MemoryType {
  enum class Kind : std::uint8_t { kScalar, kVector, kArray, kStruct };
  enum class Sign : std::uint8_t { kUnknown, kUnsigned, kSigned };  // of integers, as declared
  struct Field {
    std::string name;
    std::uint64_t offset;
    MemoryTypeRef type;
  };
  Kind kind = Kind::kScalar;
  std::uint64_t size = 0;        // bytes including tail padding
  llvm::Type* leaf = nullptr;    // kScalar, kVector: the value type, e.g. float or <3 x float>
  Sign sign = Sign::kUnknown;    // kScalar, kVector of integers
  MemoryTypeRef element;         // kArray
  std::uint64_t count = 0;       // kArray: elements; 0 for a run-time array
  std::string name;              // kStruct
  std::vector<Field> fields;     // kStruct

  bool IsLeaf() const { return kind == Kind::kScalar || kind == Kind::kVector; }
};

MemoryTypeRef MakeLeaf(const llvm::DataLayout& layout, llvm::Type* type,
                       MemoryType::Sign sign = MemoryType::Sign::kUnknown);
MemoryTypeRef MakeArray(MemoryTypeRef element, std::uint64_t count);  // flattens array elements

// The leaf that an access path through `type` ends in. A vector's component counts as the vector.
const MemoryType& LeafAt(const MemoryType& type, llvm::ArrayRef<llvm::Value*> path);

// Null where the type has no such tree (unions, bit-fields, packed structs, odd-width integers).
MemoryTypeRef FromSource(const llvm::DataLayout& layout, llvm::LLVMContext& context, const frontend::SourceType& type);
MemoryTypeRef FromIr(const llvm::DataLayout& layout, llvm::Type* type);

// Whether the rules of a packing, not offsets that somebody states, put all parts where they are: std430, or those of
// scalar block layout. A float3 of OpenCL C is followed by four bytes that neither has.
enum class Packing : std::uint8_t { kStd430, kScalar };
bool IsPackedBy(const MemoryType& type, Packing packing);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_IR_MEMORY_TYPE_H_
