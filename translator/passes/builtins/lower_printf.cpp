#include "translator/passes/builtins/lower_printf.h"

#include <algorithm>
#include <optional>

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/Local.h"

namespace kiln::translator {

namespace {

using artifact::PrintfArgument;

constexpr unsigned kGlobalSpace = 1;

// What a pointer to a literal may be behind: casts to the generic address space and freezes.
llvm::Value* BehindCasts(llvm::Value* value) {
  while (true) {
    value = value->stripPointerCasts();
    auto* freeze = llvm::dyn_cast<llvm::FreezeInst>(value);
    if (!freeze) return value;
    value = freeze->getOperand(0);
  }
}

// The number of `text` in `table`, where it is added when it is new.
template <typename Entry, typename Same>
std::uint32_t NumberOf(std::vector<Entry>& table, Entry entry, Same same) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Entry& known) { return same(known, entry); });
  const auto number = static_cast<std::uint32_t>(found - table.begin());
  if (found == table.end()) table.push_back(std::move(entry));
  return number;
}

// A value computed from the literals that a pointer may be, at the place of each choice between them.
class LiteralChoice {
 public:
  // `number` of a literal; nothing when it cannot have one.
  using Numbering = llvm::function_ref<std::optional<std::uint32_t>(llvm::StringRef text)>;
  explicit LiteralChoice(Numbering number) : number_(number) {}

  // An i32, or null when the pointer may be something else than a literal or null.
  llvm::Value* Resolve(llvm::Value* pointer) {
    pointer = BehindCasts(pointer);
    llvm::Type* word = llvm::Type::getInt32Ty(pointer->getContext());
    if (llvm::isa<llvm::ConstantPointerNull, llvm::UndefValue>(pointer)) return llvm::ConstantInt::get(word, 0);
    llvm::StringRef text;
    if (llvm::getConstantStringInfo(pointer, text)) {
      const std::optional<std::uint32_t> number = number_(text);
      return number ? llvm::ConstantInt::get(word, *number) : nullptr;
    }
    if (auto known = merged_.find(pointer); known != merged_.end()) return known->second;
    if (auto* select = llvm::dyn_cast<llvm::SelectInst>(pointer)) {
      llvm::Value* if_true = Resolve(select->getTrueValue());
      llvm::Value* if_false = if_true ? Resolve(select->getFalseValue()) : nullptr;
      if (!if_false) return nullptr;
      return merged_[pointer] = llvm::IRBuilder<>(select).CreateSelect(select->getCondition(), if_true, if_false);
    }
    if (auto* phi = llvm::dyn_cast<llvm::PHINode>(pointer)) return ResolvePhi(*phi, word);
    return nullptr;
  }

 private:
  llvm::Value* ResolvePhi(llvm::PHINode& phi, llvm::Type* word) {
    llvm::PHINode* numbers = llvm::IRBuilder<>(&phi).CreatePHI(word, phi.getNumIncomingValues());
    merged_[&phi] = numbers;  // a loop may come back here
    for (unsigned i = 0; i < phi.getNumIncomingValues(); ++i) {
      llvm::Value* number = Resolve(phi.getIncomingValue(i));
      if (!number) is_literal_ = false;
      numbers->addIncoming(number ? number : llvm::ConstantInt::get(word, 0), phi.getIncomingBlock(i));
    }
    return is_literal_ ? numbers : nullptr;
  }

  Numbering number_;
  bool is_literal_ = true;
  llvm::DenseMap<llvm::Value*, llvm::Value*> merged_;
};

class PrintfLowering {
 public:
  PrintfLowering(PassContext& context, KernelIr& kernel, llvm::CallInst& call)
      : context_(context),
        kernel_(kernel),
        call_(call),
        info_(*kernel.printf),
        layout_(kernel.function->getParent()->getDataLayout()),
        builder_(&call) {}

  void Run() {
    if (!DescribeArguments()) return;
    llvm::Value* format = FormatNumber();
    if (!format || !CollectWords(format)) return;
    Append();
  }

 private:
  bool Report(std::string message) {
    context_.diagnostics.Error(DiagnosticCode::kUnsupportedPrintf, call_, std::move(message));
    return false;
  }

  // A number as it was before C widened it for the call.
  static llvm::Value* Narrow(llvm::Value* value) {
    if (auto* extended = llvm::dyn_cast<llvm::FPExtInst>(value)) return Narrow(extended->getOperand(0));
    auto* number = llvm::dyn_cast<llvm::ConstantFP>(value);
    if (!number || !value->getType()->isDoubleTy()) return value;
    llvm::APFloat narrow = number->getValueAPF();
    bool is_inexact = false;
    narrow.convert(llvm::APFloat::IEEEsingle(), llvm::APFloat::rmNearestTiesToEven, &is_inexact);
    return is_inexact || narrow.isNaN() ? value : llvm::ConstantFP::get(value->getContext(), narrow);
  }

