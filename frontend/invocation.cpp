#include "frontend/invocation.h"

#include "frontend/embed/embedded_headers.h"
#include "frontend/file_system.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Path.h"

namespace kiln::frontend {
namespace {

Result<std::string> SelectLanguage(const Input& input, const std::string& requested) {
  if (requested == "clcpp" || requested == "cl") {
    return requested;
  }
  if (!requested.empty() && requested != "none") {
    return Fail(
        ErrorCode::kInvalidArgument,
        "language '" + requested + "' is not supported: Kiln translates OpenCL C (cl) and C++ for OpenCL (clcpp)");
  }
  const llvm::StringRef extension = llvm::sys::path::extension(input.name);
  return extension == ".clcpp" || extension == ".clc++" ? "clcpp" : "cl";
}

Result<std::string> SelectTriple(const CompileOptions& options) {
  if (!options.target_triple.empty()) {
    return options.target_triple;
  }
  if (options.address_bits != 32 && options.address_bits != 64) {
    return Fail(ErrorCode::kInvalidArgument,
                "addresses of " + std::to_string(options.address_bits) + " bits are not supported: choose 32 or 64");
  }
  return options.address_bits == 32 ? "spir-unknown-unknown" : "spir64-unknown-unknown";
}

}  // namespace

Result<std::vector<std::string>> BuildCc1Arguments(const Input& input, const CompileOptions& options,
                                                   const TranslatedOptions& translated, const std::string& cl_ext) {
  KILN_ASSIGN_OR_RETURN(const std::string language, SelectLanguage(input, translated.language));
  KILN_ASSIGN_OR_RETURN(const std::string triple, SelectTriple(options));
  std::vector<std::string> arguments = {
      "-triple",
      triple,
      "-main-file-name",
      llvm::sys::path::filename(input.name).str(),
      // Kiln has its own pipeline. A level above 0 keeps `optnone` away and lifetime markers present.
      "-disable-llvm-passes",
      // A fifth of real kernels pun types through pointer casts; what drivers compile, Kiln compiles.
      "-relaxed-aliasing",
      "-O" + (translated.optimization == "0" ? "1" : translated.optimization),
      // Diagnostics of later stages need line numbers, whether or not -g was given. No directory of this machine.
      translated.full_debug_info ? "-debug-info-kind=constructor" : "-debug-info-kind=line-tables-only",
      "-dwarf-version=4",
      "-fdebug-compilation-dir=.",
      // Clang's driver passes these to cc1.
      "-ffp-contract=on",
      "-ferror-limit",
      "19",
      "-fgnuc-version=4.2.1",
      "-fno-threadsafe-statics",
      "-fdeclare-opencl-builtins",
      // A translation depends on no header of the machine.
      "-nostdsysteminc",
      "-nobuiltininc",
      "-cl-ext=" + cl_ext,
  };
  if (translated.optimization == "0") {
    arguments.push_back("-U__OPTIMIZE__");
  }
  if (!translated.defines_opencl_version) {
    // Clang leaves the version of the *device* to its driver; real kernels test it. Kiln is an OpenCL 3.0 compiler.
    arguments.push_back("-D__OPENCL_VERSION__=300");
  }
  if (options.action == Action::kPreprocess) {
    arguments.push_back("-E");
  }
  if (translated.standard_include) {
    arguments.insert(arguments.end(), {"-include", std::string(kBaseHeaderPath)});
  }
  if (!options.memory_files.empty()) {
    arguments.push_back("-I" + std::string(kMemoryDirectory));
  }
  arguments.insert(arguments.end(), translated.cc1.begin(), translated.cc1.end());
  arguments.insert(arguments.end(), {"-x", language});
  return arguments;
}

}  // namespace kiln::frontend
