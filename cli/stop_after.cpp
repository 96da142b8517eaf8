#include "cli/stop_after.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/ScopeExit.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>

#include <algorithm>
#include <filesystem>

#include "kiln/base/file.h"

namespace kiln::cli {
namespace {

// The dumps of a folder, "07-resolve-pointers.ll", in the order of their numbers.
std::vector<std::filesystem::path> Dumps(const std::string& folder) {
  std::vector<std::filesystem::path> dumps;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) dumps.push_back(entry.path());
  std::sort(dumps.begin(), dumps.end());
  return dumps;
}

std::string PassOf(const std::filesystem::path& dump) {
  const std::string stem = dump.stem().string();
  return stem.substr(stem.find('-') + 1);
}

}  // namespace

Result<std::string> IrAfter(const std::string& pass, const frontend::Input& input, SourceOptions options,
                            const translator::TargetProfile& profile, const std::vector<std::string>& kernels) {
  llvm::SmallString<128> folder;
  if (llvm::sys::fs::createUniqueDirectory("kiln-passes", folder)) {
    return Fail(ErrorCode::kIo, "cannot make a folder for temporary files");
  }
  const auto remove = llvm::make_scope_exit([&] { llvm::sys::fs::remove_directories(folder); });
  options.lower.dump_directory = folder.str().str();
  KILN_ASSIGN_OR_RETURN(Translation translation, Translation::Start(input, options, &profile));
  const auto lowered = translation.Lower(profile, kernels);

  std::vector<std::string> passes;
  std::filesystem::path found;
  for (const std::filesystem::path& dump : Dumps(options.lower.dump_directory)) {
    const std::string name = PassOf(dump);
    if (!llvm::is_contained(passes, name)) passes.push_back(name);
    if (name == pass) found = dump;
  }
  if (!found.empty()) return ReadFile(found.string());
  if (!lowered) return Fail(lowered.error());
  return Fail(ErrorCode::kInvalidArgument, "there is no pass '" + pass + "'; expected " + ListNames(passes));
}

}  // namespace kiln::cli
