#include "reference/cpu/checks/memory_objects.h"

#include <algorithm>

namespace kiln::reference::cpu {

std::string MemoryObject::Title() const {
  static const char* const kSpaces[] = {"global", "constant", "local", "private"};
  const std::string space = kSpaces[static_cast<std::size_t>(this->space)];
  return name.empty() ? "a temporary in " + space + " memory" : space + " '" + std::string(name) + "'";
}

void MemoryObjects::Add(MemoryObject object) {
  const auto after = std::upper_bound(shared_.begin(), shared_.end(), object.begin,
                                      [](std::uintptr_t begin, const MemoryObject& one) { return begin < one.begin; });
  shared_.insert(after, std::move(object));
}

void MemoryObjects::Leave(std::size_t item, std::size_t count) {
  auto& objects = private_[item];
  objects.resize(objects.size() - std::min(count, objects.size()));
}

const MemoryObject* MemoryObjects::Find(std::uintptr_t address, std::size_t item) const {
  const auto after = std::upper_bound(shared_.begin(), shared_.end(), address,
                                      [](std::uintptr_t at, const MemoryObject& one) { return at < one.begin; });
  const MemoryObject* near = nullptr;
  for (auto object = after == shared_.begin() ? after : after - 1; object != shared_.end() && object <= after;
       ++object) {
    if (object->Holds(address, 1)) return &*object;
    if (near == nullptr && object->Surrounds(address)) near = &*object;
  }
  const std::vector<MemoryObject>& own = private_[item];
  for (auto object = own.rbegin(); object != own.rend(); ++object) {
    if (object->Holds(address, 1)) return &*object;
    if (near == nullptr && object->Surrounds(address)) near = &*object;
  }
  return near;
}

}  // namespace kiln::reference::cpu
