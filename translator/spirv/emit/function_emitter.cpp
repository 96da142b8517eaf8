#include "translator/spirv/emit/function_emitter.h"

#include <set>

#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Module.h"
#include "translator/passes/cleanup/keep_functions.h"
#include "translator/passes/cleanup/name_values.h"

namespace kiln::translator {

using spirv::Id;
using spirv::Of;
using Kind = TreeNode::Kind;

FunctionEmitter::FunctionEmitter(ModuleEmitter& owner, const KernelIr& kernel, const Signedness& signs, KernelInterface& interface)
    : owner_(owner), kernel_(kernel), signs_(signs), interface_(interface) {
  if (kernel.is_function) own_signs_ = signs.OfFunction();
}

Id FunctionEmitter::Emit(const StructuredTree& tree) {
  spirv::Module& m = module();
  const Id function = m.NewId();
  m.Name(function, interface_.abi().name);
  const Id entry = m.NewId();
  std::vector<Id> parameter_types = DeclareParameters();
  for (unsigned view = 0; view < kernel_.views.size(); ++view) {
    const MemoryObject& object = kernel_.objects[kernel_.views[view].object];
    if (object.storage != Storage::kPrivate && object.storage != Storage::kConstant) continue;
    const Id type = owner_.types().Of(*kernel_.views[view].type, LayoutKind::kNone, signs_.IsSignedView(view));
    const Id variable = m.NewId();
    spirv::Operands operands = Of(spv::StorageClass::Function);
    if (object.initializer) {
      operands.Add(owner_.TableConstant(*object.initializer, *kernel_.views[view].type, 0,
                                        kernel_.function->getParent()->getDataLayout(), signs_.IsSignedView(view)));
    }
    variables_.push_back({spv::Op::OpVariable, m.Pointer(spv::StorageClass::Function, type), variable, operands.Take()});
    m.Name(variable, object.name);
    interface_.SetRoot(view, {variable, spv::StorageClass::Function, {}});
  }
  is_open_ = true;
  PlanVariables(tree);
  EmitSequence(tree.root);
  // A function returns where its tree says so: what is left open is never reached.
  if (is_open_) EmitVoid(kernel_.is_function ? spv::Op::OpUnreachable : spv::Op::OpReturn, {});

  const Id result_type =
      kernel_.is_function ? owner_.types().Of(kernel_.function->getReturnType(), own_signs_.result) : m.Void();
  const Id function_type = m.Function(result_type, parameter_types);
  const auto control = kernel_.is_function ? spv::FunctionControlMask::Inline : spv::FunctionControlMask::MaskNone;
  m.AddFunctionInstruction({spv::Op::OpFunction, result_type, function, Of(control, function_type).Take()});
  for (spirv::Instruction& parameter : parameters_) m.AddFunctionInstruction(std::move(parameter));
  m.AddFunctionInstruction({spv::Op::OpLabel, {}, entry, {}});
  for (spirv::Instruction& variable : variables_) m.AddFunctionInstruction(std::move(variable));
  for (spirv::Instruction& instruction : body_) m.AddFunctionInstruction(std::move(instruction));
  m.AddFunctionInstruction({spv::Op::OpFunctionEnd, {}, {}, {}});
  return function;
}

std::vector<Id> FunctionEmitter::DeclareParameters() {
  spirv::Module& m = module();
  std::vector<Id> types;
  if (!kernel_.is_function) return types;  // a kernel's arguments are loaded from its interface
  for (const llvm::Argument& argument : kernel_.function->args()) {
    const Id id = m.NewId();
    types.push_back(TypeOf(argument));
    parameters_.push_back({spv::Op::OpFunctionParameter, types.back(), id, {}});
    // The library's parameters have no names of their own.
    m.NameValue(id, argument.hasName() ? argument.getName() : llvm::StringRef("xyzw").substr(argument.getArgNo() % 4, 1));
    ids_[&argument] = id;
  }
  return types;
}

// ---- Which values need a variable.

void FunctionEmitter::PlanVariables(const StructuredTree& tree) {
  scope_parent_.push_back(-1);
  ScanScopes(tree.root, 0);
  // In block order, so that equal input gives equal output.
  std::set<const llvm::Value*> leaving;
  for (const auto& [value, scope] : uses_) {
    auto* instruction = llvm::dyn_cast<llvm::Instruction>(value);
    if (!instruction || llvm::isa<llvm::PHINode>(instruction) || IsValueRead(*instruction)) continue;
    auto found = block_scope_.find(instruction->getParent());
    if (found != block_scope_.end() && !IsInScope(found->second, scope)) leaving.insert(instruction);
  }
  for (llvm::BasicBlock& block : *kernel_.function) {
    if (!block_scope_.contains(&block)) continue;
    for (llvm::Instruction& instruction : block) {
      if (!llvm::isa<llvm::PHINode>(instruction) && !leaving.contains(&instruction)) continue;
      if (llvm::isa<llvm::PHINode>(instruction) && instruction.use_empty()) continue;
      value_variables_[&instruction] = NewVariable(TypeOf(instruction), SourceName(instruction.getName()));
    }
  }
  for (int flag = 0; flag < tree.flag_count; ++flag) flags_.push_back({});
}

void FunctionEmitter::ScanScopes(const TreeSequence& sequence, int scope) {
  for (const TreeNode& node : sequence) {
    if (node.kind == Kind::kBlock) {
      block_scope_[node.block] = scope;
      for (llvm::Instruction& instruction : *node.block) {
        if (llvm::isa<llvm::PHINode>(instruction) || instruction.isTerminator()) continue;
        for (llvm::Value* operand : instruction.operands()) ScanUse(operand, scope);
      }
    } else if (node.kind == Kind::kCopies) {
      for (llvm::PHINode* phi : node.phis) ScanUse(phi->getIncomingValueForBlock(node.block), scope);
    }
    if (node.condition) ScanUse(node.condition, scope);
    if (node.kind == Kind::kReturn && node.terminator) {
      for (const llvm::Use& value : node.terminator->operands()) ScanUse(value.get(), scope);
    }
    for (const TreeSequence& arm : node.arms) {
      const int inner = static_cast<int>(scope_parent_.size());
      scope_parent_.push_back(scope);
      ScanScopes(arm, inner);
    }
  }
}

void FunctionEmitter::ScanUse(llvm::Value* value, int scope) {
  if (llvm::isa<llvm::Instruction>(value)) uses_.emplace_back(value, scope);
}

bool FunctionEmitter::IsInScope(int definition, int use) const {
  for (int scope = use; scope >= 0; scope = scope_parent_[static_cast<std::size_t>(scope)]) {
    if (scope == definition) return true;
  }
  return false;
}

Id FunctionEmitter::NewVariable(Id type, std::string_view name) {
  spirv::Module& m = module();
  const Id variable = m.NewId();
  variables_.push_back({spv::Op::OpVariable, m.Pointer(spv::StorageClass::Function, type), variable,
                        Of(spv::StorageClass::Function).Take()});
  m.NameValue(variable, name);
  return variable;
}

// ---- Instructions.

Id FunctionEmitter::Emit(spv::Op op, Id type, const spirv::Operands& operands) {
  const Id id = module().NewId();
  body_.push_back({op, type, id, operands.words()});
  return id;
}

void FunctionEmitter::EmitVoid(spv::Op op, const spirv::Operands& operands) {
  body_.push_back({op, {}, {}, operands.words()});
}

Id FunctionEmitter::ExtInst(Id type, std::uint32_t instruction, const std::vector<Id>& operands) {
  return Emit(spv::Op::OpExtInst, type, Of(module().GlslStd450(), instruction, operands));
}

void FunctionEmitter::Report(const llvm::Instruction& instruction, std::string what) {
  context().diagnostics.Error(DiagnosticCode::kUnsupportedInstruction, instruction, std::move(what));
}

Id FunctionEmitter::Use(const llvm::Value* value) {
  if (auto* constant = llvm::dyn_cast<llvm::Constant>(value)) return owner_.Constant(*constant, false);
  if (auto variable = value_variables_.find(value); variable != value_variables_.end()) {
    return Emit(spv::Op::OpLoad, TypeOf(*value), Of(variable->second));
  }
  if (auto known = ids_.find(value); known != ids_.end()) return known->second;
  if (auto* argument = llvm::dyn_cast<llvm::Argument>(value)) {
    // Loaded where it is used: the texts then name the member itself.
    return LoadArgument(argument->getArgNo(), TypeOf(*value));
  }
  // A member of an argument, a link of an insertelement chain that something else uses after all, or a value of an unreachable
  // block.
  if (auto* instruction = llvm::dyn_cast<llvm::Instruction>(value)) {
    const Id id = EmitValue(*instruction);
    return id ? id : module().Null(TypeOf(*value));
  }
  return module().Null(TypeOf(*value));
}

Id FunctionEmitter::LoadArgument(unsigned index, Id type) {
  const KernelInterface::Root& root = interface_.ArgumentRoot(index);
  const Id pointer = Emit(spv::Op::OpAccessChain, module().Pointer(root.storage, type), Of(root.variable, root.prefix));
  return Emit(spv::Op::OpLoad, type, Of(pointer));
}

Id FunctionEmitter::UseAs(const llvm::Value* value, bool is_signed) {
  if (auto* constant = llvm::dyn_cast<llvm::Constant>(value)) return owner_.Constant(*constant, is_signed);
  const Id id = Use(value);
  const llvm::Type* scalar = value->getType()->getScalarType();
  if (!scalar->isIntegerTy() || scalar->isIntegerTy(1) || IsSigned(*value) == is_signed) return id;
  return Emit(spv::Op::OpBitcast, owner_.types().Of(value->getType(), is_signed), Of(id));
}

Id FunctionEmitter::UseNear(const llvm::Value* value, bool is_signed) {
  return llvm::isa<llvm::Constant>(value) ? UseAs(value, is_signed) : Use(value);
}

Id FunctionEmitter::CastTo(const llvm::Value& value, Id id, bool from_signed) {
  return IsSigned(value) == from_signed ? id : Emit(spv::Op::OpBitcast, TypeOf(value), Of(id));
}

void FunctionEmitter::EmitLine(const llvm::Instruction* instruction) {
  if (!context().options.debug_lines || !instruction || !instruction->getDebugLoc()) return;
  const llvm::DILocation* location = instruction->getDebugLoc().get();
  while (location->getInlinedAt() && location->getLine() == 0) location = location->getInlinedAt();
  if (location->getLine() == 0) return;
  const Id file = module().String(std::string_view(location->getFilename()));
  if (file == line_file_ && location->getLine() == line_ && location->getColumn() == column_) return;
  line_file_ = file;
  line_ = location->getLine();
  column_ = location->getColumn();
  EmitVoid(spv::Op::OpLine, Of(file, line_, column_));
}

void FunctionEmitter::EmitBlock(const llvm::BasicBlock& block) {
  for (const llvm::Instruction& instruction : block) {
    if (llvm::isa<llvm::PHINode>(instruction) || instruction.isTerminator() || IsFoldedIntoUser(instruction) ||
        IsValueRead(instruction)) {
      continue;
    }
    EmitInstruction(instruction);
  }
}

// A read of a by-value argument's member: like a plain argument it is loaded where it is used, and the texts name the member.
bool FunctionEmitter::IsValueRead(const llvm::Instruction& instruction) const {
  const std::optional<ViewOp> op = AsViewOp(instruction);
  return op && op->kind == MemoryOpKind::kLoad && kernel_.objects[kernel_.views[op->view].object].storage == Storage::kValue &&
         llvm::all_of(op->path, [](const llvm::Value* index) { return llvm::isa<llvm::Constant>(index); });
}

void FunctionEmitter::EmitInstruction(const llvm::Instruction& instruction) {
  context().diagnostics.SetPlace(instruction.getDebugLoc());
  if (llvm::isa<llvm::DbgInfoIntrinsic>(instruction)) return;
  EmitLine(&instruction);
  const Id id = EmitValue(instruction);
  if (!id || instruction.getType()->isVoidTy()) return;
  if (auto variable = value_variables_.find(&instruction); variable != value_variables_.end()) {
    EmitVoid(spv::Op::OpStore, Of(variable->second, id));
  } else {
    ids_[&instruction] = id;
    if (instruction.hasName()) module().NameValue(id, SourceName(instruction.getName()));
  }
}

Id FunctionEmitter::EmitValue(const llvm::Instruction& instruction) {
  if (auto op = AsViewOp(instruction)) return EmitMemory(*this, *op);
  if (auto op = AsImageOp(instruction)) return EmitImage(*this, llvm::cast<llvm::CallInst>(instruction), *op);
  if (auto* intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction)) return EmitIntrinsic(*this, *intrinsic);
  if (auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction)) return IsKeptCall(*call) ? EmitCall(*call) : EmitOperation(*this, *call);
  if (llvm::isa<llvm::CastInst>(instruction)) return EmitConversion(*this, instruction);
  if (llvm::isa<llvm::CmpInst>(instruction)) return EmitComparison(*this, instruction);
  if (llvm::isa<llvm::InsertElementInst, llvm::ExtractElementInst, llvm::ShuffleVectorInst>(instruction)) {
    return EmitVector(*this, instruction);
  }
  return EmitArithmetic(*this, instruction);
}

