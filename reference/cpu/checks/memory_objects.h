// What the work-items of a launch may access: buffers, variables, arrays, by their addresses.
#ifndef KILN_REFERENCE_CPU_CHECKS_MEMORY_OBJECTS_H_
#define KILN_REFERENCE_CPU_CHECKS_MEMORY_OBJECTS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "reference/cpu/checks/access_history.h"

namespace kiln::reference::cpu {

// Between objects lie so many bytes that belong to none.
constexpr std::uint64_t kGuardBytes = 128;

struct MemoryObject {
  enum class Space : std::uint8_t { kGlobal, kConstant, kLocal, kPrivate };
  std::string_view name;  // in the source; "" where it has none. Not owned
  Space space = Space::kGlobal;
  std::uintptr_t begin = 0;
  std::uint64_t size = 0;
  std::shared_ptr<AccessHistory> history = nullptr;  // of what several work-items may write

  bool Holds(std::uintptr_t address, std::uint64_t bytes) const {
    return address >= begin && address - begin <= size && bytes <= size - (address - begin);
  }
  // Also the guards, as far as they are no others'.
  bool Surrounds(std::uintptr_t address) const {
    return address + kGuardBytes / 2 >= begin && address < begin + size + kGuardBytes / 2;
  }
  // "global 'out'"
  std::string Title() const;
};

// Objects that last a launch, and those of the functions that a work-item is in.
class MemoryObjects {
 public:
  void Add(MemoryObject object);

  const std::vector<MemoryObject>& shared() const { return shared_; }

  void StartItems(std::size_t items) { private_.assign(items, {}); }
  void Enter(std::size_t item, MemoryObject object) { private_[item].push_back(std::move(object)); }
  void Leave(std::size_t item, std::size_t count);

  // The object that an address belongs to, or lies beside; null when it is nowhere near one that `item` knows.
  const MemoryObject* Find(std::uintptr_t address, std::size_t item) const;

 private:
  std::vector<MemoryObject> shared_;                // by address
  std::vector<std::vector<MemoryObject>> private_;  // of each item, innermost last
};

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_CHECKS_MEMORY_OBJECTS_H_
