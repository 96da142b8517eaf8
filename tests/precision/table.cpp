#include "tests/precision/table.h"

#include <algorithm>
#include <cstdio>
#include <map>

#include "kiln/base/file.h"
#include "tests/precision/geometric.h"

namespace kiln::precision {
namespace {

constexpr const char* kBegin = "<!-- begin of the generated table -->\n";
constexpr const char* kEnd = "<!-- end of the generated table -->\n";
constexpr Type kTypes[] = {Type::kFloat, Type::kDouble, Type::kHalf};

struct Row {
  std::string name;
  std::string bounds[3], errors[3];  // of each type; empty where the builtin has no such form
  std::string worst;                 // call of float with the largest error
};

std::vector<Row> EmptyRows() {
  std::vector<Row> rows;
  for (const Function& function : Functions()) {
    for (const Form form : kForms) {
      Row row;
      row.name = NameOf(function, form);
      bool exists = false;
      for (std::size_t i = 0; i < std::size(kTypes); ++i) {
        if (!Exists(function, form, kTypes[i])) continue;
        exists = true;
        row.bounds[i] = BoundOf(row.name, kTypes[i]).Text();
      }
      if (exists) rows.push_back(std::move(row));
    }
  }
  for (const GeometricFunction& function : GeometricFunctions()) {
    Row row;
    row.name = function.name;
    for (std::size_t i = 0; i < std::size(kTypes); ++i) {
      if (Exists(function, kTypes[i])) row.bounds[i] = BoundText(function, kTypes[i]);
    }
    rows.push_back(std::move(row));
  }
  std::ranges::sort(rows, {}, &Row::name);
  return rows;
}

std::string ErrorText(double error) {
  char text[32];
  std::snprintf(text, sizeof text, error >= 100 ? "%.0f" : error >= 0.01 ? "%.2f" : "%.2g", error);
  return text;
}

// Name and bounds first, so that the part that does not vary is the beginning of the line.
std::string Beginning(const Row& row) {
  std::string text = "| `" + row.name + "` |";
  for (const std::string& bound : row.bounds) text += " " + bound + " |";
  return text;
}

Result<std::string> Page(const std::string& path, std::size_t& begin, std::size_t& end) {
  KILN_ASSIGN_OR_RETURN(std::string page, ReadFile(path));
  begin = page.find(kBegin);
  end = page.find(kEnd);
  if (begin == std::string::npos || end == std::string::npos) {
    return Fail(ErrorCode::kInvalidArgument, "'" + path + "' lacks the marks around the generated table");
  }
  begin += std::string(kBegin).size();
  return page;
}

}  // namespace

Status WriteManual(const std::string& path, const std::vector<Measurement>& all, std::size_t samples) {
  std::vector<Row> rows = EmptyRows();
  for (const Measurement& measurement : all) {
    const auto row = std::ranges::find(rows, measurement.name, &Row::name);
    if (row == rows.end()) continue;
    row->errors[static_cast<std::size_t>(measurement.type)] = ErrorText(measurement.largest);
    if (measurement.type == Type::kFloat && !measurement.at.empty()) {
      row->worst = "`" + measurement.at.substr(0, measurement.at.find(" = ")) + "`";
    }
  }
  std::string table = "\nEach of " + std::to_string(samples) +
                      " random numbers and the edge cases; halves of one operand: all.\n\n" +
                      "| Builtin | Bound: float | double | half | Largest: float | double | half | Float's worst |\n" +
                      "|---|---|---|---|---|---|---|---|\n";
  for (const Row& row : rows) {
    table += Beginning(row);
    for (const std::string& error : row.errors) table += " " + error + " |";
    table += " " + row.worst + " |\n";
  }
  std::size_t begin = 0, end = 0;
  KILN_ASSIGN_OR_RETURN(std::string page, Page(path, begin, end));
  page.replace(begin, end - begin, table + "\n");
  return WriteFileAtomically(path, page);
}

Result<int> CheckManual(const std::string& path) {
  std::size_t begin = 0, end = 0;
  KILN_ASSIGN_OR_RETURN(const std::string page, Page(path, begin, end));
  const std::string table = page.substr(begin, end - begin);
  const std::vector<Row> rows = EmptyRows();
  std::size_t differing = 0;
  for (const Row& row : rows) {
    if (table.find("\n" + Beginning(row)) != std::string::npos) continue;
    ++differing;
    std::printf("%s has no row that begins with\n  %s\n", path.c_str(), Beginning(row).c_str());
  }
  std::size_t lines = 0;
  for (std::size_t at = 0; (at = table.find("\n| `", at)) != std::string::npos; ++at) ++lines;
  if (lines != rows.size()) {
    ++differing;
    std::printf("%s has %zu rows, there are %zu builtins\n", path.c_str(), lines, rows.size());
  }
  if (differing > 0) std::printf("to write it anew: kiln_precision --long --write-manual=%s\n", path.c_str());
  std::printf("%zu passed, %zu failed\n", rows.size() - std::min(rows.size(), differing), differing);
  return differing == 0 ? 0 : 1;
}

}  // namespace kiln::precision