// ---- Control flow.

void FunctionEmitter::StartBlock(Id label) {
  body_.push_back({spv::Op::OpLabel, {}, label, {}});
  is_open_ = true;
  line_file_ = {};  // OpLine ends with its block
}

void FunctionEmitter::Branch(Id target) {
  if (is_open_) EmitVoid(spv::Op::OpBranch, Of(target));
  is_open_ = false;
}

// `loop_label`: of the loop whose body this is, outside any selection in it; -1 elsewhere.
void FunctionEmitter::EmitSequence(const TreeSequence& sequence, int loop_label) {
  for (const TreeNode& node : sequence) {
    if (!is_open_) return;  // what follows an exit is never reached
    if (loop_label >= 0 && EmitLoopExit(node, loop_label)) continue;
    switch (node.kind) {
      case Kind::kBlock: EmitBlock(*node.block); break;
      case Kind::kCopies: EmitCopies(node); break;
      case Kind::kIf: EmitIf(node); break;
      case Kind::kSwitch: EmitSwitch(node); break;
      case Kind::kLoop: EmitLoop(node); break;
      case Kind::kScope: EmitScope(node); break;
      case Kind::kBreak: Branch(constructs_.at(node.label).merge); break;
      case Kind::kContinue: Branch(constructs_.at(node.label).continuing); break;
      case Kind::kSetFlag: {
        Id& flag = flags_[static_cast<std::size_t>(node.flag)];
        if (!flag) flag = NewVariable(module().Bool(), "leave");
        EmitVoid(spv::Op::OpStore, Of(flag, node.flag_value ? module().True() : module().False()));
        break;
      }
      case Kind::kReturn:
        EmitReturn(node);
        break;
    }
  }
}

