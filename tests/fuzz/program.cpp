#include "tests/fuzz/program.h"

#include <algorithm>
#include <cstring>

#include "tests/fuzz/expressions.h"
#include "tests/fuzz/statements.h"

namespace kiln::fuzz {
namespace {

constexpr Type kUint{Scalar::kUint, 1};
constexpr Type kInt{Scalar::kInt, 1};

// Values that a test needs but a kernel's shape does not depend on.
std::vector<std::byte> RandomBytes(Type type, std::uint32_t count, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<std::byte> bytes(static_cast<std::size_t>(count) * type.bytes());
  const std::size_t size = type.scalar_bits() / 8;
  for (std::size_t at = 0; at < bytes.size(); at += size) {
    if (type.is_float()) {
      const float value = (static_cast<float>(random() % 4001) - 2000.5F) / 4;
      std::memcpy(&bytes[at], &value, size);
      continue;
    }
    std::uint64_t value = (static_cast<std::uint64_t>(random()) << 32) | random();
    if (random() % 3 == 0) value = random() % 16;
    if (random() % 8 == 0) value = ~std::uint64_t{0};
    std::memcpy(&bytes[at], &value, size);
  }
  return bytes;
}

class ProgramWriter {
 public:
  ProgramWriter(Choices& choices, const Features& features)
      : choices_(choices), features_(features), expressions_(choices, aggregates_) {}

  Program Write() {
    program_.version = choices_.Chance(40) && features_.generic_pointers ? "CL2.0" : "CL1.2";
    const std::vector<std::uint32_t> sizes = {4, 1, 8, 16};
    program_.local_size = choices_.Among(sizes);
    program_.global_size = program_.local_size * (1 + choices_.Below(3));
    context_.generic = program_.version == "CL2.0";
    text_ = Prelude();
    DeclareAggregates();
    DeclareTables();
    DefineFunctions();
    DefineProcedures();
    DefineKernel();
    program_.source = text_;
    return std::move(program_);
  }

 private:
  void DeclareAggregates() {
    for (std::uint32_t i = choices_.Below(4); i > 0; --i) {
      Aggregate aggregate;
      const std::size_t index = aggregates_.size();
      aggregate.name = "S" + std::to_string(index);
      aggregate.is_union = choices_.Chance(25);
      aggregate.packed = !aggregate.is_union && choices_.Chance(25);
      if (aggregate.is_union) {
        AddUnionMembers(aggregate);
      } else {
        for (std::uint32_t f = 1 + choices_.Below(4); f > 0; --f) AddField(aggregate);
      }
      text_ += std::string(aggregate.is_union ? "union " : "struct ") +
               (aggregate.packed ? "__attribute__((packed)) " : "") + aggregate.name + " {";
      for (const Field& field : aggregate.fields) {
        text_ += " " + (field.aggregate >= 0 ? TypeName(field.aggregate) : field.type.name()) + " " + field.name +
                 (field.count > 0 ? "[" + std::to_string(field.count) + "]" : "") + ";";
      }
      text_ += " };\n";
      aggregates_.push_back(std::move(aggregate));
    }
  }

  void AddField(Aggregate& aggregate) {
    Field field;
    field.name = "f" + std::to_string(aggregate.fields.size());
    field.type = expressions_.AnyType();
    if (!aggregates_.empty() && choices_.Chance(20)) {
      field.aggregate = static_cast<int>(choices_.Below(static_cast<std::uint32_t>(aggregates_.size())));
    }
    if (choices_.Chance(25)) field.count = 2U << choices_.Below(2);
    aggregate.fields.push_back(std::move(field));
  }

  void AddUnionMembers(Aggregate& aggregate) {
    const std::uint32_t bytes = 4U << choices_.Below(3);
    for (std::uint32_t f = 2 + choices_.Below(3); f > 0; --f) {
      Field field;
      field.name = "f" + std::to_string(aggregate.fields.size());
      std::vector<Type> fitting;
      for (const Scalar scalar :
           {Scalar::kUint, Scalar::kUchar, Scalar::kShort, Scalar::kUshort, Scalar::kInt, Scalar::kUlong}) {
        for (const std::uint32_t width : {1U, 2U, 4U, 8U}) {
          const Type type{scalar, width};
          if (type.bytes() <= bytes) fitting.push_back(type);
        }
      }
      field.type = choices_.Among(fitting);
      if (field.type.bytes() < bytes) field.count = bytes / field.type.bytes();
      aggregate.fields.push_back(std::move(field));
    }
  }

