// A Metal text as a program that the harness can run.
#ifndef KILN_CLI_METAL_PROGRAM_H_
#define KILN_CLI_METAL_PROGRAM_H_

#include <chrono>
#include <memory>
#include <string>

#include "kiln/artifact/reflection.h"
#include "kiln/harness/translator.h"

namespace kiln::cli {

// `reflection` says which argument has which index. kMismatch, with the compiler's messages, when the text is not
// valid.
Result<std::shared_ptr<const harness::HostProgram>> MakeMetalProgram(const std::string& text,
                                                                     const std::string& file_name,
                                                                     std::uint32_t language_version,
                                                                     const artifact::Reflection& reflection,
                                                                     std::chrono::milliseconds timeout);

}  // namespace kiln::cli

#endif  // KILN_CLI_METAL_PROGRAM_H_