  // Pointers count as strings here; FormatNumber makes numbers of those that %p asks for.
  bool DescribeArguments() {
    for (unsigned i = 1; i < call_.arg_size(); ++i) {
      llvm::Value* value = Narrow(call_.getArgOperand(i));
      llvm::Type* scalar = value->getType()->getScalarType();
      PrintfArgument argument;
      auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(value->getType());
      argument.lanes = vector ? vector->getNumElements() : 1;
      argument.bits = scalar->isPointerTy() ? 32 : scalar->getScalarSizeInBits();
      if (value->getType()->isPointerTy() && !call_.isByValArgument(i)) {
        argument.kind = PrintfArgument::Kind::kString;
      } else if (scalar->isFloatingPointTy()) {
        argument.kind = PrintfArgument::Kind::kFloat;
      } else if (!scalar->isIntegerTy()) {
        return Report("argument " + std::to_string(i) + " of printf is no number, vector or string; print its parts");
      }
      values_.push_back(value);
      arguments_.push_back(argument);
    }
    return true;
  }

  // Turns the pointers that this format prints with %p into integers.
  Result<std::vector<PrintfArgument>> ArgumentsFor(llvm::StringRef text) const {
    KILN_ASSIGN_OR_RETURN(const std::vector<artifact::PrintfPiece> pieces, artifact::ParsePrintfFormat(std::string_view(text)));
    std::vector<PrintfArgument> arguments = arguments_;
    std::size_t next = 0;
    for (const artifact::PrintfPiece& piece : pieces) {
      if (!piece.conversion) continue;
      for (int size : {piece.conversion->width, piece.conversion->precision}) {
        if (size == artifact::PrintfConversion::kStar) ++next;
      }
      if (next < arguments.size() && piece.conversion->conversion == 'p') {
        if (arguments[next].kind != PrintfArgument::Kind::kString) {
          return kiln::Fail(ErrorCode::kInvalidArgument, "'%p' wants a pointer, argument " + std::to_string(next + 1) +
                                                             " behind the format is none");
        }
        arguments[next] = {PrintfArgument::Kind::kInteger, layout_.getPointerSizeInBits(0), 1};
      }
      ++next;
    }
    return arguments;
  }

  llvm::Value* FormatNumber() {
    std::optional<std::vector<PrintfArgument>> agreed;
    std::string wrong;
    auto number = [&](llvm::StringRef text) -> std::optional<std::uint32_t> {
      auto arguments = ArgumentsFor(text);
      artifact::PrintfFormat format;
      format.text = text.str();
      Status fits;
      if (arguments) {
        format.arguments = *arguments;
        fits = artifact::Check(format);
      }
      if (!arguments || !fits) {
        wrong = arguments ? fits.error().message() : arguments.error().message();
      } else if (agreed && *agreed != *arguments) {
        wrong = "the formats that this call chooses from take different arguments; print each by a call of its own";
      } else {
        agreed = *arguments;
        return 1 + NumberOf(info_.formats, std::move(format), [](const auto& a, const auto& b) {
                 return a.text == b.text && a.arguments == b.arguments;
               });
      }
      return std::nullopt;
    };
    llvm::Value* result = LiteralChoice(number).Resolve(call_.getArgOperand(0));
    if (!result || !agreed) {
      Report(wrong.empty() ? "the format of printf must be a string literal; the host has to know it" : "printf: " + wrong);
      return nullptr;
    }
    arguments_ = *agreed;
    return result;
  }

