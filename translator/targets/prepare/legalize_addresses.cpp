#include <bit>
#include <map>

#include "translator/targets/prepare/legalize.h"
#include "translator/targets/prepare/rewrite_functions.h"

namespace kiln::translator::targets {
namespace {

using spv::Op;

constexpr auto kPhysical = static_cast<std::uint32_t>(spv::StorageClass::PhysicalStorageBuffer);

// "uint", "f16vec4"
std::string TypeName(const SpirvIndex& index, std::uint32_t type) {
  const Instruction& scalar = *index.Definition(index.ScalarType(type));
  const std::uint32_t bits = index.ScalarWidth(type), components = index.Components(type);
  const bool is_float = scalar.op == Op::OpTypeFloat;
  const bool is_signed = !is_float && scalar.operands[1] != 0;
  if (components == 1) {
    if (bits == 32) return is_float ? "float" : is_signed ? "int" : "uint";
    return (is_float ? "float" : is_signed ? "int" : "uint") + std::to_string(bits);
  }
  const char letter = is_float ? 'f' : is_signed ? 'i' : 'u';
  if (bits == 32) return (is_float ? std::string() : std::string(1, letter)) + "vec" + std::to_string(components);
  return letter + std::to_string(bits) + "vec" + std::to_string(components);
}

class AddressRewriter {
 public:
  explicit AddressRewriter(SpirvCode& code) : rewriter_(code) {}

  void Run() {
    FindAlignments();
    rewriter_.Run([&](const Instruction& instruction) {
      const Instruction* pointer = index().Definition(instruction.type);
      if (instruction.op != Op::OpConvertUToPtr || index().ScalarWidth(pointer->operands[1]) == 0) return false;
      const std::uint32_t block = BlockPointer(pointer->operands[1], alignments_[instruction.result]);
      const std::uint32_t base = rewriter_.Emit(Op::OpConvertUToPtr, block, instruction.operands);
      const std::uint32_t zero = rewriter_.IntConstant(rewriter_.IntType(32), 0);
      rewriter_.EmitAs(instruction.result, Op::OpAccessChain, instruction.type, {base, zero});
      return true;
    });
  }

 private:
  const SpirvIndex& index() const { return rewriter_.index(); }

  // What the accesses promise of each pointer; atomics promise that of their type.
  void FindAlignments() {
    constexpr auto kAligned = static_cast<std::uint32_t>(spv::MemoryAccessMask::Aligned);
    for (const Instruction& instruction : rewriter_.code().functions) {
      const std::size_t access = instruction.op == Op::OpLoad ? 1 : instruction.op == Op::OpStore ? 2 : 0;
      if (access == 0 || instruction.operands.size() < access + 2) continue;
      if ((instruction.operands[access] & kAligned) == 0) continue;
      alignments_[instruction.operands[0]] = instruction.operands[access + 1];
    }
  }

  // The type of pointers to the block.
  std::uint32_t BlockPointer(std::uint32_t type, std::uint32_t alignment) {
    const std::uint32_t natural = index().ScalarWidth(type) / 8 * std::bit_ceil(index().Components(type));
    if (alignment == 0) alignment = natural;
    std::uint32_t& pointer = pointers_[{type, alignment}];
    if (pointer != 0) return pointer;
    SpirvCode& code = rewriter_.code();
    const std::uint32_t structure = code.AddGlobal(Op::OpTypeStruct, 0, {type});
    code.Decorate(structure, spv::Decoration::Block);
    code.DecorateMember(structure, 0, spv::Decoration::Offset, {0});
    std::string name = TypeName(index(), type) + "_at";
    if (alignment < natural) name += "_multiple_of_" + std::to_string(alignment);
    code.SetName(structure, name);
    code.debug.push_back({Op::OpMemberName, 0, 0, MemberName(structure), {}, {}});
    pointer = code.Global(Op::OpTypePointer, 0, {kPhysical, structure});
    return pointer;
  }

  static std::vector<std::uint32_t> MemberName(std::uint32_t structure) {
    std::vector<std::uint32_t> operands = {structure, 0};
    const std::vector<std::uint32_t> name = StringWords("value");
    operands.insert(operands.end(), name.begin(), name.end());
    return operands;
  }

  FunctionRewriter rewriter_;
  std::map<std::uint32_t, std::uint32_t> alignments_;                          // pointer -> bytes
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> pointers_;  // by type and alignment
};

}  // namespace

// Before: p = ConvertUToPtr %uint_pointer a; v = Load p Aligned 4.
// After:  b = ConvertUToPtr %uint_at_pointer a; p = AccessChain b 0; v = Load p Aligned 4.
void LegalizeAddresses(SpirvCode& code) {
  if (code.HasCapability(spv::Capability::PhysicalStorageBufferAddresses)) AddressRewriter(code).Run();
}

}  // namespace kiln::translator::targets
