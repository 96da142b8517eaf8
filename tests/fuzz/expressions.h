// Random expressions whose value the language defines: no overflow of signed integers, no division by zero, no index
// out of bounds, no conversion out of range, no NaN, infinity, zero or denormal number among the floats, no operation
// on floats whose rounding an implementation may choose.
#ifndef KILN_TESTS_FUZZ_EXPRESSIONS_H_
#define KILN_TESTS_FUZZ_EXPRESSIONS_H_

#include <string>
#include <vector>

#include "tests/fuzz/choices.h"
#include "tests/fuzz/type.h"

namespace kiln::fuzz {

// A function without side effects.
struct Function {
  std::string name;
  Type result;
  std::vector<Type> parameters;
  int aggregate = -1;  // of one more parameter behind these
};

// What an expression may name.
struct Scope {
  std::vector<Variable> values;
  std::vector<Region> regions;
  std::vector<AggregateVariable> aggregates;
  std::vector<Function> functions;
};

// The functions that expressions call: definitions that every program begins with.
std::string Prelude();

class ExpressionWriter {
 public:
  ExpressionWriter(Choices& choices, const std::vector<Aggregate>& aggregates)
      : choices_(choices), aggregates_(aggregates) {}

  // An expression of exactly this type; `depth` bounds how operations nest. It has no side effects.
  std::string Of(Type type, const Scope& scope, int depth);
  // An int that is 0 or 1, or any other: a condition.
  std::string Condition(const Scope& scope, int depth);
  // An element of the region, in bounds: "p[e & 7]".
  std::string ElementOf(const Region& region, const Scope& scope, int depth);
  // A random type of a value; floats one time in ten.
  Type AnyType();
  Type AnyInteger(std::uint32_t width);
  std::string Literal(Type type);
  // Every field of the variable that is a value, as variables; an array's elements by index.
  std::vector<Variable> FieldsOf(const AggregateVariable& variable, const Scope& scope);

 private:
  std::string Leaf(Type type, const Scope& scope);
  std::string FloatOperation(Type type, const Scope& scope, int depth);
  std::string IntegerOperation(Type type, const Scope& scope, int depth);
  std::string Arithmetic(Type type, const Scope& scope, int depth);
  std::string Division(Type type, const Scope& scope, int depth);
  std::string LongLong(Type type, const Scope& scope, int depth);
  std::string Shift(Type type, const Scope& scope, int depth);
  std::string Comparison(Type type, const Scope& scope, int depth);
  std::string Choice(Type type, const Scope& scope, int depth);
  std::string Builtin(Type type, const Scope& scope, int depth);
  std::string Conversion(Type type, const Scope& scope, int depth);
  std::string Reinterpretation(Type type, const Scope& scope, int depth);
  std::string OfParts(Type type, const Scope& scope, int depth);  // vectors from parts, scalars from vectors
  std::string Load(Type type, const Scope& scope, int depth);
  std::string Call(Type type, const Scope& scope, int depth);
  void CollectFields(const Aggregate& aggregate, const std::string& name, const Scope& scope,
                     std::vector<Variable>& fields);

  Choices& choices_;
  const std::vector<Aggregate>& aggregates_;
};

}  // namespace kiln::fuzz

#endif  // KILN_TESTS_FUZZ_EXPRESSIONS_H_
