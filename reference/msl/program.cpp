#include <algorithm>
#include <mutex>
#include <optional>
#include <sstream>

#include "kiln/reference/msl.h"
#include "reference/msl/compile.h"
#include "reference/msl/machine_code.h"
#include "reference/msl/run_launch.h"

namespace kiln::reference {

struct MslProgram::State {
  std::string file_name;
  std::vector<std::string> text_lines;
  msl::CompiledText text;
  mutable std::mutex mutex;
  mutable std::optional<Result<msl::MachineCode>> code;  // made for the first launch
};

std::string MslDiagnostic::ToString(const std::string& file_name) const {
  std::string result = file_name;
  if (line != 0) result += ":" + std::to_string(line) + ":" + std::to_string(column);
  result += std::string(": ") + (is_error ? "error: " : "warning: ") + message;
  if (!text_line.empty()) result += "\n" + text_line;
  return result;
}

MslProgram::MslProgram(std::unique_ptr<State> state) : state_(std::move(state)) {}
MslProgram::MslProgram(MslProgram&&) noexcept = default;
MslProgram& MslProgram::operator=(MslProgram&&) noexcept = default;
MslProgram::~MslProgram() = default;

Result<MslProgram> MslProgram::Compile(const MslSource& source) {
  auto state = std::make_unique<State>();
  state->file_name = source.file_name;
  std::istringstream stream(source.text);
  for (std::string line; std::getline(stream, line);) state->text_lines.push_back(line);
  KILN_ASSIGN_OR_RETURN(state->text, msl::CompileText(source));
  return MslProgram(std::move(state));
}

bool MslProgram::ok() const {
  return std::none_of(diagnostics().begin(), diagnostics().end(),
                      [](const MslDiagnostic& diagnostic) { return diagnostic.is_error; });
}

const std::vector<MslDiagnostic>& MslProgram::diagnostics() const {
  return state_->text.diagnostics;
}

std::string MslProgram::DiagnosticText() const {
  std::string text;
  for (const MslDiagnostic& diagnostic : diagnostics()) text += diagnostic.ToString(state_->file_name) + "\n";
  return text;
}

const std::vector<MslKernel>& MslProgram::kernels() const {
  return state_->text.kernels;
}

Status MslProgram::Run(const std::string& kernel, const MslLaunch& launch) const {
  if (!ok()) return Fail(ErrorCode::kCompile, DiagnosticText());
  const auto found = std::find_if(kernels().begin(), kernels().end(),
                                  [&](const MslKernel& candidate) { return candidate.name == kernel; });
  if (found == kernels().end()) {
    return Fail(ErrorCode::kNotFound, "'" + state_->file_name + "' has no kernel '" + kernel + "'");
  }
  {
    const std::lock_guard lock(state_->mutex);
    if (!state_->code) state_->code = msl::MachineCode::Make(state_->text);
  }
  if (!*state_->code) return Fail(Error(state_->code->error()));
  return msl::RunLaunch(**state_->code, static_cast<std::size_t>(found - kernels().begin()), *found, launch,
                        state_->text_lines);
}

Status PrepareMslLibrary() {
  return msl::PrecompileLibrary(MslSource{}.version);
}

}  // namespace kiln::reference
