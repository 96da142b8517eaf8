// One launch in a child process.
#ifndef KILN_REFERENCE_MSL_RUN_LAUNCH_H_
#define KILN_REFERENCE_MSL_RUN_LAUNCH_H_

#include "kiln/reference/msl.h"
#include "reference/msl/machine_code.h"

namespace kiln::reference::msl {

// MslProgram::Run of kernel `index`. `line_text` gives the words of a line of the text for messages.
Status RunLaunch(const MachineCode& code, std::size_t index, const MslKernel& kernel, const MslLaunch& launch,
                 const std::vector<std::string>& text_lines);

}  // namespace kiln::reference::msl

#endif  // KILN_REFERENCE_MSL_RUN_LAUNCH_H_
