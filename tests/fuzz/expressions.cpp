#include "tests/fuzz/expressions.h"

#include <algorithm>
#include <array>

namespace kiln::fuzz {
namespace {

std::string Parenthesised(const std::string& text) {
  return "(" + text + ")";
}
std::string CallText(const std::string& name, std::initializer_list<std::string> arguments) {
  std::string text = name + "(";
  for (const std::string& argument : arguments) text += (text.back() == '(' ? "" : ", ") + argument;
  return text + ")";
}
std::string As(Type type, const std::string& text) {
  return CallText("as_" + type.name(), {text});
}
// A scalar operation happens in int or wider and is cut to the type; one on vectors has the type already.
std::string Fit(Type type, const std::string& text) {
  return type.is_vector() ? Parenthesised(text) : "(" + type.name() + ")(" + text + ")";
}

constexpr std::array<std::uint32_t, 6> kWidths = {1, 2, 4, 3, 8, 16};

}  // namespace

std::string Prelude() {
  std::string text = R"(#pragma OPENCL FP_CONTRACT OFF
// Keeps floats where every operation on them is exact or rounds once.
)";
  for (const std::uint32_t width : kWidths) {
    const std::string type = Type{Scalar::kFloat, width}.name();
    if (width == 1) {
      text += "float keep(float x) { return fabs(x) < 1e9f && fabs(x) > 1e-9f ? x : 1.0f; }\n";
      continue;
    }
    text += type + " keep" + std::to_string(width) + "(" + type + " x) { return select((" + type +
            ")(1.0f), x, (fabs(x) < 1e9f) & (fabs(x) > 1e-9f)); }\n";
  }
  for (const Scalar scalar : {Scalar::kChar, Scalar::kShort, Scalar::kInt, Scalar::kLong}) {
    const std::string type = Type{scalar, 1}.name();
    for (const char* operation : {"/", "%"}) {
      text += type + (*operation == '/' ? " div_" : " rem_") + type + "(" + type + " a, " + type +
              " b) { return b == 0 || b == -1 ? a : (" + type + ")(a " + operation + " b); }\n";
    }
  }
  return text;
}

Type ExpressionWriter::AnyInteger(std::uint32_t width) {
  static const std::vector<Scalar> kIntegers = {Scalar::kInt,    Scalar::kUint, Scalar::kUchar, Scalar::kShort,
                                                Scalar::kUshort, Scalar::kChar, Scalar::kLong,  Scalar::kUlong};
  return {choices_.Among(kIntegers), width};
}

Type ExpressionWriter::AnyType() {
  const std::uint32_t width = kWidths[choices_.Weighted({12, 3, 3, 2, 1, 1})];
  if (choices_.Chance(10)) return {Scalar::kFloat, width};
  return AnyInteger(width);
}

std::string ExpressionWriter::Literal(Type type) {
  static const std::vector<std::string> kFloats = {"1.0f", "2.5f", "-3.0f", "0.125f", "100.0f", "-7.75f", "3000.0f"};
  static const std::vector<std::string> kIntegers = {"0",  "1",   "2",   "3",   "5",    "7",    "8",     "31",   "-1",
                                                     "-2", "127", "128", "255", "-128", "4660", "32767", "65535"};
  static const std::vector<std::string> kWide = {"0x7fffffff", "0x80000000u", "0x12345678", "0xdeadbeefu",
                                                 "0x123456789abcdefL"};
  const auto one = [&] {
    if (type.is_float()) return choices_.Among(kFloats);
    if (type.scalar_bits() >= 32 && choices_.Chance(15)) return choices_.Among(kWide);
    return choices_.Among(kIntegers);
  };
  if (!type.is_vector()) return "(" + type.name() + ")(" + one() + ")";
  std::string text = one();
  if (choices_.Chance(50)) {
    for (std::uint32_t i = 1; i < type.width; ++i) text += ", " + one();
  }
  return "(" + type.name() + ")(" + text + ")";
}

