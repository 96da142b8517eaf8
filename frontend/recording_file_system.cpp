#include "frontend/recording_file_system.h"

#include "kiln/base/sha256.h"
#include "llvm/Support/MemoryBuffer.h"

namespace kiln::frontend {

bool NamesTheTime(std::string_view text) {
  for (const std::string_view macro : {"__DATE__", "__TIME__", "__TIMESTAMP__"}) {
    if (text.find(macro) != std::string_view::npos) return true;
  }
  return false;
}

// Takes the digest of what is read through it.
class RecordingFileSystem::RecordingFile : public llvm::vfs::File {
 public:
  RecordingFile(std::unique_ptr<llvm::vfs::File> file, std::string& digest, bool& names_the_time)
      : file_(std::move(file)), digest_(digest), names_the_time_(names_the_time) {}

  llvm::ErrorOr<llvm::vfs::Status> status() override { return file_->status(); }
  llvm::ErrorOr<std::string> getName() override { return file_->getName(); }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>> getBuffer(const llvm::Twine& name, std::int64_t size,
                                                               bool needs_terminator, bool is_volatile) override {
    auto buffer = file_->getBuffer(name, size, needs_terminator, is_volatile);
    if (!buffer) return buffer;
    const std::string_view text = (*buffer)->getBuffer();
    digest_ = Sha256Hex(text);
    names_the_time_ = names_the_time_ || NamesTheTime(text);
    return buffer;
  }
  std::error_code close() override { return file_->close(); }

 private:
  std::unique_ptr<llvm::vfs::File> file_;
  std::string& digest_;  // in a map, which does not move it
  bool& names_the_time_;
};

llvm::ErrorOr<llvm::vfs::Status> RecordingFileSystem::status(const llvm::Twine& path) {
  auto result = ProxyFileSystem::status(path);
  if (!result) absent_.insert(path.str());
  return result;
}

llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> RecordingFileSystem::openFileForRead(const llvm::Twine& path) {
  auto file = ProxyFileSystem::openFileForRead(path);
  if (!file) {
    absent_.insert(path.str());
    return file;
  }
  return std::make_unique<RecordingFile>(std::move(*file), read_[path.str()], names_the_time_);
}

FilesAsked RecordingFileSystem::Asked() {
  FilesAsked asked;
  asked.names_the_time = names_the_time_;
  for (const auto& [path, digest] : read_) {
    std::string now = digest;
    if (now.empty()) {
      if (const auto buffer = ProxyFileSystem::getBufferForFile(path)) {
        now = Sha256Hex(std::string_view((*buffer)->getBuffer()));
      }
    }
    asked.read.emplace_back(path, std::move(now));
  }
  for (const std::string& path : absent_) {
    if (!read_.contains(path)) asked.absent.push_back(path);
  }
  return asked;
}

}  // namespace kiln::frontend
