// What `kiln report` shows of one source file, and the page that shows it.
#ifndef KILN_CLI_REPORT_REPORT_H_
#define KILN_CLI_REPORT_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/report/ir_states.h"
#include "kiln/artifact/reflection.h"

namespace kiln::cli::report {

struct Report {
  struct Source {
    std::string name, text;
  };
  // A line of a text, counted from 1, and the line of sources[file] that it comes from.
  struct Link {
    std::uint32_t text_line = 0, file = 0, line = 0;
  };
  struct Text {
    std::string kernel;  // empty: all of the file
    std::string text;
    std::vector<Link> links;
    std::size_t whole_size = 0;  // bytes, of a text that was cut; 0: it is whole
  };
  struct Said {
    std::string kernel;  // empty: of the whole file
    std::string text;    // diagnostics as the command prints them, without colours
    bool is_error = false;
  };
  struct Step {
    std::string name;
    double seconds = 0;
    std::optional<std::size_t> state;  // of `ir`, after the step; absent: not stored
    bool is_start = false;             // the state that a pipeline starts from
  };
  struct Target {
    std::string id;        // "spirv", "glsl", "msl", "hlsl"
    std::string language;  // "SPIR-V"
    std::string profile;   // "vulkan1.3"
    std::vector<Text> texts;
    std::vector<Said> said;
    artifact::Reflection reflection;  // of the kernels that have a text
    std::vector<Step> steps;
  };

  std::string subtitle;
  std::vector<Source> sources;  // the file itself, then what it includes and texts come from
  std::vector<Target> targets;
  IrStates ir;
  std::string validation;       // "kiln-validate/1"; empty: none
  std::string validation_note;  // why there is none
};

// One self-contained HTML page. Whatever the texts hold, it is text on the page.
std::string ToPage(const Report& report);

}  // namespace kiln::cli::report

#endif  // KILN_CLI_REPORT_REPORT_H_
