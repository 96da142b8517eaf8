// SHA-256 (FIPS 180-4): names of contents.
#ifndef KILN_BASE_SHA256_H_
#define KILN_BASE_SHA256_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kiln {

// Bytes are added in any number of parts. `Hex` ends it: nothing may be added after.
class Sha256 {
 public:
  Sha256& Add(std::string_view bytes);
  // The same with the length in front, so that the parts of a list cannot run into each other.
  Sha256& AddPart(std::string_view bytes);
  std::string Hex();  // 64 lower-case digits

 private:
  void Compress(const unsigned char* block);

  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> rest_ = {};
  std::size_t rest_size_ = 0;
  std::uint64_t size_ = 0;
};

inline std::string Sha256Hex(std::string_view bytes) {
  return Sha256().Add(bytes).Hex();
}

}  // namespace kiln

#endif  // KILN_BASE_SHA256_H_
