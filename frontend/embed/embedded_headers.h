// Clang's own opencl-c-base.h, read from the installed Clang when Kiln is built, so that a translation depends on no
// file of the machine that it runs on.
#ifndef KILN_FRONTEND_EMBED_EMBEDDED_HEADERS_H_
#define KILN_FRONTEND_EMBED_EMBEDDED_HEADERS_H_

#include <string_view>

namespace kiln::frontend {

// The text of the header without its comments.
extern const std::string_view kOpenClBaseHeader;

// Where the header lies in the overlay file system. Absolute, and equal on every machine: debug info may name it.
inline constexpr std::string_view kBuiltinDirectory = "/kiln-builtin";
inline constexpr std::string_view kBaseHeaderPath = "/kiln-builtin/opencl-c-base.h";

}  // namespace kiln::frontend

#endif  // KILN_FRONTEND_EMBED_EMBEDDED_HEADERS_H_