std::string ExpressionWriter::Leaf(Type type, const Scope& scope) {
  std::vector<std::string> names;
  for (const Variable& value : scope.values) {
    if (value.type == type) names.push_back(value.name);
  }
  if (!names.empty() && choices_.Chance(85)) return choices_.Among(names);
  // A variable of another type says more than a literal.
  if (choices_.Chance(60)) {
    std::vector<Variable> others;
    for (const Variable& value : scope.values) {
      if (value.type.width == type.width && value.type.is_float() == type.is_float()) others.push_back(value);
    }
    if (!others.empty()) return CallText("convert_" + type.name(), {choices_.Among(others).name});
  }
  return Literal(type);
}

std::string ExpressionWriter::Of(Type type, const Scope& scope, int depth) {
  if (depth <= 0) return Leaf(type, scope);
  switch (choices_.Weighted({6, 12, 3, 3, 4, 2, 4, 1})) {
    case 0:
      return Leaf(type, scope);
    case 1:
      return type.is_float() ? FloatOperation(type, scope, depth) : IntegerOperation(type, scope, depth);
    case 2:
      return Choice(type, scope, depth);
    case 3:
      return Conversion(type, scope, depth);
    case 4:
      return OfParts(type, scope, depth);
    case 5:
      return Reinterpretation(type, scope, depth);
    case 6:
      return Load(type, scope, depth);
    default:
      return Call(type, scope, depth);
  }
}

std::string ExpressionWriter::Condition(const Scope& scope, int depth) {
  if (choices_.Chance(25)) return "(" + Of(AnyInteger(1), scope, depth) + " & 1)";
  return Comparison(Type{Scalar::kInt, 1}, scope, std::max(depth, 1));
}

std::string ExpressionWriter::ElementOf(const Region& region, const Scope& scope, int depth) {
  if (region.extent == 1 || choices_.Chance(10))
    return choices_.Chance(30) ? "(*" + region.base + ")" : region.base + "[0]";
  if (choices_.Chance(30)) return region.base + "[" + std::to_string(choices_.Below(region.extent)) + "]";
  const std::string index = Of(AnyInteger(1), scope, std::min(depth, 2) - 1);
  return region.base + "[" + index + " & " + std::to_string(region.extent - 1) + "]";
}

std::string ExpressionWriter::FloatOperation(Type type, const Scope& scope, int depth) {
  const std::string keep = type.is_vector() ? "keep" + std::to_string(type.width) : "keep";
  const std::string a = Of(type, scope, depth - 1);
  switch (choices_.Weighted({4, 2, 2, 2})) {
    case 0: {
      static const std::vector<std::string> kOperators = {" + ", " - ", " * "};
      const std::string op = choices_.Among(kOperators);
      const std::string b = Of(type, scope, depth - 1);
      return CallText(keep, {a + op + b});
    }
    case 1: {
      static const std::vector<std::string> kFunctions = {"fabs", "floor", "ceil", "trunc", "rint"};
      return CallText(keep, {CallText(choices_.Among(kFunctions), {a})});
    }
    case 2: {
      static const std::vector<std::string> kFunctions = {"fmin", "fmax", "copysign", "min", "max"};
      const std::string function = choices_.Among(kFunctions);
      const std::string b = Of(type, scope, depth - 1);
      return CallText(function, {a, b});
    }
    default:
      return "(-" + a + ")";
  }
}

std::string ExpressionWriter::IntegerOperation(Type type, const Scope& scope, int depth) {
  const bool is_long = type.scalar_bits() == 64 && !type.is_vector();
  switch (choices_.Weighted({8, 2, 3, 3, 5, is_long ? 2U : 0U})) {
    case 5:
      return LongLong(type, scope, depth);
    case 0:
      return Arithmetic(type, scope, depth);
    case 1:
      return Division(type, scope, depth);
    case 2:
      return Shift(type, scope, depth);
    case 3:
      return Comparison(type, scope, depth);
    default:
      return Builtin(type, scope, depth);
  }
}

