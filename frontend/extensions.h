// Which OpenCL extensions and optional features a compilation sees.
#ifndef KILN_FRONTEND_EXTENSIONS_H_
#define KILN_FRONTEND_EXTENSIONS_H_

#include <optional>
#include <string>
#include <vector>

namespace kiln::frontend {

struct ExtensionSettings {
  std::string cl_ext;       // the value of -cl-ext=: everything off, then what is enabled
  std::string header_tail;  // appended to opencl-c-base.h: the macros that the header, not Clang, defines
};

// `requested` as in CompileOptions::extensions; absent: all that Kiln can translate on some profile. The two names of
// one feature (cl_khr_fp64, __opencl_c_fp64) imply each other; core features are always on.
ExtensionSettings SelectExtensions(const std::optional<std::vector<std::string>>& requested);

}  // namespace kiln::frontend

#endif  // KILN_FRONTEND_EXTENSIONS_H_
