// JSON that knows its lines.
#ifndef KILN_RUNTIME_CONFIGURATION_JSON_TREE_H_
#define KILN_RUNTIME_CONFIGURATION_JSON_TREE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::runtime {

struct JsonNode {
  enum class Kind : std::uint8_t { kNull, kBool, kNumber, kString, kArray, kObject };

  Kind kind = Kind::kNull;
  std::size_t line = 1;      // where it ends; of an object or array: where it begins
  std::string key = {};      // of a member
  std::size_t key_line = 1;  // the same
  bool boolean = false;
  double number = 0;
  std::uint64_t integer = 0;  // of a number that is one, and not negative
  bool is_integer = false;
  std::string text = {};
  std::vector<JsonNode> children = {};  // elements, or members in their order

  const char* KindName() const;  // "an object", "a number"
};

// The error's message begins with the line: "12: ...". Keys that are repeated are errors.
Result<JsonNode> ParseJson(std::string_view text);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_CONFIGURATION_JSON_TREE_H_
