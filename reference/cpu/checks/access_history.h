// Who accessed each byte of an object last, as far as a later access may race with it.
#ifndef KILN_REFERENCE_CPU_CHECKS_ACCESS_HISTORY_H_
#define KILN_REFERENCE_CPU_CHECKS_ACCESS_HISTORY_H_

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace kiln::reference::cpu {

class AccessHistory {
 public:
  struct Access {
    std::uint32_t item = 0;    // of the launch, from 1; 0: nobody
    std::uint32_t moment = 0;  // grows whenever work-items wait for each other
    std::uint32_t place = 0;   // in the source
  };
  struct Conflict {
    Access with;
    bool writes = false, is_atomic = false;  // what it did
  };
  // Whether the first of two accesses surely happens before the second, which happens now.
  using IsOrdered = std::function<bool(const Access& before, const Access& now)>;

  explicit AccessHistory(std::uint64_t bytes) : bytes_(bytes) { Clear(); }

  void Clear();
  // Notes an access, and gives one before it that the two race: at least one writes, not both are atomic, and nothing
  // orders them.
  std::optional<Conflict> Add(std::uint64_t offset, std::uint64_t bytes, bool writes, bool is_atomic, const Access& now,
                              const IsOrdered& is_ordered);

 private:
  // Of any number of accesses of one sort, two by different work-items are enough: a further work-item races with one
  // of them when it races with any.
  using Two = std::array<Access, 2>;
  struct Cell {
    Access write;
    Two reads, atomic_reads, atomic_writes;
  };
  static constexpr std::uint64_t kCellsOfPage = 128;
  using Page = std::unique_ptr<std::array<Cell, kCellsOfPage>>;

  Cell& CellAt(std::uint64_t index);
  void Divide(std::uint64_t granule);

  std::uint64_t bytes_;
  std::uint64_t granule_ = 0;  // bytes of a cell: as many as all accesses so far have had in common
  std::vector<Page> pages_;
};

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_CHECKS_ACCESS_HISTORY_H_
