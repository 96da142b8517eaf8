#include "tests/precision/measure.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <thread>

#include "tests/precision/inputs.h"
#include "tests/precision/judge.h"

namespace kiln::precision {
namespace {

constexpr int kWidths[] = {2, 3, 4, 8, 16};
constexpr std::size_t kVectorSamples = 48 * 64;
constexpr std::size_t kExamples = 4;

bool TakesInteger(const Function& function) {
  return function.operands == Operands::kXN;
}
std::size_t RealOperands(const Function& function) {
  return function.operands == Operands::kXYZ ? 3 : function.operands == Operands::kXY ? 2 : 1;
}

std::string Declaration(const std::string& type) {
  return type == "half"     ? "#pragma OPENCL EXTENSION cl_khr_fp16 : enable\n"
         : type == "double" ? "#pragma OPENCL EXTENSION cl_khr_fp64 : enable\n"
                            : "";
}

// Kernel w<N> calls the builtin for vectors of N, N = 1 for scalars.
std::string KernelSource(const Function& function, const std::string& name, const std::string& type, int width) {
  const std::string suffix = width == 1 ? "" : std::to_string(width);
  auto load = [&](const std::string& buffer) {
    return width == 1 ? buffer + "[i]" : "vload" + suffix + "(i, " + buffer + ")";
  };
  auto store = [&](const std::string& value, const std::string& buffer) {
    return "  " + (width == 1 ? buffer + "[i] = " + value : "vstore" + suffix + "(" + value + ", i, " + buffer + ")") +
           ";\n";
  };
  // An operator is named by an expression: "x + y".
  const bool is_operator = name.find(' ') != std::string::npos;
  const std::string separator = is_operator ? name.substr(1, 3) : ", ";
  std::string parameters, call = is_operator ? "(" : name + "(";
  const std::string operands = "abc";
  for (std::size_t i = 0; i < RealOperands(function); ++i) {
    parameters += (i == 0 ? "global const " : ", global const ") + type + "* " + operands[i];
    call += (i == 0 ? "" : separator) + load(operands.substr(i, 1));
  }
  if (TakesInteger(function)) {
    parameters += ", global const int* n";
    call += ", " + load("n");
  }
  const std::string result = function.result == ResultKind::kInteger ? "int" : type;
  parameters += ", global " + result + "* r";
  std::string body = "  const size_t i = get_global_id(0);\n", end;
  if (function.second != ResultKind::kNone) {
    const std::string second = function.second == ResultKind::kInteger ? "int" : type;
    parameters += ", global " + second + "* s";
    body += "  " + second + suffix + " t;\n";
    call += ", &t";
    end = store("t", "s");
  }
  body += "  const " + result + suffix + " v = " + call + ");\n" + store("v", "r") + end;
  return "kernel void w" + std::to_string(width) + "(" + parameters + ") {\n" + body + "}\n";
}

struct DeviceResults {
  std::vector<double> real, second;
  std::vector<std::int32_t> integer;

