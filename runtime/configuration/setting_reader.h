// Values of a configuration, read and checked; what is wrong is gathered.
#ifndef KILN_RUNTIME_CONFIGURATION_SETTING_READER_H_
#define KILN_RUNTIME_CONFIGURATION_SETTING_READER_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiln/base/result.h"
#include "runtime/configuration/json_tree.h"

namespace kiln::runtime {

class SettingReader {
 public:
  explicit SettingReader(std::string file) : file_(std::move(file)) {}

  // A member of an object that may be there, and what becomes of its value.
  using Setting = std::pair<std::string_view, std::function<void(const JsonNode&)>>;
  // Every member must be one of these.
  void Read(const JsonNode& object, std::initializer_list<Setting> settings);

  // The value, or a complaint and nothing. Seconds are positive numbers, or "none" where `may_be_none`. Bytes are
  // numbers or texts such as "64M".
  std::optional<bool> Bool(const JsonNode& node);
  std::optional<std::string> Text(const JsonNode& node);
  std::optional<std::uint64_t> Integer(const JsonNode& node, std::uint64_t least, std::uint64_t most);
  std::optional<double> Number(const JsonNode& node);
  std::optional<std::uint64_t> Bytes(const JsonNode& node, std::uint64_t least = 0);
  std::optional<std::chrono::nanoseconds> Seconds(const JsonNode& node, bool may_be_none = false);
  // Empty after a complaint.
  const std::vector<JsonNode>& Elements(const JsonNode& node);
  const std::vector<JsonNode>& Members(const JsonNode& node);

  void Complain(std::size_t line, std::string what);
  std::size_t complaints() const { return complaints_.size(); }
  // "kiln.json:3: ..." for each complaint.
  Status Finish() const;

 private:
  bool IsA(const JsonNode& node, JsonNode::Kind kind);

  const std::string file_;
  std::vector<std::pair<std::size_t, std::string>> complaints_;  // and their lines
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_CONFIGURATION_SETTING_READER_H_
