// The same tests on several routes, and where these differ.
#ifndef KILN_HARNESS_ROUTES_H_
#define KILN_HARNESS_ROUTES_H_

#include <map>
#include <string>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/harness/test.h"

namespace kiln::harness {

struct Route {
  TestRoute traits;
  Translator translator;
};

struct RoutesReport {
  std::vector<std::string> names;   // of the routes
  std::vector<TestReport> reports;  // one for each

  // A test fails on one route and not on another, or fails unexpectedly on any.
  bool ok() const;
  // A line for each route: passed, failed, skipped, unsupported; below it what was unsupported, by the code of the
  // diagnostic, and the tests on which the routes differ.
  std::string Matrix() const;
};

// `request` as for RunTests, with a route's translator and traits in the place of its own, route after route.
Result<RoutesReport> RunRoutes(const TestRequest& request, const std::vector<Route>& routes);

// What a message of an unsupported test is counted as: the code in its first "[...]" of lower-case words with hyphens,
// or the OpenCL extension that it names, or kNoLimitCode.
inline constexpr const char* kNoLimitCode = "without a code";
std::string LimitCode(const std::string& message);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_ROUTES_H_
