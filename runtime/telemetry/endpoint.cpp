#include "kiln/telemetry/endpoint.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <prometheus/collectable.h>
#include <prometheus/exposer.h>
#include <prometheus/metric_family.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <exception>

namespace kiln::telemetry {
namespace {

namespace prom = ::prometheus;

std::string Authority(const EndpointAddress& address) {
  return fmt::format("{}:{}", address.host, address.port);
}

prom::ClientMetric Convert(const MetricSample& sample, MetricType type) {
  prom::ClientMetric metric;
  for (const auto& [name, value] : sample.labels) metric.label.push_back({name, value});
  if (type == MetricType::kCounter) metric.counter.value = sample.value;
  if (type == MetricType::kGauge) metric.gauge.value = sample.value;
  if (type == MetricType::kHistogram) {
    prom::ClientMetric::Histogram& histogram = metric.histogram;
    std::uint64_t count = 0;
    for (std::size_t bucket = 0; bucket < kTimeBuckets; ++bucket) {
      count += sample.histogram.counts[bucket];
      histogram.bucket.push_back({count, static_cast<double>(TimeBucketBound(bucket)) / 1e9});
    }
    histogram.sample_count = count + sample.histogram.counts[kTimeBuckets];
    histogram.sample_sum = static_cast<double>(sample.histogram.sum) / 1e9;
  }
  return metric;
}

class Collector : public prom::Collectable {
 public:
  explicit Collector(std::shared_ptr<Telemetry> telemetry) : telemetry_(std::move(telemetry)) {}

  std::vector<prom::MetricFamily> Collect() const override {
    std::vector<prom::MetricFamily> families;
    for (const MetricFamily& family : telemetry_->Collect()) {
      if (family.samples.empty()) continue;
      prom::MetricFamily& converted = families.emplace_back();
      converted.name = family.description.name;
      converted.help = family.description.help;
      converted.type = family.description.type == MetricType::kCounter ? prom::MetricType::Counter
                       : family.description.type == MetricType::kGauge ? prom::MetricType::Gauge
                                                                       : prom::MetricType::Histogram;
      for (const MetricSample& sample : family.samples) {
        converted.metric.push_back(Convert(sample, family.description.type));
      }
    }
    return families;
  }

 private:
  const std::shared_ptr<Telemetry> telemetry_;
};

// Why nobody could listen there, which the server does not tell: it is tried before.
Status TryToListen(const EndpointAddress& address) {
  sockaddr_in place = {};
  place.sin_family = AF_INET;
  place.sin_port = htons(address.port);
  ::inet_pton(AF_INET, address.host.c_str(), &place.sin_addr);
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;
  bool listens = false;
  if (socket >= 0) {
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);  // as the server does
    listens = ::bind(socket, reinterpret_cast<const sockaddr*>(&place), sizeof place) == 0 && ::listen(socket, 1) == 0;
  }
  const int error = errno;
  if (socket >= 0) ::close(socket);
  if (listens) return {};
  return Fail(ErrorCode::kIo, fmt::format("cannot serve metrics on {}: {}", Authority(address), std::strerror(error)));
}

}  // namespace

Result<EndpointAddress> ParseEndpoint(std::string_view text) {
  EndpointAddress address;
  std::string_view port = text;
  if (const std::size_t colon = text.rfind(':'); colon != std::string_view::npos) {
    const std::string_view host = text.substr(0, colon);
    port = text.substr(colon + 1);
    address.host = host == "localhost" ? "127.0.0.1" : host;
    in_addr parsed = {};
    if (::inet_pton(AF_INET, address.host.c_str(), &parsed) != 1) {
      return Fail(ErrorCode::kInvalidArgument, fmt::format("'{}' in '{}' is no IPv4 address to listen on", host, text));
    }
  }
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (error == std::errc() && end == port.data() + port.size()) return address;
  return Fail(ErrorCode::kInvalidArgument,
              fmt::format("'{}' is no port; expected a number up to 65535, or ADDRESS:PORT", text));
}

struct MetricsEndpoint::Parts {
  std::string host;
  std::shared_ptr<Collector> collector;
  std::unique_ptr<prom::Exposer> exposer;
};

MetricsEndpoint::MetricsEndpoint(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
MetricsEndpoint::~MetricsEndpoint() = default;

Result<std::unique_ptr<MetricsEndpoint>> MetricsEndpoint::Serve(std::shared_ptr<Telemetry> telemetry,
                                                                const EndpointAddress& address) {
  KILN_RETURN_IF_ERROR(TryToListen(address));
  auto parts = std::make_unique<Parts>();
  parts->host = address.host;
  parts->collector = std::make_shared<Collector>(std::move(telemetry));
  try {
    parts->exposer = std::make_unique<prom::Exposer>(Authority(address), 1);
  } catch (const std::exception& exception) {
    return Fail(ErrorCode::kIo, fmt::format("cannot serve metrics on {}: {}", Authority(address), exception.what()));
  }
  parts->exposer->RegisterCollectable(parts->collector);
  return std::unique_ptr<MetricsEndpoint>(new MetricsEndpoint(std::move(parts)));
}

std::uint16_t MetricsEndpoint::port() const {
  const std::vector<int> ports = parts_->exposer->GetListeningPorts();
  return ports.empty() ? 0 : static_cast<std::uint16_t>(ports.front());
}

std::string MetricsEndpoint::url() const {
  return fmt::format("http://{}/metrics", Authority({parts_->host, port()}));
}

}  // namespace kiln::telemetry
