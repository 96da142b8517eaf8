#include "runtime/configuration/json_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

namespace kiln::runtime {
namespace {

using Json = nlohmann::json;

// Counts the lines as the parser takes the characters.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  struct Place {
    std::size_t line = 1;
    char last = '\0';
  };

  CountingIterator(const char* at, Place* place) : at_(at), place_(place) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    if (place_->last == '\n') ++place_->line;
    place_->last = *at_++;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  Place* place_;
};

// A line break counts when the character after it is taken: a number, which ends where the next character does not
// belong to it, is then still in its own line.
class Builder : public Json::json_sax_t {
 public:
  explicit Builder(const CountingIterator::Place& place) : place_(place) {}

  bool null() override { return Add(JsonNode::Kind::kNull) != nullptr; }
  bool boolean(bool value) override {
    JsonNode* const node = Add(JsonNode::Kind::kBool);
    node->boolean = value;
    return true;
  }
  bool number_integer(number_integer_t value) override {
    Add(JsonNode::Kind::kNumber)->number = static_cast<double>(value);
    return true;
  }
  bool number_unsigned(number_unsigned_t value) override {
    JsonNode* const node = Add(JsonNode::Kind::kNumber);
    node->number = static_cast<double>(value);
    node->integer = value;
    node->is_integer = true;
    return true;
  }
  bool number_float(number_float_t value, const string_t&) override {
    Add(JsonNode::Kind::kNumber)->number = value;
    return true;
  }
  bool string(string_t& value) override {
    Add(JsonNode::Kind::kString)->text = std::move(value);
    return true;
  }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return Open(JsonNode::Kind::kObject); }
  bool start_array(std::size_t) override { return Open(JsonNode::Kind::kArray); }
  bool end_object() override { return Close(); }
  bool end_array() override { return Close(); }
  bool key(string_t& value) override {
    const auto& members = open_.back()->children;
    const auto earlier = std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.key == value; });
    if (earlier != members.end()) {
      message_ = fmt::format("{}: '{}' is there already, in line {}", place_.line, value, earlier->key_line);
      return false;
    }
    key_ = std::move(value);
    key_line_ = place_.line;
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const Json::exception& exception) override {
    // "[json.exception.parse_error.101] parse error at line 3, column 5: syntax error while ...: what - where"
    std::string_view what = exception.what();
    if (const std::size_t place = what.find(": "); place != std::string_view::npos) what.remove_prefix(place + 2);
    message_ = fmt::format("{}: {}", place_.line, what);
    return false;
  }

  const std::string& message() const { return message_; }
  JsonNode Take() { return std::move(root_); }

 private:
  // Members of members are deep enough.
  static constexpr std::size_t kMostDepth = 64;

  JsonNode* Add(JsonNode::Kind kind) {
    JsonNode* node = &root_;
    if (!open_.empty()) {
      node = &open_.back()->children.emplace_back();
      node->key = std::exchange(key_, {});
      node->key_line = key_line_;
    }
    node->kind = kind;
    node->line = place_.line;
    return node;
  }
  bool Open(JsonNode::Kind kind) {
    if (open_.size() == kMostDepth) {
      message_ = fmt::format("{}: this is nested too deep", place_.line);
      return false;
    }
    open_.push_back(Add(kind));
    return true;
  }
  bool Close() {
    open_.pop_back();
    return true;
  }

  const CountingIterator::Place& place_;
  JsonNode root_;
  // Pointers stay: only the last one's children grow.
  std::vector<JsonNode*> open_;
  std::string key_;
  std::size_t key_line_ = 1;
  std::string message_;
};

}  // namespace

const char* JsonNode::KindName() const {
  constexpr const char* kNames[] = {"null", "true or false", "a number", "a text", "an array", "an object"};
  return kNames[static_cast<std::size_t>(kind)];
}

Result<JsonNode> ParseJson(std::string_view text) {
  CountingIterator::Place place;
  Builder builder(place);
  const bool ok = Json::sax_parse(CountingIterator(text.data(), &place),
                                  CountingIterator(text.data() + text.size(), &place), &builder);
  if (!ok) return Fail(ErrorCode::kInvalidArgument, builder.message());
  return builder.Take();
}

}  // namespace kiln::runtime