void FunctionEmitter::EmitReturn(const TreeNode& node) {
  EmitLine(node.terminator);
  auto* end = llvm::dyn_cast_or_null<llvm::ReturnInst>(node.terminator);
  const llvm::Value* value = end ? end->getReturnValue() : nullptr;
  if (!kernel_.is_function) {
    EmitVoid(spv::Op::OpReturn, {});
  } else if (value) {
    EmitVoid(spv::Op::OpReturnValue, Of(UseAs(value, own_signs_.result)));
  } else {
    EmitVoid(spv::Op::OpUnreachable, {});
  }
  is_open_ = false;
}

Id FunctionEmitter::EmitCall(const llvm::CallInst& call) {
  const llvm::Function& callee = *call.getCalledFunction();
  const FunctionSigns& signs = owner_.SignsOfFunction(callee);
  std::vector<Id> arguments;
  for (unsigned i = 0; i < call.arg_size(); ++i) arguments.push_back(UseAs(call.getArgOperand(i), signs.parameters[i]));
  return Emit(spv::Op::OpFunctionCall, owner_.types().Of(call.getType(), signs.result),
              Of(owner_.IdOfFunction(callee), arguments));
}

// The phis of a block change all at once: every value is read before any variable is written.
void FunctionEmitter::EmitCopies(const TreeNode& node) {
  std::vector<std::pair<Id, Id>> copies;
  for (llvm::PHINode* phi : node.phis) {
    auto variable = value_variables_.find(phi);
    if (variable == value_variables_.end()) continue;
    llvm::Value* incoming = phi->getIncomingValueForBlock(node.block);
    // A vector that a loop fills component by component starts as zeros: NVIDIA's driver takes what was made of an undefined
    // vector for undefined as a whole, and leaves the round out that made it.
    if (incoming == phi || (llvm::isa<llvm::UndefValue>(incoming) && !phi->getType()->isVectorTy())) continue;
    copies.emplace_back(variable->second, UseAs(incoming, IsSigned(*phi)));
  }
  for (const auto& [variable, value] : copies) EmitVoid(spv::Op::OpStore, Of(variable, value));
}

