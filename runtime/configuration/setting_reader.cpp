#include "runtime/configuration/setting_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiln/base/nearest.h"
#include "kiln/cache/disk_cache.h"
#include "kiln/runtime/stream.h"

namespace kiln::runtime {

void SettingReader::Read(const JsonNode& object, std::initializer_list<Setting> settings) {
  for (const JsonNode& member : Members(object)) {
    const auto known =
        std::find_if(settings.begin(), settings.end(), [&](const Setting& s) { return s.first == member.key; });
    if (known != settings.end()) {
      known->second(member);
      continue;
    }
    std::vector<std::string_view> names;
    std::string list;
    for (const Setting& setting : settings) {
      names.push_back(setting.first);
      list += (list.empty() ? "" : ", ") + std::string(setting.first);
    }
    const std::string meant = DidYouMean(member.key, names);
    const std::string place = object.key.empty() ? "" : fmt::format(" of '{}'", object.key);
    Complain(member.key_line,
             fmt::format("'{}' is no setting{}{}", member.key, place, meant.empty() ? "; there is " + list : meant));
  }
}

void SettingReader::Complain(std::size_t line, std::string what) {
  complaints_.emplace_back(line, std::move(what));
}

bool SettingReader::IsA(const JsonNode& node, JsonNode::Kind kind) {
  if (node.kind == kind) return true;
  JsonNode expected;
  expected.kind = kind;
  Complain(node.line, node.key.empty()
                          ? fmt::format("expected {}, not {}", expected.KindName(), node.KindName())
                          : fmt::format("'{}' is {}, not {}", node.key, expected.KindName(), node.KindName()));
  return false;
}

std::optional<bool> SettingReader::Bool(const JsonNode& node) {
  if (!IsA(node, JsonNode::Kind::kBool)) return std::nullopt;
  return node.boolean;
}

std::optional<std::string> SettingReader::Text(const JsonNode& node) {
  if (!IsA(node, JsonNode::Kind::kString)) return std::nullopt;
  return node.text;
}

std::optional<double> SettingReader::Number(const JsonNode& node) {
  if (!IsA(node, JsonNode::Kind::kNumber)) return std::nullopt;
  return node.number;
}

std::optional<std::uint64_t> SettingReader::Integer(const JsonNode& node, std::uint64_t least, std::uint64_t most) {
  if (!IsA(node, JsonNode::Kind::kNumber)) return std::nullopt;
  if (node.is_integer && node.integer >= least && node.integer <= most) return node.integer;
  Complain(node.line, fmt::format("'{}' is a whole number from {} to {}", node.key, least, most));
  return std::nullopt;
}

std::optional<std::uint64_t> SettingReader::Bytes(const JsonNode& node, std::uint64_t least) {
  std::optional<std::uint64_t> bytes;
  if (node.is_integer) bytes = node.integer;
  if (node.kind == JsonNode::Kind::kString) {
    if (const auto parsed = cache::ParseBytes(node.text)) bytes = *parsed;
  }
  if (bytes && *bytes >= least) return bytes;
  const std::string name = node.key.empty() ? "this" : "'" + node.key + "'";
  Complain(node.line, bytes ? fmt::format("{} is at least {}", name, least)
                            : fmt::format("{} is a number of bytes, as in 100000, \"512M\" or \"2G\"", name));
  return std::nullopt;
}

std::optional<std::chrono::nanoseconds> SettingReader::Seconds(const JsonNode& node, bool may_be_none) {
  if (may_be_none && node.kind == JsonNode::Kind::kString && node.text == "none") return kNoTimeout;
  constexpr double kMost = 1e9;
  if (node.kind == JsonNode::Kind::kNumber && node.number > 0 && node.number <= kMost) {
    return std::chrono::nanoseconds(static_cast<std::int64_t>(node.number * 1e9));
  }
  Complain(node.line,
           fmt::format("'{}' is a positive number of seconds{}", node.key, may_be_none ? ", or \"none\"" : ""));
  return std::nullopt;
}

const std::vector<JsonNode>& SettingReader::Elements(const JsonNode& node) {
  static const std::vector<JsonNode> none;
  return IsA(node, JsonNode::Kind::kArray) ? node.children : none;
}

const std::vector<JsonNode>& SettingReader::Members(const JsonNode& node) {
  static const std::vector<JsonNode> none;
  return IsA(node, JsonNode::Kind::kObject) ? node.children : none;
}

Status SettingReader::Finish() const {
  if (complaints_.empty()) return {};
  auto sorted = complaints_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string message;
  for (const auto& [line, what] : sorted) {
    message += fmt::format("{}{}:{}: {}", message.empty() ? "" : "\n", file_, line, what);
  }
  return Fail(ErrorCode::kInvalidArgument, std::move(message));
}

}  // namespace kiln::runtime
