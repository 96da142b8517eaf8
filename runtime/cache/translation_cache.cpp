#include "kiln/cache/translation_cache.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>

#include "kiln/base/file.h"
#include "kiln/base/sha256.h"

namespace kiln::cache {
namespace {

// A request leads to its manifest: a list of variants, each what the translation read (a path and the digest of what it
// held; "" for absent ones) and the key of its record. Variants differ in what an included file held.
constexpr std::size_t kMostVariants = 8;
constexpr std::string_view kVariant = "variant", kFile = "file", kAbsent = "absent";

struct Variant {
  std::string key;
  std::vector<std::pair<std::string, std::string>> files;  // path, digest
  std::vector<std::string> absent;
};

std::string ManifestKey(const std::string& request) {
  return Sha256().AddPart("manifest").AddPart(request).Hex();
}

std::vector<Variant> ReadManifest(std::string_view bytes) {
  std::vector<Variant> variants;
  const auto record = ReadRecord(bytes);
  if (!record) return variants;
  for (const auto& [name, text] : *record) {
    if (name == kVariant) {
      variants.push_back({text, {}, {}});
    } else if (variants.empty()) {
      return {};
    } else if (name == kAbsent) {
      variants.back().absent.push_back(text);
    } else if (const std::size_t space = text.find(' '); name == kFile && space != std::string::npos) {
      variants.back().files.emplace_back(text.substr(space + 1), text.substr(0, space));
    }
  }
  return variants;
}

std::string WriteManifest(const std::vector<Variant>& variants) {
  TranslationRecord record;
  for (const Variant& variant : variants) {
    record.emplace_back(kVariant, variant.key);
    for (const auto& [path, digest] : variant.files) record.emplace_back(kFile, digest + " " + path);
    for (const std::string& path : variant.absent) record.emplace_back(kAbsent, path);
  }
  return WriteRecord(record);
}

// Digests of files, each read once.
class Digests {
 public:
  const std::string& Of(const std::string& path) {
    const auto [entry, is_new] = known_.try_emplace(path);
    if (is_new) {
      if (const auto text = ReadFile(path)) entry->second = Sha256Hex(*text);
    }
    return entry->second;
  }

 private:
  std::map<std::string, std::string> known_;
};

bool StillHolds(const Variant& variant, Digests& digests) {
  const auto is_absent = [](const std::string& path) {
    std::error_code error;
    return !std::filesystem::exists(path, error);
  };
  const auto is_same = [&](const auto& file) { return !file.second.empty() && digests.Of(file.first) == file.second; };
  return std::all_of(variant.absent.begin(), variant.absent.end(), is_absent) &&
         std::all_of(variant.files.begin(), variant.files.end(), is_same);
}

}  // namespace

std::string WriteRecord(const TranslationRecord& record) {
  std::string bytes;
  const auto add = [&](const std::string& text) { bytes.append(std::to_string(text.size())).append(":").append(text); };
  for (const auto& [name, text] : record) {
    add(name);
    add(text);
  }
  return bytes;
}

std::optional<TranslationRecord> ReadRecord(std::string_view bytes) {
  const auto take = [&]() -> std::optional<std::string> {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(bytes.data(), bytes.data() + bytes.size(), size);
    const auto digits = static_cast<std::size_t>(end - bytes.data());
    if (error != std::errc() || digits >= bytes.size() || *end != ':' || size > bytes.size() - digits - 1) {
      return std::nullopt;
    }
    std::string text(bytes.substr(digits + 1, size));
    bytes.remove_prefix(digits + 1 + size);
    return text;
  };
  TranslationRecord record;
  while (!bytes.empty()) {
    auto name = take();
    auto text = name ? take() : std::nullopt;
    if (!text) return std::nullopt;
    record.emplace_back(std::move(*name), std::move(*text));
  }
  return record;
}

std::optional<TranslationRecord> TranslationCache::Find(const std::string& request) {
  if (const auto manifest = disk_.Get(ManifestKey(request))) {
    Digests digests;
    for (const Variant& variant : ReadManifest(*manifest)) {
      if (!StillHolds(variant, digests)) continue;
      const auto bytes = disk_.Get(variant.key);
      auto record = bytes ? ReadRecord(*bytes) : std::nullopt;
      if (!record) continue;
      disk_.CountHit();
      return record;
    }
  }
  disk_.CountMiss();
  return std::nullopt;
}

Status TranslationCache::Store(const std::string& request, const TranslationInputs& inputs,
                               const TranslationRecord& record) {
  Variant variant;
  variant.files = inputs.files;
  variant.absent = inputs.absent;
  Sha256 key;
  key.AddPart("record").AddPart(request);
  for (const auto& [path, digest] : inputs.files) key.AddPart(path).AddPart(digest);
  for (const std::string& path : inputs.absent) key.AddPart(path);
  variant.key = key.Hex();
  KILN_RETURN_IF_ERROR(disk_.Put(variant.key, WriteRecord(record)));
  std::vector<Variant> variants;
  if (const auto manifest = disk_.Get(ManifestKey(request))) variants = ReadManifest(*manifest);
  std::erase_if(variants, [&](const Variant& other) { return other.key == variant.key; });
  variants.insert(variants.begin(), std::move(variant));
  if (variants.size() > kMostVariants) variants.resize(kMostVariants);
  return disk_.Put(ManifestKey(request), WriteManifest(variants));
}

}  // namespace kiln::cache
