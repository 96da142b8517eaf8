#include "harness/testing/test_file.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "kiln/base/file.h"

namespace kiln::harness {
namespace {

namespace fs = std::filesystem;

// C++ for OpenCL, whose standard its own default names.
const std::vector<std::string> kCxxSuffixes = {".clcpp", ".clc++"};
const std::vector<std::string> kTestSuffixes = {".cl", ".clcpp", ".clc++", ".program_test"};

bool EndsInOneOf(const std::string& path, const std::vector<std::string>& suffixes) {
  return std::any_of(suffixes.begin(), suffixes.end(),
                     [&](const std::string& suffix) { return path.ends_with(suffix); });
}

// The program of a .program_test file.
void LoadProgram(TestFile& file) {
  const TestDescription& d = file.description;
  if (d.program_binary || !d.program_binary_file.empty()) {
    file.unsupported = "program binaries are not supported";
  } else if (d.program_source) {
    // The lines before it are left empty, so that diagnostics name the lines of the file.
    file.source = std::string(d.program_source_line - 1, '\n') + *d.program_source;
  } else if (!d.program_source_file.empty()) {
    file.source_name = (fs::path(file.path).parent_path() / d.program_source_file).string();
    auto source = ReadFile(file.source_name);
    if (source) {
      file.source = std::move(*source);
    } else {
      file.error = source.error().ToString();
    }
  } else {
    file.error = file.path + ": no program is given";
  }
}

void Load(TestFile& file) {
  auto contents = ReadFile(file.path);
  if (!contents) {
    file.error = contents.error().ToString();
    return;
  }
  const bool is_source = !file.path.ends_with(".program_test");
  DescriptionComment comment{*contents, 1};
  if (is_source) {
    auto found = FindDescription(*contents, file.path);
    if (!found) {
      file.error = found.error().message();
      return;
    }
    if (!*found) {
      file.source = std::move(*contents);
      return;
    }
    comment = **found;
  }
  auto description = ParseDescription(comment.text, file.path, comment.first_line);
  if (!description) {
    file.error = description.error().message();
    return;
  }
  file.description = std::move(*description);
  if (!is_source) {
    LoadProgram(file);
    return;
  }
  const TestDescription& d = file.description;
  if (d.program_source || d.program_binary || !d.program_source_file.empty() || !d.program_binary_file.empty()) {
    file.error = file.path + ": a description inside a program cannot name another program";
    return;
  }
  file.source = std::move(*contents);
}

}  // namespace

std::vector<std::string> TestFile::SubtestNames() const {
  if (!error.empty()) return {"description"};
  if (description.tests.empty()) return {"build"};
  std::vector<std::string> names;
  for (const TestCase& test : description.tests) names.push_back(test.name);
  return names;
}

std::vector<std::string> TestFile::BuildOptions(const std::vector<std::string>& extra) const {
  std::vector<std::string> options = extra;
  for (std::string& word : SplitOptions(description.build_options)) options.push_back(std::move(word));
  const bool has_standard = std::any_of(options.begin(), options.end(), [](const std::string& option) {
    return option.find("-cl-std") != std::string::npos;
  });
  // Programs are built as OpenCL C 1.2, or as near to it as their description allows.
  std::uint32_t version = 12;
  if (description.clc_version_max != 0) version = std::min(version, description.clc_version_max);
  version = std::max(version, description.clc_version_min);
  if (!has_standard && version > 10 && !EndsInOneOf(source_name, kCxxSuffixes)) {
    options.push_back("-cl-std=CL" + std::to_string(version / 10) + "." + std::to_string(version % 10));
  }
  return options;
}

TestFile LoadTestFile(const std::string& path) {
  TestFile file;
  file.path = path;
  file.source_name = path;
  Load(file);
  return file;
}

Result<std::vector<std::string>> FindTestFiles(const std::vector<std::string>& paths,
                                               const std::vector<std::string>& suffixes) {
  std::vector<std::string> files;
  std::set<std::string> seen;
  const auto add = [&](const std::string& path) {
    if (seen.insert(path).second) files.push_back(path);
  };
  for (const std::string& path : paths) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) {
      return Fail(ErrorCode::kNotFound, "'" + path + "' does not exist");
    }
    if (error) return Fail(ErrorCode::kIo, "'" + path + "': " + error.message());
    if (status.type() != fs::file_type::directory) {
      if (!EndsInOneOf(path, kTestSuffixes)) {
        return Fail(ErrorCode::kInvalidArgument, "'" + path + "' ends in none of .cl, .clcpp, .clc++, .program_test");
      }
      add(path);
      continue;
    }
    std::vector<std::string> found;
    for (fs::recursive_directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
      std::error_code ignored;
      if (it->is_regular_file(ignored) && EndsInOneOf(it->path().string(), suffixes)) {
        found.push_back(it->path().string());
      }
    }
    if (error) return Fail(ErrorCode::kIo, "'" + path + "': " + error.message());
    std::sort(found.begin(), found.end());
    std::for_each(found.begin(), found.end(), add);
  }
  return files;
}

}  // namespace kiln::harness
