// Host code that launches a kernel on Metal: what a program must set on a compute command encoder, ready to compile.
#ifndef KILN_ARTIFACT_METAL_HOST_H_
#define KILN_ARTIFACT_METAL_HOST_H_

#include <string>
#include <string_view>

#include "kiln/artifact/reflection.h"
#include "kiln/base/result.h"

namespace kiln::artifact {

enum class MetalHostLanguage : std::uint8_t { kSwift, kObjectiveCpp };

// One type for each kernel: its pipeline, its arguments by their names in the source, `encode`, and what else the
// kernel needs (printf's buffer, program-scope variables, format numbers of images). `text_file` is the Metal text's
// name, for the comment that says how to compile it. The reflection must be of a Metal profile: kInvalidArgument for
// another target, and for an argument that Metal has no place for.
Result<std::string> ToMetalHost(const Reflection& reflection, MetalHostLanguage language, std::string_view text_file);

}  // namespace kiln::artifact

#endif  // KILN_ARTIFACT_METAL_HOST_H_
