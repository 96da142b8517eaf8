// What the checks of the CPU reference find wrong in a kernel while it runs.
#ifndef KILN_REFERENCE_FINDING_H_
#define KILN_REFERENCE_FINDING_H_

#include <cstdint>
#include <span>
#include <string>

namespace kiln::reference {

struct SourcePlace {
  std::string file;  // as Clang prints it
  std::uint32_t line = 0, column = 0;

  auto operator<=>(const SourcePlace&) const = default;
};

// One statement of a kernel does one thing wrong to one object, as often as it does.
struct Finding {
  enum class Kind : std::uint8_t {
    kOutOfBounds,
    kMisaligned,
    kUninitialised,
    kRace,
    kDivergence,
    kDivision,
    kShift,
  };
  Kind kind = Kind::kOutOfBounds;
  SourcePlace place;
  std::string message;  // of the first time
  std::string who;      // the work-items of the first time: "work-item (3, 0) of group (0, 0)"
  std::uint64_t times = 1;

  // A shift by too much has a value in OpenCL C: it is only a warning.
  bool is_error() const { return kind != Kind::kShift; }
};

// Stable: "out-of-bounds", "misaligned", "uninitialised", "data-race", "divergence", "division", "shift".
const char* FindingName(Finding::Kind kind);

// A line for each, as Clang's diagnostics are:
// "k.cl:3:5: error: writes 4 bytes at byte 16 of 'out', which has 16 bytes (work-item (4) of group (0); 2 times)
// [out-of-bounds]".
std::string RenderFindings(std::span<const Finding> findings);

}  // namespace kiln::reference

#endif  // KILN_REFERENCE_FINDING_H_
