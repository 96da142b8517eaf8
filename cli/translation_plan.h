// What one translating command is to do, decided and checked before any source is read.
#ifndef KILN_CLI_TRANSLATION_PLAN_H_
#define KILN_CLI_TRANSLATION_PLAN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/invocation.h"
#include "cli/outputs.h"
#include "cli/source_options.h"

namespace kiln::cli {

struct DependencyOptions {
  bool wanted = false;
  bool skip_system_headers = false;         // -MMD, -MM
  bool phony_headers = false;               // -MP
  std::string file;                         // -MF; empty: beside the first output
  std::vector<std::string> targets;         // -MT, -MQ, quoted; empty: the outputs
  std::vector<std::string> system_folders;  // -isystem
};

struct TranslationPlan {
  enum class Mode : std::uint8_t { kTranslate, kSyntaxOnly, kPreprocess, kDependenciesOnly };

  Mode mode = Mode::kTranslate;
  std::vector<std::string> inputs;
  std::vector<OutputPattern> outputs;  // in the order given, reflection files too
  std::string plain_output;            // of the modes that write one text: a path or "-"
  std::vector<std::string> kernels;    // --kernel; empty: all
  std::string namespace_name;          // empty: from the input's name
  std::string variable_name;           // empty: from the input's name
  std::string source_map;              // --source-map; empty: none
  // The language whose profile a reflection output describes: that of the first other output.
  translator::TargetLanguage reflection_language = translator::TargetLanguage::kSpirv;
  DependencyOptions dependencies;
  std::string stop_after;  // --stop-after; empty: none
  bool save_temporaries = false;
  bool report_time = false;
  bool verbose = false;
  SourceOptions source;

  // The profile that serves an output of that kind; null for LLVM IR.
  const translator::TargetProfile* ProfileFor(OutputKind kind) const;
};

// kInvalidArgument for what cannot work: no input, no output, several inputs for one output, an output that is an
// input.
Result<TranslationPlan> PlanTranslation(const Invocation& invocation);

}  // namespace kiln::cli

#endif  // KILN_CLI_TRANSLATION_PLAN_H_
