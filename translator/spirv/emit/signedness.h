// Which integers of a kernel, or of a function, are signed.
//
// LLVM's integers have no sign, SPIR-V's do, and the texts print it: `int` or `uint`. The values do not care; readers do, and
// every disagreement is a cast. So the sign follows the evidence: declared types of arguments and fields, operations that
// exist in two forms (division, comparison, extension), and the no-signed-wrap flags that the front end puts on signed
// arithmetic. Values that flow into each other share one sign.
#ifndef KILN_TRANSLATOR_SPIRV_EMIT_SIGNEDNESS_H_
#define KILN_TRANSLATOR_SPIRV_EMIT_SIGNEDNESS_H_

#include <vector>

#include "llvm/ADT/DenseMap.h"
#include "translator/ir/kernel_ir.h"
#include "translator/ir/image_ops.h"
#include "translator/ir/memory_ops.h"

namespace kiln::translator {

// Of the functions that have been decided, for their callers.
struct FunctionSigns {
  bool result = true;
  std::vector<bool> parameters;
};
using SignsOfFunctions = llvm::DenseMap<const llvm::Function*, FunctionSigns>;

class Signedness {
 public:
  // `functions`: those that the kernel calls; must outlive this.
  Signedness(const KernelIr& kernel, const SignsOfFunctions& functions);


  bool IsSigned(const llvm::Value& value) const;
  // Of the leaves of a view whose declared type does not say.
  bool IsSignedView(unsigned view) const;
  // Of the function's own result and parameters.
  FunctionSigns OfFunction() const;
  // Of the value at the end of an access's path.
  bool IsSignedLeaf(const ViewOp& op) const;

 private:
  using Node = unsigned;
  Node NodeOf(const llvm::Value* value);
  Node Root(Node node) const;
  void Join(const llvm::Value* a, const llvm::Value* b);
  void Join(Node a, Node b);
  void Vote(const llvm::Value* value, int weight);
  void Pin(const llvm::Value* value, bool is_signed);
  void Scan(const llvm::Instruction& instruction);
  void JoinResult(const llvm::Value* value);
  void ScanCall(const llvm::CallInst& call);
  void ScanImage(const llvm::CallInst& call, const ImageOp& op);
  void ScanAccess(const llvm::Instruction& instruction, const ViewOp& op);

  const KernelIr& kernel_;
  const SignsOfFunctions& functions_;
  llvm::DenseMap<const llvm::Value*, Node> nodes_;
  llvm::DenseMap<const llvm::Value*, bool> pinned_;
  mutable std::vector<Node> parent_;  // the paths to the roots shorten as they are walked
  std::vector<int> score_;  // positive: signed
  std::vector<Node> view_nodes_;
  const llvm::Value* result_ = nullptr;  // one that the function returns
};

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_SPIRV_EMIT_SIGNEDNESS_H_
