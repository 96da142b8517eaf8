// The files that a compilation sees: the embedded header and the caller's texts over the disk.
#ifndef KILN_FRONTEND_FILE_SYSTEM_H_
#define KILN_FRONTEND_FILE_SYSTEM_H_

#include <string>
#include <string_view>

#include "frontend/recording_file_system.h"
#include "kiln/base/result.h"
#include "kiln/frontend/compile.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace kiln::frontend {

// Include directory of CompileOptions::memory_files with a relative path; diagnostics show "memory:/x.h".
inline constexpr std::string_view kMemoryDirectory = "memory:";

struct FileView {
  llvm::IntrusiveRefCntPtr<RecordingFileSystem> recording;  // null: not asked for
  llvm::IntrusiveRefCntPtr<llvm::vfs::OverlayFileSystem> all;
  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> memory;

  // Whether `path` is served from memory: such a file is no dependency.
  bool IsInMemory(std::string_view path) const;
};

// `input` and `options` must outlive the result, which refers to their texts. A relative memory file is found beside
// the main file and in kMemoryDirectory, before the disk is asked.
Result<FileView> OpenFiles(const Input& input, const CompileOptions& options, std::string_view base_header);

// Whether the main file can be read: kNotFound, or kIo with the reason.
Status CheckReadable(const FileView& files, const std::string& path);

}  // namespace kiln::frontend

#endif  // KILN_FRONTEND_FILE_SYSTEM_H_