namespace {

// An arm that does nothing but leave the loop `label` or go on with its next iteration.
bool IsPlainExit(const TreeSequence& arm, int label) {
  return arm.size() == 1 && arm[0].label == label && (arm[0].kind == Kind::kBreak || arm[0].kind == Kind::kContinue);
}

}  // namespace

// `if (c) break;` directly in a loop is a branch to the loop's merge block, with no selection around it: so a condition at the
// top of the body is the loop's own, and the texts print it there.
bool FunctionEmitter::EmitLoopExit(const TreeNode& node, int loop_label) {
  if (node.kind != Kind::kIf || node.flag >= 0) return false;
  const bool exits_if_true = IsPlainExit(node.arms[0], loop_label), exits_if_false = IsPlainExit(node.arms[1], loop_label);
  if (exits_if_true == exits_if_false) return false;
  EmitLine(node.terminator);
  const TreeNode& exit = node.arms[exits_if_true ? 0 : 1][0];
  const Construct& loop = constructs_.at(loop_label);
  const Id target = exit.kind == Kind::kBreak ? loop.merge : loop.continuing;
  const Id rest = module().NewId();
  EmitVoid(spv::Op::OpBranchConditional,
           Of(Use(node.condition), exits_if_true ? target : rest, exits_if_true ? rest : target));
  StartBlock(rest);
  EmitSequence(node.arms[exits_if_true ? 1 : 0], loop_label);
  return true;
}

