// What --telemetry=, --trace=, --metrics=, --metrics-port= and --slow= ask for.
#ifndef KILN_CLI_RUN_TELEMETRY_H_
#define KILN_CLI_RUN_TELEMETRY_H_

#include <llvm/Option/ArgList.h>

#include <memory>
#include <string>

#include "kiln/base/result.h"
#include "kiln/telemetry/endpoint.h"
#include "kiln/telemetry/telemetry.h"

namespace kiln::cli {

struct RunTelemetry {
  std::shared_ptr<telemetry::Telemetry> telemetry;  // null: nothing is asked for
  std::unique_ptr<telemetry::MetricsEndpoint> endpoint;
  std::string metrics_file;

  // Options come before the environment, and that before the configuration. Says where the metrics are served. kIo, kInvalidArgument.
  static Result<RunTelemetry> Start(const llvm::opt::InputArgList& arguments);
  // After the run, however it ended: writes what is pending, and the file of metrics.
  Status Finish();
};

}  // namespace kiln::cli

#endif  // KILN_CLI_RUN_TELEMETRY_H_
