// How often SPIRV-Cross may print a kernel anew.
#ifndef KILN_TRANSLATOR_TARGETS_PREPARE_RECOMPILATIONS_H_
#define KILN_TRANSLATOR_TARGETS_PREPARE_RECOMPILATIONS_H_

#include <cstdint>

namespace kiln::translator::targets {

// It starts again whenever it finds that a value needs a variable, or the text one more function; each time it finds
// more. Its own limit of 3 is too low for nested loops; this one only ends what would never end.
inline constexpr std::uint32_t kMaxRecompilations = 64;

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_PREPARE_RECOMPILATIONS_H_
