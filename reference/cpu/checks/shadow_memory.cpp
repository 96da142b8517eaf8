#include "reference/cpu/checks/shadow_memory.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>

namespace kiln::reference::cpu {
namespace {

constexpr std::uint64_t kWidest = 4096;  // bytes that one load or store has at most, nearly always

}  // namespace

Pages::Pages(std::uint64_t bytes) : size_(std::max<std::uint64_t>(bytes, 1)) {
  void* memory = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory != MAP_FAILED) memory_ = static_cast<std::byte*>(memory);
}

Pages::~Pages() {
  if (memory_ != nullptr) munmap(memory_, size_);
}

ShadowMemory::ShadowMemory() : initialised_(kWidest), unused_(kWidest) {}
ShadowMemory::~ShadowMemory() = default;

bool ShadowMemory::Cover(std::span<std::byte> memory) {
  Range range{memory, std::make_unique<Pages>(memory.size() + kWidest),
              std::make_unique<Pages>(memory.size() + kWidest)};
  const bool ok = range.shadow->ok() && range.owners->ok();
  if (ok) ranges_.push_back(std::move(range));
  return ok;
}

bool ShadowMemory::Find(const std::byte* address, std::uint64_t bytes, Place& place) const {
  for (const Range& range : ranges_) {
    const auto offset = static_cast<std::uint64_t>(address - range.memory.data());
    if (offset >= range.memory.size() || bytes > range.memory.size() - offset) continue;
    place = {range.shadow->at(offset), reinterpret_cast<std::uint32_t*>(range.owners->at(offset / 4 * 4))};
    return true;
  }
  return false;
}

ShadowMemory::Place ShadowMemory::ForLoad(const std::byte* address, std::uint64_t bytes) {
  Place place{};
  if (Find(address, bytes, place)) return place;
  if (initialised_.size() * sizeof(std::uint64_t) < bytes) initialised_.resize(bytes);
  return {reinterpret_cast<std::byte*>(initialised_.data()), reinterpret_cast<std::uint32_t*>(initialised_.data())};
}

ShadowMemory::Place ShadowMemory::ForStore(const std::byte* address, std::uint64_t bytes) {
  Place place{};
  if (Find(address, bytes, place)) return place;
  if (unused_.size() * sizeof(std::uint64_t) < bytes) unused_.resize(bytes);
  return {reinterpret_cast<std::byte*>(unused_.data()), reinterpret_cast<std::uint32_t*>(unused_.data())};
}

void ShadowMemory::SetUninitialised(const std::byte* begin, std::uint64_t bytes, std::uint32_t owner) {
  Place place{};
  if (!Find(begin, bytes, place)) return;
  std::memset(place.shadow, 0xff, bytes);
  const std::uint64_t misaligned = reinterpret_cast<std::uintptr_t>(begin) % 4;
  std::fill_n(place.owner, (misaligned + bytes + 3) / 4, owner);
}

void ShadowMemory::SetInitialised(const std::byte* begin, std::uint64_t bytes) {
  Place place{};
  if (Find(begin, bytes, place)) std::memset(place.shadow, 0, bytes);
}

void ShadowMemory::Copy(const std::byte* to, const std::byte* from, std::uint64_t bytes) {
  Place target{}, source{};
  if (!Find(to, bytes, target)) return;
  if (!Find(from, bytes, source)) return SetInitialised(to, bytes);
  std::memmove(target.shadow, source.shadow, bytes);
  std::memmove(target.owner, source.owner, (bytes + 3) / 4 * 4);
}

}  // namespace kiln::reference::cpu
