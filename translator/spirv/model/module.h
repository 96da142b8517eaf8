// A SPIR-V module under construction: the sections of SPIR-V 2.4, with types and constants made once.
//
// Not thread-safe; one module per translation. Ids are handed out in order, so equal input gives equal words.
#ifndef KILN_TRANSLATOR_SPIRV_MODEL_MODULE_H_
#define KILN_TRANSLATOR_SPIRV_MODEL_MODULE_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "translator/spirv/model/instruction.h"

namespace kiln::translator::spirv {

class Module {
 public:
  explicit Module(std::uint32_t version) : version_(version) {}

  std::uint32_t version() const { return version_; }
  Id NewId() { return Id{next_id_++}; }

  // Preamble. Each capability and extension is stated once however often it is asked for.
  void AddCapability(spv::Capability capability) { capabilities_.insert(capability); }
  bool HasCapability(spv::Capability capability) const { return capabilities_.contains(capability); }
  void AddExtension(std::string_view name) { extensions_.insert(std::string(name)); }
  // Pointers of the storage class PhysicalStorageBuffer.
  void UsePhysicalAddresses();
  Id GlslStd450();
  void AddEntryPoint(std::string_view name, Id function, std::vector<Id> interface);
  void AddExecutionMode(Id function, spv::ExecutionMode mode, const std::vector<std::uint32_t>& literals = {});
  void AddExecutionModeId(Id function, spv::ExecutionMode mode, const std::vector<Id>& ids);

  // Debug and annotation sections.
  Id String(std::string_view text);
  void Name(Id id, std::string_view name);
  // Names a result of a function, unless very many are called the same already: a number behind it then says no more than
  // the id, and who makes names unique (spirv-val, SPIRV-Cross) counts up from the first for each one.
  void NameValue(Id id, std::string_view name);
  void MemberName(Id type, std::uint32_t member, std::string_view name);
  void Decorate(Id id, spv::Decoration decoration, const std::vector<std::uint32_t>& literals = {});
  void DecorateMember(Id type, std::uint32_t member, spv::Decoration decoration,
                      const std::vector<std::uint32_t>& literals = {});

  // Types. Equal requests give the same id, save for structs and decorated arrays, which are what their owner makes.
  Id Void() { return Type(spv::Op::OpTypeVoid, {}); }
  Id Bool() { return Type(spv::Op::OpTypeBool, {}); }
  Id Int(std::uint32_t bits);    // signless to us: signedness 0
  Id SignedInt(std::uint32_t bits);
  Id Float(std::uint32_t bits);
  Id Vector(Id element, std::uint32_t count) { return Type(spv::Op::OpTypeVector, Of(element, count)); }
  Id Pointer(spv::StorageClass storage, Id pointee) { return Type(spv::Op::OpTypePointer, Of(storage, pointee)); }
  // `stride` 0: no layout (Function and Workgroup storage).
  Id Array(Id element, Id length, std::uint32_t stride);
  Id RuntimeArray(Id element, std::uint32_t stride);
  Id Function(Id result, const std::vector<Id>& parameters);
  Id NewStruct(const std::vector<Id>& members);

  // Constants.
  Id True() { return Constant(spv::Op::OpConstantTrue, Bool(), {}); }
  Id False() { return Constant(spv::Op::OpConstantFalse, Bool(), {}); }
  Id Uint(std::uint32_t value) { return Constant(spv::Op::OpConstant, Int(32), Of(value)); }
  Id Constant(spv::Op op, Id type, const Operands& operands);
  Id Null(Id type) { return Constant(spv::Op::OpConstantNull, type, {}); }
  Id Undef(Id type) { return Constant(spv::Op::OpUndef, type, {}); }
  Id Composite(Id type, const std::vector<Id>& parts) {
    return Constant(spv::Op::OpConstantComposite, type, Of(parts));
  }
  // A specialization constant of type uint with its own id.
  Id SpecUint(std::uint32_t default_value, std::uint32_t spec_id);

  // A module-scope instruction that is never shared (variables, spec-constant composites).
  Id AddGlobal(spv::Op op, Id type, const Operands& operands);

  // Function section.
  void AddFunctionInstruction(Instruction instruction) { functions_.push_back(std::move(instruction)); }

  // The finished words: header and all sections in order.
  std::vector<std::uint32_t> Assemble() const;

 private:
  Id Type(spv::Op op, const Operands& operands);

  std::uint32_t version_;
  std::uint32_t next_id_ = 1;
  std::set<spv::Capability> capabilities_;
  std::set<std::string> extensions_;
  Id glsl_;
  std::map<std::string, int, std::less<>> named_values_;
  std::vector<Instruction> entry_points_, execution_modes_, strings_, names_, annotations_, globals_, functions_;
  std::map<std::string, Id, std::less<>> string_ids_;
  std::map<std::vector<std::uint32_t>, Id> shared_;  // opcode, type, operands -> id
};

}  // namespace kiln::translator::spirv

#endif  // KILN_TRANSLATOR_SPIRV_MODEL_MODULE_H_