  std::string TypeName(int aggregate) const {
    const Aggregate& type = aggregates_[static_cast<std::size_t>(aggregate)];
    return (type.is_union ? "union " : "struct ") + type.name;
  }

  // In braces, for all that an aggregate holds: a union by its first member.
  std::string Initializer(int index) {
    const Aggregate& aggregate = aggregates_[static_cast<std::size_t>(index)];
    std::string text = "{";
    for (const Field& field : aggregate.fields) {
      const auto one = [&] {
        return field.aggregate >= 0 ? Initializer(field.aggregate) : expressions_.Literal(field.type);
      };
      text += text.size() > 1 ? ", " : "";
      if (field.count == 0) {
        text += one();
      } else {
        text += "{";
        for (std::uint32_t i = 0; i < field.count; ++i) text += (i == 0 ? "" : ", ") + one();
        text += "}";
      }
      if (aggregate.is_union) break;
    }
    return text + "}";
  }

  void DeclareTables() {
    for (std::uint32_t i = choices_.Below(3); i > 0; --i) {
      Region table;
      table.base = "table" + std::to_string(i);
      table.type = expressions_.AnyType();
      table.extent = 4U << choices_.Below(3);
      table.space = Space::kConstant;
      table.writable = false;
      text_ += "constant " + table.type.name() + " " + table.base + "[" + std::to_string(table.extent) + "] = {";
      for (std::uint32_t e = 0; e < table.extent; ++e) text_ += (e == 0 ? "" : ", ") + expressions_.Literal(table.type);
      text_ += "};\n";
      tables_.push_back(table);
    }
  }

  // What a function's body begins with: variables of every kind, each with a value.
  std::string Locals(Context& context, bool in_kernel) {
    std::string text;
    for (std::uint32_t i = 1 + choices_.Below(5); i > 0; --i) {
      const Type type = expressions_.AnyType();
      const std::string name = "v" + std::to_string(i);
      const std::string value = expressions_.Of(type, context.scope, 1);
      text += "  " + type.name() + " " + name + " = " + value + ";\n";
      context.scope.values.push_back({name, type, true});
    }
    for (std::uint32_t i = choices_.Below(3); i > 0; --i) text += PrivateArray(context, i);
    if (!aggregates_.empty()) {
      for (std::uint32_t i = choices_.Below(in_kernel ? 4 : 2); i > 0; --i) text += AggregateLocal(context, i);
    }
    for (std::uint32_t i = choices_.Below(in_kernel ? 4 : 2); i > 0; --i) text += PointerLocal(context, i);
    if (in_kernel) text += PointerArray(context);
    return text + "  int fuel = 0;\n";
  }

  std::string PrivateArray(Context& context, std::uint32_t number) {
    Region array;
    array.base = "a" + std::to_string(number);
    array.type = expressions_.AnyType();
    array.extent = 2U << choices_.Below(4);
    const std::string value = expressions_.Of(array.type, context.scope, 1);
    context.scope.regions.push_back(array);
    return "  " + array.type.name() + " " + array.base + "[" + std::to_string(array.extent) +
           "];\n  for (int i = 0; i < " + std::to_string(array.extent) + "; ++i) " + array.base + "[i] = " + value +
           ";\n";
  }

  std::string AggregateLocal(Context& context, std::uint32_t number) {
    const int index = static_cast<int>(choices_.Below(static_cast<std::uint32_t>(aggregates_.size())));
    const std::string name = "s" + std::to_string(number);
    if (!choices_.Chance(30)) {
      context.scope.aggregates.push_back({name, index});
      return "  " + TypeName(index) + " " + name + " = " + Initializer(index) + ";\n";
    }
    std::string text = "  " + TypeName(index) + " " + name + "[4] = {";
    for (int i = 0; i < 4; ++i) text += (i == 0 ? "" : ", ") + Initializer(index);
    const std::string element = expressions_.Of(kUint, context.scope, 1);
    context.scope.aggregates.push_back({name + "[" + element + " & 3]", index});
    context.scope.aggregates.push_back({name + "[1]", index});
    return text + "};\n";
  }

