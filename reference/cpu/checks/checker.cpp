#include "reference/cpu/checks/checker.h"

#include <algorithm>
#include <cstring>

namespace kiln::reference::cpu {
namespace {

thread_local Checker* running_checker = nullptr;

std::string Bytes(std::uint64_t count) {
  return std::to_string(count) + (count == 1 ? " byte" : " bytes");
}

std::string Verb(std::uint32_t how) {
  return (how & kAtomic) != 0 ? "accesses " : (how & kWrites) != 0 ? "writes " : "reads ";
}

std::string Verb(const AccessHistory::Conflict& conflict) {
  return conflict.is_atomic ? "accesses" : conflict.writes ? "writes" : "reads";
}

std::uint64_t Volume(const Extent& extent) {
  return extent[0] * extent[1] * extent[2];
}

std::string WorkItems(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " work-item" : " work-items");
}

}  // namespace

Checker::Checker(const CheckTables& tables, const Range& range)
    : tables_(tables),
      range_(range),
      order_(GroupRun{}.sub_group_size),
      findings_(tables.places),
      contexts_(Volume(range.local) * kContextBytes),
      owners_(1) {
  running_checker = this;
}

Checker::~Checker() {
  running_checker = nullptr;
}

Checker* Checker::running() {
  return running_checker;
}

void Checker::AddObject(MemoryObject object) {
  if (object.space != MemoryObject::Space::kConstant) object.history = std::make_shared<AccessHistory>(object.size);
  objects_.Add(std::move(object));
}

void Checker::StartGroup(std::uint64_t index, std::size_t items) {
  FinishStores();
  objects_.StartItems(items);
  order_.StartGroup(static_cast<std::uint32_t>(index * Volume(range_.local) + 1), items);
  waiting_.assign(items, {});
  for (const MemoryObject& object : objects_.shared()) {
    if (object.space != MemoryObject::Space::kLocal) continue;
    object.history->Clear();
    shadow_.SetUninitialised(reinterpret_cast<const std::byte*>(object.begin), object.size, OwnerOf(object.Title()));
  }
}

std::vector<Finding> Checker::TakeFindings() {
  FinishStores();
  return findings_.Take();
}

// ---- Accesses.

std::byte* Checker::Access(std::byte* address, std::uint64_t bytes, std::uint32_t how, std::uint32_t place,
                           const std::byte* base) {
  if (bytes == 0) return address;
  // A store of parts is one.
  if ((how & kPart) == 0 && (how & (kAlone | kWrites)) != (kAlone | kWrites)) FinishStores();
  const std::size_t item = CurrentItem();
  const auto at = reinterpret_cast<std::uintptr_t>(address);
  const MemoryObject* object = base == nullptr ? nullptr : objects_.Find(reinterpret_cast<std::uintptr_t>(base), item);
  if (object == nullptr) object = objects_.Find(at, item);
  if (object == nullptr || !object->Holds(at, bytes)) {
    if ((how & kPart) != 0) return address;
    ReportOutside(object, at, bytes, how, place);
    scratch_.assign(std::max<std::size_t>(scratch_.size(), bytes + kGuardBytes), std::byte{0});
    return scratch_.data();
  }
  const std::uint64_t alignment = std::uint64_t{1} << (how >> kAlignmentShift);
  if (at % alignment != 0) {
    Report(Finding::Kind::kMisaligned, place, object->Title(),
           Verb(how) + Bytes(bytes) + " at byte " + std::to_string(at - object->begin) + " of " + object->Title() +
               ", which is not a multiple of " + std::to_string(alignment),
           Who());
  }
  if ((how & kUpdates) != 0) {
    const ShadowMemory::Place shadow = shadow_.ForLoad(address, bytes);
    const bool unset = std::any_of(shadow.shadow, shadow.shadow + bytes, [](std::byte b) { return b != std::byte{0}; });
    if (unset) UseUninitialised(*shadow.owner, place);
  }
  if (object->history != nullptr && (how & kAlone) == 0) LookForRaces(*object, address, bytes, how, place);
  return address;
}

void Checker::ReportOutside(const MemoryObject* object, std::uintptr_t address, std::uint64_t bytes, std::uint32_t how,
                            std::uint32_t place) {
  const std::string what = Verb(how) + Bytes(bytes);
  if (object == nullptr) {
    const bool null = address < kGuardBytes * kGuardBytes;
    return Report(Finding::Kind::kOutOfBounds, place, "",
                  what + (null ? " through a null pointer" : " outside of every buffer and variable"), Who());
  }
  const auto offset = static_cast<std::int64_t>(address - object->begin);
  Report(Finding::Kind::kOutOfBounds, place, object->Title(),
         what + " at byte " + std::to_string(offset) + " of " + object->Title() + ", which has " + Bytes(object->size),
         Who());
}

