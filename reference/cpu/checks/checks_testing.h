// A program with checks, run for its findings.
#ifndef KILN_REFERENCE_CPU_CHECKS_CHECKS_TESTING_H_
#define KILN_REFERENCE_CPU_CHECKS_CHECKS_TESTING_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiln/reference/cpu.h"

namespace kiln::reference {

struct Shape {
  std::vector<std::uint64_t> global, local;
};

class CheckedRun {
 public:
  explicit CheckedRun(const std::string& source, std::vector<std::string> options = {"-cl-std=CL2.0"}) {
    frontend::CompileOptions compile;
    compile.clang_options = std::move(options);
    auto program = CpuProgram::Compile({"k.cl", source}, compile, Checks::kAll);
    if (program)
      program_ = std::move(*program);
    else
      ADD_FAILURE() << program.error().ToString();
  }

  CheckedRun& Buffer(std::vector<std::uint32_t>& values) {
    launch_.arguments.push_back(
        {.kind = CpuArgument::Kind::kBuffer, .bytes = std::as_writable_bytes(std::span(values))});
    return *this;
  }
  CheckedRun& Local(std::uint64_t bytes) {
    launch_.arguments.push_back({.kind = CpuArgument::Kind::kLocal, .local_bytes = bytes});
    return *this;
  }
  CheckedRun& Null() {
    launch_.arguments.push_back({});
    return *this;
  }
  CheckedRun& Value(std::uint32_t& value) {
    launch_.arguments.push_back(
        {.kind = CpuArgument::Kind::kValue, .bytes = std::as_writable_bytes(std::span(&value, 1))});
    return *this;
  }

  // The findings, each without the name of the file in front.
  std::string Findings(const Shape& shape) {
    if (!program_) return "";
    launch_.dimensions = static_cast<std::uint32_t>(shape.global.size());
    std::copy(shape.global.begin(), shape.global.end(), launch_.global.begin());
    std::copy(shape.local.begin(), shape.local.end(), launch_.local.begin());
    std::vector<Finding> findings;
    launch_.findings = &findings;
    const Status status = program_->Run("k", launch_);
    if (!status) ADD_FAILURE() << status.error().ToString();
    std::string text = RenderFindings(findings);
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) text.erase(at, 5);
    return text;
  }

 private:
  std::optional<CpuProgram> program_;
  CpuLaunch launch_;
};

}  // namespace kiln::reference

#endif  // KILN_REFERENCE_CPU_CHECKS_CHECKS_TESTING_H_
