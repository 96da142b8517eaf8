#include "reference/msl/launch_memory.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>

namespace kiln::reference::msl {
namespace {

constexpr std::size_t kPage = 4096, kHole = std::size_t{16} << 20, kAlignment = 32;
constexpr std::byte kSlack{0xA5};

}  // namespace

LaunchMemory::~LaunchMemory() {
  for (const Piece& piece : pieces_) munmap(piece.mapping, piece.mapped);
}

Result<std::span<std::byte>> LaunchMemory::Add(std::string what, std::size_t bytes) {
  const std::size_t slack = (kAlignment - bytes % kAlignment) % kAlignment;
  const std::size_t pages = (bytes + slack + kPage - 1) / kPage * kPage;
  Piece piece;
  piece.mapped = pages + 2 * kHole;
  void* mapping = mmap(nullptr, piece.mapped, PROT_NONE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapping == MAP_FAILED) {
    return Fail(ErrorCode::kOutOfHostMemory, "no memory for " + what + " of " + std::to_string(bytes) + " bytes");
  }
  piece.mapping = static_cast<std::byte*>(mapping);
  if (pages != 0) mprotect(piece.mapping + kHole, pages, PROT_READ | PROT_WRITE);
  std::byte* const end = piece.mapping + kHole + pages;
  piece.contents = {end - slack - bytes, bytes};
  piece.slack = slack;
  std::fill(end - slack, end, kSlack);
  piece.what = std::move(what);
  pieces_.push_back(std::move(piece));
  return pieces_.back().contents;
}

std::optional<std::string> LaunchMemory::Describe(std::uint64_t address) const {
  for (const Piece& piece : pieces_) {
    const auto begin = reinterpret_cast<std::uint64_t>(piece.mapping);
    if (address < begin || address >= begin + piece.mapped) continue;
    const auto first = reinterpret_cast<std::uint64_t>(piece.contents.data()), end = first + piece.contents.size();
    const std::string size = " of " + piece.what + ", which has " + std::to_string(piece.contents.size()) + " bytes";
    return address < first ? std::to_string(first - address) + " bytes before the beginning" + size
                           : std::to_string(address - end) + " bytes behind the end" + size;
  }
  return std::nullopt;
}

std::optional<std::string> LaunchMemory::Damage() const {
  for (const Piece& piece : pieces_) {
    const std::byte* const slack = piece.contents.data() + piece.contents.size();
    const std::byte* const end = slack + piece.slack;
    if (const std::byte* hit = std::find_if(slack, end, [](std::byte b) { return b != kSlack; }); hit != end) {
      return std::to_string(hit - slack) + " bytes behind the end of " + piece.what + ", which has " +
             std::to_string(piece.contents.size()) + " bytes";
    }
  }
  return std::nullopt;
}

}  // namespace kiln::reference::msl
