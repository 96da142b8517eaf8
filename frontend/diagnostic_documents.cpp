#include "frontend/diagnostic_documents.h"

#include <map>

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

namespace kiln::frontend {
namespace {

namespace json = llvm::json;

// Messages quote the source, which may hold any bytes; JSON holds UTF-8 only.
std::string Text(const std::string& text) {
  return json::isUTF8(text) ? text : json::fixUTF8(text);
}

json::Array ToArray(const std::vector<Diagnostic>& diagnostics) {
  json::Array array;
  for (const Diagnostic& diagnostic : diagnostics) {
    array.push_back(json::Object{{"severity", SeverityName(diagnostic.severity)},
                                 {"file", Text(diagnostic.position.file)},
                                 {"line", diagnostic.position.line},
                                 {"column", diagnostic.position.column},
                                 {"message", Text(diagnostic.message)},
                                 {"code", diagnostic.code},
                                 {"notes", ToArray(diagnostic.notes)}});
  }
  return array;
}

std::string Print(json::Value value) {
  return llvm::formatv("{0:2}\n", value).str();
}

// SARIF knows note, warning and error.
const char* SarifLevel(Severity severity) {
  switch (severity) {
    case Severity::kNote:
    case Severity::kRemark:
      return "note";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
    case Severity::kFatal:
      return "error";
  }
  return "error";
}

json::Object SarifMessage(const Diagnostic& diagnostic) {
  return json::Object{{"text", Text(diagnostic.message)}};
}

// A file name as an URI reference: what is neither unreserved nor a path separator is percent-encoded.
std::string ToUri(const std::string& path) {
  std::string uri = !path.empty() && path.front() == '/' ? "file://" : "";
  for (const char character : path) {
    const bool plain = llvm::isAlnum(character) || llvm::StringRef("-._~/").contains(character);
    uri += plain ? std::string(1, character)
                 : llvm::formatv("%{0:X-2}", static_cast<unsigned>(static_cast<unsigned char>(character))).str();
  }
  return uri;
}

json::Object SarifLocation(const SourcePosition& position) {
  json::Object region;
  if (position.line != 0) {
    region["startLine"] = position.line;
  }
  if (position.column != 0) {
    region["startColumn"] = position.column;
  }
  json::Object physical{{"artifactLocation", json::Object{{"uri", ToUri(position.file)}}}};
  if (!region.empty()) {
    physical["region"] = std::move(region);
  }
  return json::Object{{"physicalLocation", std::move(physical)}};
}

json::Object SarifResult(const Diagnostic& diagnostic, std::map<std::string, std::size_t>& rules,
                         json::Array& rule_list) {
  json::Object result{{"level", SarifLevel(diagnostic.severity)}, {"message", SarifMessage(diagnostic)}};
  if (!diagnostic.code.empty()) {
    const auto [rule, is_new] = rules.try_emplace(diagnostic.code, rules.size());
    if (is_new) {
      rule_list.push_back(json::Object{{"id", diagnostic.code}});
    }
    result["ruleId"] = diagnostic.code;
    result["ruleIndex"] = static_cast<std::int64_t>(rule->second);
  }
  if (!diagnostic.position.file.empty()) {
    result["locations"] = json::Array{SarifLocation(diagnostic.position)};
  }
  json::Array related;
  for (const Diagnostic& note : diagnostic.notes) {
    json::Object location = note.position.file.empty() ? json::Object() : SarifLocation(note.position);
    location["message"] = SarifMessage(note);
    related.push_back(std::move(location));
  }
  if (!related.empty()) {
    result["relatedLocations"] = std::move(related);
  }
  return result;
}

}  // namespace

const char* SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kNote:
      return "note";
    case Severity::kRemark:
      return "remark";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      return "error";
    case Severity::kFatal:
      return "fatal";
  }
  return "error";
}

std::string ToJson(const std::vector<Diagnostic>& diagnostics) {
  return Print(ToArray(diagnostics));
}

std::string ToSarif(const std::vector<Diagnostic>& diagnostics) {
  std::map<std::string, std::size_t> rules;
  json::Array rule_list;
  json::Array results;
  for (const Diagnostic& diagnostic : diagnostics) {
    results.push_back(SarifResult(diagnostic, rules, rule_list));
  }
  json::Object driver{{"name", "kiln"}, {"rules", std::move(rule_list)}};
  json::Object run{{"tool", json::Object{{"driver", std::move(driver)}}}, {"results", std::move(results)}};
  return Print(json::Object{
      {"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"},
      {"version", "2.1.0"},
      {"runs", json::Array{std::move(run)}}});
}

}  // namespace kiln::frontend
