// The report of `kiln validate`, for people and for programs.
#include <algorithm>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "kiln/harness/validate.h"

namespace kiln::harness {
namespace {

constexpr std::size_t kWidestName = 60;

const char* Word(Outcome outcome) {
  switch (outcome) {
    case Outcome::kPass:
      return "ok";
    case Outcome::kFail:
      return "FAILS";
    case Outcome::kSkip:
      return "skipped";
    case Outcome::kUnsupported:
      return "limit";
  }
  return "";
}

const char* JsonWord(Outcome outcome) {
  switch (outcome) {
    case Outcome::kPass:
      return "pass";
    case Outcome::kFail:
      return "fail";
    case Outcome::kSkip:
      return "skip";
    case Outcome::kUnsupported:
      return "unsupported";
  }
  return "";
}

std::string Padded(std::string text, std::size_t width) {
  // Of UTF-8, every byte but those that continue a character is one column.
  const auto columns = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  if (columns < width) text.append(width - columns, ' ');
  return text;
}

// Failures first: by what is said, the tests of which it is said.
std::string Reasons(const ValidateReport& report) {
  std::string failures, limits;
  std::map<std::string, std::size_t> counts;
  for (const ValidatedFile& file : report.files) {
    for (const ValidatedTest& test : file.tests) {
      for (std::size_t i = 0; i < report.routes.size(); ++i) {
        const SubtestResult& result = test.results[i];
        if (result.outcome == Outcome::kFail) {
          failures += file.path + "::" + test.name + " on " + report.routes[i] + ": " + result.message + "\n";
        } else if (result.outcome == Outcome::kUnsupported) {
          ++counts[report.routes[i] + ": " + LimitCode(result.message)];
        } else if (result.outcome == Outcome::kSkip) {
          ++counts[report.routes[i] + ": skipped: " + result.message];
        }
      }
    }
  }
  for (const auto& [what, count] : counts) limits += std::to_string(count) + " x " + what + "\n";
  return failures + limits;
}

}  // namespace

bool ValidateReport::ok() const {
  for (const ValidatedFile& file : files) {
    for (const ValidatedTest& test : file.tests) {
      for (const SubtestResult& result : test.results) {
        if (result.unexpected()) return false;
      }
    }
  }
  return true;
}

std::string ValidateReport::Matrix() const {
  std::size_t width = 4, tests = 0;
  std::map<Outcome, std::size_t> counts;
  for (const ValidatedFile& file : files) {
    for (const ValidatedTest& test : file.tests) width = std::max(width, std::min(test.name.size(), kWidestName));
  }
  std::string text;
  for (const ValidatedFile& file : files) {
    text += file.path + "\n  " + Padded("", width);
    for (const std::string& route : routes) text += "  " + Padded(route, 7);
    text.erase(text.find_last_not_of(' ') + 1);
    text += "\n";
    for (const ValidatedTest& test : file.tests) {
      ++tests;
      text += "  " +
              Padded(test.name.size() > kWidestName ? test.name.substr(0, kWidestName - 3) + "..." : test.name, width);
      for (std::size_t i = 0; i < routes.size(); ++i) {
        const Outcome outcome = test.results[i].outcome;
        ++counts[outcome];
        const bool is_reference = outcome == Outcome::kPass && routes[i] == test.reference;
        text += "  " + Padded(is_reference ? "ref" : Word(outcome), 7);
      }
      text.erase(text.find_last_not_of(' ') + 1);
      text += "\n";
      if (test.inputs != "description" && test.inputs != "none") text += "    " + test.inputs + "\n";
    }
  }
  text += Reasons(*this);
  char line[200];
  std::snprintf(line, sizeof(line),
                "%zu tests on %zu routes in %.1f s: %zu equal, %zu failed, %zu unsupported, %zu skipped\n", tests,
                routes.size(), seconds, counts[Outcome::kPass], counts[Outcome::kFail], counts[Outcome::kUnsupported],
                counts[Outcome::kSkip]);
  return text + line;
}

std::string ValidateReport::ToJson() const {
  using json = nlohmann::ordered_json;
  json object = {{"schema", "kiln-validate/1"}, {"ok", ok()}, {"seconds", seconds}, {"routes", routes}};
  json& list = object["files"] = json::array();
  for (const ValidatedFile& file : files) {
    json tests = json::array();
    for (const ValidatedTest& test : file.tests) {
      json results = json::object();
      for (std::size_t i = 0; i < routes.size(); ++i) {
        const SubtestResult& result = test.results[i];
        json cell = {{"outcome", JsonWord(result.outcome)}, {"seconds", result.seconds}};
        if (!result.message.empty()) cell["message"] = result.message;
        results[routes[i]] = std::move(cell);
      }
      json one = {{"name", test.name}, {"inputs", test.inputs}};
      if (!test.reference.empty()) one["reference"] = test.reference;
      one["results"] = std::move(results);
      tests.push_back(std::move(one));
    }
    list.push_back({{"path", file.path}, {"tests", std::move(tests)}});
  }
  return object.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace kiln::harness
