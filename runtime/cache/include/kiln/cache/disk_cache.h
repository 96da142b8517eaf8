// A folder of entries that are named by the digest of what they follow from. Several processes may use it at once.
#ifndef KILN_CACHE_DISK_CACHE_H_
#define KILN_CACHE_DISK_CACHE_H_

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "kiln/base/result.h"

namespace kiln::cache {

inline constexpr std::uint64_t kDefaultLimit = 1ull << 30;

struct DiskCacheOptions {
  std::string folder;                   // made at the first Put
  std::uint64_t limit = kDefaultLimit;  // bytes of all entries; above it those longest unused go
};

// "512M", "2G", "100000" bytes; K, M and G are powers of 1024. kInvalidArgument.
Result<std::uint64_t> ParseBytes(std::string_view text);

// Those of the environment: KILN_CACHE_DIR, and KILN_CACHE_SIZE for the limit. Empty when there is no KILN_CACHE_DIR.
// kInvalidArgument for a KILN_CACHE_SIZE that is none.
Result<std::optional<DiskCacheOptions>> CacheOfEnvironment();

// The same over what is there. kInvalidArgument.
Status ReadEnvironment(DiskCacheOptions& options);

struct DiskCacheStatistics {
  std::uint64_t entries = 0;
  std::uint64_t bytes = 0;
  std::uint64_t limit = 0;
  // Since the last Clear, of all processes.
  std::uint64_t hits = 0, misses = 0, damaged = 0;
};

// An entry appears whole or not at all, and is read only if it is as it was written: it holds the digest of its
// contents. Nothing of it is an error but that the folder cannot be written. May be used from several threads.
class DiskCache {
 public:
  explicit DiskCache(DiskCacheOptions options) : options_(std::move(options)) {}

  // `key` is a digest: 64 hexadecimal digits. Empty when there is no such entry; one that is damaged is removed.
  std::optional<std::string> Get(const std::string& key);
  // kIo: the folder cannot be made or written, or is full. An entry larger than an eighth of the limit is not kept.
  Status Put(const std::string& key, std::string_view contents);

  void CountHit() { Count("hits"); }
  void CountMiss() { Count("misses"); }

  // Both see only what is the cache's in the folder. kIo.
  Result<DiskCacheStatistics> Statistics() const;
  Status Clear();

  const std::string& folder() const { return options_.folder; }

 private:
  std::string PathOf(const std::string& key) const;
  void Count(const char* what) const;
  void KeepLimit(std::uint64_t added);

  const DiskCacheOptions options_;
  std::mutex mutex_;
  std::optional<std::uint64_t> known_bytes_;  // as far as this process knows
};

}  // namespace kiln::cache

#endif  // KILN_CACHE_DISK_CACHE_H_
