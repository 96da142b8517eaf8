// Memory operations on (object, byte offset): what loads, stores and atomics are between ResolvePointers and LowerToViews.
//
// In the IR each is a call of a declared variadic function:
//   T    @kiln.mem.load.T   (i32 object, i32 align, i32 flags, i64 constant, [i64 scale, i64 limit, i32 value]...)
//   void @kiln.mem.store.T  (..., T value)         T @kiln.mem.rmw.T  (..., T value)
//   T    @kiln.mem.cmpxchg.T(..., T expected, T desired)
// LowerToViews turns them into accesses along a typed path:
//   T @kiln.view.load.T(i32 view, i32 flags, T..., i32 index...)   and store, rmw, cmpxchg alike.
#ifndef KILN_TRANSLATOR_IR_MEMORY_OPS_H_
#define KILN_TRANSLATOR_IR_MEMORY_OPS_H_

#include <optional>

#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Instructions.h"
#include "translator/ir/linear_offset.h"

namespace kiln::translator {

enum class MemoryOpKind : std::uint8_t { kLoad, kStore, kAtomicRmw, kCompareExchange, kAtomicLoad, kAtomicStore };

// What an atomic access orders besides itself, and for whom. Never sequentially consistent: fences beside it say that.
struct AtomicOrder {
  llvm::AtomicOrdering order = llvm::AtomicOrdering::Monotonic;
  llvm::AtomicOrdering failure = llvm::AtomicOrdering::Monotonic;  // of a compare-exchange that finds another value
  bool is_work_group = false;                                      // the scope; else the device

  bool operator==(const AtomicOrder&) const = default;
};

struct MemoryOp {
  MemoryOpKind kind = MemoryOpKind::kLoad;
  llvm::Type* type = nullptr;  // of the value in memory
  unsigned object = 0;         // index in KernelIr::objects
  std::uint32_t alignment = 1;
  bool is_volatile = false;
  llvm::AtomicRMWInst::BinOp rmw = llvm::AtomicRMWInst::BAD_BINOP;
  AtomicOrder order;
  llvm::SmallVector<llvm::Value*, 2> values;  // stored value; expected and desired
  LinearOffset offset;
};

struct ViewOp {
  MemoryOpKind kind = MemoryOpKind::kLoad;
  llvm::Type* type = nullptr;
  unsigned view = 0;  // index in KernelIr::views
  bool is_volatile = false;
  llvm::AtomicRMWInst::BinOp rmw = llvm::AtomicRMWInst::BAD_BINOP;
  AtomicOrder order;
  llvm::SmallVector<llvm::Value*, 2> values;
  llvm::SmallVector<llvm::Value*, 4> path;  // one index per array, struct or vector level
};

llvm::CallInst* Create(llvm::IRBuilderBase& builder, const MemoryOp& op);
llvm::CallInst* Create(llvm::IRBuilderBase& builder, const ViewOp& op);
// Nothing when the instruction is no such call.
std::optional<MemoryOp> AsMemoryOp(const llvm::Instruction& instruction);
std::optional<ViewOp> AsViewOp(const llvm::Instruction& instruction);

// "v4f32", "i32": the suffix that LLVM's own overloaded intrinsics would carry.
std::string TypeSuffix(llvm::Type* type);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_IR_MEMORY_OPS_H_
