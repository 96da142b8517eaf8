// What the checks of a module call while it runs.
#ifndef KILN_REFERENCE_CPU_CHECKS_CHECKER_H_
#define KILN_REFERENCE_CPU_CHECKS_CHECKER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "reference/cpu/checks/findings.h"
#include "reference/cpu/checks/instrument.h"
#include "reference/cpu/checks/memory_objects.h"
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

  MemoryObjects& objects() { return objects_; }
  void StartGroup(std::size_t items) { objects_.StartItems(items); }
  std::vector<Finding> TakeFindings() { return findings_.Take(); }

  // Where an access may go: `address`, or, when it must not, memory that nobody else sees. `base`: where the pointer
  // comes from, as far as the code shows it.
  std::byte* Access(std::byte* address, std::uint64_t bytes, std::uint32_t how, std::uint32_t place,
                    const std::byte* base);
  void Enter(const std::byte* begin, std::uint64_t bytes, std::uint32_t name);
  void Leave(std::uint32_t count);
  void Divide(std::uint32_t place, bool by_zero);
  void Shift(std::uint32_t place, std::uint32_t width);

 private:
  void Report(Finding::Kind kind, std::uint32_t place, const std::string& subject, const std::string& message);
  void ReportOutside(const MemoryObject* object, std::uintptr_t address, std::uint64_t bytes, std::uint32_t how,
                     std::uint32_t place);
  std::string Who() const;

  const CheckTables& tables_;
  const Range& range_;
  MemoryObjects objects_;
  Findings findings_;
  std::vector<std::byte> scratch_;
};

// kiln_check_access, kiln_check_enter, ...
std::span<const HostFunction> CheckSymbols();

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_CHECKS_CHECKER_H_
