#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <optional>
#include <string_view>

#include "reference/cpu/print_calls.h"

namespace kiln::reference::cpu {
namespace {

// "%-8.3v4hlf" taken apart.
struct Conversion {
  std::string shape;        // flags, width and precision, as C's printf has them
  std::size_t lanes = 0;    // of a vector; 0: a scalar
  std::string_view length;  // hh, h, hl, l
  char letter = 0;
};

// After the "%". Nothing when the format ends in it.
std::optional<Conversion> TakeConversion(std::string_view& format) {
  Conversion conversion;
  const auto take_while = [&](std::string_view letters) {
    const std::size_t end = std::min(format.find_first_not_of(letters), format.size());
    const std::string_view taken = format.substr(0, end);
    format.remove_prefix(end);
    return taken;
  };
  conversion.shape = "%";
  conversion.shape += take_while("-+ #0123456789.*");
  if (format.starts_with('v')) {
    format.remove_prefix(1);
    for (const char digit : take_while("0123456789")) {
      conversion.lanes = std::min<std::size_t>(conversion.lanes * 10 + static_cast<std::size_t>(digit - '0'), 16);
    }
  }
  conversion.length = take_while("hl");
  if (format.empty()) return std::nullopt;
  conversion.letter = format.front();
  format.remove_prefix(1);
  return conversion;
}

template <typename T>
T Read(PrintedValue bytes) {
  T value{};
  std::memcpy(&value, bytes.data(), std::min(sizeof value, bytes.size()));
  return value;
}

std::int64_t Signed(PrintedValue bytes) {
  switch (bytes.size()) {
    case 1:
      return Read<std::int8_t>(bytes);
    case 2:
      return Read<std::int16_t>(bytes);
    case 4:
      return Read<std::int32_t>(bytes);
    default:
      return Read<std::int64_t>(bytes);
  }
}

double Floating(PrintedValue bytes) {
  switch (bytes.size()) {
    case 2:
      return static_cast<double>(Read<_Float16>(bytes));
    case 4:
      return static_cast<double>(Read<float>(bytes));
    default:
      return Read<double>(bytes);
  }
}

template <typename... Values>
std::string Printed(const std::string& format, Values... values) {
  const int size = std::snprintf(nullptr, 0, format.c_str(), values...);
  if (size < 0) return "";
  std::string text(static_cast<std::size_t>(size) + 1, '\0');
  std::snprintf(text.data(), text.size(), format.c_str(), values...);
  text.pop_back();
  return text;
}

constexpr std::string_view kWhole = "diouxX", kFloating = "fFeEgGaA";

std::string FormatOne(const Conversion& conversion, PrintedValue value) {
  if (conversion.letter == 'd' || conversion.letter == 'i') {
    return Printed(conversion.shape + "lld", static_cast<long long>(Signed(value)));
  }
  if (kWhole.find(conversion.letter) != std::string_view::npos) {
    return Printed(conversion.shape + "ll" + conversion.letter, Read<unsigned long long>(value));
  }
  return Printed(conversion.shape + conversion.letter, Floating(value));
}

std::size_t ElementBytes(const Conversion& conversion, PrintedValue value) {
  const bool whole = kWhole.find(conversion.letter) != std::string_view::npos;
  if (conversion.length == "hh") return 1;
  if (conversion.length == "l") return 8;
  if (conversion.lanes == 0) return conversion.length == "h" && whole ? 2 : whole ? 4 : value.size();
  return conversion.length == "h" ? 2 : 4;
}

std::optional<std::string> Format(const Conversion& conversion, PrintedValue value) {
  if (conversion.letter == 'c') return Printed(conversion.shape + 'c', Read<int>(value));
  if (conversion.letter == 's') return Printed(conversion.shape + 's', Read<const char*>(value));
  if (conversion.letter == 'p') return Printed(conversion.shape + 'p', Read<const void*>(value));
  if (kWhole.find(conversion.letter) == std::string_view::npos &&
      kFloating.find(conversion.letter) == std::string_view::npos) {
    return std::nullopt;
  }
  const std::size_t bytes = ElementBytes(conversion, value), lanes = std::max<std::size_t>(conversion.lanes, 1);
  if (value.size() < bytes * lanes) return std::nullopt;
  std::string text;
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    text += (lane == 0 ? "" : ",") + FormatOne(conversion, value.subspan(lane * bytes, bytes));
  }
  return text;
}

}  // namespace

std::string FormatText(const char* format, std::span<const PrintedValue> values) {
  std::string text;
  std::string_view rest(format);
  std::size_t next = 0;
  while (!rest.empty()) {
    const std::size_t percent = std::min(rest.find('%'), rest.size());
    text += rest.substr(0, percent);
    rest.remove_prefix(percent);
    if (rest.empty()) break;
    rest.remove_prefix(1);
    if (rest.starts_with('%')) {
      text += '%';
      rest.remove_prefix(1);
      continue;
    }
    auto conversion = TakeConversion(rest);
    if (!conversion) break;
    // "%*.*d": width and precision are values too.
    for (std::size_t star; (star = conversion->shape.find('*')) != std::string::npos && next < values.size();) {
      conversion->shape.replace(star, 1, std::to_string(Read<int>(values[next++])));
    }
    if (next == values.size()) break;
    const auto formatted = Format(*conversion, values[next++]);
    if (!formatted) break;
    text += *formatted;
  }
  return text;
}

}  // namespace kiln::reference::cpu