std::string ExpressionWriter::Arithmetic(Type type, const Scope& scope, int depth) {
  static const std::vector<std::string> kOperators = {"+", "-", "^", "*", "&", "|", "~"};
  const std::string op = choices_.Among(kOperators);
  const std::string a = Of(type, scope, depth - 1);
  if (op == "~") return Fit(type, "~" + a);
  const std::string b = Of(type, scope, depth - 1);
  const bool bitwise = op == "^" || op == "&" || op == "|";
  if (bitwise || (!type.is_signed() && type.scalar_bits() >= 32)) return Fit(type, a + " " + op + " " + b);
  if (type.is_vector()) {
    return type.is_signed() ? As(type, As(type.Unsigned(), a) + " " + op + " " + As(type.Unsigned(), b))
                            : Parenthesised(a + " " + op + " " + b);
  }
  // Scalars below 32 bits are promoted to int, where only a product of two ushort can overflow.
  const std::string wide = type.scalar_bits() == 64 ? "(ulong)" : "(uint)";
  return Fit(type, wide + a + " " + op + " " + wide + b);
}

std::string ExpressionWriter::Division(Type type, const Scope& scope, int depth) {
  const bool remainder = choices_.Chance(50);
  const std::string a = Of(type, scope, depth - 1);
  const std::string op = remainder ? " % " : " / ";
  if (choices_.Chance(40)) {
    static const std::vector<std::string> kDivisors = {"3", "2", "7", "10", "16", "100"};
    return Fit(type, a + op + "(" + type.name() + ")(" + choices_.Among(kDivisors) + ")");
  }
  const std::string b = Of(type, scope, depth - 1);
  if (!type.is_signed()) return Fit(type, a + op + "(" + b + " | (" + type.name() + ")(1))");
  if (!type.is_vector()) return CallText((remainder ? "rem_" : "div_") + type.name(), {a, b});
  const Type bits = type.Unsigned();
  return As(type, As(bits, a) + op + "(" + As(bits, b) + " | (" + bits.name() + ")(1))");
}

std::string ExpressionWriter::Shift(Type type, const Scope& scope, int depth) {
  const std::string op = choices_.Chance(50) ? " >> " : " << ";
  const std::string a = Of(type, scope, depth - 1);
  if (choices_.Chance(50)) {
    return Fit(type, a + op + "(" + type.name() + ")(" + std::to_string(choices_.Below(type.scalar_bits())) + ")");
  }
  // OpenCL C takes the count modulo the number of bits, those of int for what is promoted.
  const std::string b = Of(type, scope, depth - 1);
  return Fit(type, a + op + b);
}

// By way of 128 bits, where products of longs do not overflow.
std::string ExpressionWriter::LongLong(Type type, const Scope& scope, int depth) {
  const std::string wide = type.is_signed() ? "(long long)" : "(unsigned long long)";
  const std::string a = Of(type, scope, depth - 1);
  const std::string b = Of(type, scope, depth - 1);
  const std::string product = wide + a + " * " + wide + b;
  if (choices_.Chance(70)) return Fit(type, "(" + product + ") >> " + std::to_string(choices_.Below(128)));
  const std::string divisor = "(" + wide + Of(type, scope, depth - 1) + " | 1)";
  return Fit(type, "(" + product + ")" + (choices_.Chance(50) ? " % " : " / ") + divisor);
}

std::string ExpressionWriter::Comparison(Type type, const Scope& scope, int depth) {
  static const std::vector<std::string> kOperators = {" < ", " == ", " != ", " > ", " <= ", " >= "};
  const std::string op = choices_.Among(kOperators);
  if (!type.is_vector()) {
    const Type operand = choices_.Chance(15) ? Type{Scalar::kFloat, 1} : AnyInteger(1);
    const std::string a = Of(operand, scope, depth - 1);
    const std::string b = Of(operand, scope, depth - 1);
    if (!choices_.Chance(20)) return Fit(type, a + op + b);
    const std::string connective = choices_.Chance(50) ? " && " : " || ";
    return Fit(type, a + op + b + connective + Condition(scope, depth - 2));
  }
  // Vectors compare to signed integers of the same size.
  Type operand = choices_.Chance(50) ? type.Signed() : type.Unsigned();
  if (type.scalar_bits() == 32 && choices_.Chance(20)) operand.scalar = Scalar::kFloat;
  const std::string a = Of(operand, scope, depth - 1);
  const std::string b = Of(operand, scope, depth - 1);
  return type.is_signed() ? Parenthesised(a + op + b) : As(type, a + op + b);
}

