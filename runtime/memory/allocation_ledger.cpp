#include "runtime/memory/allocation_ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <tuple>

namespace kiln::runtime {
namespace {

// Never destroyed: they are used while the process ends.
struct OpenReports {
  std::mutex mutex;
  std::vector<const LeakReport*> reports;
};

OpenReports& Reports() {
  static OpenReports& reports = *new OpenReports();
  return reports;
}

void PrintReports() {
  OpenReports& open = Reports();
  const std::lock_guard lock(open.mutex);
  for (const LeakReport* report : open.reports) std::fputs(report->Text().c_str(), stderr);
}

}  // namespace

AllocationLedger::Entry::~Entry() {
  if (ledger_ != nullptr) ledger_->Remove(*this);
}

Status AllocationLedger::Add(Entry& entry, AllocationRequest request, std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  if (const auto quota = quotas_.find(request.label); quota != quotas_.end()) {
    std::uint64_t& used = used_[request.label];
    if (bytes > quota->second - std::min(quota->second, used)) {
      return Fail(ErrorCode::kOutOfDeviceMemory, fmt::format("{} bytes for '{}': of its quota of {} bytes {} are used",
                                                             bytes, request.label, quota->second, used));
    }
    used += bytes;
  }
  entry.ledger_ = this;
  entry.is_internal_ = request.is_internal;
  entry.allocation_ = {std::move(request.label), bytes, request.origin, ++sequence_};
  entry.next_ = first_;
  if (first_ != nullptr) first_->previous_ = &entry;
  first_ = &entry;
  ++totals_.count;
  totals_.bytes += bytes;
  totals_.peak_bytes = std::max(totals_.peak_bytes, totals_.bytes);
  return {};
}

void AllocationLedger::Remove(Entry& entry) {
  const std::lock_guard lock(mutex_);
  (entry.previous_ != nullptr ? entry.previous_->next_ : first_) = entry.next_;
  if (entry.next_ != nullptr) entry.next_->previous_ = entry.previous_;
  entry.ledger_ = nullptr;
  --totals_.count;
  totals_.bytes -= entry.allocation_.bytes;
  if (used_.empty()) return;
  if (const auto used = used_.find(entry.allocation_.label); used != used_.end()) {
    used->second -= entry.allocation_.bytes;
  }
}

std::vector<LiveAllocation> AllocationLedger::Live() const {
  const std::lock_guard lock(mutex_);
  std::vector<LiveAllocation> live;
  for (const Entry* entry = first_; entry != nullptr; entry = entry->next_) {
    if (!entry->is_internal_) live.push_back(entry->allocation_);
  }
  std::reverse(live.begin(), live.end());
  return live;
}

AllocationLedger::Totals AllocationLedger::totals() const {
  const std::lock_guard lock(mutex_);
  return totals_;
}

std::string DescribeLeaks(std::string_view device, std::span<const LiveAllocation> allocations) {
  if (allocations.empty()) return {};
  struct Place {
    std::uint64_t first = 0, count = 0, bytes = 0;
  };
  std::map<std::tuple<std::string, std::string, std::uint32_t, std::string>, Place> places;
  std::uint64_t bytes = 0;
  for (const LiveAllocation& live : allocations) {
    Place& place = places[{live.label, live.origin.file_name(), live.origin.line(), live.origin.function_name()}];
    if (place.count++ == 0) place.first = live.sequence;
    place.bytes += live.bytes;
    bytes += live.bytes;
  }
  std::string text = fmt::format("kiln: {} {} of '{}' never let go, {} bytes:\n", allocations.size(),
                                 allocations.size() == 1 ? "buffer or image" : "buffers and images", device, bytes);
  std::vector<std::pair<std::uint64_t, std::string>> lines;
  for (const auto& [who, place] : places) {
    const auto& [label, file, line, function] = who;
    lines.emplace_back(place.first, fmt::format("  {}{} bytes in {}, allocated at {}:{} in {}\n",
                                                label.empty() ? "" : fmt::format("'{}': ", label), place.bytes,
                                                place.count, file, line, function));
  }
  std::sort(lines.begin(), lines.end());
  for (const auto& [first, line] : lines) text += line;
  return text;
}

LeakReport::LeakReport(std::string device, const AllocationLedger& ledger)
    : device_(std::move(device)), ledger_(ledger) {
  static const bool is_registered = std::atexit(PrintReports) == 0;
  static_cast<void>(is_registered);
  OpenReports& open = Reports();
  const std::lock_guard lock(open.mutex);
  open.reports.push_back(this);
}

LeakReport::~LeakReport() {
  OpenReports& open = Reports();
  const std::lock_guard lock(open.mutex);
  std::erase(open.reports, this);
}

}  // namespace kiln::runtime
