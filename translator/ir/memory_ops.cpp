#include "translator/ir/memory_ops.h"

#include <array>

#include "llvm/IR/Constants.h"
#include "llvm/IR/DerivedTypes.h"
#include "llvm/IR/Module.h"

namespace kiln::translator {

namespace {

constexpr std::array<llvm::StringLiteral, 6> kKindNames = {"load", "store", "rmw", "cmpxchg", "aload", "astore"};
// The flags operand: the operation of an rmw in the low byte, its order above.
constexpr unsigned kOperationMask = 0xff, kOrderShift = 8, kFailureShift = 12, kOrderMask = 0xf;
constexpr unsigned kWorkGroupFlag = 1u << 16, kVolatileFlag = 1u << 31;

unsigned Pack(llvm::AtomicRMWInst::BinOp rmw, const AtomicOrder& order) {
  const unsigned operation = rmw == llvm::AtomicRMWInst::BAD_BINOP ? kOperationMask : static_cast<unsigned>(rmw);
  return operation | static_cast<unsigned>(order.order) << kOrderShift |
         static_cast<unsigned>(order.failure) << kFailureShift | (order.is_work_group ? kWorkGroupFlag : 0);
}

llvm::AtomicRMWInst::BinOp UnpackOperation(unsigned flags) {
  const unsigned operation = flags & kOperationMask;
  return operation == kOperationMask ? llvm::AtomicRMWInst::BAD_BINOP
                                     : static_cast<llvm::AtomicRMWInst::BinOp>(operation);
}

AtomicOrder UnpackOrder(unsigned flags) {
  return {static_cast<llvm::AtomicOrdering>(flags >> kOrderShift & kOrderMask),
          static_cast<llvm::AtomicOrdering>(flags >> kFailureShift & kOrderMask), (flags & kWorkGroupFlag) != 0};
}

bool YieldsValue(MemoryOpKind kind) { return kind != MemoryOpKind::kStore && kind != MemoryOpKind::kAtomicStore; }

unsigned ValueCount(MemoryOpKind kind) {
  switch (kind) {
    case MemoryOpKind::kLoad:
    case MemoryOpKind::kAtomicLoad: return 0;
    case MemoryOpKind::kCompareExchange: return 2;
    default: return 1;
  }
}

// The declaration `name.kind.T`: variadic, since the number of terms differs from call to call. A load reads memory and
// nothing else; everything else may do anything to it.
llvm::FunctionCallee Declare(llvm::IRBuilderBase& builder, llvm::StringRef prefix, MemoryOpKind kind, llvm::Type* type,
                             bool is_volatile) {
  llvm::Module& module = *builder.GetInsertBlock()->getModule();
  std::string name = (prefix + kKindNames[static_cast<unsigned>(kind)] + "." + TypeSuffix(type)).str();
  if (is_volatile) name += ".volatile";
  llvm::Type* result = YieldsValue(kind) ? type : builder.getVoidTy();
  auto* function_type = llvm::FunctionType::get(result, {builder.getInt32Ty()}, /*isVarArg=*/true);
  llvm::FunctionCallee callee = module.getOrInsertFunction(name, function_type);
  auto* function = llvm::cast<llvm::Function>(callee.getCallee());
  function->setDoesNotThrow();
  function->setWillReturn();
  if (kind == MemoryOpKind::kLoad && !is_volatile) function->setOnlyReadsMemory();
  return callee;
}

std::optional<MemoryOpKind> KindOf(const llvm::CallInst& call, llvm::StringRef prefix) {
  const llvm::Function* callee = call.getCalledFunction();
  if (!callee) return std::nullopt;
  llvm::StringRef name = callee->getName();
  if (!name.consume_front(prefix)) return std::nullopt;
  for (unsigned i = 0; i < kKindNames.size(); ++i) {
    if (name.starts_with((kKindNames[i] + ".").str())) return static_cast<MemoryOpKind>(i);
  }
  return std::nullopt;
}

std::uint32_t ConstantAt(const llvm::CallInst& call, unsigned index) {
  return static_cast<std::uint32_t>(llvm::cast<llvm::ConstantInt>(call.getArgOperand(index))->getZExtValue());
}

llvm::Type* AccessedType(const llvm::CallInst& call, MemoryOpKind kind, unsigned first_value) {
  return YieldsValue(kind) ? call.getType() : call.getArgOperand(first_value)->getType();
}

}  // namespace

std::string TypeSuffix(llvm::Type* type) {
  if (auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(type)) {
    return "v" + std::to_string(vector->getNumElements()) + TypeSuffix(vector->getElementType());
  }
  if (type->isIntegerTy()) return "i" + std::to_string(type->getIntegerBitWidth());
  return "f" + std::to_string(type->getPrimitiveSizeInBits().getFixedValue());
}

llvm::CallInst* Create(llvm::IRBuilderBase& builder, const MemoryOp& op) {
  llvm::SmallVector<llvm::Value*, 12> arguments = {builder.getInt32(op.object), builder.getInt32(op.alignment),
                                                   builder.getInt32(Pack(op.rmw, op.order)),
                                                   builder.getInt64(static_cast<std::uint64_t>(op.offset.constant))};
  arguments.append(op.values.begin(), op.values.end());
  for (const LinearOffset::Term& term : op.offset.terms) {
    arguments.push_back(builder.getInt64(static_cast<std::uint64_t>(term.scale)));
    arguments.push_back(builder.getInt64(static_cast<std::uint64_t>(term.limit)));
    arguments.push_back(term.value);
  }
  return builder.CreateCall(Declare(builder, "kiln.mem.", op.kind, op.type, op.is_volatile), arguments);
}

std::optional<MemoryOp> AsMemoryOp(const llvm::Instruction& instruction) {
  const auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
  if (!call) return std::nullopt;
  const std::optional<MemoryOpKind> kind = KindOf(*call, "kiln.mem.");
  if (!kind) return std::nullopt;
  constexpr unsigned kFirstValue = 4;
  MemoryOp op;
  op.kind = *kind;
  op.object = ConstantAt(*call, 0);
  op.alignment = ConstantAt(*call, 1);
  op.rmw = UnpackOperation(ConstantAt(*call, 2));
  op.order = UnpackOrder(ConstantAt(*call, 2));
  op.is_volatile = call->getCalledFunction()->getName().ends_with(".volatile");
  op.type = AccessedType(*call, *kind, kFirstValue);
  op.offset.constant = llvm::cast<llvm::ConstantInt>(call->getArgOperand(3))->getSExtValue();
  unsigned i = kFirstValue;
  for (; i < kFirstValue + ValueCount(*kind); ++i) op.values.push_back(call->getArgOperand(i));
  for (; i + 2 < call->arg_size(); i += 3) {
    const auto number = [&](unsigned k) { return llvm::cast<llvm::ConstantInt>(call->getArgOperand(k))->getSExtValue(); };
    op.offset.AddTerm(number(i), call->getArgOperand(i + 2), number(i + 1));
  }
  return op;
}

llvm::CallInst* Create(llvm::IRBuilderBase& builder, const ViewOp& op) {
  llvm::SmallVector<llvm::Value*, 8> arguments = {
      builder.getInt32(op.view), builder.getInt32((op.is_volatile ? kVolatileFlag : 0) | Pack(op.rmw, op.order))};
  arguments.append(op.values.begin(), op.values.end());
  arguments.append(op.path.begin(), op.path.end());
  return builder.CreateCall(Declare(builder, "kiln.view.", op.kind, op.type, op.is_volatile), arguments);
}

std::optional<ViewOp> AsViewOp(const llvm::Instruction& instruction) {
  const auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
  if (!call) return std::nullopt;
  const std::optional<MemoryOpKind> kind = KindOf(*call, "kiln.view.");
  if (!kind) return std::nullopt;
  constexpr unsigned kFirstValue = 2;
  ViewOp op;
  op.kind = *kind;
  op.view = ConstantAt(*call, 0);
  const std::uint32_t flags = ConstantAt(*call, 1);
  op.is_volatile = (flags & kVolatileFlag) != 0;
  op.rmw = UnpackOperation(flags);
  op.order = UnpackOrder(flags);
  op.type = AccessedType(*call, *kind, kFirstValue);
  unsigned i = kFirstValue;
  for (; i < kFirstValue + ValueCount(*kind); ++i) op.values.push_back(call->getArgOperand(i));
  for (; i < call->arg_size(); ++i) op.path.push_back(call->getArgOperand(i));
  return op;
}

}  // namespace kiln::translator