std::string ExpressionWriter::Choice(Type type, const Scope& scope, int depth) {
  const std::string a = Of(type, scope, depth - 1);
  const std::string b = Of(type, scope, depth - 1);
  if (!type.is_vector())
    return Fit(type, Condition(scope, depth - 1) + " ? " + a + " : " + b);  // int, if it were narrower
  const Type mask = type.Signed();
  switch (choices_.Below(3)) {
    case 0:
      return "(" + Comparison(mask, scope, depth - 1) + " ? " + a + " : " + b + ")";
    case 1:
      return CallText("select", {a, b, Of(mask, scope, depth - 1)});
    default: {
      if (type.is_float()) return CallText("select", {a, b, Comparison(mask, scope, depth - 1)});
      return CallText("bitselect", {a, b, Of(type, scope, depth - 1)});
    }
  }
}

std::string ExpressionWriter::Builtin(Type type, const Scope& scope, int depth) {
  const std::string a = Of(type, scope, depth - 1);
  switch (choices_.Weighted({4, 3, 2, 1, 1, 1})) {
    case 0: {
      static const std::vector<std::string> kFunctions = {"min",  "max",   "add_sat", "sub_sat",
                                                          "hadd", "rhadd", "rotate",  "mul_hi"};
      const std::string function = choices_.Among(kFunctions);
      return CallText(function, {a, Of(type, scope, depth - 1)});
    }
    case 1: {
      static const std::vector<std::string> kFunctions = {"clz", "popcount"};
      if (choices_.Chance(60)) return CallText(choices_.Among(kFunctions), {a});
      const std::string magnitude = CallText("abs", {a});
      return type.is_signed() ? As(type, magnitude) : magnitude;
    }
    case 2: {
      const std::string difference = CallText("abs_diff", {a, Of(type, scope, depth - 1)});
      return type.is_signed() ? As(type, difference) : difference;
    }
    case 3: {
      const std::string b = Of(type, scope, depth - 1);
      const std::string c = Of(type, scope, depth - 1);
      static const std::vector<std::string> kFunctions = {"mad_hi", "mad_sat", "bitselect"};
      const std::size_t function = choices_.Below(4);
      if (function < 3) return CallText(kFunctions[function], {a, b, c});
      return CallText("clamp", {a, CallText("min", {b, c}), CallText("max", {b, c})});
    }
    case 4: {
      if (type.scalar_bits() != 32) return CallText("rotate", {a, Literal(type)});
      const std::string b = Of(type, scope, depth - 1);
      const std::string product = "(" + a + " & 0x3fffff), (" + b + " & 0x3fffff)";
      if (choices_.Chance(50)) return "mul24(" + product + ")";
      const std::string c =
          type.is_signed() ? "(" + Of(type, scope, depth - 1) + " & 0xffff)" : Of(type, scope, depth - 1);
      // The low 32 bits of a signed product may be anything: the sum is made of unsigned numbers.
      if (!type.is_signed()) return "mad24(" + product + ", " + c + ")";
      return As(type, As(type.Unsigned(), "mul24(" + product + ")") + " + " + As(type.Unsigned(), c));
    }
    default: {
      const auto half = IntegerOf(type.scalar_bits() / 2, type.is_signed());
      const auto low = IntegerOf(type.scalar_bits() / 2, false);
      if (!half) return a;
      const std::string high = Of({*half, type.width}, scope, depth - 1);
      return CallText("upsample", {high, Of({*low, type.width}, scope, depth - 1)});
    }
  }
}

