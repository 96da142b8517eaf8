// Test support: runs a kernel on constants, at any stage of the pipeline, so that a pass can be shown to keep its meaning.
//
// Every instruction is folded by LLVM's own constant folder; what it cannot fold is done here: control flow, memory (loads
// and stores, kiln.mem and kiln.view operations alike), and calls, which a hook answers. Pointers are i64 constants: the
// object's number plus one in the upper half, the byte offset in the lower.
#ifndef KILN_TRANSLATOR_TESTING_EVALUATE_H_
#define KILN_TRANSLATOR_TESTING_EVALUATE_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "llvm/IR/Constants.h"
#include "llvm/IR/Function.h"
#include "translator/ir/kernel_ir.h"
#include "translator/ir/memory_ops.h"
#include "translator/passes/control_flow/structured_tree.h"

namespace kiln::translator::testing {

using Bytes = std::vector<std::uint8_t>;

class Evaluator {
 public:
  // The answer to a call of a declared function; null: as if it returned nothing.
  using CallHook = std::function<llvm::Constant*(const llvm::CallInst&, llvm::ArrayRef<llvm::Constant*>)>;

  explicit Evaluator(const KernelIr& kernel);

  // Memory by object name, filled by the caller for arguments; tables and variables are made on demand.
  std::map<std::string, Bytes> memory;
  // Values of non-pointer arguments by number.
  std::map<unsigned, llvm::Constant*> arguments;
  CallHook on_call;
  unsigned max_steps = 20000;  // instructions; more count as endless and end the run

  // False, with `problem` set, when something cannot be evaluated or an access is out of bounds.
  bool Run();
  bool Run(const StructuredTree& tree);
  const std::string& problem() const { return problem_; }
  bool ran_out() const { return ran_out_; }
  // What the function returned; null for void.
  llvm::Constant* returned() const { return returned_; }

 private:
  // What comes after a node: the next one, or an exit to `label`.
  struct Flow {
    enum class Kind { kNext, kBreak, kContinue, kReturn } kind = Kind::kNext;
    int label = -1;
  };

  llvm::Constant* Value(llvm::Value* value);
  llvm::Constant* Pointer(const std::string& object);
  bool Execute(llvm::Instruction& instruction);
  bool ExecuteBlock(llvm::BasicBlock& block);
  void TakeEdge(const llvm::BasicBlock& from, llvm::ArrayRef<llvm::PHINode*> phis);
  llvm::Constant* Offset(llvm::GetElementPtrInst& gep);
  Flow RunSequence(const TreeSequence& sequence);
  Flow RunNode(const TreeNode& node);

  llvm::IntegerType* WordType() const;
  llvm::Constant* Pack(const llvm::Constant& pointer) const;
  llvm::Constant* Unpack(const llvm::Constant* word) const;
  void Materialize(const std::string& name, std::uint64_t size, llvm::Constant* initializer);
  std::uint8_t* At(const std::string& object, std::int64_t offset, std::uint64_t size);
  std::uint8_t* AtPointer(llvm::Constant* pointer, std::uint64_t size);
  std::uint8_t* AtMemoryOp(const MemoryOp& op);
  std::uint8_t* AtViewOp(const ViewOp& op);
  llvm::Constant* Read(const std::uint8_t* bytes, llvm::Type* type);
  void Write(std::uint8_t* bytes, llvm::Constant* value);
  llvm::Constant* Access(std::uint8_t* bytes, MemoryOpKind kind, llvm::Type* type, llvm::AtomicRMWInst::BinOp rmw,
                         llvm::ArrayRef<llvm::Constant*> values);
  bool Fail(const std::string& problem);

  const KernelIr& kernel_;
  const llvm::DataLayout& layout_;
  std::map<const llvm::Value*, llvm::Constant*> values_;
  std::vector<std::string> pointees_;
  std::vector<bool> flags_;
  std::string problem_;
  bool ran_out_ = false;
  llvm::Constant* returned_ = nullptr;
  unsigned steps_ = 0;
};

}  // namespace kiln::translator::testing

#endif  // KILN_TRANSLATOR_TESTING_EVALUATE_H_
