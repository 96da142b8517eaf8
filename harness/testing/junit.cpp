#include "harness/testing/junit.h"

#include <cstdio>
#include <string_view>

namespace kiln::harness {
namespace {

// The length of the UTF-8 sequence at `at`, 0 when there is none that XML allows.
std::size_t SequenceLength(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(i < text.size() ? text[i] : '\0'); };
  const unsigned char first = byte(at);
  if (first < 0x80) return first >= 0x20 || first == '\t' || first == '\n' || first == '\r' ? 1 : 0;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
  }
  const unsigned char second = byte(at + 1);
  // Overlong forms, surrogates, what lies beyond U+10FFFF, and the non-characters U+FFFE and U+FFFF.
  if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) || (first == 0xF0 && second < 0x90) ||
      (first == 0xF4 && second > 0x8F) || (first == 0xEF && second == 0xBF && byte(at + 2) >= 0xBE)) {
    return 0;
  }
  return length;
}

std::string Escape(std::string_view text) {
  std::string escaped;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = SequenceLength(text, at);
    const char c = text[at];
    if (length == 0) {
      escaped += '?';
      ++at;
      continue;
    }
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\n':
        escaped += "&#10;";
        break;
      default:
        escaped.append(text.substr(at, length));
    }
    at += length;
  }
  return escaped;
}

std::string Seconds(double seconds) {
  char buffer[32];
  std::snprintf(buffer, sizeof(buffer), "%.3f", seconds);
  return buffer;
}

struct Counts {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t skipped = 0;
  double seconds = 0;
};

Counts CountsOf(const FileResult& file) {
  Counts counts;
  for (const SubtestResult& subtest : file.subtests) {
    ++counts.tests;
    counts.seconds += subtest.seconds;
    if (subtest.unexpected()) {
      ++counts.failures;
    } else if (subtest.outcome != Outcome::kPass) {
      ++counts.skipped;
    }
  }
  return counts;
}

std::string Attributes(const Counts& counts) {
  return " tests=\"" + std::to_string(counts.tests) + "\" failures=\"" + std::to_string(counts.failures) +
         "\" skipped=\"" + std::to_string(counts.skipped) + "\" time=\"" + Seconds(counts.seconds) + "\">\n";
}

std::string Verdict(const SubtestResult& subtest) {
  if (subtest.unexpected()) {
    const std::string message = subtest.outcome == Outcome::kPass
                                    ? "passes, but is listed as failing: " + subtest.known_reason
                                    : subtest.message;
    const std::string first_line = message.substr(0, message.find('\n'));
    return "      <failure message=\"" + Escape(first_line) + "\">" + Escape(message) + "</failure>\n";
  }
  if (subtest.outcome == Outcome::kPass) return "";
  const std::string& why = subtest.known_reason.empty() ? subtest.message : subtest.known_reason;
  return "      <skipped message=\"" + Escape(why) + "\"/>\n";
}

}  // namespace

std::string ToJunitXml(const TestReport& report) {
  Counts all;
  std::string suites;
  for (const FileResult& file : report.files) {
    const Counts counts = CountsOf(file);
    all.tests += counts.tests;
    all.failures += counts.failures;
    all.skipped += counts.skipped;
    all.seconds += counts.seconds;
    suites += "  <testsuite name=\"" + Escape(file.path) + "\"" + Attributes(counts);
    for (const SubtestResult& subtest : file.subtests) {
      const std::string verdict = Verdict(subtest);
      suites += "    <testcase classname=\"" + Escape(file.path) + "\" name=\"" + Escape(subtest.name) + "\" time=\"" +
                Seconds(subtest.seconds) + "\"";
      suites += verdict.empty() ? "/>\n" : ">\n" + verdict + "    </testcase>\n";
    }
    suites += "  </testsuite>\n";
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + Attributes(all) + suites + "</testsuites>\n";
}

}  // namespace kiln::harness
