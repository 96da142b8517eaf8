#include "reference/cpu/checks/checker.h"

#include <algorithm>

namespace kiln::reference::cpu {
namespace {

// Null while constructors of variables at program scope run, before any launch.
thread_local Checker* running = nullptr;

std::string Bytes(std::uint64_t count) {
  return std::to_string(count) + (count == 1 ? " byte" : " bytes");
}

std::string Verb(std::uint32_t how) {
  return (how & kAtomic) != 0 ? "accesses " : (how & kWrites) != 0 ? "writes " : "reads ";
}

}  // namespace

Checker::Checker(const CheckTables& tables, const Range& range)
    : tables_(tables), range_(range), findings_(tables.places) {
  running = this;
}

Checker::~Checker() {
  running = nullptr;
}

std::byte* Checker::Access(std::byte* address, std::uint64_t bytes, std::uint32_t how, std::uint32_t place,
                           const std::byte* base) {
  if (bytes == 0) return address;
  const std::size_t item = CurrentItem();
  const auto at = reinterpret_cast<std::uintptr_t>(address);
  const MemoryObject* object = base == nullptr ? nullptr : objects_.Find(reinterpret_cast<std::uintptr_t>(base), item);
  if (object == nullptr) object = objects_.Find(at, item);
  if (object == nullptr || !object->Holds(at, bytes)) {
    ReportOutside(object, at, bytes, how, place);
    scratch_.assign(std::max<std::size_t>(scratch_.size(), bytes + kGuardBytes), std::byte{0});
    return scratch_.data();
  }
  const std::uint64_t alignment = std::uint64_t{1} << (how >> kAlignmentShift);
  if (at % alignment != 0) {
    Report(Finding::Kind::kMisaligned, place, object->Title(),
           Verb(how) + Bytes(bytes) + " at byte " + std::to_string(at - object->begin) + " of " + object->Title() +
               ", which is not a multiple of " + std::to_string(alignment));
  }
  return address;
}

void Checker::ReportOutside(const MemoryObject* object, std::uintptr_t address, std::uint64_t bytes, std::uint32_t how,
                            std::uint32_t place) {
  const std::string what = Verb(how) + Bytes(bytes);
  if (object == nullptr) {
    const bool null = address < kGuardBytes * kGuardBytes;
    Report(Finding::Kind::kOutOfBounds, place, "",
           what + (null ? " through a null pointer" : " outside of every buffer and variable"));
    return;
  }
  const auto offset = static_cast<std::int64_t>(address - object->begin);
  Report(Finding::Kind::kOutOfBounds, place, object->Title(),
         what + " at byte " + std::to_string(offset) + " of " + object->Title() + ", which has " + Bytes(object->size));
}

void Checker::Enter(const std::byte* begin, std::uint64_t bytes, std::uint32_t name) {
  objects_.Enter(CurrentItem(),
                 {tables_.names[name], MemoryObject::Space::kPrivate, reinterpret_cast<std::uintptr_t>(begin), bytes});
}

void Checker::Leave(std::uint32_t count) {
  objects_.Leave(CurrentItem(), count);
}

void Checker::Divide(std::uint32_t place, bool by_zero) {
  Report(Finding::Kind::kDivision, place, "",
         by_zero ? "divides by zero" : "divides the lowest number by -1, which overflows");
}

void Checker::Shift(std::uint32_t place, std::uint32_t width) {
  Report(Finding::Kind::kShift, place, "",
         "shifts " + std::to_string(width) + " bits by as many or more: only the lowest bits of the amount count");
}

void Checker::Report(Finding::Kind kind, std::uint32_t place, const std::string& subject, const std::string& message) {
  findings_.Add(kind, place, subject, [&](Finding& finding) {
    finding.message = message;
    finding.who = Who();
  });
}

std::string Checker::Who() const {
  const Position position = CurrentPosition();
  const auto tuple = [&](const Extent& extent) {
    std::string text = "(";
    for (std::uint32_t i = 0; i < range_.dimensions; ++i) text += (i == 0 ? "" : ", ") + std::to_string(extent[i]);
    return text + ")";
  };
  return "work-item " + tuple(position.global) + " of group " + tuple(position.group);
}

std::span<const HostFunction> CheckSymbols() {
  static const HostFunction symbols[] = {
      {"kiln_check_access",
       reinterpret_cast<const void*>(
           +[](std::byte* address, std::uint64_t bytes, std::uint32_t how, std::uint32_t place, const std::byte* base) {
             return running ? running->Access(address, bytes, how, place, base) : address;
           })},
      {"kiln_check_enter",
       reinterpret_cast<const void*>(+[](const std::byte* begin, std::uint64_t bytes, std::uint32_t name) {
         if (running) running->Enter(begin, bytes, name);
       })},
      {"kiln_check_leave", reinterpret_cast<const void*>(+[](std::uint32_t count) {
         if (running) running->Leave(count);
       })},
      {"kiln_check_divide", reinterpret_cast<const void*>(+[](std::uint32_t place, std::uint32_t by_zero) {
         if (running) running->Divide(place, by_zero != 0);
       })},
      {"kiln_check_shift", reinterpret_cast<const void*>(+[](std::uint32_t place, std::uint32_t width) {
         if (running) running->Shift(place, width);
       })}};
  return symbols;
}

}  // namespace kiln::reference::cpu