// Told from the one of the two places that comes first in the source.
void Checker::LookForRaces(const MemoryObject& object, std::byte* address, std::uint64_t bytes, std::uint32_t how,
                           std::uint32_t place) {
  const std::uint32_t fence = object.space == MemoryObject::Space::kLocal ? kLocalFence : kGlobalFence;
  const bool writes = (how & kWrites) != 0, is_atomic = (how & kAtomic) != 0;
  const AccessHistory::Access now = order_.Now(CurrentItem(), place);
  const auto conflict =
      object.history->Add(reinterpret_cast<std::uintptr_t>(address) - object.begin, bytes, writes, is_atomic, now,
                          [&](const AccessHistory::Access& before, const AccessHistory::Access& after) {
                            return order_.IsOrdered(before, after, fence);
                          });
  if (is_atomic && fence == kGlobalFence) {
    const auto at = reinterpret_cast<std::uintptr_t>(address);
    if (!writes || (how & kUpdates) != 0) order_.Acquires(at);
    if (writes) order_.Releases(at);
  }
  if (!conflict) return;
  AccessHistory::Conflict first{now, writes, is_atomic}, second = *conflict;
  if (tables_.places[second.with.place] < tables_.places[place]) std::swap(first, second);
  const auto who = [&](const AccessHistory::Access& access) { return NameOfItem(range_, access.item - 1); };
  std::string message = Verb(first) + " " + object.Title() + ", which " + who(second.with) + " " + Verb(second);
  message += first.with.place == second.with.place ? " too" : " at " + Line(second.with.place);
  message += order_.IsBarrierBetween(conflict->with) ? std::string(", and the barrier between them does not fence ") +
                                                           (fence == kLocalFence ? "local" : "global") + " memory"
                                                     : ", and nothing orders the two";
  const std::string subject = object.Title() + Line(second.with.place);
  const std::byte* begin = address;
  if (writes && !is_atomic && conflict->writes && !conflict->is_atomic) {
    pending_.push_back({begin, {begin, begin + bytes}, first.with.place, subject, message, who(first.with)});
    return;
  }
  Report(Finding::Kind::kRace, first.with.place, subject, message, who(first.with));
}

// Two work-items that write the same do not harm each other.
void Checker::FinishStores() {
  for (const PendingStore& store : pending_) {
    if (std::memcmp(store.address, store.before.data(), store.before.size()) == 0) continue;
    Report(Finding::Kind::kRace, store.place, store.subject, store.message, store.who);
  }
  pending_.clear();
}

void Checker::Enter(const std::byte* begin, std::uint64_t bytes, std::uint32_t name) {
  objects_.Enter(CurrentItem(), {tables_.names[name], MemoryObject::Space::kPrivate,
                                 reinterpret_cast<std::uintptr_t>(begin), bytes, nullptr});
}

void Checker::Leave(std::uint32_t count) {
  objects_.Leave(CurrentItem(), count);
}

// ---- Values.

void Checker::Divide(std::uint32_t place, bool by_zero) {
  Report(Finding::Kind::kDivision, place, "",
         by_zero ? "divides by zero" : "divides the lowest number by -1, which overflows", Who());
}

void Checker::Shift(std::uint32_t place, std::uint32_t width) {
  Report(Finding::Kind::kShift, place, "",
         "shifts " + std::to_string(width) + " bits by as many or more: only the lowest bits of the amount count",
         Who());
}

bool Checker::IsGlobal(const std::byte* address) const {
  const MemoryObject* object = objects_.Find(reinterpret_cast<std::uintptr_t>(address), CurrentItem());
  return object != nullptr && object->space == MemoryObject::Space::kGlobal;
}

std::uint32_t Checker::OwnerOf(const std::string& title) {
  const auto [known, is_new] = owner_numbers_.try_emplace(title, static_cast<std::uint32_t>(owners_.size()));
  if (is_new) owners_.push_back(title);
  return known->second;
}

void Checker::Uninitialised(const std::byte* begin, std::uint64_t bytes, const char* name) {
  const auto [known, is_new] = owners_by_name_.try_emplace(name);
  if (is_new) {
    const std::string source_name = SourceName(name);
    known->second = OwnerOf(MemoryObject{source_name, MemoryObject::Space::kPrivate, 0, 0, nullptr}.Title());
  }
  shadow_.SetUninitialised(begin, bytes, known->second);
}

void Checker::UseUninitialised(std::uint32_t owner, std::uint32_t place) {
  const std::string title = owner < owners_.size() ? owners_[owner] : "";
  Report(Finding::Kind::kUninitialised, place, title,
         title.empty() ? "uses a value that was never set" : "uses a value of " + title + " that was never set", Who());
}

// ---- Barriers.

void Checker::Wait(std::uint32_t fences, std::uint32_t place) {
  waiting_[CurrentItem()] = {place, fences, true};
}

void Checker::AtBarrier(bool all_wait) {
  FinishStores();
  const auto first = std::find_if(waiting_.begin(), waiting_.end(), [](const Waiting& one) { return one.waits; });
  if (first == waiting_.end()) return;  // in the midst of a function of the whole group
  const auto item = static_cast<std::uint32_t>(first - waiting_.begin());
  const auto here = static_cast<std::size_t>(std::count_if(
      waiting_.begin(), waiting_.end(), [&](const Waiting& one) { return one.waits && one.place == first->place; }));
  const std::string who = NameOfItem(range_, order_.Now(item, 0).item - 1);
  const std::string these = WorkItems(here) + " of " + std::to_string(waiting_.size()) + " wait at this barrier, ";
  const auto elsewhere = std::find_if(waiting_.begin(), waiting_.end(),
                                      [&](const Waiting& one) { return one.waits && one.place != first->place; });
  if (elsewhere != waiting_.end()) {
    Report(Finding::Kind::kDivergence, first->place, Line(elsewhere->place),
           these + "while others wait at " + Line(elsewhere->place), who);
  } else if (!all_wait) {
    Report(Finding::Kind::kDivergence, first->place, "", these + "which the others do not reach", who);
  }
  order_.BarrierOpens(first->fences);
  for (Waiting& one : waiting_) one.waits = false;
}

// ---- Reports.

void Checker::Report(Finding::Kind kind, std::uint32_t place, const std::string& subject, const std::string& message,
                     const std::string& who) {
  findings_.Add(kind, place, subject, [&](Finding& finding) {
    finding.message = message;
    finding.who = who;
  });
}

std::string Checker::Line(std::uint32_t place) const {
  const SourcePlace& at = tables_.places[place];
  return at.file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

std::string Checker::Who() const {
  return NameOfItem(range_, order_.Now(CurrentItem(), 0).item - 1);
}

}  // namespace kiln::reference::cpu
