// Which buffers and images of a device live, and who allocated them.
#ifndef KILN_RUNTIME_MEMORY_ALLOCATION_LEDGER_H_
#define KILN_RUNTIME_MEMORY_ALLOCATION_LEDGER_H_

#include <cstdint>
#include <map>
#include <mutex>
#include <source_location>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/runtime/memory.h"

namespace kiln::runtime {

// Who allocates.
struct AllocationRequest {
  std::string label;
  std::source_location origin;
  bool is_internal = false;  // the runtime for itself: in no report
};

// May be used from several threads.
class AllocationLedger {
 public:
  // One line of the ledger; lives in what has been allocated, and leaves the ledger with it.
  class Entry {
   public:
    Entry() = default;
    ~Entry();
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

   private:
    friend class AllocationLedger;
    AllocationLedger* ledger_ = nullptr;
    Entry* previous_ = nullptr;
    Entry* next_ = nullptr;
    LiveAllocation allocation_;
    bool is_internal_ = false;
  };

  explicit AllocationLedger(std::map<std::string, std::uint64_t, std::less<>> quotas) : quotas_(std::move(quotas)) {}
  AllocationLedger(const AllocationLedger&) = delete;
  AllocationLedger& operator=(const AllocationLedger&) = delete;

  // Enters an allocation that is to be made. kOutOfDeviceMemory where the label's quota does not allow it.
  Status Add(Entry& entry, AllocationRequest request, std::uint64_t bytes);

  // In the order of allocation; not the runtime's own.
  std::vector<LiveAllocation> Live() const;
  struct Totals {
    std::uint64_t count = 0, bytes = 0, peak_bytes = 0;
  };
  Totals totals() const;

 private:
  void Remove(Entry& entry);

  const std::map<std::string, std::uint64_t, std::less<>> quotas_;
  mutable std::mutex mutex_;
  std::map<std::string, std::uint64_t, std::less<>> used_;  // by labels that have a quota
  Entry* first_ = nullptr;
  std::uint64_t sequence_ = 0;
  Totals totals_;
};

// "2 buffers and images of 'device' were never let go, 4,096 bytes:", and a line for each place that allocated some;
// empty when there are none.
std::string DescribeLeaks(std::string_view device, std::span<const LiveAllocation> allocations);

// While it lives, what the ledger then holds is described on standard error when the process ends.
class LeakReport {
 public:
  LeakReport(std::string device, const AllocationLedger& ledger);
  ~LeakReport();
  LeakReport(const LeakReport&) = delete;
  LeakReport& operator=(const LeakReport&) = delete;

  std::string Text() const { return DescribeLeaks(device_, ledger_.Live()); }

 private:
  const std::string device_;
  const AllocationLedger& ledger_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_MEMORY_ALLOCATION_LEDGER_H_
