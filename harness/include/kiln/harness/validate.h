// `kiln validate`: one kernel, one set of inputs, every route, one answer.
//
// A file with a test description is tested as it says. For any other the inputs are made from the kernels' signatures,
// and what they are to compute is what one route, the reference, computes of them.
#ifndef KILN_HARNESS_VALIDATE_H_
#define KILN_HARNESS_VALIDATE_H_

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/harness/routes.h"

namespace kiln::harness {

// A number somewhere in a value, or a vector of them.
struct NumberField {
  enum class Kind : std::uint8_t { kSigned, kUnsigned, kFloat };
  std::uint64_t offset = 0;  // bytes
  Kind kind = Kind::kSigned;
  std::uint32_t bits = 32;  // 8, 16, 32 or 64; kFloat: not 8
  std::uint32_t width = 1;  // 1, 2, 3, 4, 8 or 16
};

struct KernelParameter {
  enum class Kind : std::uint8_t { kValue, kBuffer, kLocal, kOther };
  Kind kind = Kind::kOther;
  std::string name, type_name;
  std::uint64_t size = 0;            // bytes: of the value, or of what is pointed to (1 for void)
  std::vector<NumberField> numbers;  // in that many bytes. What is in none stays zero and is not compared
  bool is_const = false;             // kBuffer: the kernel cannot write it
};

// What inputs for a kernel are made from.
struct KernelShape {
  std::string name;
  std::vector<KernelParameter> parameters;
  std::optional<std::array<std::uint32_t, 3>> required_work_group_size;
  std::uint32_t dimensions = 1;  // that the kernel asks about
  double ulp = 0;                // the error bounds of its operations, summed; 0: every result is exact
};

// The kernels of a program, in the order of the source. As for Translator: kCompile when it does not build.
using KernelShapes = std::function<Result<std::vector<KernelShape>>(const TranslateRequest&)>;

struct InputRules {
  std::uint64_t seed = 1;
  std::vector<std::uint64_t> global, local;        // 1 to 3 sizes; empty: chosen
  std::uint64_t elements = 0;                      // of a buffer; 0: chosen
  std::optional<std::pair<double, double>> range;  // of numbers in buffers; absent: chosen
  std::map<std::uint32_t, std::string> arguments;  // by index: as `kiln run --arg` has them
  std::optional<double> ulp, absolute, relative;   // in the place of the tolerance from KernelShape::ulp
};

struct ValidateRequest {
  TestRequest tests;  // its translator and route are not looked at
  std::vector<Route> routes;
  // The first that runs a kernel says what generated inputs are to compute.
  std::vector<Route> references;
  KernelShapes shapes;
  std::string kernel;  // generate inputs for this one only; empty: for all
  InputRules inputs;
  std::string json;  // files to write; empty: none
  std::string junit;
};

struct ValidatedTest {
  std::string name;
  std::string inputs;                  // "description", or what was generated, as `kiln run` would be told it
  std::string reference;               // the route that the expectation is from; empty: the description
  std::vector<SubtestResult> results;  // one for each route
};

struct ValidatedFile {
  std::string path;
  std::vector<ValidatedTest> tests;
};

struct ValidateReport {
  std::vector<std::string> routes;
  std::vector<ValidatedFile> files;
  double seconds = 0;

  bool ok() const;             // no result is a failure
  std::string Matrix() const;  // a line for each test, a column for each route; then why cells are not "ok"
  std::string ToJson() const;  // "kiln-validate/1"
};

// Results that differ are in the report; errors are about the request.
Result<ValidateReport> Validate(const ValidateRequest& request);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_VALIDATE_H_
