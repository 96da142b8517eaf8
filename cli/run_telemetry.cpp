#include "cli/run_telemetry.h"

#include "cli/message.h"
#include "cli/option_table.h"
#include "kiln/base/file.h"
#include "kiln/runtime/configuration.h"
#include "kiln/telemetry/settings.h"

namespace kiln::cli {

Result<RunTelemetry> RunTelemetry::Start(const llvm::opt::InputArgList& arguments) {
  KILN_ASSIGN_OR_RETURN(runtime::Configuration configuration, runtime::LoadConfiguration());
  telemetry::TelemetrySettings& settings = configuration.telemetry;
  const std::pair<OptionId, std::string*> texts[] = {
      {OPT_telemetry_EQ, &settings.events}, {OPT_trace_EQ, &settings.trace}, {OPT_metrics_port_EQ, &settings.endpoint}};
  for (const auto& [id, setting] : texts) {
    if (const auto* argument = arguments.getLastArg(id)) *setting = argument->getValue();
  }
  if (const auto* slow = arguments.getLastArg(OPT_slow_EQ)) {
    auto threshold = telemetry::ParseSeconds(slow->getValue());
    if (!threshold) return Fail(std::move(threshold.error()).With("in " + slow->getAsString(arguments)));
    settings.slow = *threshold;
  }
  RunTelemetry run;
  run.metrics_file = arguments.getLastArgValue(OPT_metrics_EQ).str();
  if (settings.IsEmpty() && run.metrics_file.empty()) return run;
  telemetry::EndpointAddress address;
  if (!settings.endpoint.empty()) {
    KILN_ASSIGN_OR_RETURN(address, telemetry::ParseEndpoint(settings.endpoint));
  }
  KILN_ASSIGN_OR_RETURN(telemetry::TelemetryOptions options, telemetry::OptionsFor(settings));
  KILN_ASSIGN_OR_RETURN(run.telemetry, telemetry::Telemetry::Create(std::move(options)));
  if (!settings.endpoint.empty()) {
    KILN_ASSIGN_OR_RETURN(run.endpoint, telemetry::MetricsEndpoint::Serve(run.telemetry, address));
    PrintNote("metrics are served at " + run.endpoint->url());
  }
  return run;
}

Status RunTelemetry::Finish() {
  if (telemetry == nullptr) return {};
  endpoint.reset();
  Status status = telemetry->Close();
  if (!metrics_file.empty()) {
    KILN_RETURN_IF_ERROR(WriteFileAtomically(metrics_file, telemetry::ToPrometheusText(telemetry->Collect())));
  }
  return status;
}

}  // namespace kiln::cli
