// Memory whose surroundings cannot be accessed.
#ifndef KILN_HARNESS_TESTING_GUARDED_BYTES_H_
#define KILN_HARNESS_TESTING_GUARDED_BYTES_H_

#include <cstddef>
#include <span>

#include "kiln/base/result.h"

namespace kiln::harness {

// Some bytes between two holes of 16 MiB: code that runs in this process and goes astray ends it instead of changing
// something else. They are aligned to 128 bytes, so that up to 127 behind their end, and `slack` more, may be accessed.
class GuardedBytes {
 public:
  static Result<GuardedBytes> Copy(std::span<const std::byte> contents, std::size_t slack = 0);
  GuardedBytes(GuardedBytes&& other) noexcept;
  GuardedBytes& operator=(GuardedBytes&& other) noexcept;
  ~GuardedBytes();

  std::span<std::byte> bytes() const { return bytes_; }

 private:
  GuardedBytes() = default;
  void* mapping_ = nullptr;
  std::size_t mapped_ = 0;
  std::span<std::byte> bytes_;
};

}  // namespace kiln::harness

#endif  // KILN_HARNESS_TESTING_GUARDED_BYTES_H_
