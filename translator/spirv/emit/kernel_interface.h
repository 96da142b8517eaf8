// The module-scope variables through which a kernel meets the host, and the memory behind its views.
#ifndef KILN_TRANSLATOR_SPIRV_EMIT_KERNEL_INTERFACE_H_
#define KILN_TRANSLATOR_SPIRV_EMIT_KERNEL_INTERFACE_H_

#include <map>

#include "kiln/artifact/reflection.h"
#include "translator/ir/kernel_ir.h"
#include "translator/spirv/emit/module_emitter.h"
#include "translator/spirv/emit/signedness.h"

namespace kiln::translator {

class KernelInterface {
 public:
  // Where the memory of a view starts: a pointer and the indices before the access's own.
  struct Root {
    spirv::Id variable;
    spv::StorageClass storage = spv::StorageClass::Function;
    std::vector<spirv::Id> prefix;
  };

  KernelInterface(ModuleEmitter& owner, const KernelIr& kernel, const Signedness& signs, const artifact::Kernel& abi)
      : owner_(owner), kernel_(kernel), signs_(signs), abi_(abi) {}

  // Declares buffers, value blocks and Workgroup variables. Function variables of private objects are the function's own:
  // it adds those with the returned roots through SetRoot.
  void Declare();
  const Root& RootOf(unsigned view) const { return roots_.at(view); }
  // Of every access to the view, in bytes; 0 where the view's type says it.
  std::uint64_t AlignmentOf(unsigned view) const { return kernel_.views[view].alignment; }
  void SetRoot(unsigned view, Root root) { roots_[view] = std::move(root); }
  // The member of the value block (or the uniform block) that holds argument `index`, or an implicit value.
  const Root& ArgumentRoot(unsigned index) const { return argument_roots_.at(index); }
  const Root& ImplicitRoot(artifact::ImplicitKind kind) const { return implicit_roots_.at(kind); }
  // The variable of image argument `index`, and its type.
  struct Image {
    spirv::Id variable, type;
    bool is_storage = false;
  };
  const Image& ImageOf(unsigned index) const { return images_.at(index); }
  // Two uints in the value block, or a uniform block of them: the format of image argument `index`.
  const Root& FormatRoot(unsigned index) const { return format_roots_.at(index); }
  bool HasImplicit(artifact::ImplicitKind kind) const { return implicit_roots_.contains(kind); }

  const artifact::Kernel& abi() const { return abi_; }
  spirv::Id Builtin(spv::BuiltIn builtin);
  // Everything that OpEntryPoint must list for the module's version.
  std::vector<spirv::Id> EntryPointVariables() const;

 private:
  void DeclareBuffer(unsigned view, unsigned ordinal);
  spirv::Id NewBlock(std::string_view name, const std::vector<MemoryType::Field>& members, bool is_signed);
  void DeclareAddress(unsigned view);
  void DeclareLocal(unsigned view);
  void DeclareImage(unsigned argument);
  void DeclareValues();
  void DeclareUniformValues();
  spirv::Id DeclareVariable(spv::StorageClass storage, spirv::Id type, std::string_view name);
  // Value types of the block: an argument's struct view, raw words (of `size` bytes) or plain value.
  spirv::Id ValueType(unsigned argument, std::uint32_t size);
  void BindValueView(unsigned argument, const Root& root);

  ModuleEmitter& owner_;
  const KernelIr& kernel_;
  const Signedness& signs_;
  const artifact::Kernel& abi_;
  std::map<unsigned, Root> roots_;
  std::map<unsigned, Root> argument_roots_;
  std::map<artifact::ImplicitKind, Root> implicit_roots_;
  std::map<unsigned, Root> format_roots_;
  std::map<unsigned, Image> images_;
  std::vector<spirv::Id> variables_;
  std::map<spv::BuiltIn, spirv::Id> inputs_;
};

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_SPIRV_EMIT_KERNEL_INTERFACE_H_
