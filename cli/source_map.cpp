#include "cli/source_map.h"

#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include <map>

namespace kiln::cli {
namespace {

std::string Quoted(const std::string& text) {
  std::string quoted;
  llvm::raw_string_ostream(quoted) << llvm::json::Value(llvm::json::fixUTF8(text));
  return quoted;
}

// `%7 = OpString "k.cl"` -> "k.cl". A quote or a backslash has a backslash before it.
std::string StringOf(llvm::StringRef line) {
  std::string text;
  for (std::size_t i = line.find('"') + 1; i + 1 < line.size(); ++i) {
    if (line[i] == '\\' && i + 2 < line.size()) ++i;
    text += line[i];
  }
  return text;
}

}  // namespace

std::vector<translator::LineOrigin> AssemblyLines(std::string_view assembly) {
  std::vector<translator::LineOrigin> origins;
  std::map<std::string, std::string> files;  // by id
  translator::LineOrigin place;              // line 0: none
  llvm::SmallVector<llvm::StringRef, 0> lines;
  llvm::StringRef(assembly).split(lines, '\n');
  for (const llvm::StringRef& line : lines) {
    const llvm::StringRef text = line.trim();
    const auto number = static_cast<std::uint32_t>(&line - lines.data()) + 1;
    if (text.starts_with("OpLine ")) {
      llvm::SmallVector<llvm::StringRef, 4> words;
      text.split(words, ' ', -1, /*KeepEmpty=*/false);
      std::uint32_t source_line = 0;
      if (words.size() < 3 || words[2].getAsInteger(10, source_line)) continue;
      place = {0, files[words[1].str()], source_line};
    } else if (text.contains(" = OpString ")) {
      files[text.split(' ').first.str()] = StringOf(text);
    } else if (text == "OpNoLine" || text == "OpFunctionEnd" || text.ends_with("= OpLabel")) {
      place = {};
    } else if (place.line != 0 && !text.empty()) {
      origins.push_back({number, place.file, place.line});
    }
  }
  return origins;
}

void SourceMap::Add(std::string file, OutputKind kind, std::vector<translator::LineOrigin> lines) {
  outputs_.push_back({std::move(file), kind, std::move(lines)});
}

std::string SourceMap::ToJson() const {
  std::vector<std::string> sources;
  std::map<std::string, std::size_t> numbers;
  std::string outputs;
  for (const Output& output : outputs_) {
    outputs += outputs.empty() ? "\n" : ",\n";
    outputs +=
        "    {\"file\": " + Quoted(output.file) + ", \"kind\": \"" + OutputKindName(output.kind) + "\", \"lines\": [";
    bool is_first = true;
    for (const translator::LineOrigin& origin : output.lines) {
      const auto [source, is_new] = numbers.emplace(origin.file, sources.size());
      if (is_new) sources.push_back(Quoted(origin.file));
      outputs += (is_first ? "[" : ", [") + std::to_string(origin.text_line) + ", " + std::to_string(source->second) +
                 ", " + std::to_string(origin.line) + "]";
      is_first = false;
    }
    outputs += "]}";
  }
  std::string json = "{\n  \"schema\": \"kiln-source-map/1\",\n  \"sources\": [";
  for (const std::string& source : sources) json += (&source == sources.data() ? "" : ", ") + source;
  return json + "],\n  \"outputs\": [" + outputs + "\n  ]\n}\n";
}

}  // namespace kiln::cli
