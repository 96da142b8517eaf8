#include "translator/spirv/model/module.h"

namespace kiln::translator::spirv {

namespace {

constexpr int kValuesOfOneName = 512;

Operands WithLiterals(Operands operands, const std::vector<std::uint32_t>& literals) {
  for (std::uint32_t literal : literals) operands.Add(literal);
  return operands;
}

}  // namespace

Id Module::GlslStd450() {
  if (!glsl_) glsl_ = NewId();
  return glsl_;
}

void Module::AddEntryPoint(std::string_view name, Id function, std::vector<Id> interface) {
  Operands operands = Of(spv::ExecutionModel::GLCompute, function, name);
  operands.Add(interface);
  entry_points_.push_back({spv::Op::OpEntryPoint, {}, {}, operands.Take()});
}

void Module::AddExecutionMode(Id function, spv::ExecutionMode mode, const std::vector<std::uint32_t>& literals) {
  execution_modes_.push_back({spv::Op::OpExecutionMode, {}, {}, WithLiterals(Of(function, mode), literals).Take()});
}

void Module::AddExecutionModeId(Id function, spv::ExecutionMode mode, const std::vector<Id>& ids) {
  Operands operands = Of(function, mode);
  operands.Add(ids);
  execution_modes_.push_back({spv::Op::OpExecutionModeId, {}, {}, operands.Take()});
}

Id Module::String(std::string_view text) {
  if (auto found = string_ids_.find(text); found != string_ids_.end()) return found->second;
  const Id id = NewId();
  string_ids_.emplace(text, id);
  strings_.push_back({spv::Op::OpString, {}, id, Of(text).Take()});
  return id;
}

void Module::Name(Id id, std::string_view name) {
  if (!name.empty()) names_.push_back({spv::Op::OpName, {}, {}, Of(id, name).Take()});
}

void Module::NameValue(Id id, std::string_view name) {
  auto count = named_values_.find(name);
  if (count == named_values_.end()) count = named_values_.emplace(name, 0).first;
  if (++count->second <= kValuesOfOneName) Name(id, name);
}

void Module::MemberName(Id type, std::uint32_t member, std::string_view name) {
  if (!name.empty()) names_.push_back({spv::Op::OpMemberName, {}, {}, Of(type, member, name).Take()});
}

void Module::Decorate(Id id, spv::Decoration decoration, const std::vector<std::uint32_t>& literals) {
  annotations_.push_back({spv::Op::OpDecorate, {}, {}, WithLiterals(Of(id, decoration), literals).Take()});
}

void Module::DecorateMember(Id type, std::uint32_t member, spv::Decoration decoration,
                            const std::vector<std::uint32_t>& literals) {
  annotations_.push_back(
      {spv::Op::OpMemberDecorate, {}, {}, WithLiterals(Of(type, member, decoration), literals).Take()});
}

Id Module::Type(spv::Op op, const Operands& operands) {
  std::vector<std::uint32_t> key = {static_cast<std::uint32_t>(op), 0};
  key.insert(key.end(), operands.words().begin(), operands.words().end());
  auto [entry, is_new] = shared_.try_emplace(std::move(key));
  if (is_new) {
    entry->second = NewId();
    globals_.push_back({op, {}, entry->second, operands.words()});
  }
  return entry->second;
}

Id Module::Int(std::uint32_t bits) {
  if (bits == 8) AddCapability(spv::Capability::Int8);
  if (bits == 16) AddCapability(spv::Capability::Int16);
  if (bits == 64) AddCapability(spv::Capability::Int64);
  return Type(spv::Op::OpTypeInt, Of(bits, 0u));
}

Id Module::SignedInt(std::uint32_t bits) {
  Int(bits);  // states the capability
  return Type(spv::Op::OpTypeInt, Of(bits, 1u));
}

Id Module::Float(std::uint32_t bits) {
  if (bits == 16) AddCapability(spv::Capability::Float16);
  if (bits == 64) AddCapability(spv::Capability::Float64);
  return Type(spv::Op::OpTypeFloat, Of(bits));
}

Id Module::Array(Id element, Id length, std::uint32_t stride) {
  if (stride == 0) return Type(spv::Op::OpTypeArray, Of(element, length));
  // An array with a stride is another type than the one without: the key carries the stride.
  auto [entry, is_new] = shared_.try_emplace(
      {static_cast<std::uint32_t>(spv::Op::OpTypeArray), stride, element.value, length.value});
  if (is_new) {
    entry->second = AddGlobal(spv::Op::OpTypeArray, {}, Of(element, length));
    Decorate(entry->second, spv::Decoration::ArrayStride, {stride});
  }
  return entry->second;
}

Id Module::RuntimeArray(Id element, std::uint32_t stride) {
  auto [entry, is_new] =
      shared_.try_emplace({static_cast<std::uint32_t>(spv::Op::OpTypeRuntimeArray), stride, element.value});
  if (is_new) {
    entry->second = AddGlobal(spv::Op::OpTypeRuntimeArray, {}, Of(element));
    Decorate(entry->second, spv::Decoration::ArrayStride, {stride});
  }
  return entry->second;
}

Id Module::Function(Id result, const std::vector<Id>& parameters) {
  return Type(spv::Op::OpTypeFunction, Of(result, parameters));
}

Id Module::NewStruct(const std::vector<Id>& members) { return AddGlobal(spv::Op::OpTypeStruct, {}, Of(members)); }

Id Module::Constant(spv::Op op, Id type, const Operands& operands) {
  std::vector<std::uint32_t> key = {static_cast<std::uint32_t>(op), type.value};
  key.insert(key.end(), operands.words().begin(), operands.words().end());
  auto [entry, is_new] = shared_.try_emplace(std::move(key));
  if (is_new) entry->second = AddGlobal(op, type, operands);
  return entry->second;
}

Id Module::SpecUint(std::uint32_t default_value, std::uint32_t spec_id) {
  const Id id = AddGlobal(spv::Op::OpSpecConstant, Int(32), Of(default_value));
  Decorate(id, spv::Decoration::SpecId, {spec_id});
  return id;
}

Id Module::AddGlobal(spv::Op op, Id type, const Operands& operands) {
  const Id id = NewId();
  globals_.push_back({op, type, id, operands.words()});
  return id;
}

void Module::UsePhysicalAddresses() {
  constexpr std::uint32_t kSpirv15 = 0x00010500;
  AddCapability(spv::Capability::PhysicalStorageBufferAddresses);
  AddCapability(spv::Capability::Int64);
  if (version_ < kSpirv15) AddExtension("SPV_KHR_physical_storage_buffer");
}

std::vector<std::uint32_t> Module::Assemble() const {
  std::vector<std::uint32_t> words = {spv::MagicNumber, version_, 0 /* generator: none registered */, next_id_, 0};
  for (spv::Capability capability : capabilities_) {
    Instruction{spv::Op::OpCapability, {}, {}, Of(capability).Take()}.AppendTo(words);
  }
  for (const std::string& extension : extensions_) {
    Instruction{spv::Op::OpExtension, {}, {}, Of(std::string_view(extension)).Take()}.AppendTo(words);
  }
  if (glsl_) {
    Instruction{spv::Op::OpExtInstImport, {}, glsl_, Of(std::string_view("GLSL.std.450")).Take()}.AppendTo(words);
  }
  const auto addressing = HasCapability(spv::Capability::PhysicalStorageBufferAddresses)
                              ? spv::AddressingModel::PhysicalStorageBuffer64
                              : spv::AddressingModel::Logical;
  Instruction{spv::Op::OpMemoryModel, {}, {}, Of(addressing, spv::MemoryModel::GLSL450).Take()}.AppendTo(words);
  for (const auto* section : {&entry_points_, &execution_modes_, &strings_, &names_, &annotations_, &globals_,
                              &functions_}) {
    for (const Instruction& instruction : *section) instruction.AppendTo(words);
  }
  return words;
}

}  // namespace kiln::translator::spirv
