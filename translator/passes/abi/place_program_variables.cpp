#include "translator/passes/abi/place_program_variables.h"

#include <algorithm>
#include <map>
#include <set>

#include "llvm/Analysis/ConstantFolding.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Operator.h"
#include "llvm/IR/ReplaceConstant.h"
#include "llvm/Support/MathExtras.h"
#include "translator/passes/cleanup/written_variables.h"
#include "translator/passes/memory/collect_objects.h"

namespace kiln::translator {

namespace {

constexpr unsigned kGlobalSpace = static_cast<unsigned>(frontend::AddressSpace::kGlobal);
constexpr unsigned kConstantSpace = static_cast<unsigned>(frontend::AddressSpace::kConstant);
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 31;  // offsets are 32-bit numbers
// Zeros between two parts of the first values that are not worth a part of their own.
constexpr std::uint64_t kGap = 16;

using Bytes = artifact::ProgramVariables::Bytes;

// A pointer of `type` to the byte `offset` of the buffer.
llvm::Constant* PlaceInBuffer(llvm::Module& module, std::uint64_t size, std::uint64_t offset, llvm::Type* type) {
  llvm::Type* byte = llvm::Type::getInt8Ty(module.getContext());
  llvm::GlobalVariable* buffer = module.getNamedGlobal(kProgramBuffer);
  if (!buffer) {
    buffer = new llvm::GlobalVariable(module, llvm::ArrayType::get(byte, size), /*isConstant=*/false,
                                      llvm::GlobalValue::ExternalLinkage, nullptr, kProgramBuffer, nullptr,
                                      llvm::GlobalValue::NotThreadLocal, kGlobalSpace);
    buffer->setAlignment(llvm::Align(16));
  }
  llvm::Type* index = module.getDataLayout().getIndexType(buffer->getType());
  llvm::Constant* place =
      llvm::ConstantExpr::getInBoundsGetElementPtr(byte, buffer, llvm::ConstantInt::get(index, offset));
  return buffer->getType() == type ? place : llvm::ConstantExpr::getAddrSpaceCast(place, type);
}

// A constant that was a private array which nothing writes, and that the kernel asks for its address space.
bool IsPrivate(const llvm::GlobalVariable& table) {
  if (table.getAddressSpace() != kConstantSpace) return false;
  llvm::SmallVector<const llvm::Value*, 8> pending = {&table};
  llvm::SmallPtrSet<const llvm::Value*, 8> seen;
  while (!pending.empty()) {
    for (const llvm::User* user : pending.pop_back_val()->users()) {
      if (llvm::isa<llvm::AddrSpaceCastOperator>(user)) return true;
      const bool passes_on = llvm::isa<llvm::GEPOperator, llvm::PHINode, llvm::SelectInst>(user);
      if (passes_on && seen.insert(user).second) pending.push_back(user);
    }
  }
  return false;
}

class Placement {
 public:
  Placement(PassContext& context, frontend::KernelModule& source, llvm::Module& module)
      : context_(context), source_(source), module_(module), layout_(module.getDataLayout()) {}

  ProgramVariables Run() {
    for (const llvm::GlobalVariable* written : WrittenVariables(source_)) {
      llvm::GlobalVariable* variable = module_.getGlobalVariable(written->getName(), /*AllowInternal=*/true);
      if (variable) Place(*variable);
    }
    for (std::size_t i = 0; i < placed_.size(); ++i) {
      for (const llvm::GlobalVariable* held : GlobalsIn(*placed_[i]->getInitializer())) {
        Place(const_cast<llvm::GlobalVariable&>(*held));
      }
    }
    const std::size_t moved = placed_.size();
    for (const llvm::GlobalVariable& global : source_.module().globals()) {
      llvm::GlobalVariable* table = module_.getGlobalVariable(global.getName(), /*AllowInternal=*/true);
      if (table && IsTable(*table)) Place(*table);
    }
    if (placed_.empty()) return {};
    if (end_ > kMostBytes) {
      Report(*placed_.back(), "more than 2 GiB of program-scope variables cannot be translated; pass buffers instead");
      return {};
    }
    result_.layout.size = static_cast<std::uint32_t>(llvm::alignTo(end_, 16));
    MakeType();
    for (llvm::GlobalVariable* variable : placed_) WriteFirstValue(*variable);
    for (std::size_t i = moved; i < placed_.size(); ++i) {
      result_.tables[placed_[i]->getName().str()] = offsets_[placed_[i]];
    }
    placed_.resize(moved);
    ReplaceUses();
    return std::move(result_);
  }

 private:
  void Place(llvm::GlobalVariable& variable) {
    if (offsets_.contains(&variable) || !variable.hasInitializer()) return;
    end_ = llvm::alignTo(end_, AlignmentOf(variable));
    offsets_[&variable] = end_;
    placed_.push_back(&variable);
    end_ += layout_.getTypeAllocSize(variable.getValueType());
  }