  // A pointer that begins at something that is there.
  std::string PointerLocal(Context& context, std::uint32_t number) {
    if (context.scope.regions.empty()) return "";
    StatementWriter writer(choices_, aggregates_);
    const Region target = choices_.Among(context.scope.regions);
    Region pointer = target;
    pointer.base = "p" + std::to_string(number);
    pointer.reassignable = true;
    if (pointer.extent > 1 && choices_.Chance(50)) pointer.extent /= 2;
    if (context.generic && pointer.space != Space::kConstant && choices_.Chance(50)) pointer.space = Space::kGeneric;
    if (choices_.Chance(20)) pointer.writable = false;
    const std::string value = writer.PointerTo(pointer, context);
    context.scope.regions.push_back(pointer);
    return "  " + Keyword(pointer.space) + (pointer.writable ? "" : "const ") + pointer.type.name() + "* " +
           pointer.base + " = " + value + ";\n";
  }

  // Two pointers in an array, of which an index chooses one.
  std::string PointerArray(Context& context) {
    if (context.scope.regions.empty() || !choices_.Chance(25)) return "";
    StatementWriter writer(choices_, aggregates_);
    Region pointer = choices_.Among(context.scope.regions);
    pointer.reassignable = false;
    const std::string first = writer.PointerTo(pointer, context), second = writer.PointerTo(pointer, context);
    const std::string index = expressions_.Of(kUint, context.scope, 1);
    pointer.base = "both[" + index + " & 1]";
    context.scope.regions.push_back(pointer);
    return "  " + Keyword(pointer.space) + (pointer.writable ? "" : "const ") + pointer.type.name() + "* both[2];\n" +
           "  both[0] = " + first + ";\n  both[1] = " + second + ";\n";
  }

  void DefineFunctions() {
    for (std::uint32_t i = choices_.Below(3); i > 0; --i) {
      Function function;
      function.name = "f" + std::to_string(i);
      function.result = expressions_.AnyType();
      Context context = context_;
      context.scope.regions = tables_;
      std::string parameters;
      for (std::uint32_t p = 1 + choices_.Below(3); p > 0; --p) {
        const Type type = expressions_.AnyType();
        const std::string name = "x" + std::to_string(p);
        function.parameters.push_back(type);
        context.scope.values.push_back({name, type, true});
        parameters += (parameters.empty() ? "" : ", ") + type.name() + " " + name;
      }
      if (!aggregates_.empty() && choices_.Chance(25)) {
        function.aggregate = static_cast<int>(choices_.Below(static_cast<std::uint32_t>(aggregates_.size())));
        context.scope.aggregates.push_back({"r", function.aggregate});
        parameters += ", " + TypeName(function.aggregate) + " r";
      }
      StatementWriter writer(choices_, aggregates_);
      std::string body = Locals(context, false);
      context.leave = "return " + expressions_.Of(function.result, context.scope, 2) + ";";
      body += writer.Block(context, 2, 1);
      body += "  return " + expressions_.Of(function.result, context.scope, 2) + ";\n";
      text_ += function.result.name() + " " + function.name + "(" + parameters + ") {\n" + body + "}\n";
      context_.scope.functions.push_back(std::move(function));
    }
  }

  void DefineProcedures() {
    for (std::uint32_t i = choices_.Below(3); i > 0; --i) {
      Procedure procedure;
      procedure.name = "g" + std::to_string(i);
      procedure.parameter.base = "p";
      procedure.parameter.type = expressions_.AnyType();
      procedure.parameter.extent = 1U << choices_.Below(3);
      const std::vector<Space> spaces = {Space::kPrivate, Space::kGlobal, Space::kLocal};
      procedure.parameter.space = context_.generic && choices_.Chance(70) ? Space::kGeneric : choices_.Among(spaces);
      procedure.value = expressions_.AnyType();
      Context context = context_;
      context.scope.regions = tables_;
      context.scope.regions.push_back(procedure.parameter);
      context.scope.values.push_back({"x", procedure.value, true});
      StatementWriter writer(choices_, aggregates_);
      std::string body = Locals(context, false);
      context.leave = "return;";
      body += writer.Block(context, 2, 1);
      text_ += "void " + procedure.name + "(" + Keyword(procedure.parameter.space) + procedure.parameter.type.name() +
               "* p, " + procedure.value.name() + " x) {\n" + body + "}\n";
      context_.procedures.push_back(std::move(procedure));
    }
  }

  std::string AddArgument(Argument argument, const std::string& text) {
    program_.arguments.push_back(std::move(argument));
    return (program_.arguments.size() == 1 ? "" : ", ") + text;
  }

