#include "kiln/artifact/spirv_subgroups.h"

#include <algorithm>

#include "runtime/artifact/spirv_additions.h"

namespace kiln::artifact {
namespace {

using spv::Op;

// Writes the new instructions into a function.
class Writer {
 public:
  Writer(Additions& ids, std::vector<std::uint32_t>& out, std::uint32_t subgroup_size, std::uint32_t group_size)
      : ids_(ids), out_(out), subgroup_size_(subgroup_size), group_size_(group_size) {}

  // x: ceil(width / size) sub-groups a row.
  std::uint32_t InRow() {
    const std::uint32_t padded = Emit(Op::OpIAdd, Part(group_size_, 0), ids_.UintConstant(subgroup_size_ - 1));
    return Emit(Op::OpUDiv, padded, ids_.UintConstant(subgroup_size_));
  }
  std::uint32_t Count() {
    const std::uint32_t rows = Emit(Op::OpIMul, Part(group_size_, 1), Part(group_size_, 2));
    return Emit(Op::OpIMul, rows, InRow());
  }
  // (z * height + y) * InRow + x / size
  std::uint32_t Own() {
    const std::uint32_t local = ids_.NewId();
    const std::uint32_t variable = ids_.Input(spv::BuiltIn::LocalInvocationId, ids_.Uint3());
    Append(out_, {Code(Op::OpLoad, 4), ids_.Uint3(), local, variable});
    const std::uint32_t layers = Emit(Op::OpIMul, Part(local, 2), Part(group_size_, 1));
    const std::uint32_t row = Emit(Op::OpIAdd, layers, Part(local, 1));
    const std::uint32_t before = Emit(Op::OpIMul, row, InRow());
    return Emit(Op::OpIAdd, before, Emit(Op::OpUDiv, Part(local, 0), ids_.UintConstant(subgroup_size_)));
  }

  void BroadcastFirst(const Instruction& first) {
    const std::uint32_t type = first.Word(1), scope = first.Word(3);
    const std::uint32_t ballot = ids_.NewId();
    Append(out_, {Code(Op::OpGroupNonUniformBallot, 5), ids_.Uint4(), ballot, scope, ids_.True()});
    const std::uint32_t lane = Emit(Op::OpGroupNonUniformBallotFindLSB, scope, ballot);
    Append(out_, {Code(Op::OpGroupNonUniformBroadcast, 6), type, first.Word(2), scope, first.Word(4), lane});
  }

 private:
  std::uint32_t Emit(Op op, std::uint32_t left, std::uint32_t right) {
    const std::uint32_t id = ids_.NewId();
    Append(out_, {Code(op, 5), ids_.Uint(), id, left, right});
    return id;
  }
  std::uint32_t Part(std::uint32_t vector, std::uint32_t index) { return Emit(Op::OpCompositeExtract, vector, index); }

  Additions& ids_;
  std::vector<std::uint32_t>& out_;
  std::uint32_t subgroup_size_, group_size_;
};

}  // namespace

Result<std::vector<std::uint32_t>> MendSubgroups(std::span<const std::uint32_t> words, std::uint32_t subgroup_size) {
  KILN_ASSIGN_OR_RETURN(const Module module, ParseModule(words));
  Additions ids(module);
  std::uint32_t count = ids.Find(spv::BuiltIn::NumSubgroups), own = ids.Find(spv::BuiltIn::SubgroupId);
  const std::uint32_t group_size = ids.Find(spv::BuiltIn::WorkgroupSize);
  if (group_size == 0 || subgroup_size == 0) count = own = 0;
  bool has_changed = false;
  std::vector<std::uint32_t> functions;
  std::size_t first_function = module.instructions.size();
  Writer writer(ids, functions, subgroup_size, group_size);
  for (std::size_t i = 0; i < module.instructions.size(); ++i) {
    const Instruction& instruction = module.instructions[i];
    if (instruction.opcode == Op::OpFunction) first_function = std::min(first_function, i);
    if (first_function == module.instructions.size()) continue;
    const std::uint32_t pointer = instruction.opcode == Op::OpLoad ? instruction.Word(3) : 0;
    const bool is_place = pointer != 0 && (pointer == count || pointer == own);
    const bool is_first = instruction.opcode == Op::OpGroupNonUniformBroadcastFirst;
    has_changed |= is_place || is_first;
    if (is_place) {
      const std::uint32_t value = pointer == count ? writer.Count() : writer.Own();
      // A sum with 0 fits a signed type too.
      Append(functions, {Code(Op::OpIAdd, 5), instruction.Word(1), instruction.Word(2), value, ids.UintConstant(0)});
    } else if (is_first) {
      writer.BroadcastFirst(instruction);
    } else {
      Append(functions, instruction.words);
    }
  }
  if (!has_changed) return std::vector(words.begin(), words.end());
  return ids.Assemble(first_function, functions);
}

}  // namespace kiln::artifact
