// The complete cc1 command line of one compilation.
#ifndef KILN_FRONTEND_INVOCATION_H_
#define KILN_FRONTEND_INVOCATION_H_

#include <string>
#include <vector>

#include "frontend/options.h"
#include "kiln/base/result.h"
#include "kiln/frontend/compile.h"

namespace kiln::frontend {

// All arguments but the name of the input, which might begin with '-'. `cl_ext` is the value of -cl-ext=.
// kInvalidArgument for a language that is not OpenCL or an address width that is neither 32 nor 64.
Result<std::vector<std::string>> BuildCc1Arguments(const Input& input, const CompileOptions& options,
                                                   const TranslatedOptions& translated, const std::string& cl_ext);

}  // namespace kiln::frontend

#endif  // KILN_FRONTEND_INVOCATION_H_