  // Constant, too large for the target, and without addresses in it.
  bool IsTable(const llvm::GlobalVariable& variable) const {
    const unsigned space = variable.getAddressSpace();
    return (space == kConstantSpace || space == kGlobalSpace) && variable.hasInitializer() && !IsGuarded(variable) &&
           !variable.getName().starts_with("llvm.") &&
           layout_.getTypeAllocSize(variable.getValueType()) > context_.profile.max_table_bytes &&
           GlobalsIn(*variable.getInitializer()).empty();
  }

  llvm::Align AlignmentOf(const llvm::GlobalVariable& variable) const {
    // At least that of a word, which targets without narrow integers read and write whole.
    return std::max(layout_.getValueOrABITypeAlignment(variable.getAlign(), variable.getValueType()), llvm::Align(4));
  }

  const frontend::GlobalVariable* Declared(const llvm::GlobalVariable& variable) const {
    const auto& known = source_.globals();
    const auto found = std::find_if(known.begin(), known.end(), [&](const frontend::GlobalVariable& candidate) {
      return candidate.ir_name == variable.getName();
    });
    return found == known.end() ? nullptr : &*found;
  }

  void MakeType() {
    auto type = std::make_shared<MemoryType>();
    type->kind = MemoryType::Kind::kStruct;
    type->name = "kiln_program_variables";
    type->size = result_.layout.size;
    std::set<std::string> taken;
    for (const llvm::GlobalVariable* variable : placed_) {
      const frontend::GlobalVariable* declared = Declared(*variable);
      std::string name = declared ? declared->source_name : "constant";
      const std::string base = name;
      for (int number = 2; !taken.insert(name).second; ++number) name = base + "_" + std::to_string(number);
      const std::uint64_t offset = offsets_[variable], size = layout_.getTypeAllocSize(variable->getValueType());
      if (size == 0) continue;
      AddFields(type->fields, name, offset, TypeOf(*variable, declared));
      result_.layout.variables.push_back({name, static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(size)});
    }
    result_.type = std::move(type);
  }

  // Where a text has no word for the layout of a struct, its members stand for themselves: the block's offsets are
  // stated.
  void AddFields(std::vector<MemoryType::Field>& fields, const std::string& name, std::uint64_t offset,
                 MemoryTypeRef type) {
    const bool is_sayable = context_.profile.explicit_offsets || IsPackedBy(*type, Packing::kStd430);
    if (is_sayable || type->kind != MemoryType::Kind::kStruct) {
      fields.push_back({name, offset, std::move(type)});
      return;
    }
    for (const MemoryType::Field& field : type->fields) {
      AddFields(fields, name + "_" + field.name, offset + field.offset, field.type);
    }
  }

  // What has no tree of plain types (unions, bit-fields) is an array of words.
  MemoryTypeRef TypeOf(const llvm::GlobalVariable& variable, const frontend::GlobalVariable* declared) const {
    const std::uint64_t size = layout_.getTypeAllocSize(variable.getValueType());
    MemoryTypeRef type;
    if (declared && declared->type) type = FromSource(layout_, module_.getContext(), *declared->type);
    if (!type) type = FromIr(layout_, variable.getValueType());
    if (type && type->size <= size) return type;
    const std::uint64_t width = llvm::MinAlign(size, 4);
    return MakeArray(MakeLeaf(layout_, llvm::IntegerType::get(module_.getContext(), static_cast<unsigned>(width * 8))),
                     size / width);
  }

  // ---- First values.
  void WriteFirstValue(llvm::GlobalVariable& variable) {
    if (Write(*variable.getInitializer(), offsets_[&variable])) return;
    Report(variable,
           "the first value of a program-scope variable that kernels write to holds an address that no number "
           "stands for; set it in a kernel");
  }

  // Whatever is not written is zero.
  bool Write(llvm::Constant& value, std::uint64_t offset) {
    if (value.isNullValue() || llvm::isa<llvm::UndefValue>(value)) return true;
    if (value.getType()->isPointerTy())
      return WritePointer(value, offset, layout_.getPointerTypeSizeInBits(value.getType()));
    if (auto* data = llvm::dyn_cast<llvm::ConstantDataSequential>(&value)) {
      Append(offset, data->getRawDataValues());
      return true;
    }
    if (auto* number = llvm::dyn_cast<llvm::ConstantInt>(&value)) return WriteBits(number->getValue(), offset);
    if (auto* number = llvm::dyn_cast<llvm::ConstantFP>(&value)) {
      return WriteBits(number->getValueAPF().bitcastToAPInt(), offset);
    }
    if (auto* structure = llvm::dyn_cast<llvm::ConstantStruct>(&value)) {
      const llvm::StructLayout* fields = layout_.getStructLayout(structure->getType());
      for (unsigned i = 0; i < structure->getNumOperands(); ++i) {
        if (!Write(*structure->getOperand(i), offset + fields->getElementOffset(i))) return false;
      }
      return true;
    }
    if (llvm::isa<llvm::ConstantArray, llvm::ConstantVector>(value)) {
      const std::uint64_t stride = layout_.getTypeAllocSize(value.getOperand(0)->getType());
      for (unsigned i = 0; i < value.getNumOperands(); ++i) {
        if (!Write(*llvm::cast<llvm::Constant>(value.getOperand(i)), offset + i * stride)) return false;
      }
      return true;
    }
    llvm::Constant* folded = llvm::ConstantFoldConstant(&value, layout_);
    if (folded && folded != &value) return Write(*folded, offset);
    auto* number = llvm::dyn_cast<llvm::PtrToIntOperator>(&value);
    return number && WritePointer(*llvm::cast<llvm::Constant>(number->getOperand(0)), offset,
                                  value.getType()->getScalarSizeInBits());
  }

