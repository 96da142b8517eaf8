#include "frontend/file_system.h"

#include "frontend/embed/embedded_headers.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace kiln::frontend {
namespace {

// Not a copy: the text lives in the caller's strings. All texts are null-terminated, as the lexer needs them.
bool AddFile(llvm::vfs::InMemoryFileSystem& memory, llvm::StringRef path, llvm::StringRef text) {
  return memory.addFile(path, 0, llvm::MemoryBuffer::getMemBuffer(text, path));
}

}  // namespace

bool FileView::IsInMemory(std::string_view path) const {
  return memory->exists(llvm::StringRef(path));
}

Result<FileView> OpenFiles(const Input& input, const CompileOptions& options, std::string_view base_header) {
  FileView files;
  // A file system of its own, not the process-wide one: -working-directory must not reach other threads.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk = llvm::vfs::getRealFileSystem();
  if (options.record_files) {
    files.recording = llvm::makeIntrusiveRefCnt<RecordingFileSystem>(std::move(disk));
    disk = files.recording;
  }
  files.all = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(std::move(disk));
  files.memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  files.all->pushOverlay(files.memory);
  AddFile(*files.memory, llvm::StringRef(kBaseHeaderPath), llvm::StringRef(base_header));
  if (input.text && !AddFile(*files.memory, input.name, *input.text)) {
    return Fail(ErrorCode::kInvalidArgument, "'" + input.name + "' cannot be the name of a source text");
  }
  const llvm::StringRef main_directory = llvm::sys::path::parent_path(input.name);
  for (const auto& [path, text] : options.memory_files) {
    AddFile(*files.memory, path, text);
    if (!llvm::sys::path::is_absolute(path)) {
      llvm::SmallString<128> place(kMemoryDirectory);
      llvm::sys::path::append(place, path);
      AddFile(*files.memory, place, text);
      place = main_directory;
      llvm::sys::path::append(place, path);
      AddFile(*files.memory, place, text);
    }
  }
  return files;
}

Status CheckReadable(const FileView& files, const std::string& path) {
  llvm::ErrorOr<llvm::vfs::Status> status = files.all->status(path);
  std::error_code error = status.getError();
  if (!error && status->isDirectory()) {
    error = std::make_error_code(std::errc::is_a_directory);
  }
  if (!error) {
    error = files.all->openFileForRead(path).getError();
  }
  if (!error) {
    return {};
  }
  const bool missing = error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory;
  return Fail(missing ? ErrorCode::kNotFound : ErrorCode::kIo, "cannot read '" + path + "': " + error.message());
}

}  // namespace kiln::frontend