  std::string Parameters(Context& context) {
    const auto any_seed = [&] { return choices_.Below(1U << 16); };
    Argument out;
    out.type = kUint;
    out.count = program_.global_size;
    out.is_output = true;
    out.bytes.assign(static_cast<std::size_t>(4) * out.count, std::byte{0});
    std::string text = AddArgument(out, "global uint* out");
    for (std::uint32_t i = choices_.Below(3); i > 0; --i) {  // read by all
      Region region;
      region.base = "in" + std::to_string(i);
      region.type = expressions_.AnyType();
      region.extent = 4U << choices_.Below(3);
      region.space = Space::kGlobal;
      region.writable = false;
      text += AddArgument({Argument::Kind::kBuffer, region.type, region.extent, false,
                           RandomBytes(region.type, region.extent, any_seed())},
                          "global const " + region.type.name() + "* " + region.base);
      context.scope.regions.push_back(region);
    }
    for (std::uint32_t i = choices_.Below(3); i > 0; --i) {  // a part for each work-item
      Region region;
      region.type = expressions_.AnyType();
      region.extent = 1U << choices_.Below(4);
      region.space = Space::kGlobal;
      const std::string name = "data" + std::to_string(i);
      region.base = "(" + name + " + gid * " + std::to_string(region.extent) + ")";
      const std::uint32_t count = region.extent * program_.global_size;
      text +=
          AddArgument({Argument::Kind::kBuffer, region.type, count, true, RandomBytes(region.type, count, any_seed())},
                      "global " + region.type.name() + "* " + name);
      context.scope.regions.push_back(region);
    }
    for (std::uint32_t i = choices_.Below(4); i > 0; --i) {
      const Type type = expressions_.AnyType();
      const std::string name = "k" + std::to_string(i);
      text += AddArgument({Argument::Kind::kValue, type, 1, false, RandomBytes(type, 1, any_seed())},
                          type.name() + " " + name);
      context.scope.values.push_back({name, type, choices_.Chance(50)});
      if (type == kInt && !context.scope.values.back().writable) context.uniform.push_back(name);
    }
    if (choices_.Chance(40)) {
      text += AddArgument({Argument::Kind::kBuffer, kUint, 4, true, RandomBytes(kUint, 4, any_seed())},
                          "global volatile uint* counters");
      static const std::vector<std::string> kOperations = {"atomic_add(counters", "atomic_xor(counters + 1",
                                                           "atomic_max(counters + 2", "atomic_or(counters + 3"};
      context.counters = kOperations;
    }
    text += PlainAggregates(context);
    for (std::uint32_t i = choices_.Below(2); i > 0; --i) {
      const std::string name = "m" + std::to_string(i);
      const Region region = OwnPartOf(name, context);
      text += AddArgument({Argument::Kind::kLocal, region.type, region.extent * program_.local_size, false, {}},
                          "local " + region.type.name() + "* " + name);
    }
    return text;
  }

  // A struct or union by value, and a buffer with one for each work-item.
  std::string PlainAggregates(Context& context) {
    std::vector<int> plain;
    for (std::size_t i = 0; i < aggregates_.size(); ++i) {
      if (LayoutOf(aggregates_[i], aggregates_).is_plain) plain.push_back(static_cast<int>(i));
    }
    std::string text;
    if (plain.empty()) return text;
    const Type byte{Scalar::kUchar, 1};
    const auto add = [&](Argument::Kind kind, std::uint32_t count, bool is_output, const std::string& declarator) {
      const int index = choices_.Among(plain);
      const std::uint32_t bytes = count * LayoutOf(aggregates_[static_cast<std::size_t>(index)], aggregates_).bytes;
      text += AddArgument({kind, byte, bytes, is_output, RandomBytes(byte, bytes, choices_.Below(1U << 16))},
                          (is_output ? "global " : "") + TypeName(index) + declarator);
      return index;
    };
    if (features_.struct_arguments && choices_.Chance(50)) {
      context.scope.aggregates.push_back({"r", add(Argument::Kind::kValue, 1, false, " r")});
    }
    if (choices_.Chance(50)) {
      context.scope.aggregates.push_back(
          {"records[gid]", add(Argument::Kind::kBuffer, program_.global_size, true, "* records")});
    }
    return text;
  }

