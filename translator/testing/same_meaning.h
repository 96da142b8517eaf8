// Test support: a kernel computes the same bytes at every stage of the pipeline.
#ifndef KILN_TRANSLATOR_TESTING_SAME_MEANING_H_
#define KILN_TRANSLATOR_TESTING_SAME_MEANING_H_

#include <map>
#include <string>

#include "translator/testing/evaluate.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator::testing {

struct KernelInputs {
  std::map<std::string, Bytes> memory;           // by argument name
  std::map<unsigned, std::uint64_t> values;      // integer arguments by number
};

// `count` bytes that differ from their neighbours.
Bytes Pattern(std::size_t count);

// Evaluates the kernel as it is now and after every further stage up to `last`; expects equal memory of the arguments.
void ExpectSameMeaning(TestKernel& kernel, const KernelInputs& inputs, Stage last = Stage::kViews);

}  // namespace kiln::translator::testing

#endif  // KILN_TRANSLATOR_TESTING_SAME_MEANING_H_
