// Memory objects: what a pointer can point into. Everything that touches memory names one of these and a byte offset.
#ifndef KILN_TRANSLATOR_IR_MEMORY_OBJECT_H_
#define KILN_TRANSLATOR_IR_MEMORY_OBJECT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "llvm/IR/Constant.h"
#include "translator/ir/memory_type.h"

namespace kiln::translator {

enum class Storage : std::uint8_t {
  kBuffer,    // __global or __constant pointer argument; what printf writes; program-scope variables
  kLocal,     // __local argument or variable
  kPrivate,   // alloca
  kConstant,  // program-scope __constant: an initialised table that nothing writes
  kAddress,   // whatever lies at a 64-bit device address
  kValue,     // struct passed by value: a member of the value block, read only
};

struct MemoryObject {
  Storage storage;
  std::string name;
  // What the source declares it to hold: for kBuffer and __local arguments the pointee, else the whole object. May be null.
  MemoryTypeRef declared;
  std::uint64_t size = 0;       // bytes; 0: known only at run time
  std::uint64_t alignment = 1;  // bytes, of the object's start
  int argument = -1;            // index of the kernel argument, -1 for variables
  llvm::Constant* initializer = nullptr;  // kConstant
  bool is_restrict = false;
  bool is_volatile = false;
  bool is_program = false;        // kBuffer: of the program-scope variables, which all kernels of the source share
  bool is_per_work_item = false;  // kLocal: an array with an element for each work-item of the group (builtins/ops.h)
};

// How one view of an object is addressed: `type` repeated (run-time or fixed arrays) or once.
struct View {
  unsigned object;
  MemoryTypeRef type;      // of the whole view; an array with count 0 for buffers
  bool aliased = false;    // other views share the memory
  std::uint64_t alignment = 0;  // kAddress: bytes, of every access; its path is the address, an i64
};

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_IR_MEMORY_OBJECT_H_
