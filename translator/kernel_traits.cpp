#include "kiln/translator/kernel_traits.h"

#include <llvm/ADT/SmallPtrSet.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/Module.h>

#include <algorithm>

#include "translator/builtins/builtin_table.h"
#include "translator/builtins/mangled_call.h"

namespace kiln::translator {
namespace {

constexpr double kDivisionUlp = 2.5, kContractionUlp = 1;

double BoundOf(const builtins::MathBuiltin& builtin, const llvm::Type* type) {
  const llvm::Type* const scalar = type->getScalarType();
  return scalar->isHalfTy() ? builtin.ulp_f16 : scalar->isDoubleTy() ? builtin.ulp_f64 : builtin.ulp_f32;
}

class Inspector {
 public:
  KernelTraits Inspect(llvm::Function& kernel) {
    llvm::SmallVector<llvm::Function*, 8> waiting = {&kernel};
    llvm::SmallPtrSet<llvm::Function*, 16> seen = {&kernel};
    while (!waiting.empty()) {
      llvm::Function* const function = waiting.pop_back_val();
      for (llvm::Instruction& instruction : llvm::instructions(*function)) {
        if (auto* call = llvm::dyn_cast<llvm::CallBase>(&instruction)) {
          llvm::Function* const callee = call->getCalledFunction();
          if (callee == nullptr) continue;
          if (callee->isDeclaration()) {
            InspectBuiltin(*call, *callee);
          } else if (seen.insert(callee).second) {
            waiting.push_back(callee);
          }
        } else if (instruction.getOpcode() == llvm::Instruction::FDiv) {
          traits_.ulp += kDivisionUlp;
        }
      }
    }
    return traits_;
  }

 private:
  void InspectBuiltin(const llvm::CallBase& call, const llvm::Function& callee) {
    if (callee.getIntrinsicID() == llvm::Intrinsic::fmuladd) traits_.ulp += kContractionUlp;
    const auto mangled = builtins::ParseMangledCall(std::string_view(callee.getName()));
    if (!mangled) return;
    if (const auto* math = builtins::FindMathBuiltin(mangled->name)) {
      // A `mad` may be computed in whichever way is fastest, which is a product and a sum on every target.
      traits_.ulp += mangled->name == "mad" ? kContractionUlp : BoundOf(*math, callee.getReturnType());
      return;
    }
    auto family = builtins::Family::kMath;
    if (!builtins::FindFamily(mangled->name, family)) return;
    if (family == builtins::Family::kGeometric && callee.getReturnType()->isFPOrFPVectorTy()) {
      traits_.ulp += 2 * kDivisionUlp + 2 * 4;  // of vectors of four
    } else if (family == builtins::Family::kWorkItem && call.arg_size() == 1) {
      if (const auto* index = llvm::dyn_cast<llvm::ConstantInt>(call.getArgOperand(0))) {
        const auto dimension = static_cast<std::uint32_t>(std::min<std::uint64_t>(index->getZExtValue(), 2));
        traits_.dimensions = std::max(traits_.dimensions, dimension + 1);
      }
    }
  }

  KernelTraits traits_;
};

}  // namespace

KernelTraits InspectKernel(frontend::KernelModule& source, std::string_view kernel) {
  llvm::Function* const function = source.module().getFunction(llvm::StringRef(kernel.data(), kernel.size()));
  return function == nullptr ? KernelTraits() : Inspector().Inspect(*function);
}

}  // namespace kiln::translator
