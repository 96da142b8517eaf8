// For each byte of private and local memory: which of its bits hold a value, and whose they are while they do not.
#ifndef KILN_REFERENCE_CPU_CHECKS_SHADOW_MEMORY_H_
#define KILN_REFERENCE_CPU_CHECKS_SHADOW_MEMORY_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace kiln::reference::cpu {

// Zeroed memory that takes room only where it is used.
class Pages {
 public:
  explicit Pages(std::uint64_t bytes);
  ~Pages();
  Pages(const Pages&) = delete;
  Pages& operator=(const Pages&) = delete;

  bool ok() const { return memory_ != nullptr; }
  std::byte* at(std::uint64_t offset) const { return memory_ + offset; }

 private:
  std::byte* memory_ = nullptr;
  std::uint64_t size_;
};

class ShadowMemory {
 public:
  // What LLVM's MemorySanitizer asks for: the shadow of some bytes, a bit set for each bit without a value, and a
  // number for each four bytes, which says whose they are.
  struct Place {
    std::byte* shadow;
    std::uint32_t* owner;
  };

  ShadowMemory();
  ~ShadowMemory();

  // Gives these bytes a shadow. Others count as initialised. False without memory.
  bool Cover(std::span<std::byte> memory);

  Place ForLoad(const std::byte* address, std::uint64_t bytes);
  Place ForStore(const std::byte* address, std::uint64_t bytes);
  // Of a part of one covered range.
  void SetUninitialised(const std::byte* begin, std::uint64_t bytes, std::uint32_t owner);
  void SetInitialised(const std::byte* begin, std::uint64_t bytes);
  // After `bytes` were copied.
  void Copy(const std::byte* to, const std::byte* from, std::uint64_t bytes);

 private:
  struct Range {
    std::span<std::byte> memory;
    std::unique_ptr<Pages> shadow, owners;
  };
  bool Find(const std::byte* address, std::uint64_t bytes, Place& place) const;

  std::vector<Range> ranges_;
  std::vector<std::uint64_t> initialised_, unused_;  // the shadows of all that is not covered
};

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_CHECKS_SHADOW_MEMORY_H_