  Outcome At(std::size_t i) const {
    Outcome outcome;
    if (!real.empty()) outcome.real = real[i];
    if (!second.empty()) outcome.second = second[i];
    if (!integer.empty()) outcome.integer = integer[i];
    return outcome;
  }
};

Bytes PackIntegers(const std::vector<std::int32_t>& values) {
  Bytes bytes(values.size() * 4);
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

template <typename T>
std::vector<T> First(const std::vector<T>& values, std::size_t count) {
  return {values.begin(), values.begin() + static_cast<std::ptrdiff_t>(std::min(count, values.size()))};
}

Result<DeviceResults> RunWidth(DeviceProgram& program, const Function& function, const NumberFormat& format, int width,
                               const InputSet& inputs, std::size_t count) {
  std::vector<Bytes> buffers;
  for (const std::vector<double>* operand : {&inputs.x, &inputs.y, &inputs.z}) {
    if (!operand->empty()) buffers.push_back(format.Pack(First(*operand, count)));
  }
  if (!inputs.n.empty()) buffers.push_back(PackIntegers(First(inputs.n, count)));
  std::vector<std::size_t> sizes;
  for (const ResultKind kind : {function.result, function.second}) {
    if (kind != ResultKind::kNone) sizes.push_back(count * (kind == ResultKind::kInteger ? 4 : format.bytes));
  }
  KILN_ASSIGN_OR_RETURN(
      const std::vector<Bytes> outputs,
      program.Run("w" + std::to_string(width), count / static_cast<std::size_t>(width), buffers, sizes));
  DeviceResults results;
  std::size_t next = 0;
  for (const ResultKind kind : {function.result, function.second}) {
    if (kind == ResultKind::kNone) continue;
    const Bytes& bytes = outputs[next++];
    if (kind == ResultKind::kInteger) {
      results.integer.resize(count);
      std::memcpy(results.integer.data(), bytes.data(), bytes.size());
    } else {
      (next == 1 ? results.real : results.second) = format.Unpack(bytes);
    }
  }
  return results;
}

std::string Describe(const Function& function, const Arguments& a, const Outcome& outcome) {
  std::string text = "(" + FormatNumber(a.x);
  if (RealOperands(function) > 1) text += ", " + FormatNumber(a.y);
  if (RealOperands(function) > 2) text += ", " + FormatNumber(a.z);
  if (TakesInteger(function)) text += ", " + std::to_string(a.n);
  text += ") = ";
  if (function.result == ResultKind::kReal) text += FormatNumber(outcome.real);
  if (function.second == ResultKind::kReal) text += ", " + FormatNumber(outcome.second);
  if (function.result == ResultKind::kInteger) text += std::to_string(outcome.integer);
  if (function.second == ResultKind::kInteger) text += ", " + std::to_string(outcome.integer);
  return text;
}

// All widths, or, in a short run, one that differs from function to function and type to type.
std::vector<int> WidthsOf(const Session& session, const Function& function, const NumberFormat& format) {
  if (session.relaxed) return {};
  if (session.every_width) return {std::begin(kWidths), std::end(kWidths)};
  const std::size_t turn = static_cast<std::size_t>(&function - Functions().data()) + format.bytes / 2;
  return {kWidths[turn % std::size(kWidths)]};
}

Bound PlainBound(const Session& session, std::string_view name, Type type) {
  const bool is_rounded = session.correctly_rounded && type == Type::kFloat && (name == "sqrt" || name == "x / y");
  return is_rounded ? Bound{Bound::Kind::kUlp, 0} : BoundOf(name, type);
}

// What is demanded of one call.
struct Demand {
  Bound bound;
  bool in_domain = true;
};

class Assessment {
 public:
  Assessment(const Session& session, const Function& function, Form form, const NumberFormat& format)
      : session_(session), function_(function), form_(form), format_(format) {
    strictness_.finite_only = session.relaxed;
    strictness_.special_cases = !session.relaxed && form != Form::kNative;
  }

  void Add(Measurement& measurement, Truth& truth, const Arguments& arguments, const Outcome& outcome) const {
    const Demand demand = DemandOf(measurement.name, arguments);
    if (!demand.in_domain) return;
    const Judgement judgement = Judge(function_, truth, arguments, outcome, strictness_);
    const bool is_absolute = demand.bound.kind == Bound::Kind::kAbsolute;
    const double error = is_absolute ? judgement.absolute : judgement.ulp;
    ++measurement.samples;
    const double allowed = is_absolute ? demand.bound.value : std::max(0.5, demand.bound.value);
    // Relaxed bounds change with the arguments: what counts is the part of its own that an error takes.
    const double size = session_.relaxed ? error / allowed : error;
    if (size > measurement.largest) {
      measurement.largest = size;
      measurement.at = Describe(function_, arguments, outcome);
    }
    if (demand.bound.kind != Bound::Kind::kNone && error > allowed) {
      ++measurement.failures;
      if (measurement.examples.size() < kExamples) {
        measurement.examples.push_back(Describe(function_, arguments, outcome) + ", error " + FormatNumber(error));
      }
    }
  }

 private:
  Demand DemandOf(const std::string& name, const Arguments& a) const {
    Demand demand;
    demand.bound = session_.relaxed && form_ == Form::kPlain && format_.type == Type::kFloat
                       ? RelaxedBound(name, a)
                       : PlainBound(session_, name, format_.type);
    demand.in_domain = function_.defined == nullptr || function_.defined(a);
    if (form_ == Form::kHalf) demand.in_domain = demand.in_domain && DefinedForHalf(function_.name, a);
    if (form_ == Form::kNative) {
      demand.in_domain = demand.in_domain && (function_.defined_natively == nullptr || function_.defined_natively(a));
    }
    if (session_.relaxed && demand.bound.kind == Bound::Kind::kNone) demand.in_domain = false;
    return demand;
  }

  const Session& session_;
  const Function& function_;
  Form form_;
  const NumberFormat& format_;
  Strictness strictness_;
};

void Merge(Measurement& into, const Measurement& part) {
  into.samples += part.samples;
  into.failures += part.failures;
  for (const std::string& example : part.examples) {
    if (into.examples.size() < kExamples) into.examples.push_back(example);
  }
  if (part.largest > into.largest) {
    into.largest = part.largest;
    into.at = part.at;
  }
}

void Assess(Measurement& measurement, const Session& session, const Function& function, Form form,
            const NumberFormat& format, const InputSet& inputs, const DeviceResults& results) {
  const std::size_t thread_count = std::max(1u, std::thread::hardware_concurrency());
  std::vector<Measurement> parts(thread_count, measurement);
  std::vector<std::thread> threads;
  for (std::size_t part = 0; part < thread_count; ++part) {
    threads.emplace_back([&, part] {
      const Assessment assessment(session, function, form, format);
      {
        Truth truth(format);
        for (std::size_t i = part; i < inputs.size(); i += thread_count) {
          assessment.Add(parts[part], truth, inputs.At(i), results.At(i));
        }
      }
      mpfr_free_cache();
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Measurement& part : parts) Merge(measurement, part);
}

bool SameBits(const NumberFormat& format, double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || format.Encode(a) == format.Encode(b);
}

void CompareVectors(Measurement& measurement, const Function& function, const NumberFormat& format, int width,
                    const InputSet& inputs, const DeviceResults& scalars, const DeviceResults& vectors) {
  const std::size_t count = std::max(vectors.real.size(), vectors.integer.size());
  for (std::size_t i = 0; i < count; ++i) {
    const Outcome scalar = scalars.At(i), vector = vectors.At(i);
    if (SameBits(format, scalar.real, vector.real) && SameBits(format, scalar.second, vector.second) &&
        scalar.integer == vector.integer) {
      continue;
    }
    ++measurement.failures;
    if (measurement.examples.size() < kExamples) {
      measurement.examples.push_back("width " + std::to_string(width) + ": " +
                                     Describe(function, inputs.At(i), vector) + ", but the scalar gives " +
                                     Describe(function, inputs.At(i), scalar));
    }
  }
}

}  // namespace

std::string FormatNumber(double value) {
  char text[40];
  std::snprintf(text, sizeof text, std::isfinite(value) && value != 0 ? "%a" : "%g", value);
  return text;
}

Result<Measurement> Measure(Session& session, const Function& function, Form form, const NumberFormat& format) {
  Measurement measurement;
  measurement.name = NameOf(function, form);
  measurement.type = format.type;
  measurement.bound = session.relaxed ? "the relaxed one" : PlainBound(session, measurement.name, format.type).Text();

  std::string source = Declaration(format.name) + KernelSource(function, measurement.name, format.name, 1);
  const std::vector<int> widths = WidthsOf(session, function, format);
  for (const int width : widths) source += KernelSource(function, measurement.name, format.name, width);
  auto program = DeviceProgram::Build(session.device, session.translator, source, session.build_options);
  if (!program) return Fail(std::move(program.error()).With("in " + measurement.name + " of " + format.name));
  const InputSet inputs = MakeInputs(function, format, session.samples);
  auto scalars = RunWidth(*program, function, format, 1, inputs, inputs.size());
  if (!scalars) return Fail(std::move(scalars.error()).With("in " + measurement.name + " of " + format.name));
  Assess(measurement, session, function, form, format, inputs, *scalars);
  const std::size_t count = std::min(kVectorSamples, inputs.size());
  for (const int width : widths) {
    auto vectors = RunWidth(*program, function, format, width, inputs, count);
    if (!vectors) return Fail(std::move(vectors.error()).With("in " + measurement.name + " of " + format.name));
    CompareVectors(measurement, function, format, width, inputs, *scalars, *vectors);
  }
  return measurement;
}

Result<bool> Flushes(Session& session, const NumberFormat& format) {
  const std::string type = format.name;
  const std::string source = Declaration(type) + "kernel void probe(global const " + type + "* a, global " + type +
                             "* r) { r[0] = a[0] * a[1]; r[1] = a[0] + a[2]; }";
  KILN_ASSIGN_OR_RETURN(DeviceProgram program,
                        DeviceProgram::Build(session.device, session.translator, source, session.build_options));
  const double small = format.SmallestNormal() / 2;
  KILN_ASSIGN_OR_RETURN(const auto outputs,
                        program.Run("probe", 1, {format.Pack({small, 1, format.Smallest()})}, {2 * format.bytes}));
  const std::vector<double> results = format.Unpack(outputs[0]);
  return results[0] != small || results[1] != small + format.Smallest();
}

}  // namespace kiln::precision
