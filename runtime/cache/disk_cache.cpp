#include "kiln/cache/disk_cache.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "kiln/base/file.h"
#include "kiln/base/sha256.h"

namespace kiln::cache {
namespace {

namespace fs = std::filesystem;

// "kiln-cache 1 <digest of the contents>\n" and the contents.
constexpr std::string_view kMagic = "kiln-cache 1 ";
constexpr std::size_t kDigest = 64;
constexpr std::size_t kHeader = kMagic.size() + kDigest + 1;
constexpr std::string_view kSuffix = ".entry";
// What is left after entries had to go, so that the next Put need not look again.
constexpr std::uint64_t kKeptPercent = 90;

struct EntryFile {
  fs::path path;
  fs::file_time_type used;
  std::uint64_t bytes = 0;
};

// Files that other processes remove meanwhile are passed over.
std::vector<EntryFile> ListEntries(const std::string& folder) {
  std::vector<EntryFile> entries;
  std::error_code error;
  for (fs::directory_iterator sub(folder, error), end; !error && sub != end; sub.increment(error)) {
    if (sub->path().filename().string().size() != 2) continue;
    std::error_code inner;
    for (fs::directory_iterator file(sub->path(), inner); !inner && file != end; file.increment(inner)) {
      if (file->path().extension() != kSuffix) continue;
      std::error_code gone;
      const EntryFile entry = {file->path(), file->last_write_time(gone), file->file_size(gone)};
      if (!gone) entries.push_back(entry);
    }
  }
  return entries;
}

std::uint64_t TotalOf(const std::vector<EntryFile>& entries) {
  std::uint64_t total = 0;
  for (const EntryFile& entry : entries) total += entry.bytes;
  return total;
}

// To the hour, which decides what has been unused for longest as well, and spares most reads a write.
void MarkUsed(const std::string& path) {
  std::error_code error;
  const auto now = fs::file_time_type::clock::now();
  if (now - fs::last_write_time(path, error) < std::chrono::hours(1) || error) return;
  fs::last_write_time(path, now, error);  // fails in a folder that cannot be written
}

}  // namespace

Result<std::uint64_t> ParseBytes(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  constexpr std::string_view kUnits = "KMG";
  const std::size_t power = unit.empty() ? 0 : kUnits.find(unit) + 1;  // 0: none of them
  const bool is_unit = unit.empty() || (unit.size() == 1 && power != 0);
  if (error == std::errc() && is_unit && value <= (~std::uint64_t{0} >> (10 * power))) return value << (10 * power);
  return Fail(ErrorCode::kInvalidArgument,
              "'" + std::string(text) + "' is no size; expected a number of bytes, as in 100000, 512M or 2G");
}

Status ReadEnvironment(DiskCacheOptions& options) {
  if (const char* folder = std::getenv("KILN_CACHE_DIR"); folder != nullptr && *folder != '\0') options.folder = folder;
  if (options.folder.empty()) return {};
  if (const char* size = std::getenv("KILN_CACHE_SIZE"); size != nullptr && *size != '\0') {
    auto limit = ParseBytes(size);
    if (!limit) return Fail(std::move(limit.error()).With("in the environment variable KILN_CACHE_SIZE"));
    options.limit = *limit;
  }
  return {};
}

Result<std::optional<DiskCacheOptions>> CacheOfEnvironment() {
  DiskCacheOptions options;
  KILN_RETURN_IF_ERROR(ReadEnvironment(options));
  if (options.folder.empty()) return std::optional<DiskCacheOptions>();
  return std::optional(std::move(options));
}

std::string DiskCache::PathOf(const std::string& key) const {
  return options_.folder + "/" + key.substr(0, 2) + "/" + key.substr(2) + std::string(kSuffix);
}

std::optional<std::string> DiskCache::Get(const std::string& key) {
  const std::string path = PathOf(key);
  auto bytes = ReadFile(path);
  if (!bytes) return std::nullopt;
  const std::string_view all = *bytes;
  const bool has_header = all.size() >= kHeader && all.starts_with(kMagic) && all[kHeader - 1] == '\n';
  if (has_header && Sha256Hex(all.substr(kHeader)) == all.substr(kMagic.size(), kDigest)) {
    MarkUsed(path);
    return std::move(*bytes).substr(kHeader);
  }
  std::error_code ignored;
  fs::remove(path, ignored);
  Count("damaged");
  return std::nullopt;
}

Status DiskCache::Put(const std::string& key, std::string_view contents) {
  const std::uint64_t size = kHeader + contents.size();
  if (size > options_.limit / 8) return {};
  const std::string path = PathOf(key);
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  if (error) {
    return Fail(ErrorCode::kIo, "cannot make the folder of '" + path + "': " + error.message());
  }
  std::string bytes(kMagic);
  bytes += Sha256Hex(contents);
  bytes += '\n';
  bytes += contents;
  KILN_RETURN_IF_ERROR(WriteFileAtomically(path, bytes));
  KeepLimit(size);
  return {};
}

void DiskCache::KeepLimit(std::uint64_t added) {
  const std::lock_guard lock(mutex_);
  if (known_bytes_) {
    *known_bytes_ += added;
    if (*known_bytes_ <= options_.limit) return;
  }
  std::vector<EntryFile> entries = ListEntries(options_.folder);
  std::uint64_t total = TotalOf(entries);
  if (total > options_.limit) {
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.used < b.used; });
    const std::uint64_t target = options_.limit / 100 * kKeptPercent;
    for (const EntryFile& entry : entries) {
      if (total <= target) break;
      std::error_code ignored;  // another process may have been faster
      fs::remove(entry.path, ignored);
      total -= entry.bytes;
    }
  }
  known_bytes_ = total;
}