void FunctionEmitter::EmitIf(const TreeNode& node) {
  EmitLine(node.terminator);
  const Id condition = node.flag >= 0
                           ? Emit(spv::Op::OpLoad, module().Bool(), Of(flags_[static_cast<std::size_t>(node.flag)]))
                           : Use(node.condition);
  const Id merge = module().NewId();
  const bool has_then = !node.arms[0].empty(), has_else = !node.arms[1].empty();
  const Id then_label = has_then ? module().NewId() : merge;
  const Id else_label = has_else ? module().NewId() : merge;
  EmitVoid(spv::Op::OpSelectionMerge, Of(merge, spv::SelectionControlMask::MaskNone));
  EmitVoid(spv::Op::OpBranchConditional, Of(condition, then_label, else_label));
  is_open_ = false;
  bool reaches_merge = !has_then || !has_else;
  for (int arm = 0; arm < 2; ++arm) {
    if (node.arms[static_cast<std::size_t>(arm)].empty()) continue;
    StartBlock(arm == 0 ? then_label : else_label);
    EmitSequence(node.arms[static_cast<std::size_t>(arm)]);
    reaches_merge |= is_open_;
    Branch(merge);
  }
  StartBlock(merge);
  if (!reaches_merge) {
    EmitVoid(spv::Op::OpUnreachable, {});
    is_open_ = false;
  }
}

