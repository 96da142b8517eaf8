// One builtin of one type: run on the device, compared with its exact values.
#ifndef KILN_TESTS_PRECISION_MEASURE_H_
#define KILN_TESTS_PRECISION_MEASURE_H_

#include <string>
#include <vector>

#include "tests/precision/bounds.h"
#include "tests/precision/device_program.h"
#include "tests/precision/functions.h"

namespace kiln::precision {

struct Session {
  runtime::Device device;
  harness::Translator translator;
  std::vector<std::string> build_options;
  bool relaxed = false;  // -cl-fast-relaxed-math is among them; it lets each width be contracted in its own way
  bool correctly_rounded = false;  // so is -cl-fp32-correctly-rounded-divide-sqrt
  std::size_t samples = 1 << 14;
  bool every_width = false;  // of vectors
};

struct Measurement {
  std::string name;  // with its prefix
  Type type = Type::kFloat;
  std::string bound;   // in words; it may grow with the arguments, or with the width of vectors
  double largest = 0;  // in the bound's unit; in a relaxed session the part of the bound that it takes
  std::string at;      // the call with the largest error: "(0x1p+0) = 0x1.8p+0"
  std::size_t samples = 0;
  std::size_t failures = 0;
  std::vector<std::string> examples;  // of failures, a few
};

// Scalars against their exact values, then vectors of every width against the scalars.
Result<Measurement> Measure(Session& session, const Function& function, Form form, const NumberFormat& format);

// Whether the device flushes subnormal numbers of the type when it adds or multiplies.
Result<bool> Flushes(Session& session, const NumberFormat& format);

std::string FormatNumber(double value);

}  // namespace kiln::precision

#endif  // KILN_TESTS_PRECISION_MEASURE_H_
