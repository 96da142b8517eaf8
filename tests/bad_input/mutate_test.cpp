#include "tests/bad_input/mutate.h"

#include <gtest/gtest.h>

#include <set>

namespace kiln::bad_input {
namespace {

TEST(Mutator, SaysTheSameForTheSameSeed) {
  Mutator one({"kernel void k() {}", "x = 1;"}, 7);
  Mutator other({"kernel void k() {}", "x = 1;"}, 7);
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(one.Next(), other.Next());
}

TEST(Mutator, MakesManyInputs) {
  Mutator mutator({"kernel void k() {}", "x = 1;"}, 1);
  std::set<std::string> inputs;
  for (int i = 0; i < 1000; ++i) inputs.insert(mutator.Next());
  EXPECT_GT(inputs.size(), 700U);
}

TEST(Mutator, KeepsInputsWithinTheirLimit) {
  Mutator mutator({std::string(Mutator::kMostBytes, 'x'), ""}, 1);
  for (int i = 0; i < 1000; ++i) EXPECT_LE(mutator.Next().size(), Mutator::kMostBytes);
}

TEST(Mutator, WorksOnNothing) {
  Mutator mutator({}, 1);
  for (int i = 0; i < 1000; ++i) mutator.Next();
}

}  // namespace
}  // namespace kiln::bad_input
