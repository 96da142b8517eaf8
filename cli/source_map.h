// Which line of a source each line of a text comes from, as a file for editors and debuggers: --source-map.
#ifndef KILN_CLI_SOURCE_MAP_H_
#define KILN_CLI_SOURCE_MAP_H_

#include <string>
#include <string_view>
#include <vector>

#include "cli/outputs.h"
#include "kiln/translator/print.h"

namespace kiln::cli {

// Of SPIR-V assembly, whose OpLine holds up to the next one and to the end of its block.
std::vector<translator::LineOrigin> AssemblyLines(std::string_view assembly);

class SourceMap {
 public:
  void Add(std::string file, OutputKind kind, std::vector<translator::LineOrigin> lines);
  // "kiln-source-map/1"; docs/cli.md describes it.
  std::string ToJson() const;

 private:
  struct Output {
    std::string file;
    OutputKind kind;
    std::vector<translator::LineOrigin> lines;
  };
  std::vector<Output> outputs_;
};

}  // namespace kiln::cli

#endif  // KILN_CLI_SOURCE_MAP_H_
