// The metrics over HTTP, for a Prometheus to fetch. In a library of its own, Kiln::metrics_endpoint.
#ifndef KILN_TELEMETRY_ENDPOINT_H_
#define KILN_TELEMETRY_ENDPOINT_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "kiln/base/result.h"
#include "kiln/telemetry/telemetry.h"

namespace kiln::telemetry {

// Of an address as people write it.
struct EndpointAddress {
  std::string host = "127.0.0.1";  // an IPv4 address: all that Debian's civetweb knows
  std::uint16_t port = 0;          // 0: any that is free
};
// "9464": on the loopback interface. "0.0.0.0:9464", "localhost:9464": where it says. kInvalidArgument.
Result<EndpointAddress> ParseEndpoint(std::string_view text);

// Serves /metrics from threads of its own until it is destroyed.
class MetricsEndpoint {
 public:
  // kIo: the port is taken, or not allowed.
  static Result<std::unique_ptr<MetricsEndpoint>> Serve(std::shared_ptr<Telemetry> telemetry,
                                                        const EndpointAddress& address);
  ~MetricsEndpoint();
  MetricsEndpoint(const MetricsEndpoint&) = delete;
  MetricsEndpoint& operator=(const MetricsEndpoint&) = delete;

  std::uint16_t port() const;
  std::string url() const;  // "http://127.0.0.1:9464/metrics"

 private:
  struct Parts;
  explicit MetricsEndpoint(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace kiln::telemetry

#endif  // KILN_TELEMETRY_ENDPOINT_H_
