// What every expansion of a builtin call needs: an IRBuilder at the call, the overload that the source called, and the
// vocabulary (intrinsics, kiln.* operations, library functions) in which the result is written.
#ifndef KILN_TRANSLATOR_PASSES_BUILTINS_EXPANDER_H_
#define KILN_TRANSLATOR_PASSES_BUILTINS_EXPANDER_H_

#include <functional>
#include <string>

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/Module.h>

#include "kiln/translator/lower.h"
#include "kiln/translator/target_profile.h"
#include "translator/builtins/mangled_call.h"

namespace kiln::translator::builtins {

// One call of an OpenCL builtin. The builder stands before the call and carries its debug location and fast-math flags.
struct Call {
  llvm::CallInst* instruction = nullptr;
  std::string name;                   // "sin"
  std::vector<Parameter> parameters;  // of the overload; as many as the arguments

  llvm::Value* Argument(unsigned index) const { return instruction->getArgOperand(index); }
  unsigned Count() const { return instruction->arg_size(); }
  llvm::Type* Result() const { return instruction->getType(); }
  const Parameter& Type(unsigned index) const { return parameters[index]; }
};

class Expander {
 public:
  Expander(llvm::Module& module, const TargetProfile& profile, const LowerOptions& options)
      : module_(module), profile_(profile), options_(options), builder_(module.getContext()) {}

  // Replaces the call. False: no expansion exists; `reason` says why in words fit for a diagnostic, or stays empty.
  bool Expand(Call& call, std::string& reason);

  llvm::Module& module() { return module_; }
  const TargetProfile& profile() const { return profile_; }
  const LowerOptions& options() const { return options_; }
  llvm::IRBuilder<>& builder() { return builder_; }

  // i32 constants and constants of any integer or float type, splatted for vectors.
  llvm::Constant* Int(std::uint64_t value) { return builder_.getInt32(static_cast<std::uint32_t>(value)); }
  static llvm::Constant* Number(llvm::Type* type, double value) { return llvm::ConstantFP::get(type, value); }
  static llvm::Constant* Integer(llvm::Type* type, std::uint64_t value) { return llvm::ConstantInt::get(type, value); }

  // Type with the lanes of `shape` and the given element.
  static llvm::Type* Like(llvm::Type* shape, llvm::Type* element);
  // Integer type of the same shape and width as a float type.
  static llvm::Type* IntegerLike(llvm::Type* type);
  static unsigned Lanes(llvm::Type* type);
  // Splats a scalar to the shape; vectors pass.
  llvm::Value* Spread(llvm::Value* value, llvm::Type* shape);
  llvm::Value* Lane(llvm::Value* value, unsigned index);
  llvm::Value* Vector(llvm::ArrayRef<llvm::Value*> lanes);
  // Calls `make` for each lane of `shape` with the lane's number and collects the results; scalars: once, lane 0.
  llvm::Value* PerLane(llvm::Type* shape, const std::function<llvm::Value*(unsigned)>& make);

  llvm::Value* Intrinsic(llvm::Intrinsic::ID id, llvm::ArrayRef<llvm::Value*> arguments);
  // A kiln.* operation. `name` without prefix; the suffixes of `overload` are appended.
  llvm::CallInst* Op(const llvm::Twine& name, llvm::Type* result, llvm::ArrayRef<llvm::Value*> arguments,
                     llvm::ArrayRef<llvm::Type*> overload);
  llvm::Value* Ext(llvm::StringRef name, llvm::ArrayRef<llvm::Value*> arguments);
  // A function of Kiln's library by its full name, called for each lane of the result (in a loop where it is wide); pointer and scalar arguments of
  // a vector call are passed to each lane as they are.
  llvm::Value* Library(llvm::StringRef name, llvm::Type* result, llvm::ArrayRef<llvm::Value*> arguments);
  llvm::Value* LibraryScalar(llvm::StringRef name, llvm::Type* result, llvm::ArrayRef<llvm::Value*> arguments);
  // The same for vectors of 8 and 16 as a loop over the lanes, for functions too large for a copy each: calls `make` once,
  // with lane k of each vector among `arguments` (what is none passes as it is), and collects the values that it returns
  // into vectors of `lanes`. The builder goes on behind the loop.
  llvm::SmallVector<llvm::Value*, 2> LoopOverLanes(
      unsigned lanes, llvm::ArrayRef<llvm::Value*> arguments, llvm::ArrayRef<llvm::Type*> results,
      const std::function<llvm::SmallVector<llvm::Value*, 2>(llvm::ArrayRef<llvm::Value*>)>& make);
  static bool IsWide(llvm::Type* type) { return Lanes(type) >= 8; }
  // A quotient of floats that is correctly rounded on every device.
  llvm::Value* RoundedDivision(llvm::Value* x, llvm::Value* y);
  llvm::Value* RoundedSquareRoot(llvm::Value* x);
  // A private variable in the entry block.
  llvm::AllocaInst* Variable(llvm::Type* type);

  llvm::Value* Fabs(llvm::Value* x) { return Intrinsic(llvm::Intrinsic::fabs, {x}); }
  llvm::Value* Bits(llvm::Value* x) { return builder_.CreateBitCast(x, IntegerLike(x->getType())); }
  // Sum of a * b over the lanes of float scalars or vectors.
  llvm::Value* Dot(llvm::Value* a, llvm::Value* b);
  // "f16", "f32", "f64", "i8" ... of a scalar or a vector's element.
  static std::string Suffix(llvm::Type* type);

 private:
  llvm::Module& module_;
  const TargetProfile& profile_;
  const LowerOptions& options_;
  llvm::IRBuilder<> builder_;
};

// One family each; null when the call is not theirs to expand in this form. Void builtins return the call itself.
// `reason` may receive why.
using Expansion = llvm::Value* (*)(Expander&, Call&, std::string& reason);
llvm::Value* ExpandWorkItem(Expander&, Call&, std::string& reason);
llvm::Value* ExpandSynchronization(Expander&, Call&, std::string& reason);
llvm::Value* ExpandMath(Expander&, Call&, std::string& reason);
llvm::Value* ExpandInteger(Expander&, Call&, std::string& reason);
llvm::Value* ExpandCommon(Expander&, Call&, std::string& reason);
llvm::Value* ExpandGeometric(Expander&, Call&, std::string& reason);
llvm::Value* ExpandRelational(Expander&, Call&, std::string& reason);
llvm::Value* ExpandConversion(Expander&, Call&, std::string& reason);
llvm::Value* ExpandVectorMemory(Expander&, Call&, std::string& reason);
llvm::Value* ExpandShuffle(Expander&, Call&, std::string& reason);
llvm::Value* ExpandAsyncCopy(Expander&, Call&, std::string& reason);
llvm::Value* ExpandAtomic(Expander&, Call&, std::string& reason);
llvm::Value* ExpandImage(Expander&, Call&, std::string& reason);
llvm::Value* ExpandSubgroup(Expander&, Call&, std::string& reason);
llvm::Value* ExpandCollective(Expander&, Call&, std::string& reason);
llvm::Value* ExpandGenericQuery(Expander&, Call&, std::string& reason);
// dot of four 8-bit integers, and its packed and accumulating forms (cl_khr_integer_dot_product).
llvm::Value* ExpandIntegerDot(Expander&, Call&);

}  // namespace kiln::translator::builtins

#endif  // KILN_TRANSLATOR_PASSES_BUILTINS_EXPANDER_H_
