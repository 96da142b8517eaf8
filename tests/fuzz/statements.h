// Random statements: assignments to everything that can be assigned, loops that end, and jumps.
#ifndef KILN_TESTS_FUZZ_STATEMENTS_H_
#define KILN_TESTS_FUZZ_STATEMENTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tests/fuzz/choices.h"
#include "tests/fuzz/expressions.h"
#include "tests/fuzz/type.h"

namespace kiln::fuzz {

// A function that writes through a pointer: void f(SPACE T* p, U v).
struct Procedure {
  std::string name;
  Region parameter;
  Type value;
};

// Local memory of which each work-item owns `own` elements from own * lid on.
struct SharedArray {
  std::string name;
  Type type;
  std::uint32_t size = 1;  // of the whole; a power of two
};

// What a block of statements may do.
struct Context {
  Scope scope;
  std::vector<Procedure> procedures;
  std::vector<SharedArray> shared;    // exchanged between barriers; only where control flow is uniform
  std::vector<std::string> counters;  // addresses of integers that all work-items change atomically
  std::vector<std::string> uniform;   // ints that are the same in all work-items
  std::string leave;                  // a statement that leaves the function: "return x;"; empty: there is none
  bool generic = false;               // generic pointers exist
  bool is_uniform = false;            // all work-items of the group get here together
  bool in_loop = false;
  bool in_switch = false;  // innermost: `continue` leaves a loop around it, if any
};

class StatementWriter {
 public:
  StatementWriter(Choices& choices, const std::vector<Aggregate>& aggregates)
      : choices_(choices), expressions_(choices, aggregates) {}

  // Some statements, each on its own lines. Loops of the whole function share the counter `fuel`.
  std::string Block(const Context& context, int depth, int indent);
  // An expression that may become the value of a pointer with at least `extent` elements; empty: there is none.
  std::string PointerTo(const Region& pointer, const Context& context);
  ExpressionWriter& expressions() { return expressions_; }

 private:
  std::string Statement(Context& context, int depth, int indent);
  std::string Assignment(const Context& context, int indent);
  std::string Store(const Region& region, const Context& context, int indent);
  std::string If(const Context& context, int depth, int indent);
  std::string Loop(const Context& context, int depth, int indent);
  std::string UniformLoop(const Context& context, int depth, int indent);
  std::string Switch(const Context& context, int depth, int indent);
  std::string Jump(const Context& context, int indent);
  std::string Goto(const Context& context, int depth, int indent);
  std::string PointerAssignment(const Context& context, int indent);
  std::string ProcedureCall(const Context& context, int indent);
  std::string Exchange(const Context& context, int indent);
  std::string Atomic(const Context& context, int indent);
  std::string Declaration(Context& context, int indent);

  Choices& choices_;
  ExpressionWriter expressions_;
  std::uint32_t names_ = 0;  // given so far
};

}  // namespace kiln::fuzz

#endif  // KILN_TESTS_FUZZ_STATEMENTS_H_
