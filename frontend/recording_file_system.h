// A file system that remembers what it was asked for.
#ifndef KILN_FRONTEND_RECORDING_FILE_SYSTEM_H_
#define KILN_FRONTEND_RECORDING_FILE_SYSTEM_H_

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "kiln/frontend/compile.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace kiln::frontend {

// Whether a text says __DATE__, __TIME__ or __TIMESTAMP__.
bool NamesTheTime(std::string_view text);

// Passes everything on. Used by one thread at a time.
class RecordingFileSystem : public llvm::vfs::ProxyFileSystem {
 public:
  explicit RecordingFileSystem(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files)
      : ProxyFileSystem(std::move(files)) {}

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine& path) override;
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine& path) override;

  // A file that was opened and never read has the digest of what it holds now.
  FilesAsked Asked();

 private:
  class RecordingFile;

  std::map<std::string, std::string> read_;  // path -> digest; empty: opened only
  std::set<std::string> absent_;
  bool names_the_time_ = false;
};

}  // namespace kiln::frontend

#endif  // KILN_FRONTEND_RECORDING_FILE_SYSTEM_H_
