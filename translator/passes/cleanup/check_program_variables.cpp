#include "translator/passes/cleanup/check_program_variables.h"

#include <algorithm>

#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/Instructions.h"
#include "translator/passes/cleanup/written_variables.h"

namespace kiln::translator {

namespace {

constexpr unsigned kLocalSpace = static_cast<unsigned>(frontend::AddressSpace::kLocal);

// An instruction that names the variable, itself or inside a constant expression; null where none does.
const llvm::Instruction* FirstUse(const llvm::GlobalVariable& variable) {
  llvm::SmallVector<const llvm::Value*, 8> pending = {&variable};
  llvm::SmallPtrSet<const llvm::Value*, 8> seen;
  while (!pending.empty()) {
    const llvm::Value* value = pending.pop_back_val();
    if (!seen.insert(value).second) continue;
    for (const llvm::User* user : value->users()) {
      if (const auto* instruction = llvm::dyn_cast<llvm::Instruction>(user)) return instruction;
      pending.push_back(user);
    }
  }
  return nullptr;
}

}  // namespace

void CheckProgramVariables(PassContext& context, frontend::KernelModule& source, llvm::Module& module) {
  const auto& known = source.globals();
  for (const llvm::GlobalVariable& variable : module.globals()) {
    if (variable.getName().starts_with("llvm.") || IsGuarded(variable)) continue;
    const llvm::Instruction* use = FirstUse(variable);
    if (!use) continue;
    const auto declared = std::find_if(known.begin(), known.end(), [&](const frontend::GlobalVariable& candidate) {
      return candidate.ir_name == variable.getName();
    });
    const std::string name = "'" + (declared == known.end() ? variable.getName().str() : declared->source_name) + "'";
    const frontend::SourcePosition place = declared == known.end() ? frontend::SourcePosition{} : declared->position;
    if (variable.getAddressSpace() == kLocalSpace) {
      if (declared != known.end() && declared->has_constructor) {
        context.diagnostics.Error(DiagnosticCode::kDynamicInitialization, place,
                                  "the constructor of " + name + " never runs, because it is in local memory; give the type a "
                                  "trivial constructor and set the members in one work-item, before a barrier");
      }
      continue;
    }
    if (!variable.hasInitializer()) {
      context.diagnostics.Error(DiagnosticCode::kUndefinedVariable, *use,
                                name + " is declared, but defined nowhere; define it in this source");
      continue;
    }
  }
}

}  // namespace kiln::translator
