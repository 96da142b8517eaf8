#include "tests/fuzz/statements.h"

#include <algorithm>

namespace kiln::fuzz {
namespace {

constexpr int kDepth = 3;  // of expressions

std::string Line(int indent, const std::string& text) {
  return std::string(2 * static_cast<std::size_t>(indent), ' ') + text + "\n";
}

std::vector<Variable> WritableValues(const Scope& scope) {
  std::vector<Variable> values;
  for (const Variable& value : scope.values) {
    if (value.writable) values.push_back(value);
  }
  return values;
}

}  // namespace

std::string StatementWriter::Block(const Context& outer, int depth, int indent) {
  Context context = outer;
  std::string text;
  for (std::uint32_t left = choices_.Below(depth >= 3 ? 8 : 4); left > 0; --left) {
    text += Statement(context, depth, indent);
  }
  return text;
}

std::string StatementWriter::Statement(Context& context, int depth, int indent) {
  const bool nested = depth > 0;
  switch (choices_.Weighted({20, nested ? 6U : 0U, nested ? 6U : 0U, nested ? 3U : 0U, 4, 3, 4, 3, 3, 3,
                             nested ? 2U : 0U, nested ? 3U : 0U})) {
    case 0:
      return Assignment(context, indent);
    case 1:
      return If(context, depth, indent);
    case 2:
      return Loop(context, depth, indent);
    case 3:
      return Switch(context, depth, indent);
    case 4:
      return Jump(context, indent);
    case 5:
      return PointerAssignment(context, indent);
    case 6:
      return ProcedureCall(context, indent);
    case 7:
      return Exchange(context, indent);
    case 8:
      return Atomic(context, indent);
    case 9:
      return Declaration(context, indent);
    case 10:
      return Goto(context, depth, indent);
    default:
      return UniformLoop(context, depth, indent);
  }
}

std::string StatementWriter::Assignment(const Context& context, int indent) {
  const Scope& scope = context.scope;
  if (choices_.Chance(35)) {
    std::vector<Region> regions;
    for (const Region& region : scope.regions) {
      if (region.writable) regions.push_back(region);
    }
    if (!regions.empty()) return Store(choices_.Among(regions), context, indent);
  }
  std::vector<Variable> targets = WritableValues(scope);
  if (!scope.aggregates.empty() && choices_.Chance(30)) {
    const AggregateVariable& variable = choices_.Among(scope.aggregates);
    if (choices_.Chance(20)) {  // a whole one
      std::vector<std::string> others;
      for (const AggregateVariable& other : scope.aggregates) {
        if (other.aggregate == variable.aggregate) others.push_back(other.name);
      }
      const std::string& other = choices_.Among(others);
      if (other != variable.name) return Line(indent, variable.name + " = " + other + ";");
    }
    targets = expressions_.FieldsOf(variable, scope);
  }
  if (targets.empty()) return "";
  const Variable& target = choices_.Among(targets);
  const Type type = target.type;
  // Components of a vector.
  if (type.is_vector() && choices_.Chance(35)) {
    static const std::string kDigits = "0123456789abcdef";
    const std::uint32_t first = choices_.Below(type.width);
    std::uint32_t second = choices_.Below(type.width);
    if (second == first || choices_.Chance(50)) {
      const std::string value = expressions_.Of(type.Element(), scope, kDepth);
      return Line(indent, target.name + ".s" + kDigits[first] + " = " + value + ";");
    }
    const std::string value = expressions_.Of(type.WithWidth(2), scope, kDepth);
    return Line(indent, target.name + ".s" + kDigits[first] + kDigits[second] + " = " + value + ";");
  }
  const bool wraps = !type.is_float() && !type.is_signed() && type.scalar_bits() >= 32;
  if (!type.is_float() && choices_.Chance(30)) {
    static const std::vector<std::string> kOperators = {" ^= ", " |= ", " &= ", " += ", " -= ", " *= "};
    const std::string op = kOperators[choices_.Below(wraps ? 6 : 3)];
    return Line(indent, target.name + op + expressions_.Of(type, scope, kDepth) + ";");
  }
  if (!type.is_float() && !type.is_vector() && wraps && choices_.Chance(10)) return Line(indent, target.name + "++;");
  return Line(indent, target.name + " = " + expressions_.Of(type, scope, kDepth) + ";");
}

std::string StatementWriter::Store(const Region& region, const Context& context, int indent) {
  const Scope& scope = context.scope;
  if (!region.type.is_vector() && region.extent >= 2 && choices_.Chance(30)) {
    std::vector<std::uint32_t> widths;
    for (const std::uint32_t width : {2U, 4U, 8U, 16U}) {
      if (width <= region.extent) widths.push_back(width);
    }
    const std::uint32_t width = choices_.Among(widths);
    const std::string value = expressions_.Of(region.type.WithWidth(width), scope, kDepth - 1);
    const std::string index = expressions_.Of(expressions_.AnyInteger(1), scope, 1);
    return Line(indent, "vstore" + std::to_string(width) + "(" + value + ", " + index + " & " +
                            std::to_string(region.extent / width - 1) + ", " + region.base + ");");
  }
  if (!region.type.is_float() && region.type.width != 3 && choices_.Chance(15)) {  // a byte of it
    const std::string value = expressions_.Of({Scalar::kUchar, 1}, scope, kDepth - 1);
    const std::string index = expressions_.Of(expressions_.AnyInteger(1), scope, 1);
    return Line(indent, "((" + Keyword(region.space) + "uchar*)" + region.base + ")[" + index + " & " +
                            std::to_string(region.extent * region.type.bytes() - 1) + "] = " + value + ";");
  }
  const std::string value = expressions_.Of(region.type, scope, kDepth);
  const std::string element = expressions_.ElementOf(region, scope, kDepth - 1);
  return Line(indent, element + " = " + value + ";");
}

std::string StatementWriter::If(const Context& outer, int depth, int indent) {
  Context context = outer;
  context.is_uniform = false;
  std::string text = Line(indent, "if (" + expressions_.Condition(context.scope, kDepth - 1) + ") {");
  text += Block(context, depth - 1, indent + 1);
  if (choices_.Chance(40)) {
    text += Line(indent, "} else {");
    text += Block(context, depth - 1, indent + 1);
  }
  return text + Line(indent, "}");
}

std::string StatementWriter::Loop(const Context& outer, int depth, int indent) {
  Context context = outer;
  context.is_uniform = false;
  context.in_loop = true;
  context.in_switch = false;
  const std::string counter = "i" + std::to_string(names_++);
  const std::string bound = std::to_string(1 + choices_.Below(7));
  switch (choices_.Below(3)) {
    case 0: {
      context.scope.values.push_back({counter, {Scalar::kInt, 1}, false});
      std::string text = Line(
          indent, "for (int " + counter + " = 0; " + counter + " < " + bound + " && ++fuel < 60; ++" + counter + ") {");
      text += Block(context, depth - 1, indent + 1);
      return text + Line(indent, "}");
    }
    case 1: {
      const std::string condition = expressions_.Condition(context.scope, kDepth - 1);
      std::string text = Line(indent, "while (++fuel < 60 && " + condition + ") {");
      text += Block(context, depth - 1, indent + 1);
      return text + Line(indent, "}");
    }
    default: {
      std::string text = Line(indent, "do {");
      text += Block(context, depth - 1, indent + 1);
      const std::string condition = expressions_.Condition(context.scope, kDepth - 1);
      return text + Line(indent, "} while (++fuel < 60 && " + condition + ");");
    }
  }
}

std::string StatementWriter::UniformLoop(const Context& outer, int depth, int indent) {
  if (!outer.is_uniform || outer.uniform.empty()) return Loop(outer, depth, indent);
  Context context = outer;
  context.in_loop = false;  // no work-item leaves it alone
  context.leave.clear();
  const std::string counter = "u" + std::to_string(names_++);
  context.scope.values.push_back({counter, {Scalar::kInt, 1}, false});
  const std::string bound = choices_.Among(context.uniform);
  std::string text =
      Line(indent, "for (int " + counter + " = 0; " + counter + " < 1 + (" + bound + " & 3); ++" + counter + ") {");
  text += Block(context, depth - 1, indent + 1);
  if (choices_.Chance(40))
    text += Line(indent + 1, "if (" + counter + " == (" + choices_.Among(context.uniform) + " & 7)) break;");
  text += Block(context, depth - 1, indent + 1);
  return text + Line(indent, "}");
}

std::string StatementWriter::Switch(const Context& outer, int depth, int indent) {
  Context context = outer;
  context.is_uniform = false;
  context.in_switch = true;
  const Type type = expressions_.AnyInteger(1);
  std::string text = Line(indent, "switch (" + expressions_.Of(type, context.scope, kDepth - 1) + " & 7) {");
  std::vector<std::uint32_t> labels = {0, 1, 2, 3, 4, 5, 6};
  const std::uint32_t cases = 1 + choices_.Below(5);
  const std::uint32_t default_at = choices_.Below(cases + 2);
  for (std::uint32_t i = 0; i < cases; ++i) {
    if (i == default_at) text += Line(indent + 1, "default:");
    const std::uint32_t label = choices_.Below(static_cast<std::uint32_t>(labels.size()));
    text += Line(indent + 1, "case " + std::to_string(labels[label]) + ": {");
    labels.erase(labels.begin() + label);
    text += Block(context, depth - 1, indent + 2);
    text += Line(indent + 1, "}");
    if (!choices_.Chance(30)) text += Line(indent + 2, "break;");
  }
  return text + Line(indent, "}");
}

std::string StatementWriter::Jump(const Context& context, int indent) {
  std::vector<std::string> jumps;
  if (context.in_loop || context.in_switch) jumps.push_back("break;");
  if (context.in_loop) jumps.push_back("continue;");
  if (!context.leave.empty()) jumps.push_back(context.leave);
  if (jumps.empty()) return Assignment(context, indent);
  const std::string jump = choices_.Among(jumps);
  return Line(indent, "if (" + expressions_.Condition(context.scope, kDepth - 1) + ") " + jump);
}

// Forward out of blocks, into a loop, or back: flow that no structured statement has.
std::string StatementWriter::Goto(const Context& outer, int depth, int indent) {
  Context context = outer;
  context.is_uniform = false;
  const std::string label = "l" + std::to_string(names_++);
  const std::string jump = "if (" + expressions_.Condition(context.scope, kDepth - 1) + ") goto " + label + ";";
  // Nothing between a jump and its label may declare a variable that is used behind the label: the blocks are braced.
  const std::string body = Line(indent, "{") + Block(context, depth - 1, indent + 1) + Line(indent, "}");
  switch (choices_.Below(3)) {
    case 0:
      return Line(indent, jump) + body + Line(indent, label + ":;");
    case 1: {
      const std::string condition = expressions_.Condition(context.scope, kDepth - 1);
      context.in_loop = true;
      context.in_switch = false;
      const std::string second = Block(context, depth - 1, indent + 2);
      return Line(indent, jump) + Line(indent, "while (++fuel < 60 && " + condition + ") {") + body +
             Line(indent, label + ":;") + Line(indent + 1, "{") + second + Line(indent + 1, "}") + Line(indent, "}");
    }
    default:
      return Line(indent, label + ":;") + body +
             Line(indent, "if (++fuel < 60 && " + expressions_.Condition(context.scope, 1) + ") goto " + label + ";");
  }
}

std::string StatementWriter::PointerTo(const Region& pointer, const Context& context) {
  std::vector<Region> targets;
  for (const Region& region : context.scope.regions) {
    const bool space =
        region.space == pointer.space || (pointer.space == Space::kGeneric && region.space != Space::kConstant);
    if (space && region.type == pointer.type && region.extent >= pointer.extent &&
        (region.writable || !pointer.writable)) {
      targets.push_back(region);
    }
  }
  if (targets.empty()) return "";
  const auto one = [&](const Region& region) {
    if (region.extent == pointer.extent || choices_.Chance(40)) return region.base;
    const std::string index = expressions_.Of(expressions_.AnyInteger(1), context.scope, 1);
    return region.base + " + (" + index + " & " + std::to_string(region.extent - pointer.extent) + ")";
  };
  const std::string first = one(choices_.Among(targets));
  if (choices_.Chance(50)) return first;
  const std::string condition = expressions_.Condition(context.scope, 2);
  const std::string second = one(choices_.Among(targets));
  const std::string type = Keyword(pointer.space) + (pointer.writable ? "" : "const ") + pointer.type.name() + "*";
  return condition + " ? (" + type + ")(" + first + ") : (" + type + ")(" + second + ")";
}

std::string StatementWriter::PointerAssignment(const Context& context, int indent) {
  std::vector<Region> pointers;
  for (const Region& region : context.scope.regions) {
    if (region.reassignable) pointers.push_back(region);
  }
  if (pointers.empty()) return Assignment(context, indent);
  const Region& pointer = choices_.Among(pointers);
  return Line(indent, pointer.base + " = " + PointerTo(pointer, context) + ";");
}

std::string StatementWriter::ProcedureCall(const Context& context, int indent) {
  std::string text;
  if (context.procedures.empty()) return Assignment(context, indent);
  const Procedure& procedure = choices_.Among(context.procedures);
  const std::string pointer = PointerTo(procedure.parameter, context);
  if (pointer.empty()) return Assignment(context, indent);
  const std::string value = expressions_.Of(procedure.value, context.scope, kDepth - 1);
  return Line(indent, procedure.name + "(" + pointer + ", " + value + ");");
}

std::string StatementWriter::Exchange(const Context& context, int indent) {
  const std::vector<Variable> values = WritableValues(context.scope);
  if (!context.is_uniform || context.shared.empty() || values.empty()) return Assignment(context, indent);
  const SharedArray& shared = choices_.Among(context.shared);
  std::vector<Variable> targets;
  for (const Variable& value : values) {
    if (value.type.width == shared.type.width && !value.type.is_float() && !shared.type.is_float()) {
      targets.push_back(value);
    }
  }
  if (targets.empty()) return Assignment(context, indent);
  const Variable& target = choices_.Among(targets);
  const std::string index = expressions_.Of(expressions_.AnyInteger(1), context.scope, 1);
  return Line(indent, "barrier(CLK_LOCAL_MEM_FENCE);") +
         Line(indent, target.name + " ^= convert_" + target.type.name() + "(" + shared.name + "[" + index + " & " +
                          std::to_string(shared.size - 1) + "]);") +
         Line(indent, "barrier(CLK_LOCAL_MEM_FENCE);");
}

std::string StatementWriter::Atomic(const Context& context, int indent) {
  if (context.counters.empty()) return Assignment(context, indent);
  // Each address has one operation: operations of different kinds do not commute.
  const std::string& counter = choices_.Among(context.counters);
  return Line(indent, counter + ", " + expressions_.Of({Scalar::kUint, 1}, context.scope, kDepth - 1) + ");");
}

std::string StatementWriter::Declaration(Context& context, int indent) {
  const Type type = expressions_.AnyType();
  const std::string name = "b" + std::to_string(names_++);
  const std::string value = expressions_.Of(type, context.scope, kDepth);
  context.scope.values.push_back({name, type, true});
  return Line(indent, type.name() + " " + name + " = " + value + ";");
}

}  // namespace kiln::fuzz
