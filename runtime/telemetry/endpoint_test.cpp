#include "kiln/telemetry/endpoint.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <sstream>

namespace kiln::telemetry {
namespace {

// What GET answers at that port of the loopback interface; empty when nobody does.
std::string Get(std::uint16_t port, const std::string& path) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    const std::string request = "GET " + path + " HTTP/1.0\r\n\r\n";
    static_cast<void>(::send(socket, request.data(), request.size(), MSG_NOSIGNAL));
    char buffer[4096];
    for (ssize_t size; (size = ::recv(socket, buffer, sizeof buffer, 0)) > 0;) {
      answer.append(buffer, static_cast<std::size_t>(size));
    }
  }
  ::close(socket);
  return answer;
}

TEST(EndpointTest, ServesWhatTheTextSays) {
  std::shared_ptr<Telemetry> telemetry = *Telemetry::Create();
  DeviceMetrics& device = telemetry->recorder().OpenDevice("a \"device\"");
  device.Kernel("saxpy").launches.Add(3);
  device.Kernel("saxpy").device_time.Observe(1'500'000, 3);
  auto endpoint = MetricsEndpoint::Serve(telemetry, {});
  ASSERT_TRUE(endpoint) << endpoint.error().ToString();
  EXPECT_NE((*endpoint)->port(), 0);
  EXPECT_EQ((*endpoint)->url(), "http://127.0.0.1:" + std::to_string((*endpoint)->port()) + "/metrics");
  const std::string answer = Get((*endpoint)->port(), "/metrics");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n")) << answer;
  // Two writers of the format, which agree but for the digits of numbers.
  std::istringstream expected(ToPrometheusText(telemetry->Collect()));
  std::size_t lines = 0;
  for (std::string line; std::getline(expected, line);) {
    if (line.starts_with("#") || line.find("le=") != std::string::npos || line.find("_sum") != std::string::npos)
      continue;
    EXPECT_NE(answer.find(line + "\n"), std::string::npos) << line;
    ++lines;
  }
  EXPECT_GT(lines, 30u);
  EXPECT_EQ(Get((*endpoint)->port(), "/nothing").find("kiln_"), std::string::npos);
  const std::uint16_t port = (*endpoint)->port();
  endpoint->reset();
  EXPECT_EQ(Get(port, "/metrics"), "") << "it has ended";
  telemetry->recorder().CloseDevice(device);
}

TEST(EndpointTest, APortThatIsTakenIsAnError) {
  std::shared_ptr<Telemetry> telemetry = *Telemetry::Create();
  auto first = MetricsEndpoint::Serve(telemetry, {});
  ASSERT_TRUE(first);
  const auto second = MetricsEndpoint::Serve(telemetry, {.port = (*first)->port()});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code(), ErrorCode::kIo);
  EXPECT_EQ(second.error().message(),
            "cannot serve metrics on 127.0.0.1:" + std::to_string((*first)->port()) + ": Address already in use");
  const auto elsewhere = MetricsEndpoint::Serve(telemetry, {.host = "192.0.2.1", .port = 0});
  ASSERT_FALSE(elsewhere);
  EXPECT_EQ(elsewhere.error().message(), "cannot serve metrics on 192.0.2.1:0: Cannot assign requested address");
}

TEST(EndpointTest, Addresses) {
  const auto parse = [](std::string_view text) {
    const auto address = ParseEndpoint(text);
    return address ? address->host + " " + std::to_string(address->port) : address.error().message();
  };
  EXPECT_EQ(parse("9464"), "127.0.0.1 9464");
  EXPECT_EQ(parse("0"), "127.0.0.1 0");
  EXPECT_EQ(parse("0.0.0.0:9464"), "0.0.0.0 9464");
  EXPECT_EQ(parse("localhost:9464"), "127.0.0.1 9464");
  const std::string expected = "; expected a number up to 65535, or ADDRESS:PORT";
  for (const std::string wrong : {"", "http", "65536", "-1", "9464x", "127.0.0.1:", "127.0.0.1:x"}) {
    EXPECT_EQ(parse(wrong), "'" + wrong + "' is no port" + expected);
  }
  EXPECT_EQ(parse("example.org:80"), "'example.org' in 'example.org:80' is no IPv4 address to listen on");
  EXPECT_EQ(parse("[::1]:9464"), "'[::1]' in '[::1]:9464' is no IPv4 address to listen on");
}

}  // namespace
}  // namespace kiln::telemetry
