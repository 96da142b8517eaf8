#include "reference/cpu/checks/access_history.h"

#include <algorithm>

namespace kiln::reference::cpu {
namespace {

constexpr std::uint64_t kLargestGranule = 16;

}  // namespace

void AccessHistory::Clear() {
  granule_ = kLargestGranule;
  pages_.clear();
  pages_.resize((bytes_ / granule_ + kCellsOfPage) / kCellsOfPage);
}

AccessHistory::Cell& AccessHistory::CellAt(std::uint64_t index) {
  Page& page = pages_[index / kCellsOfPage];
  if (page == nullptr) page = std::make_unique<std::array<Cell, kCellsOfPage>>();
  return (*page)[index % kCellsOfPage];
}

// Each cell becomes several, all with what it held.
void AccessHistory::Divide(std::uint64_t granule) {
  const std::uint64_t parts = granule_ / granule;
  std::vector<Page> before(std::move(pages_));
  granule_ = granule;
  pages_.clear();
  pages_.resize((bytes_ / granule_ + kCellsOfPage) / kCellsOfPage);
  for (std::uint64_t page = 0; page < before.size(); ++page) {
    if (before[page] == nullptr) continue;
    for (std::uint64_t i = 0; i < kCellsOfPage; ++i) {
      for (std::uint64_t part = 0; part < parts; ++part) {
        const std::uint64_t index = (page * kCellsOfPage + i) * parts + part;
        if (index / kCellsOfPage < pages_.size()) CellAt(index) = (*before[page])[i];
      }
    }
  }
}

std::optional<AccessHistory::Conflict> AccessHistory::Add(std::uint64_t offset, std::uint64_t bytes, bool writes,
                                                          bool is_atomic, const Access& now,
                                                          const IsOrdered& is_ordered) {
  const std::uint64_t bits = offset | bytes | granule_;
  const std::uint64_t common = bits & (~bits + 1);
  if (common < granule_) Divide(common);
  std::optional<Conflict> conflict;
  const auto compare = [&](const Access& before, bool wrote, bool was_atomic) {
    if (conflict || before.item == 0 || before.item == now.item || is_ordered(before, now)) return;
    conflict = Conflict{before, wrote, was_atomic};
  };
  const auto compare_both = [&](const Two& before, bool wrote, bool was_atomic) {
    for (const Access& one : before) compare(one, wrote, was_atomic);
  };
  const auto note = [&](Two& before) {
    for (Access& one : before) {
      if (one.item != now.item) continue;
      one = now;
      return;
    }
    for (Access& one : before) {
      if (one.item != 0 && !is_ordered(one, now)) continue;
      one = now;
      return;
    }
  };
  for (std::uint64_t index = offset / granule_; index < (offset + bytes) / granule_; ++index) {
    Cell& cell = CellAt(index);
    compare(cell.write, true, false);
    if (writes) compare_both(cell.reads, false, false);
    if (!is_atomic) compare_both(cell.atomic_writes, true, true);
    if (writes && !is_atomic) compare_both(cell.atomic_reads, false, true);
    if (is_atomic)
      note(writes ? cell.atomic_writes : cell.atomic_reads);
    else if (writes)
      cell.write = now;
    else
      note(cell.reads);
  }
  return conflict;
}

}  // namespace kiln::reference::cpu