std::string ExpressionWriter::Conversion(Type type, const Scope& scope, int depth) {
  if (type.is_float()) {
    // An integer can be 0.
    const std::string keep = type.is_vector() ? "keep" + std::to_string(type.width) : "keep";
    return CallText(keep, {CallText("convert_" + type.name(), {Of(AnyInteger(type.width), scope, depth - 1)})});
  }
  if (choices_.Chance(15)) {
    return CallText("convert_" + type.name() + "_sat", {Of({Scalar::kFloat, type.width}, scope, depth - 1)});
  }
  const Type from = AnyInteger(type.width);
  const std::string a = Of(from, scope, depth - 1);
  if (!type.is_vector() && choices_.Chance(50)) return "((" + type.name() + ")" + a + ")";
  return CallText("convert_" + type.name() + (choices_.Chance(40) ? "_sat" : ""), {a});
}

std::string ExpressionWriter::Reinterpretation(Type type, const Scope& scope, int depth) {
  if (type.is_float()) return Leaf(type, scope);  // other bits may be no number
  if (type.width == 3) return As(type, Of(choices_.Chance(50) ? type.Signed() : type.Unsigned(), scope, depth - 1));
  std::vector<Type> sources;
  for (const Scalar scalar : {Scalar::kInt, Scalar::kUint, Scalar::kUchar, Scalar::kChar, Scalar::kShort,
                              Scalar::kUshort, Scalar::kLong, Scalar::kUlong, Scalar::kFloat}) {
    for (const std::uint32_t width : kWidths) {
      const Type source{scalar, width};
      if (width != 3 && source.bits() == type.bits()) sources.push_back(source);
    }
  }
  const Type source = choices_.Among(sources);
  return As(type, Of(source, scope, depth - 1));
}

std::string ExpressionWriter::OfParts(Type type, const Scope& scope, int depth) {
  static const std::string kDigits = "0123456789abcdef";
  if (!type.is_vector()) {
    const std::uint32_t width = kWidths[1 + choices_.Below(5)];
    const std::string from = Of(type.WithWidth(width), scope, depth - 1);
    return from + ".s" + kDigits[choices_.Below(width)];
  }
  switch (choices_.Below(3)) {
    case 0: {  // of smaller parts, left to right
      std::string text;
      for (std::uint32_t left = type.width; left > 0;) {
        std::vector<std::uint32_t> fitting;
        for (const std::uint32_t width : {1U, 2U, 4U, 3U, 8U}) {
          if (width <= left && width < type.width) fitting.push_back(width);
        }
        const std::uint32_t width = choices_.Among(fitting);
        text += (text.empty() ? "" : ", ") + Of(type.WithWidth(width), scope, std::min(depth - 1, 1));
        left -= width;
      }
      return "(" + type.name() + ")(" + text + ")";
    }
    case 1: {  // a swizzle
      const std::uint32_t width = kWidths[1 + choices_.Below(5)];
      const std::string from = Of(type.WithWidth(width), scope, depth - 1);
      if (width == 2 * type.width && choices_.Chance(40)) {
        static const std::vector<std::string> kHalves = {"lo", "hi", "even", "odd"};
        return from + "." + choices_.Among(kHalves);
      }
      std::string digits;
      for (std::uint32_t i = 0; i < type.width; ++i) digits += kDigits[choices_.Below(width)];
      return from + ".s" + digits;
    }
    default: {
      if (type.width == 3) return "(" + type.name() + ")(" + Of(type.Element(), scope, depth - 1) + ")";
      const std::vector<std::uint32_t> widths = {2, 4, 8, 16};
      const Type from = type.WithWidth(choices_.Among(widths));
      const std::string mask = Of(type.Unsigned(), scope, std::min(depth - 1, 1));
      const std::string a = Of(from, scope, depth - 1);
      if (choices_.Chance(50)) return CallText("shuffle", {a, mask});
      return CallText("shuffle2", {a, Of(from, scope, depth - 1), mask});
    }
  }
}

