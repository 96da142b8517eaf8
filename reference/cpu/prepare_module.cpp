#include "reference/cpu/prepare_module.h"

#include <llvm/IR/Constants.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/ReplaceConstant.h>

#include <algorithm>

#include "reference/execution/jit.h"

namespace kiln::reference::cpu {
namespace {

// What the front end leaves open, and what it decides for a processor or a translation unit of its own.
void MakeUniform(llvm::Module& module) {
  UseHostConvention(module);
  for (llvm::Function& function : module) {
    // All functions pass vectors alike, as this processor does.
    for (const char* name : {"target-cpu", "target-features", "tune-cpu", "min-legal-vector-width"}) {
      function.removeFnAttr(name);
    }
    // An inline function of C may have no other definition.
    if (function.hasAvailableExternallyLinkage()) function.setLinkage(llvm::GlobalValue::InternalLinkage);
  }
}

// A variable of a kernel is named <kernel>.<name>; one without an initial value that is not constant is __local, since
// private ones are on the stack.
bool IsLocal(const llvm::GlobalVariable& variable) {
  return !variable.isConstant() && variable.hasInitializer() && llvm::isa<llvm::UndefValue>(variable.getInitializer());
}

// Where an argument of the source lies among those of the IR: the host's convention passes some in pieces.
class EntryWriter {
 public:
  EntryWriter(llvm::Module& module, llvm::Function& kernel, const frontend::KernelSignature& signature)
      : module_(module), kernel_(kernel), signature_(signature), builder_(module.getContext()) {}

  Status Write(const std::string& name) {
    llvm::Type* pointer = builder_.getPtrTy();
    auto* type = llvm::FunctionType::get(builder_.getVoidTy(), {pointer}, false);
    auto* entry = llvm::Function::Create(type, llvm::GlobalValue::ExternalLinkage, name, module_);
    builder_.SetInsertPoint(llvm::BasicBlock::Create(module_.getContext(), "entry", entry));
    llvm::SmallVector<llvm::Value*, 16> values;
    unsigned next = 0;
    for (std::size_t i = 0; i < signature_.arguments.size(); ++i) {
      llvm::Value* place = builder_.CreateLoad(pointer, builder_.CreateConstGEP1_64(pointer, entry->getArg(0), i));
      if (!Pass(signature_.arguments[i], place, next, values)) {
        return Fail(ErrorCode::kUnsupported, "the CPU reference cannot pass argument '" + signature_.arguments[i].name +
                                                 "' of '" + signature_.name + "'");
      }
    }
    if (next != kernel_.arg_size()) {
      return Fail(ErrorCode::kUnsupported, "the CPU reference cannot pass the arguments of '" + signature_.name + "'");
    }
    llvm::CallInst* call = builder_.CreateCall(&kernel_, values);
    call->setAttributes(kernel_.getAttributes().removeFnAttributes(module_.getContext()));
    builder_.CreateRetVoid();
    return {};
  }

 private:
  bool Pass(const frontend::KernelArgument& argument, llvm::Value* place, unsigned& next,
            llvm::SmallVectorImpl<llvm::Value*>& values) {
    const std::uint64_t size = argument.type ? argument.type->size : 8;
    std::uint64_t offset = 0;
    do {
      if (next >= kernel_.arg_size()) return false;
      llvm::Argument* parameter = kernel_.getArg(next++);
      if (parameter->hasByValAttr()) {
        values.push_back(place);
        return offset == 0;
      }
      llvm::Type* type = parameter->getType();
      // bool is a byte in memory.
      llvm::Type* stored = type->isIntegerTy(1) ? builder_.getInt8Ty() : type;
      llvm::Value* from = builder_.CreateConstGEP1_64(builder_.getInt8Ty(), place, offset);
      llvm::Value* value = builder_.CreateAlignedLoad(stored, from, llvm::Align(1));
      values.push_back(stored == type ? value : builder_.CreateTrunc(value, type));
      offset += module_.getDataLayout().getTypeAllocSize(stored);
    } while (offset < size);
    return true;
  }

  llvm::Module& module_;
  llvm::Function& kernel_;
  const frontend::KernelSignature& signature_;
  llvm::IRBuilder<> builder_;
};

}  // namespace

std::string EntryName(std::size_t index) {
  return "kiln.entry." + std::to_string(index);
}

Status AddEntries(llvm::Module& module, const frontend::KernelModule& source) {
  MakeUniform(module);
  for (std::size_t i = 0; i < source.kernels().size(); ++i) {
    llvm::Function* kernel = module.getFunction(source.kernels()[i].name);
    if (kernel == nullptr || kernel->isDeclaration()) {
      return Fail(ErrorCode::kInternal, "'" + source.kernels()[i].name + "' is not in the module");
    }
    KILN_RETURN_IF_ERROR(EntryWriter(module, *kernel, source.kernels()[i]).Write(EntryName(i)));
  }
  return {};
}

LocalBlock MoveLocalVariables(llvm::Module& module, const frontend::KernelModule& source, std::uint64_t gap) {
  LocalBlock block;
  llvm::LLVMContext& context = module.getContext();
  const llvm::DataLayout& layout = module.getDataLayout();
  llvm::FunctionCallee base = module.getOrInsertFunction("kiln_host_local_memory", llvm::PointerType::get(context, 0));
  for (llvm::GlobalVariable& variable : llvm::make_early_inc_range(module.globals())) {
    if (!IsLocal(variable)) continue;
    block.size = llvm::alignTo(block.size + gap, std::max(llvm::Align(128), variable.getAlign().valueOrOne()));
    llvm::convertUsersOfConstantsToInstructions({&variable});
    for (llvm::Use& use : llvm::make_early_inc_range(variable.uses())) {
      auto* user = llvm::dyn_cast<llvm::Instruction>(use.getUser());
      if (user == nullptr) continue;
      llvm::IRBuilder<> builder(&user->getFunction()->getEntryBlock().front());
      use.set(builder.CreateConstInBoundsGEP1_64(builder.getInt8Ty(), builder.CreateCall(base), block.size));
    }
    const auto declared = std::find_if(source.globals().begin(), source.globals().end(),
                                       [&](const auto& one) { return variable.getName() == one.ir_name; });
    const std::uint64_t size = layout.getTypeAllocSize(variable.getValueType());
    block.variables.push_back(
        {declared == source.globals().end() ? variable.getName().str() : declared->source_name, block.size, size});
    block.size += size;
    if (variable.use_empty()) variable.eraseFromParent();
  }
  block.size += gap;
  return block;
}

}  // namespace kiln::reference::cpu
