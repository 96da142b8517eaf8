// A SPIR-V module taken apart into its sections, so that the text targets can rewrite it and put it together again.
//
// Value semantics, no threading. Ids stay what they were: unnamed values print as `_<id>`, so a rewrite changes no
// text but the text it means to change.
#ifndef KILN_TRANSLATOR_TARGETS_PREPARE_SPIRV_CODE_H_
#define KILN_TRANSLATOR_TARGETS_PREPARE_SPIRV_CODE_H_

#include <cstdint>
#include <deque>
#include <optional>
#include <spirv/unified1/spirv.hpp11>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiln/base/result.h"
#include "translator/targets/prepare/line_table.h"

namespace kiln::translator::targets {

struct Instruction {
  spv::Op op = spv::Op::OpNop;
  std::uint32_t type = 0;    // 0: no result type
  std::uint32_t result = 0;  // 0: no result
  std::vector<std::uint32_t> operands;
  // Which operands are ids. Filled by SpirvCode::Parse, empty in instructions made later.
  std::vector<std::uint8_t> id_operands;
  Place place = {};
};

struct SpirvCode {
  std::uint32_t version = 0;
  std::uint32_t bound = 1;
  std::vector<Instruction> preamble;     // capabilities ... execution modes
  std::vector<Instruction> debug;        // strings, sources, names
  std::vector<Instruction> annotations;  // decorations
  std::deque<Instruction> globals;       // types, constants, module-scope variables; a deque: an index over the
                                         // module stays good while a rewrite adds to them
  std::vector<Instruction> functions;

  // kInvalidArtifact when the words are not SPIR-V.
  static Result<SpirvCode> Parse(const std::vector<std::uint32_t>& words);
  std::vector<std::uint32_t> Words() const;
  // Without OpLine, which disturbs SPIRV-Cross in its search for loops; `lines` has the places instead.
  std::vector<std::uint32_t> Words(LineTable& lines) const;

  std::uint32_t NewId() { return bound++; }
  // The module-scope type or constant with these operands; made at the end of `globals` when there is none.
  std::uint32_t Global(spv::Op op, std::uint32_t type, std::vector<std::uint32_t> operands);
  std::uint32_t AddGlobal(spv::Op op, std::uint32_t type, std::vector<std::uint32_t> operands);  // always a new one
  void SetName(std::uint32_t id, std::string_view name);  // hides earlier names of the id
  void Decorate(std::uint32_t id, spv::Decoration decoration, std::vector<std::uint32_t> literals = {});
  void DecorateMember(std::uint32_t type, std::uint32_t member, spv::Decoration decoration,
                      std::vector<std::uint32_t> literals = {});
  void RemoveDecoration(std::uint32_t id, spv::Decoration decoration);
  bool HasCapability(spv::Capability capability) const;
  void RequireCapability(spv::Capability capability);

 private:
  std::vector<std::uint32_t> WordsOfModule() const;  // all but the functions
};

// The string that starts at `operands[first]`.
std::string LiteralString(const std::vector<std::uint32_t>& operands, std::size_t first);
std::vector<std::uint32_t> StringWords(std::string_view text);

// Look-ups over one state of a module. Points into it: adding globals is fine, build a new one after other changes.
class SpirvIndex {
 public:
  explicit SpirvIndex(const SpirvCode& code);

  const Instruction* Definition(std::uint32_t id) const;  // null: not defined at module scope or in a function
  std::string Name(std::uint32_t id) const;               // "" without OpName
  // First literal of a decoration (0 when it has none); absent: not decorated.
  std::optional<std::uint32_t> Decoration(std::uint32_t id, spv::Decoration decoration) const;
  std::optional<std::uint32_t> BuiltIn(std::uint32_t id) const { return Decoration(id, spv::Decoration::BuiltIn); }
  // The type that a pointer-typed id points to, its storage class; 0 and absent otherwise.
  std::uint32_t Pointee(std::uint32_t pointer_type) const;
  // Bits of the scalar or of a vector's component, 0 for anything else; components, 1 for scalars.
  std::uint32_t ScalarWidth(std::uint32_t type) const;
  std::uint32_t Components(std::uint32_t type) const;
  std::uint32_t ScalarType(std::uint32_t type) const;  // the component type of a vector, else the type
  std::uint32_t TypeOf(std::uint32_t value) const;

 private:
  std::unordered_map<std::uint32_t, const Instruction*> definitions_;
  std::unordered_map<std::uint32_t, std::string> names_;
  std::unordered_map<std::uint64_t, std::uint32_t> decorations_;
};

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_PREPARE_SPIRV_CODE_H_
