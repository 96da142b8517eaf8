#include "kiln/base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>

namespace kiln {
namespace {

std::string Quoted(const std::string& path) {
  return "'" + path + "'";
}

tl::unexpected<Error> FailWithErrno(const std::string& what, const std::string& path, int error_number,
                                    std::source_location origin = std::source_location::current()) {
  const ErrorCode code = error_number == ENOENT || error_number == ENOTDIR ? ErrorCode::kNotFound : ErrorCode::kIo;
  return Fail(code, what + " " + Quoted(path) + ": " + std::strerror(error_number), origin);
}

class FileDescriptor {
 public:
  explicit FileDescriptor(int fd) : fd_(fd) {}
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }
  // Some file systems report a failed write only here.
  bool Close() {
    const int fd = fd_;
    fd_ = -1;
    return ::close(fd) == 0;
  }

 private:
  int fd_;
};

// 0 or the errno of the write that failed.
int WriteAll(int fd, std::string_view contents) {
  while (!contents.empty()) {
    const ssize_t written = ::write(fd, contents.data(), contents.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    contents.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

Status WriteDirectly(const std::string& path, std::string_view contents) {
  FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (file.get() < 0) return FailWithErrno("cannot write", path, errno);
  if (const int error = WriteAll(file.get(), contents); error != 0) return FailWithErrno("cannot write", path, error);
  if (!file.Close()) return FailWithErrno("cannot write", path, errno);
  return {};
}

// The name differs between threads and processes that write the same file.
std::string TemporaryName(const std::string& path) {
  static std::atomic<unsigned> counter{0};
  return path + ".tmp." + std::to_string(::getpid()) + "." + std::to_string(counter.fetch_add(1));
}

Status WriteThenRename(const std::string& shown_path, const std::string& path, std::optional<mode_t> mode,
                       std::string_view contents) {
  const std::string temporary = TemporaryName(path);
  FileDescriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (file.get() < 0) return FailWithErrno("cannot write", shown_path, errno);
  int error = WriteAll(file.get(), contents);
  if (error == 0 && mode && ::fchmod(file.get(), *mode & 07777) != 0) error = errno;
  if (!file.Close() && error == 0) error = errno;
  if (error == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) error = errno;
  if (error != 0) {
    ::unlink(temporary.c_str());
    return FailWithErrno("cannot write", shown_path, error);
  }
  return {};
}

// The file behind symbolic links, so that the rename replaces the file and not the link.
std::string ResolveLinks(const std::string& path) {
  char* resolved = ::realpath(path.c_str(), nullptr);
  if (resolved == nullptr) return path;
  std::string result = resolved;
  std::free(resolved);
  return result;
}

}  // namespace

Result<std::string> ReadFile(const std::string& path) {
  FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return FailWithErrno("cannot read", path, errno);
  struct stat status = {};
  if (::fstat(file.get(), &status) != 0) return FailWithErrno("cannot read", path, errno);
  if (S_ISDIR(status.st_mode)) return Fail(ErrorCode::kIo, "cannot read " + Quoted(path) + ": it is a directory");

  std::string contents;
  // The size is only a hint: pipes and /proc files have none, and a file may grow while it is read.
  if (status.st_size > 0) contents.reserve(static_cast<std::size_t>(status.st_size));
  char chunk[1 << 16];
  for (;;) {
    const ssize_t count = ::read(file.get(), chunk, sizeof(chunk));
    if (count < 0) {
      if (errno == EINTR) continue;
      return FailWithErrno("cannot read", path, errno);
    }
    if (count == 0) return contents;
    contents.append(chunk, static_cast<std::size_t>(count));
  }
}

Result<std::vector<std::uint32_t>> ReadWords(const std::string& path) {
  KILN_ASSIGN_OR_RETURN(const std::string contents, ReadFile(path));
  if (contents.size() % sizeof(std::uint32_t) != 0) {
    return Fail(ErrorCode::kInvalidArtifact, Quoted(path) + " is no SPIR-V module: its size, " +
                                                 std::to_string(contents.size()) + " bytes, is not a multiple of 4");
  }
  std::vector<std::uint32_t> words(contents.size() / sizeof(std::uint32_t));
  if (!words.empty()) std::memcpy(words.data(), contents.data(), contents.size());
  return words;
}

Status WriteFileAtomically(const std::string& path, std::string_view contents) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) == 0) {
    if (S_ISDIR(status.st_mode)) return Fail(ErrorCode::kIo, "cannot write " + Quoted(path) + ": it is a directory");
    if (!S_ISREG(status.st_mode)) return WriteDirectly(path, contents);
    // Renaming needs only the folder's permission; a file that its owner protected stays protected.
    if (::access(path.c_str(), W_OK) != 0) return FailWithErrno("cannot write", path, errno);
    return WriteThenRename(path, ResolveLinks(path), status.st_mode, contents);
  }
  return WriteThenRename(path, path, std::nullopt, contents);
}

Status WriteFileAtomically(const std::string& path, std::span<const std::uint32_t> words) {
  return WriteFileAtomically(path, std::string_view(reinterpret_cast<const char*>(words.data()), words.size_bytes()));
}

}  // namespace kiln
