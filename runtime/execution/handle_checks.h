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

// The arguments of a copy or a fill, of a stream or a graph.
inline Status CheckCopy(const Buffer& source, std::uint64_t source_offset, const Buffer& destination,
                        std::uint64_t destination_offset, std::uint64_t bytes) {
  KILN_RETURN_IF_ERROR(CheckRange(source, "copying from", source_offset, bytes));
  KILN_RETURN_IF_ERROR(CheckRange(destination, "copying to", destination_offset, bytes));
  const bool overlaps = source.state() == destination.state() && source_offset < destination_offset + bytes &&
                        destination_offset < source_offset + bytes;
  return overlaps ? Status(Fail(ErrorCode::kInvalidArgument, "the ranges of a copy overlap")) : Status();
}
inline Status CheckFill(const Buffer& buffer, std::uint64_t offset, std::uint64_t bytes) {
  KILN_RETURN_IF_ERROR(CheckRange(buffer, "filling", offset, bytes));
  if (offset % 4 == 0 && (bytes % 4 == 0 || offset + bytes == buffer.size())) return {};
  return Fail(ErrorCode::kInvalidArgument,
              fmt::format("filling {} bytes at offset {}: both must be multiples of 4", bytes, offset));
}
// The device's buffer is padded, so that a last part of a word is there.
inline std::uint64_t PaddedFill(std::uint64_t bytes) {
  return (bytes + 3) / 4 * 4;
}

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_HANDLE_CHECKS_H_
