// What the public handles check before they pass on.
#ifndef KILN_RUNTIME_EXECUTION_HANDLE_CHECKS_H_
#define KILN_RUNTIME_EXECUTION_HANDLE_CHECKS_H_

#include <fmt/format.h>

#include <cstdint>

#include "kiln/base/result.h"
#include "kiln/runtime/buffer.h"

namespace kiln::runtime {

inline Error EmptyHandle(const char* what) {
  return Error(ErrorCode::kInvalidArgument, fmt::format("an empty {} handle is used", what));
}

inline Status CheckRange(const Buffer& buffer, const char* what, std::uint64_t offset, std::uint64_t bytes) {
  if (!buffer) return Fail(EmptyHandle("buffer"));
  if (offset <= buffer.size() && bytes <= buffer.size() - offset) return {};
  return Fail(ErrorCode::kInvalidArgument, fmt::format("{} {} bytes at offset {} leaves the buffer of {} bytes", what,
                                                       bytes, offset, buffer.size()));
}

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_HANDLE_CHECKS_H_
