// What `kiln validate` is asked to do, from the command line; `kiln report` asks the same of its file.
#ifndef KILN_CLI_VALIDATE_REQUEST_H_
#define KILN_CLI_VALIDATE_REQUEST_H_

#include "cli/invocation.h"
#include "kiln/base/result.h"
#include "kiln/harness/validate.h"

namespace kiln::cli {

Result<harness::ValidateRequest> ReadValidateRequest(const Invocation& invocation);

}  // namespace kiln::cli

#endif  // KILN_CLI_VALIDATE_REQUEST_H_
