// What a launch reads and writes, shared with the process that runs it; each piece lies before a wide hole in memory,
// so that an access outside faults.
#ifndef KILN_REFERENCE_MSL_LAUNCH_MEMORY_H_
#define KILN_REFERENCE_MSL_LAUNCH_MEMORY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::reference::msl {

class LaunchMemory {
 public:
  LaunchMemory() = default;
  ~LaunchMemory();
  LaunchMemory(const LaunchMemory&) = delete;
  LaunchMemory& operator=(const LaunchMemory&) = delete;

  // `what` names it in messages. The memory is zeros. Aligned to 32 bytes, the widest vector; what lies between its end
  // and the hole is checked by Damage().
  Result<std::span<std::byte>> Add(std::string what, std::size_t bytes);
  // "5 bytes behind the end of <what>, which has 1024 bytes"; absent: no piece is near.
  std::optional<std::string> Describe(std::uint64_t address) const;
  // A piece behind whose end something was written.
  std::optional<std::string> Damage() const;

 private:
  struct Piece {
    std::string what;
    std::byte* mapping = nullptr;
    std::size_t mapped = 0;
    std::span<std::byte> contents;
    std::size_t slack = 0;
  };
  std::vector<Piece> pieces_;
};

}  // namespace kiln::reference::msl

#endif  // KILN_REFERENCE_MSL_LAUNCH_MEMORY_H_