// A byte for each event: appending is atomic, so that processes need no lock.
void DiskCache::Count(const char* what) const {
  const std::string path = options_.folder + "/" + what;
  const auto open = [&] { return ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666); };
  int file = open();
  if (file < 0) {
    std::error_code ignored;
    fs::create_directories(options_.folder, ignored);
    file = open();
  }
  if (file < 0) return;
  static_cast<void>(!::write(file, ".", 1));
  ::close(file);
}

Result<DiskCacheStatistics> DiskCache::Statistics() const {
  DiskCacheStatistics statistics;
  statistics.limit = options_.limit;
  std::error_code error;
  if (!fs::exists(options_.folder, error)) return statistics;
  if (!fs::is_directory(options_.folder, error)) {
    return Fail(ErrorCode::kIo, "the cache '" + options_.folder + "' is no folder");
  }
  const std::vector<EntryFile> entries = ListEntries(options_.folder);
  statistics.entries = entries.size();
  statistics.bytes = TotalOf(entries);
  const auto count = [&](const char* what) -> std::uint64_t {
    std::error_code none;
    const std::uintmax_t size = fs::file_size(options_.folder + "/" + what, none);
    return none ? 0 : size;
  };
  statistics.hits = count("hits");
  statistics.misses = count("misses");
  statistics.damaged = count("damaged");
  return statistics;
}

Status DiskCache::Clear() {
  const std::lock_guard lock(mutex_);
  known_bytes_.reset();
  std::error_code error;
  for (const EntryFile& entry : ListEntries(options_.folder)) {
    fs::remove(entry.path, error);
    if (error) return Fail(ErrorCode::kIo, "cannot remove '" + entry.path.string() + "': " + error.message());
    // Fails while the folder holds something.
    std::error_code ignored;
    fs::remove(entry.path.parent_path(), ignored);
  }
  for (const char* counter : {"hits", "misses", "damaged"}) fs::remove(options_.folder + "/" + counter, error);
  return {};
}

}  // namespace kiln::cache