  bool CollectWords(llvm::Value* format) {
    words_.push_back(format);
    auto number = [&](llvm::StringRef text) -> std::optional<std::uint32_t> {
      return 1 + NumberOf(info_.strings, text.str(), std::equal_to<>());
    };
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const PrintfArgument& argument = arguments_[i];
      llvm::Value* value = values_[i];
      if (argument.kind == PrintfArgument::Kind::kString) {
        llvm::Value* string = LiteralChoice(number).Resolve(value);
        if (!string) {
          return Report("argument " + std::to_string(i + 1) + " behind the format of printf must be a string literal, or a "
                        "choice between some; print other characters one by one with %c");
        }
        words_.push_back(string);
        continue;
      }
      if (value->getType()->isPointerTy()) value = builder_.CreatePtrToInt(value, builder_.getIntNTy(argument.bits));
      for (unsigned lane = 0; lane < argument.lanes; ++lane) {
        AddWords(value->getType()->isVectorTy() ? builder_.CreateExtractElement(value, lane) : value);
      }
    }
    return true;
  }

  void AddWords(llvm::Value* value) {
    llvm::Type* word = builder_.getInt32Ty();
    const unsigned bits = value->getType()->getScalarSizeInBits();
    value = builder_.CreateBitCast(value, builder_.getIntNTy(bits));
    words_.push_back(builder_.CreateZExtOrTrunc(value, word));
    if (bits == 64) words_.push_back(builder_.CreateTrunc(builder_.CreateLShr(value, 32), word));
  }

  llvm::Value* Word(llvm::Value* index) {
    llvm::Module& module = *kernel_.function->getParent();
    llvm::GlobalVariable* buffer = module.getGlobalVariable(kPrintfBuffer);
    if (!buffer) {
      buffer = new llvm::GlobalVariable(module, llvm::ArrayType::get(builder_.getInt32Ty(), 0), /*isConstant=*/false,
                                        llvm::GlobalValue::ExternalLinkage, nullptr, kPrintfBuffer, nullptr,
                                        llvm::GlobalValue::NotThreadLocal, kGlobalSpace);
    }
    return builder_.CreateGEP(builder_.getInt32Ty(), buffer, index);
  }

  llvm::Value* Count(llvm::Value* word, llvm::Value* by) {
    return builder_.CreateAtomicRMW(llvm::AtomicRMWInst::Add, word, by, llvm::Align(4), llvm::AtomicOrdering::Monotonic);
  }

  void Append() {
    llvm::Value* next = Word(builder_.getInt32(0));
    llvm::LoadInst* used = builder_.CreateAlignedLoad(builder_.getInt32Ty(), next, llvm::Align(4));
    used->setAtomic(llvm::AtomicOrdering::Monotonic);
    llvm::Value* capacity = builder_.CreateAlignedLoad(builder_.getInt32Ty(), Word(builder_.getInt32(1)), llvm::Align(4));
    llvm::Value* size = builder_.getInt32(static_cast<std::uint32_t>(words_.size()));
    llvm::Value* wanted = builder_.CreateSelect(builder_.CreateICmpULT(used, capacity), size, builder_.getInt32(0));
    llvm::Value* at = Count(next, wanted);
    llvm::Value* fits = builder_.CreateICmpULE(builder_.CreateAdd(at, size), capacity);
    if (!call_.use_empty()) {
      call_.replaceAllUsesWith(builder_.CreateSelect(fits, builder_.getInt32(0), builder_.getInt32(0xffffffffu)));
    }
    llvm::Instruction *write = nullptr, *drop = nullptr;
    llvm::SplitBlockAndInsertIfThenElse(fits, &call_, &write, &drop);
    builder_.SetInsertPoint(write);
    for (std::uint32_t i = 0; i < words_.size(); ++i) {
      llvm::Value* place = Word(builder_.CreateAdd(at, builder_.getInt32(artifact::kPrintfHeaderWords + i)));
      builder_.CreateAlignedStore(words_[i], place, llvm::Align(4));
    }
    builder_.SetInsertPoint(drop);
    Count(Word(builder_.getInt32(2)), builder_.getInt32(1));
  }

  PassContext& context_;
  KernelIr& kernel_;
  llvm::CallInst& call_;
  artifact::PrintfInfo& info_;
  const llvm::DataLayout& layout_;
  llvm::IRBuilder<> builder_;
  std::vector<llvm::Value*> values_;       // behind the format
  std::vector<PrintfArgument> arguments_;  // the same as the host sees them
  std::vector<llvm::Value*> words_;        // of the record
};

}  // namespace

void LowerPrintf(PassContext& context, KernelIr& kernel) {
  std::vector<llvm::CallInst*> calls;
  for (llvm::Instruction& instruction : llvm::instructions(*kernel.function)) {
    auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
    if (call && call->getCalledFunction() && call->getCalledFunction()->getName() == kPrintfCall) calls.push_back(call);
  }
  if (calls.empty()) return;
  kernel.printf.emplace();
  llvm::SmallVector<llvm::WeakTrackingVH, 16> operands;
  for (llvm::CallInst* call : calls) PrintfLowering(context, kernel, *call).Run();
  for (llvm::CallInst* call : calls) {
    for (llvm::Value* operand : call->args()) operands.emplace_back(operand);
    if (!call->use_empty()) call->replaceAllUsesWith(llvm::PoisonValue::get(call->getType()));
    call->eraseFromParent();
  }
  // Widened floats and choices between literals have no other use.
  llvm::RecursivelyDeleteTriviallyDeadInstructionsPermissive(operands);
}

}  // namespace kiln::translator
