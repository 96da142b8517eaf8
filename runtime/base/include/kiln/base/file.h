// Whole files in, whole files out.
#ifndef KILN_BASE_FILE_H_
#define KILN_BASE_FILE_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiln/base/result.h"

namespace kiln {

// The contents of a regular file, pipe or character device. kNotFound when nothing is there; kIo for a directory,
// missing permission or a failing read. Every message names the path.
Result<std::string> ReadFile(const std::string& path);

// The contents as 32-bit words in host byte order (a SPIR-V module). kInvalidArtifact when the size is not a multiple
// of 4.
Result<std::vector<std::uint32_t>> ReadWords(const std::string& path);

// Writes to a temporary file beside `path` and renames it: readers see the old contents or the new, never a part, and a
// failure leaves no file behind. Keeps the mode bits of an existing file. A path that exists and is no regular file
// (/dev/null, a pipe) is written directly. kIo on failure, also for a directory.
Status WriteFileAtomically(const std::string& path, std::string_view contents);
Status WriteFileAtomically(const std::string& path, std::span<const std::uint32_t> words);

}  // namespace kiln

#endif  // KILN_BASE_FILE_H_
