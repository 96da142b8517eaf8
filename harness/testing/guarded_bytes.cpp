#include "harness/testing/guarded_bytes.h"

#include <sys/mman.h>

#include <algorithm>
#include <string>
#include <utility>

namespace kiln::harness {
namespace {

constexpr std::size_t kPage = 4096, kHole = std::size_t{16} << 20, kAlignment = 128;

constexpr std::size_t RoundUp(std::size_t size, std::size_t to) {
  return (size + to - 1) / to * to;
}

}  // namespace

Result<GuardedBytes> GuardedBytes::Copy(std::span<const std::byte> contents, std::size_t slack) {
  const std::size_t used = RoundUp(contents.size() + slack, kAlignment), pages = RoundUp(used, kPage);
  GuardedBytes guarded;
  const std::size_t mapped = pages + 2 * kHole;
  void* const mapping = mmap(nullptr, mapped, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapping == MAP_FAILED) {
    return Fail(ErrorCode::kOutOfHostMemory, "no memory for " + std::to_string(contents.size()) + " bytes");
  }
  guarded.mapping_ = mapping;
  guarded.mapped_ = mapped;
  std::byte* const begin = static_cast<std::byte*>(mapping) + kHole;
  if (pages != 0 && mprotect(begin, pages, PROT_READ | PROT_WRITE) != 0) {
    return Fail(ErrorCode::kOutOfHostMemory, "no memory for " + std::to_string(contents.size()) + " bytes");
  }
  guarded.bytes_ = {begin + pages - used, contents.size()};
  std::copy(contents.begin(), contents.end(), guarded.bytes_.begin());
  return guarded;
}

GuardedBytes::GuardedBytes(GuardedBytes&& other) noexcept {
  *this = std::move(other);
}

GuardedBytes& GuardedBytes::operator=(GuardedBytes&& other) noexcept {
  std::swap(mapping_, other.mapping_);
  std::swap(mapped_, other.mapped_);
  std::swap(bytes_, other.bytes_);
  return *this;
}

GuardedBytes::~GuardedBytes() {
  if (mapping_ != nullptr) munmap(mapping_, mapped_);
}

}  // namespace kiln::harness