  bool WriteBits(const llvm::APInt& bits, std::uint64_t offset) {
    std::string bytes;
    for (unsigned at = 0; at < bits.getBitWidth(); at += 8) {
      bytes += static_cast<char>(bits.extractBitsAsZExtValue(std::min(8u, bits.getBitWidth() - at), at));
    }
    Append(offset, bytes);
    return true;
  }

  // Only kernels with 64-bit pointers can read it; for others it is a number that nothing looks at.
  bool WritePointer(llvm::Constant& pointer, std::uint64_t offset, unsigned bits) {
    llvm::APInt inside(layout_.getIndexTypeSizeInBits(pointer.getType()), 0);
    const llvm::Value* base = pointer.stripAndAccumulateConstantOffsets(layout_, inside, /*AllowNonInbounds=*/true);
    const auto place = offsets_.find(llvm::dyn_cast<llvm::GlobalVariable>(base));
    if (place == offsets_.end()) return false;
    const std::uint64_t number = ProgramPointer(place->second + static_cast<std::uint64_t>(inside.getSExtValue()));
    return WriteBits(llvm::APInt(64, number).trunc(std::min(bits, 64u)), offset);
  }

  // The parts come in the order of their places.
  void Append(std::uint64_t offset, llvm::StringRef bytes) {
    static constexpr char kZeros[kGap + 1] = {};
    const llvm::StringRef gap(kZeros, sizeof kZeros);
    while (true) {
      const std::size_t first = bytes.find_first_not_of('\0');
      if (first == llvm::StringRef::npos) return;
      bytes = bytes.drop_front(first);
      offset += first;
      const llvm::StringRef part = bytes.substr(0, bytes.find(gap));
      AppendPart(offset, part.substr(0, part.find_last_not_of('\0') + 1));
      bytes = bytes.drop_front(part.size());
      offset += part.size();
    }
  }

  void AppendPart(std::uint64_t offset, llvm::StringRef bytes) {
    std::vector<Bytes>& parts = result_.layout.initial;
    const std::uint64_t end = parts.empty() ? 0 : parts.back().offset + parts.back().bytes.size();
    if (parts.empty() || offset - end > kGap) {
      parts.push_back({static_cast<std::uint32_t>(offset), bytes.str()});
      return;
    }
    parts.back().bytes.append(offset - end, '\0');
    parts.back().bytes += bytes;
  }

  void ReplaceUses() {
    for (llvm::GlobalVariable* variable : placed_) {
      // Nobody asks where a literal is: its other uses keep the constant.
      if (variable->isConstant() && variable->hasGlobalUnnamedAddr()) continue;
      variable->replaceAllUsesWith(
          PlaceInBuffer(module_, result_.layout.size, offsets_[variable], variable->getType()));
      variable->eraseFromParent();
    }
  }

  void Report(const llvm::GlobalVariable& variable, std::string message) {
    const frontend::GlobalVariable* declared = Declared(variable);
    context_.diagnostics.Error(DiagnosticCode::kProgramVariable,
                               declared ? declared->position : frontend::SourcePosition{}, std::move(message));
  }

  PassContext& context_;
  frontend::KernelModule& source_;
  llvm::Module& module_;
  const llvm::DataLayout& layout_;
  std::vector<llvm::GlobalVariable*> placed_;
  std::map<const llvm::GlobalVariable*, std::uint64_t> offsets_;
  std::uint64_t end_ = 0;
  ProgramVariables result_;
};

}  // namespace

ProgramVariables PlaceProgramVariables(PassContext& context, frontend::KernelModule& source, llvm::Module& module) {
  return Placement(context, source, module).Run();
}

void PlaceTables(KernelIr& kernel) {
  if (!kernel.program) return;
  llvm::Module& module = *kernel.function->getParent();
  for (const auto& [name, offset] : kernel.program->tables) {
    llvm::GlobalVariable* table = module.getGlobalVariable(name, /*AllowInternal=*/true);
    if (!table) continue;
    llvm::convertUsersOfConstantsToInstructions({table}, kernel.function);
    const auto is_here = [&](const llvm::Use& use) {
      const auto* user = llvm::dyn_cast<llvm::Instruction>(use.getUser());
      return user && user->getFunction() == kernel.function;
    };
    if (llvm::none_of(table->uses(), is_here) || IsPrivate(*table)) continue;
    table->replaceUsesWithIf(PlaceInBuffer(module, kernel.program->layout.size, offset, table->getType()), is_here);
  }
}

}  // namespace kiln::translator
