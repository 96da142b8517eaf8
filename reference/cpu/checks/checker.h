// What the checks of a module call while it runs.
#ifndef KILN_REFERENCE_CPU_CHECKS_CHECKER_H_
#define KILN_REFERENCE_CPU_CHECKS_CHECKER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "reference/cpu/checks/access_history.h"
#include "reference/cpu/checks/findings.h"
#include "reference/cpu/checks/instrument.h"
#include "reference/cpu/checks/memory_objects.h"
#include "reference/cpu/checks/order_of_items.h"
#include "reference/cpu/checks/shadow_memory.h"
#include "reference/cpu/work_items.h"
#include "reference/execution/jit.h"

namespace kiln::reference::cpu {

// Of one launch, whose work-items all run on the thread that made it.
class Checker {
 public:
  Checker(const CheckTables& tables, const Range& range);
  ~Checker();
  Checker(const Checker&) = delete;
  Checker& operator=(const Checker&) = delete;
  // The one of this thread; null while constructors of variables at program scope run, before any launch.
  static Checker* running();

  ShadowMemory& shadow() { return shadow_; }
  void AddObject(MemoryObject object);
  // `index` of the launch's groups, with as many work-items.
  void StartGroup(std::uint64_t index, std::size_t items);
  // All work-items of the group that have not ended wait at a barrier. It is to open in any case.
  void AtBarrier(bool all_wait);
  std::vector<Finding> TakeFindings();

  // Where an access may go: `address`, or, when it must not, memory that nobody else sees. `base`: where the pointer
  // comes from, as far as the code shows it.
  std::byte* Access(std::byte* address, std::uint64_t bytes, std::uint32_t how, std::uint32_t place,
                    const std::byte* base);
  void Enter(const std::byte* begin, std::uint64_t bytes, std::uint32_t name);
  void Leave(std::uint32_t count);
  void Divide(std::uint32_t place, bool by_zero);
  void Shift(std::uint32_t place, std::uint32_t width);
  // The running work-item waits for its group, for its sub-group, and goes on.
  void Wait(std::uint32_t fences, std::uint32_t place);
  void GoesOnInSubGroup() { order_.GoesOnInSubGroup(CurrentItem()); }

  bool IsGlobal(const std::byte* address) const;
  // A variable in private memory begins to exist; `name` is of the machine code, for good.
  void Uninitialised(const std::byte* begin, std::uint64_t bytes, const char* name);
  // A value of what SetUninitialised knows by `owner` is used.
  void UseUninitialised(std::uint32_t owner, std::uint32_t place);
  // Memory of the running work-item for the shadows of arguments and results.
  std::byte* context() const { return contexts_.at(CurrentItem() * kContextBytes); }

 private:
  static constexpr std::uint64_t kContextBytes = 8192;

  // A store that may race with one before it, unless it leaves all as it is.
  struct PendingStore {
    const std::byte* address = nullptr;
    std::vector<std::byte> before;
    std::uint32_t place = 0;
    std::string subject, message, who;
  };

  void Report(Finding::Kind kind, std::uint32_t place, const std::string& subject, const std::string& message,
              const std::string& who);
  void ReportOutside(const MemoryObject* object, std::uintptr_t address, std::uint64_t bytes, std::uint32_t how,
                     std::uint32_t place);
  void LookForRaces(const MemoryObject& object, std::byte* address, std::uint64_t bytes, std::uint32_t how,
                    std::uint32_t place);
  void FinishStores();
  std::uint32_t OwnerOf(const std::string& title);
  std::string Line(std::uint32_t place) const;
  std::string Who() const;

  const CheckTables& tables_;
  const Range& range_;
  MemoryObjects objects_;
  OrderOfItems order_;
  ShadowMemory shadow_;
  Findings findings_;
  std::vector<std::byte> scratch_;
  std::vector<PendingStore> pending_;
  Pages contexts_;
  std::vector<std::string> owners_;  // titles of objects, by number
  std::map<std::string, std::uint32_t> owner_numbers_;
  std::map<const char*, std::uint32_t> owners_by_name_;
  struct Waiting {
    std::uint32_t place = 0, fences = 0;
    bool waits = false;
  };
  std::vector<Waiting> waiting_;  // of each item of the group
};

// kiln_check_access, kiln_check_enter, ...
std::span<const HostFunction> CheckSymbols();

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_CHECKS_CHECKER_H_
