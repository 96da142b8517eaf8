#include "cli/validate_request.h"

#include <llvm/ADT/StringRef.h>

#include "cli/harness_translator.h"
#include "cli/kernel_shapes.h"
#include "cli/routes.h"
#include "kiln/harness/run.h"

namespace kiln::cli {
namespace {

using llvm::opt::InputArgList;

constexpr const char* kAllRoutes = "spirv,glsl,msl,cpu";
// Which route says what generated inputs are to compute: the first of these that knows all that the kernel uses.
constexpr const char* kReferences = "cpu,msl,spirv";

tl::unexpected<Error> NoValue(llvm::StringRef text, const llvm::opt::Arg& argument, const char* expected) {
  return Fail(ErrorCode::kInvalidArgument,
              "'" + text.str() + "' is no value of " + argument.getSpelling().str() + "; expected " + expected);
}

Status ReadCount(const InputArgList& arguments, OptionId id, std::uint64_t& count) {
  const auto* argument = arguments.getLastArg(id);
  if (argument == nullptr) return {};
  const llvm::StringRef text = argument->getValue();
  if (!text.getAsInteger(10, count)) return {};
  return NoValue(text, *argument, "a number that is not negative");
}

Status ReadTolerance(const InputArgList& arguments, OptionId id, std::optional<double>& tolerance) {
  const auto* argument = arguments.getLastArg(id);
  if (argument == nullptr) return {};
  double value = 0;
  const llvm::StringRef text = argument->getValue();
  if (text.getAsDouble(value) || !(value >= 0)) return NoValue(text, *argument, "a number that is not negative");
  tolerance = value;
  return {};
}

Status ReadSizes(const InputArgList& arguments, OptionId id, std::vector<std::uint64_t>& sizes) {
  const auto* argument = arguments.getLastArg(id);
  if (argument == nullptr) return {};
  auto parsed = harness::ParseExtents(argument->getValue());
  if (!parsed) return Fail(std::move(parsed.error()).With("in " + argument->getAsString(arguments)));
  sizes = std::move(*parsed);
  return {};
}

Status ReadRange(const InputArgList& arguments, harness::InputRules& rules) {
  const auto* argument = arguments.getLastArg(OPT_range_EQ);
  if (argument == nullptr) return {};
  const auto [low, high] = llvm::StringRef(argument->getValue()).split(',');
  std::pair<double, double> range;
  if (low.getAsDouble(range.first) || high.getAsDouble(range.second) || !(range.first <= range.second)) {
    return NoValue(argument->getValue(), *argument, "LOW,HIGH");
  }
  rules.range = range;
  return {};
}

Status ReadInputs(const InputArgList& arguments, harness::InputRules& rules) {
  for (const auto* argument : arguments.filtered(OPT_input_EQ)) {
    const auto [number, text] = llvm::StringRef(argument->getValue()).split(':');
    std::uint32_t index = 0;
    if (number.getAsInteger(10, index) || text.empty()) return NoValue(argument->getValue(), *argument, "INDEX:VALUE");
    rules.arguments[index] = text.str();
  }
  return {};
}

}  // namespace

Result<harness::ValidateRequest> ReadValidateRequest(const Invocation& invocation) {
  const InputArgList& arguments = invocation.arguments;
  harness::ValidateRequest request;
  request.tests.paths = invocation.Inputs();
  if (request.tests.paths.empty()) {
    return Fail(ErrorCode::kInvalidArgument, "no file to validate; try 'kiln validate --help'");
  }
  KILN_ASSIGN_OR_RETURN(const SourceOptions options, ReadSourceOptions(arguments));
  request.tests.device.device = arguments.getLastArgValue(OPT_device_EQ).str();
  request.tests.filter = arguments.getLastArgValue(OPT_filter_EQ).str();
  request.kernel = arguments.getLastArgValue(OPT_kernel_EQ).str();
  request.json = arguments.getLastArgValue(OPT_json_EQ).str();
  request.junit = arguments.getLastArgValue(OPT_junit_EQ).str();
  harness::InputRules& rules = request.inputs;
  KILN_RETURN_IF_ERROR(ReadCount(arguments, OPT_seed_EQ, rules.seed));
  KILN_RETURN_IF_ERROR(ReadCount(arguments, OPT_elements_EQ, rules.elements));
  KILN_RETURN_IF_ERROR(ReadSizes(arguments, OPT_global_EQ, rules.global));
  KILN_RETURN_IF_ERROR(ReadSizes(arguments, OPT_local_EQ, rules.local));
  KILN_RETURN_IF_ERROR(ReadRange(arguments, rules));
  KILN_RETURN_IF_ERROR(ReadInputs(arguments, rules));
  KILN_RETURN_IF_ERROR(ReadTolerance(arguments, OPT_ulp_EQ, rules.ulp));
  KILN_RETURN_IF_ERROR(ReadTolerance(arguments, OPT_atol_EQ, rules.absolute));
  KILN_RETURN_IF_ERROR(ReadTolerance(arguments, OPT_rtol_EQ, rules.relative));
  RouteOptions route_options;
  route_options.save_texts = arguments.hasArg(OPT_save_temps);
  if (arguments.hasArg(OPT_check)) route_options.checks = reference::Checks::kAll;
  if (arguments.hasArg(OPT_timeout_EQ)) {
    std::uint64_t seconds = 0;
    KILN_RETURN_IF_ERROR(ReadCount(arguments, OPT_timeout_EQ, seconds));
    if (seconds == 0 || seconds > 1000000) {
      return Fail(ErrorCode::kInvalidArgument, "--timeout needs a positive number of seconds");
    }
    request.tests.timeout = std::chrono::seconds(seconds);
    route_options.timeout = request.tests.timeout;
    request.tests.device.timeout = request.tests.timeout;
  }
  KILN_ASSIGN_OR_RETURN(request.routes,
                        MakeRoutes(arguments.getLastArgValue(OPT_routes_EQ, kAllRoutes).str(), options, route_options));
  route_options.save_texts = false;
  route_options.checks = reference::Checks::kNone;
  KILN_ASSIGN_OR_RETURN(request.references, MakeRoutes(kReferences, options, route_options));
  request.shapes = MakeKernelShapes(options);
  return request;
}

}  // namespace kiln::cli