  // Local memory `name`: the work-item's part becomes a region, the whole is exchanged at barriers.
  Region OwnPartOf(const std::string& name, Context& context) {
    Region region;
    region.type = expressions_.AnyType();
    region.extent = 1U << choices_.Below(3);
    region.space = Space::kLocal;
    region.base = "(" + name + " + lid * " + std::to_string(region.extent) + ")";
    context.shared.push_back({name, region.type, region.extent * program_.local_size});
    local_parts_.push_back(region);
    return region;
  }

  void DefineKernel() {
    Context context = context_;
    context.scope.regions = tables_;
    const std::string parameters = Parameters(context);
    std::string body = "  int gid = (int)get_global_id(0);\n  int lid = (int)get_local_id(0);\n";
    if (choices_.Chance(30)) {
      const Region region = OwnPartOf("shared", context);
      body +=
          "  local " + region.type.name() + " shared[" + std::to_string(region.extent * program_.local_size) + "];\n";
    }
    context.scope.values.push_back({"gid", kInt, false});
    context.scope.values.push_back({"lid", kInt, false});
    for (const Region& region : local_parts_) {
      body += "  for (int i = 0; i < " + std::to_string(region.extent) + "; ++i) " + region.base +
              "[i] = " + expressions_.Of(region.type, context.scope, 1) + ";\n";
      context.scope.regions.push_back(region);
    }
    if (!aggregates_.empty() && choices_.Chance(25)) {  // one in local memory for each work-item
      const int index = static_cast<int>(choices_.Below(static_cast<std::uint32_t>(aggregates_.size())));
      body += "  local " + TypeName(index) + " own[" + std::to_string(program_.local_size) + "];\n  { " +
              TypeName(index) + " first = " + Initializer(index) + "; own[lid] = first; }\n";
      context.scope.aggregates.push_back({"own[lid]", index});
    }
    body += Locals(context, true);
    context.is_uniform = choices_.Chance(60);
    if (!context.is_uniform) context.leave = "{ out[gid] = 12345u; return; }";
    StatementWriter writer(choices_, aggregates_);
    body += writer.Block(context, 3, 1);
    body += writer.Block(context, 3, 1);
    body += Digest(context);
    text_ += "kernel " +
             std::string(choices_.Chance(30) ? "__attribute__((reqd_work_group_size(" +
                                                   std::to_string(program_.local_size) + ", 1, 1))) "
                                             : "") +
             "void fuzzed(" + parameters + ") {\n" + body + "}\n";
  }

  // All that the work-item holds goes into one number.
  std::string Digest(const Context& context) {
    std::string text = "  uint digest = 17;\n";
    const auto add_scalar = [&](Type type, const std::string& name) {
      std::string bits = "(uint)" + name;
      if (type.is_float()) bits = "as_uint(" + name + ")";
      if (type.scalar_bits() == 64) bits = "(uint)" + name + " * 7 + (uint)(" + name + " >> 32)";
      return "digest = digest * 31 + (" + bits + ");";
    };
    const auto add = [&](Type type, const std::string& name) {
      if (!type.is_vector()) return add_scalar(type, name);
      std::string all;
      for (std::uint32_t i = 0; i < type.width; ++i) {
        all += (i == 0 ? "" : " ") + add_scalar(type, name + ".s" + "0123456789abcdef"[i]);
      }
      return all;
    };
    for (const Variable& value : context.scope.values) text += "  " + add(value.type, value.name) + "\n";
    for (const Region& region : context.scope.regions) {
      if (region.space == Space::kGlobal || region.space == Space::kConstant) continue;  // compared, or never written
      text += "  for (int i = 0; i < " + std::to_string(region.extent) + "; ++i) { " +
              add(region.type, region.base + "[i]") + " }\n";
    }
    for (const AggregateVariable& variable : context.scope.aggregates) {
      for (const Variable& field : expressions_.FieldsOf(variable, context.scope)) {
        text += "  " + add(field.type, field.name) + "\n";
      }
    }
    return text + "  out[gid] = digest;\n";
  }

  Choices& choices_;
  const Features& features_;
  Program program_;
  std::vector<Aggregate> aggregates_;
  ExpressionWriter expressions_;
  std::string text_;
  std::vector<Region> tables_;
  std::vector<Region> local_parts_;
  Context context_;  // of everything: functions and procedures so far
};

}  // namespace

Program Generate(Choices& choices, const Features& features) {
  return ProgramWriter(choices, features).Write();
}

}  // namespace kiln::fuzz
