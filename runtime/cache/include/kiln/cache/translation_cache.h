// What translations have given, kept on disk under what they follow from: a request (options, version, profile, the
// text of the source) and the files that the source includes.
#ifndef KILN_CACHE_TRANSLATION_CACHE_H_
#define KILN_CACHE_TRANSLATION_CACHE_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiln/cache/disk_cache.h"

namespace kiln::cache {

// What a translation has read besides its request.
struct TranslationInputs {
  std::vector<std::pair<std::string, std::string>> files;  // that were read, and the SHA-256 of what they held
  std::vector<std::string> absent;  // that were looked for in vain: one that appears would have been read instead
};

// Named texts: the outputs, what was said. Order and repetition are kept.
using TranslationRecord = std::vector<std::pair<std::string, std::string>>;

// May be used from several threads, and beside other processes.
class TranslationCache {
 public:
  explicit TranslationCache(DiskCacheOptions options) : disk_(std::move(options)) {}

  // `request` is a digest of all that is known before the source is read through. The record of a translation for which
  // each file that it read is as it was then, and each that was absent still is. Counts a hit or a miss.
  std::optional<TranslationRecord> Find(const std::string& request);
  // kIo as of DiskCache::Put.
  Status Store(const std::string& request, const TranslationInputs& inputs, const TranslationRecord& record);

  DiskCache& disk() { return disk_; }

 private:
  DiskCache disk_;
};

// The form of an entry: "<length>:<bytes>" for each name and text. Empty for bytes that are not of that form.
std::string WriteRecord(const TranslationRecord& record);
std::optional<TranslationRecord> ReadRecord(std::string_view bytes);

}  // namespace kiln::cache

#endif  // KILN_CACHE_TRANSLATION_CACHE_H_