namespace {

bool HasBreak(const TreeSequence& sequence, int label) {
  return llvm::any_of(sequence, [&](const TreeNode& node) {
    return (node.kind == Kind::kBreak && node.label == label) ||
           llvm::any_of(node.arms, [&](const TreeSequence& arm) { return HasBreak(arm, label); });
  });
}

// Whether the next iteration of a loop around the sequence begins from inside it.
bool ContinuesOutside(const TreeSequence& sequence, std::vector<int>& loops) {
  return llvm::any_of(sequence, [&](const TreeNode& node) {
    if (node.kind == Kind::kContinue) return !llvm::is_contained(loops, node.label);
    if (node.kind == Kind::kLoop) loops.push_back(node.label);
    return llvm::any_of(node.arms, [&](const TreeSequence& arm) { return ContinuesOutside(arm, loops); });
  });
}

}  // namespace

void FunctionEmitter::EmitSwitch(const TreeNode& node) {
  EmitLine(node.terminator);
  const Id selector = Use(node.condition);
  const Id merge = module().NewId();
  constructs_[node.label] = {merge, {}};
  std::vector<Id> labels;
  for (const TreeSequence& arm : node.arms) labels.push_back(arm.empty() ? merge : module().NewId());
  spirv::Operands operands = Of(selector, labels[0]);
  const bool is_wide = node.condition->getType()->getIntegerBitWidth() > 32;
  for (std::size_t arm = 1; arm < node.arms.size(); ++arm) {
    for (const llvm::ConstantInt* value : node.cases[arm]) {
      // A literal narrower than its word is extended by the sign of the selector's type.
      const auto literal = IsSigned(*node.condition) ? static_cast<std::uint64_t>(value->getSExtValue()) : value->getZExtValue();
      operands.Add(static_cast<std::uint32_t>(literal));
      if (is_wide) operands.Add(static_cast<std::uint32_t>(literal >> 32));
      operands.Add(labels[arm]);
    }
  }
  EmitVoid(spv::Op::OpSelectionMerge, Of(merge, spv::SelectionControlMask::MaskNone));
  EmitVoid(spv::Op::OpSwitch, operands);
  is_open_ = false;
  bool reaches_merge = false;
  for (std::size_t arm = 0; arm < node.arms.size(); ++arm) {
    reaches_merge |= node.arms[arm].empty() || HasBreak(node.arms[arm], node.label);
    if (node.arms[arm].empty()) continue;
    StartBlock(labels[arm]);
    EmitSequence(node.arms[arm]);
    reaches_merge |= is_open_;
    Branch(merge);
  }
  StartBlock(merge);
  if (!reaches_merge) {
    EmitVoid(spv::Op::OpUnreachable, {});
    is_open_ = false;
  }
}

// A switch with only a default is the one selection that a break may leave from anywhere inside. SPIRV-Cross prints it as
// do { } while (false), where `continue` would be that loop's: with a case it stays a switch.
void FunctionEmitter::EmitScope(const TreeNode& node) {
  const Id merge = module().NewId(), body = module().NewId();
  constructs_[node.label] = {merge, {}};
  EmitVoid(spv::Op::OpSelectionMerge, Of(merge, spv::SelectionControlMask::MaskNone));
  spirv::Operands operands = Of(module().Uint(0), body);
  if (std::vector<int> loops; ContinuesOutside(node.arms[0], loops)) {
    operands.Add(0u);
    operands.Add(body);
  }
  EmitVoid(spv::Op::OpSwitch, operands);
  StartBlock(body);
  EmitSequence(node.arms[0]);
  Branch(merge);
  StartBlock(merge);
}

void FunctionEmitter::EmitLoop(const TreeNode& node) {
  const Id header = module().NewId(), body = module().NewId(), continuing = module().NewId(), merge = module().NewId();
  constructs_[node.label] = {merge, continuing};
  Branch(header);
  StartBlock(header);
  EmitLine(node.terminator);
  EmitVoid(spv::Op::OpLoopMerge, Of(merge, continuing, spv::LoopControlMask::MaskNone));
  Branch(body);
  StartBlock(body);
  EmitSequence(node.arms[0], node.label);
  Branch(continuing);
  StartBlock(continuing);
  EmitSequence(node.arms[1]);
  Branch(header);
  StartBlock(merge);
  if (!HasBreak(node.arms[0], node.label)) {
    EmitVoid(spv::Op::OpUnreachable, {});
    is_open_ = false;
  }
}

}  // namespace kiln::translator