std::string ExpressionWriter::Load(Type type, const Scope& scope, int depth) {
  std::vector<std::string> loads;
  std::vector<const Region*> whole;
  std::vector<const Region*> elements;  // of which a vector of `type` can be read
  std::vector<const Region*> vectors;   // of which a component can be read
  std::vector<const Region*> bytes;
  for (const Region& region : scope.regions) {
    if (region.type == type) whole.push_back(&region);
    if (type.is_vector() && type.width != 3 && region.type == type.Element() && region.extent >= type.width) {
      elements.push_back(&region);
    }
    if (!type.is_vector() && region.type.is_vector() && region.type.width != 3 && region.type.scalar == type.scalar) {
      vectors.push_back(&region);
    }
    if (type == Type{Scalar::kUchar, 1} && !region.type.is_float()) bytes.push_back(&region);
  }
  std::vector<Variable> fields;
  for (const AggregateVariable& variable : scope.aggregates) {
    for (const Variable& field : FieldsOf(variable, scope)) {
      if (field.type == type) fields.push_back(field);
    }
  }
  if (!fields.empty() && choices_.Chance(40)) return choices_.Among(fields).name;
  if (!elements.empty() && choices_.Chance(50)) {
    const Region& region = *choices_.Among(elements);
    const std::uint32_t blocks = region.extent / type.width;
    return "vload" + std::to_string(type.width) + "(" + Of(AnyInteger(1), scope, depth - 1) + " & " +
           std::to_string(blocks - 1) + ", " + region.base + ")";
  }
  if (!vectors.empty() && choices_.Chance(50)) {
    const Region& region = *choices_.Among(vectors);
    return "((" + Keyword(region.space) + (region.writable ? "" : "const ") + type.name() + "*)" + region.base + ")[" +
           Of(AnyInteger(1), scope, depth - 1) + " & " + std::to_string(region.extent * region.type.width - 1) + "]";
  }
  if (!bytes.empty() && choices_.Chance(60)) {
    const Region& region = *choices_.Among(bytes);
    const std::uint32_t count = region.type.width == 3 ? 1 : region.extent * region.type.bytes();
    return "((" + Keyword(region.space) + "const uchar*)" + region.base + ")[" + Of(AnyInteger(1), scope, depth - 1) +
           " & " + std::to_string(count - 1) + "]";
  }
  if (whole.empty()) return Leaf(type, scope);
  return ElementOf(*choices_.Among(whole), scope, depth - 1);
}

std::string ExpressionWriter::Call(Type type, const Scope& scope, int depth) {
  std::vector<const Function*> fitting;
  const auto values = [&](int aggregate) {
    std::vector<std::string> names;
    for (const AggregateVariable& variable : scope.aggregates) {
      if (variable.aggregate == aggregate) names.push_back(variable.name);
    }
    return names;
  };
  for (const Function& function : scope.functions) {
    if (function.aggregate >= 0 && values(function.aggregate).empty()) continue;
    if (function.result.width == type.width && function.result.is_float() == type.is_float()) {
      fitting.push_back(&function);
    }
  }
  if (fitting.empty()) return Leaf(type, scope);
  const Function& function = *choices_.Among(fitting);
  std::string text = function.name + "(";
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    text += (i == 0 ? "" : ", ") + Of(function.parameters[i], scope, depth - 1);
  }
  if (function.aggregate >= 0) text += ", " + choices_.Among(values(function.aggregate));
  text += ")";
  return function.result == type ? text : CallText("convert_" + type.name(), {text});
}

std::vector<Variable> ExpressionWriter::FieldsOf(const AggregateVariable& variable, const Scope& scope) {
  std::vector<Variable> fields;
  CollectFields(aggregates_[static_cast<std::size_t>(variable.aggregate)], variable.name, scope, fields);
  return fields;
}

void ExpressionWriter::CollectFields(const Aggregate& aggregate, const std::string& name, const Scope& scope,
                                     std::vector<Variable>& fields) {
  for (const Field& field : aggregate.fields) {
    std::string member = name + "." + field.name;
    if (field.count > 0) {
      std::vector<std::string> indices;
      for (const Variable& value : scope.values) {
        if (!value.type.is_vector() && !value.type.is_float()) indices.push_back(value.name);
      }
      const std::string index = indices.empty() ? "0" : choices_.Among(indices);
      member += "[" + index + " & " + std::to_string(field.count - 1) + "]";
    }
    if (field.aggregate >= 0) {
      CollectFields(aggregates_[static_cast<std::size_t>(field.aggregate)], member, scope, fields);
    } else {
      fields.push_back({member, field.type, true});
    }
  }
}

}  // namespace kiln::fuzz
