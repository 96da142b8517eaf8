#include "cli/reproducer.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Option/Arg.h>
#include <llvm/Support/CrashRecoveryContext.h>
#include <llvm/Support/ErrorHandling.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/raw_ostream.h>

#include <cstdlib>
#include <utility>
#include <vector>

#include "cli/message.h"
#include "cli/version.h"

namespace kiln::cli {
namespace {

// What the handler of a fatal error needs and cannot be given.
struct Guard {
  const Invocation* invocation = nullptr;
  std::vector<std::string> files;
  std::vector<std::pair<std::string, std::string>> texts;
};
Guard& TheGuard() {
  static Guard guard;
  return guard;
}

std::string ShellQuote(const std::string& word) {
  if (!word.empty() &&
      word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=+./,:@%") ==
          std::string::npos) {
    return word;
  }
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

bool WriteText(const llvm::Twine& path, llvm::StringRef text) {
  std::error_code code;
  llvm::raw_fd_ostream stream(path.str(), code);
  if (code) return false;
  stream << text;
  return true;
}

// The folder that -fcrash-diagnostics-dir names, else the system's for temporary files.
bool MakeFolder(const Invocation& invocation, llvm::SmallString<128>& folder) {
  llvm::SmallString<128> parent(invocation.arguments.getLastArgValue(OPT_fcrash_diagnostics_dir_EQ));
  if (parent.empty()) {
    llvm::sys::path::system_temp_directory(/*ErasedOnReboot=*/true, parent);
  } else if (llvm::sys::fs::create_directories(parent)) {
    return false;
  }
  llvm::sys::path::append(parent, "kiln-reproducer");
  if (llvm::sys::fs::make_absolute(parent)) return false;
  return !llvm::sys::fs::createUniqueDirectory(parent, folder);
}

void WriteReproducer(const std::string& message) {
  const Guard& guard = TheGuard();
  const Invocation& invocation = *guard.invocation;
  llvm::SmallString<128> folder;
  if (!MakeFolder(invocation, folder)) {
    PrintNote("no folder could be made for a reproducer");
    return;
  }
  std::string command = "#!/bin/sh\n# " + std::string(kVersionLine) + "\n";
  llvm::SmallString<128> working;
  llvm::sys::fs::current_path(working);
  command += "cd " + ShellQuote(working.str().str()) + " && exec";
  for (const std::string& word : invocation.original) command += " " + ShellQuote(word);
  command += "\n";
  WriteText(folder + "/command.sh", command);
  WriteText(folder + "/message.txt", message + "\n");
  std::vector<std::string> files = invocation.Inputs();
  files.insert(files.end(), guard.files.begin(), guard.files.end());
  for (const std::string& file : files) {
    llvm::sys::fs::copy_file(file, folder + "/" + llvm::sys::path::filename(file));
  }
  for (const auto& [name, text] : guard.texts) WriteText(folder + "/" + llvm::sys::path::filename(name), text);
  PrintNote("the inputs and the command are in '" + folder + "'; please attach them to a report");
}

[[noreturn]] void OnFatalError(void*, const char* reason, bool) {
  PrintError(llvm::Twine("internal error: ") + reason);
  WriteReproducer(reason);
  std::_Exit(static_cast<int>(ExitCode::kInternal));
}

}  // namespace

void KeepForReproducer(std::string name, std::string text) {
  TheGuard().texts.emplace_back(name == "<stdin>" ? "stdin.cl" : std::move(name), std::move(text));
}

void KeepFilesForReproducer(const std::vector<std::string>& paths) {
  std::vector<std::string>& files = TheGuard().files;
  files.insert(files.end(), paths.begin(), paths.end());
}

ExitCode RunGuarded(const Invocation& invocation, const std::function<ExitCode()>& body) {
  TheGuard().invocation = &invocation;
  llvm::install_fatal_error_handler(OnFatalError);
  llvm::CrashRecoveryContext::Enable();
  ExitCode exit_code = ExitCode::kInternal;
  llvm::CrashRecoveryContext context;
  if (!context.RunSafely([&] { exit_code = body(); })) {
    const std::string message = "the program crashed (signal " + std::to_string(context.RetCode - 128) + ")";
    PrintError("internal error: " + message);
    WriteReproducer(message);
    // The state of the crashed code is unknown: nothing of it may be destroyed.
    std::_Exit(static_cast<int>(ExitCode::kInternal));
  }
  llvm::CrashRecoveryContext::Disable();
  if (exit_code == ExitCode::kInternal) WriteReproducer("internal error");
  return exit_code;
}

}  // namespace kiln::cli
