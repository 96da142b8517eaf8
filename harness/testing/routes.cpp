#include "kiln/harness/routes.h"

#include <algorithm>
#include <iomanip>
#include <ostream>
#include <sstream>
#include <utility>

namespace kiln::harness {
namespace {

constexpr std::size_t kMostDifferences = 50;

const char* Word(Outcome outcome) {
  switch (outcome) {
    case Outcome::kPass:
      return "passes";
    case Outcome::kFail:
      return "fails";
    case Outcome::kSkip:
      return "is skipped";
    case Outcome::kUnsupported:
      return "is unsupported";
  }
  return "";
}

// path::subtest -> its outcome on each route.
std::map<std::string, std::vector<std::pair<std::string, Outcome>>> Outcomes(const RoutesReport& report) {
  std::map<std::string, std::vector<std::pair<std::string, Outcome>>> outcomes;
  for (std::size_t i = 0; i < report.names.size(); ++i) {
    for (const FileResult& file : report.reports[i].files) {
      for (const SubtestResult& subtest : file.subtests) {
        outcomes[file.path + "::" + subtest.name].emplace_back(report.names[i], subtest.outcome);
      }
    }
  }
  return outcomes;
}

bool Differ(const std::vector<std::pair<std::string, Outcome>>& outcomes) {
  const auto has = [&](Outcome wanted) {
    return std::any_of(outcomes.begin(), outcomes.end(), [=](const auto& outcome) { return outcome.second == wanted; });
  };
  return has(Outcome::kPass) && has(Outcome::kFail);
}

}  // namespace

std::string LimitCode(const std::string& message) {
  for (std::size_t begin = message.find('['); begin != std::string::npos; begin = message.find('[', begin + 1)) {
    const std::size_t end = message.find(']', begin);
    if (end == std::string::npos) break;
    const std::string word = message.substr(begin + 1, end - begin - 1);
    const bool is_code = word.size() > 5 && word.find('-') != std::string::npos && word.front() != '-' &&
                         std::all_of(word.begin(), word.end(), [](char c) {
                           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
                         });
    if (is_code) return word;
  }
  if (const std::size_t begin = message.find("cl_khr_"); begin != std::string::npos) {
    const std::size_t end = message.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_", begin);
    return message.substr(begin, end == std::string::npos ? end : end - begin);
  }
  return kNoLimitCode;
}

bool RoutesReport::ok() const {
  for (const TestReport& report : reports) {
    if (!report.ok()) return false;
  }
  const auto outcomes = Outcomes(*this);
  return std::none_of(outcomes.begin(), outcomes.end(), [](const auto& test) { return Differ(test.second); });
}

std::string RoutesReport::Matrix() const {
  std::ostringstream text;
  text << std::left << std::setw(10) << "route" << std::right << std::setw(9) << "passed" << std::setw(9) << "failed"
       << std::setw(9) << "skipped" << std::setw(13) << "unsupported" << std::setw(9) << "seconds" << '\n';
  for (std::size_t i = 0; i < names.size(); ++i) {
    const TestReport& report = reports[i];
    text << std::left << std::setw(10) << names[i] << std::right << std::setw(9) << report.passed << std::setw(9)
         << report.failed + report.known_failures << std::setw(9) << report.skipped << std::setw(13)
         << report.unsupported << std::setw(9) << std::fixed << std::setprecision(1) << report.seconds << '\n';
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::map<std::string, std::size_t> limits;
    for (const FileResult& file : reports[i].files) {
      for (const SubtestResult& subtest : file.subtests) {
        if (subtest.outcome == Outcome::kUnsupported) ++limits[LimitCode(subtest.message)];
      }
    }
    for (const auto& [code, count] : limits) text << names[i] << ": " << count << " unsupported: " << code << '\n';
  }
  std::size_t differences = 0;
  for (const auto& [test, outcomes] : Outcomes(*this)) {
    if (!Differ(outcomes)) continue;
    if (++differences > kMostDifferences) continue;
    text << test << ": ";
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      text << (i == 0 ? "" : ", ") << outcomes[i].first << ' ' << Word(outcomes[i].second);
    }
    text << '\n';
  }
  text << differences << (differences == 1 ? " test differs" : " tests differ") << " between routes\n";
  return text.str();
}

Result<RoutesReport> RunRoutes(const TestRequest& request, const std::vector<Route>& routes) {
  RoutesReport report;
  for (const Route& route : routes) {
    TestRequest one = request;
    one.translator = route.translator;
    one.route = route.traits;
    if (request.output != nullptr) *request.output << "== " << route.traits.name << '\n' << std::flush;
    KILN_ASSIGN_OR_RETURN(TestReport tested, RunTests(one));
    report.names.push_back(route.traits.name);
    report.reports.push_back(std::move(tested));
  }
  return report;
}

}  // namespace kiln::harness
