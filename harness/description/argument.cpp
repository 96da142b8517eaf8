#include "harness/description/argument.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "harness/description/lines.h"
#include "harness/values/number.h"
#include "harness/values/random.h"

namespace kiln::harness {
namespace {

using Words = std::span<const std::string_view>;

// A buffer of a description is part of a test, not a benchmark; a larger one is a typing error.
constexpr std::uint64_t kLargestBuffer = std::uint64_t{1} << 30;

tl::unexpected<Error> Bad(std::string message) {
  return Fail(ErrorCode::kInvalidArtifact, std::move(message));
}
std::string Quote(std::string_view text) {
  return "'" + std::string(text) + "'";
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

const std::vector<std::string_view>& TypeNames() {
  static const std::vector<std::string_view> names = {"char",   "uchar",  "short", "ushort", "int",
                                                      "uint",   "long",   "ulong", "half",   "float",
                                                      "double", "buffer", "image", "sampler"};
  return names;
}

Result<Element> ParseType(std::string_view word) {
  // The aliases of OpenCL C ("size_t", "bool", ...) are not part of the format.
  const auto element = ParseOpenClType(word);
  if (element && element->name() == word) return *element;
  const std::string_view nearest = Nearest(word.substr(0, word.find_first_of("0123456789[")), TypeNames());
  return Bad(Quote(word) + " is not a type" + (nearest.empty() ? "" : "; did you mean " + Quote(nearest) + "?"));
}

Status StoreValue(std::string_view word, Scalar scalar, std::byte* to) {
  constexpr NumberRules kRules = {.wrap = true, .leading_zero_is_octal = true};
  if (Status status = StoreNumber(word, scalar, to, kRules); !status) return Bad(status.error().message());
  return {};
}

// Spreads `words` over the elements, beginning again when they run out.
Status StoreValues(Words words, TestArgument& argument) {
  const Element element = argument.element;
  const std::size_t scalar_size = SizeOf(element.scalar);
  std::vector<std::byte> scalars(words.size() * scalar_size);
  for (std::size_t i = 0; i < words.size(); ++i) {
    KILN_RETURN_IF_ERROR(StoreValue(words[i], element.scalar, scalars.data() + i * scalar_size));
  }
  argument.bytes.assign(argument.size(), std::byte{0});
  std::size_t next = 0;
  for (std::size_t i = 0; i < argument.count; ++i) {
    for (std::size_t component = 0; component < element.width; ++component) {
      std::memcpy(argument.bytes.data() + i * element.size() + component * scalar_size,
                  scalars.data() + next * scalar_size, scalar_size);
      next = next + 1 == words.size() ? 0 : next + 1;
    }
  }
  return {};
}

Status StoreExactly(Words words, TestArgument& argument) {
  const std::size_t wanted = argument.count * argument.element.width;
  if (words.size() != wanted) {
    return Bad(std::to_string(words.size()) + (words.size() == 1 ? " value is" : " values are") + " given, " +
               std::to_string(wanted) + (wanted == 1 ? " is" : " are") + " needed for " + argument.element.name() +
               (argument.kind == TestArgument::Kind::kValue ? "" : "[" + std::to_string(argument.count) + "]"));
  }
  return StoreValues(words, argument);
}

bool IsNull(std::string_view word) {
  return word == "NULL" || word == "null";
}

// Contents of a buffer or an image.
Status StoreContents(Words words, bool is_in, TestArgument& argument) {
  if (argument.count != 0 && argument.element.size() > kLargestBuffer / argument.count) {
    return Bad("a buffer of " + std::to_string(argument.count) + " elements is too large");
  }
  if (words.empty()) return Bad("the contents are missing");
  if (words.size() == 1 && IsNull(words[0])) {
    if (!is_in) return Bad("arg_out cannot be NULL");
    argument.is_null = true;
    return {};
  }
  const std::string word = Lower(words[0]);
  if (words.size() == 1 && word == "random") {
    if (!is_in) return Bad("arg_out cannot be random");
    argument.bytes.resize(argument.size());
    FillRandom(argument.element.scalar, argument.index, argument.bytes);
    return {};
  }
  if (word == "repeat") {
    if (words.size() == 1) return Bad("repeat needs values");
    return StoreValues(words.subspan(1), argument);
  }
  return StoreExactly(words, argument);
}

Status ParseTolerance(Words words, bool is_in, TestArgument& argument) {
  if (is_in) return Bad("only arg_out can have a tolerance");
  if (words.size() < 2) return Bad("tolerance needs a value");
  const bool ulp = words.size() == 3 && words[2] == "ulp";
  if (words.size() > 2 && !ulp) return Bad("unexpected " + Quote(words[2]) + " after the tolerance");
  const bool floating = IsFloating(argument.element.scalar);
  if (ulp || !floating) {
    if (ulp && !floating) return Bad("a tolerance in ulp needs a floating-point type");
    const auto count = ParseCount(words[1]);
    if (!count) return Bad("the tolerance " + count.error().message());
    (ulp ? argument.tolerance.spacing : argument.tolerance.integer) = *count;
    return {};
  }
  const auto value = ParseDouble(words[1]);
  if (!value) return Bad("the tolerance " + value.error().message());
  if (!(*value >= 0)) return Bad("the tolerance is negative");
  argument.tolerance.absolute = *value;
  return {};
}

// Removes "tolerance ..." from the end of `words`.
Status TakeTolerance(Words& words, bool is_in, TestArgument& argument) {
  const auto at = std::find(words.begin(), words.end(), std::string_view("tolerance"));
  if (at == words.end()) return {};
  const auto position = static_cast<std::size_t>(at - words.begin());
  KILN_RETURN_IF_ERROR(ParseTolerance(words.subspan(position), is_in, argument));
  words = words.first(position);
  return {};
}

// TYPE[COUNT]
Status ParseArrayType(std::string_view type, TestArgument& argument) {
  const std::size_t bracket = type.find('[');
  if (bracket == std::string_view::npos || type.back() != ']') return Bad(Quote(type) + " is not TYPE[COUNT]");
  KILN_ASSIGN_OR_RETURN(argument.element, ParseType(type.substr(0, bracket)));
  const auto count = ParseCount(type.substr(bracket + 1, type.size() - bracket - 2));
  if (!count) return Bad("the element count " + count.error().message());
  argument.count = *count;
  return {};
}

Status ParseBuffer(Words words, bool is_in, TestArgument& argument) {
  argument.kind = TestArgument::Kind::kBuffer;
  if (words.empty()) return Bad("buffer needs TYPE[COUNT]");
  KILN_RETURN_IF_ERROR(ParseArrayType(words[0], argument));
  words = words.subspan(1);
  KILN_RETURN_IF_ERROR(TakeTolerance(words, is_in, argument));
  return StoreContents(words, is_in, argument);
}

// KEYWORD VALUE pairs in a fixed order.
class Properties {
 public:
  explicit Properties(Words words) : words_(words) {}
  // One of `choices` (lower case), written in lower or upper case.
  Result<std::string> Choice(std::string_view keyword, const std::vector<std::string_view>& choices) {
    KILN_ASSIGN_OR_RETURN(const std::string_view word, Value(keyword));
    std::string lower = Lower(word);
    if (std::find(choices.begin(), choices.end(), lower) != choices.end()) return lower;
    const std::string_view nearest = Nearest(lower, choices);
    return Bad(Quote(word) + " is not a value of " + std::string(keyword) +
               (nearest.empty() ? "" : "; did you mean " + Quote(nearest) + "?"));
  }
  Result<std::uint64_t> Count(std::string_view keyword) {
    KILN_ASSIGN_OR_RETURN(const std::string_view word, Value(keyword));
    const auto count = ParseCount(word);
    if (!count) return Bad(std::string(keyword) + ": " + count.error().message());
    return *count;
  }
  bool Has(std::string_view keyword) const { return !words_.empty() && words_[0] == keyword; }
  Words rest() const { return words_; }

 private:
  Result<std::string_view> Value(std::string_view keyword) {
    if (words_.size() < 2 || words_[0] != keyword) return Bad("'" + std::string(keyword) + " VALUE' is missing");
    const std::string_view value = words_[1];
    words_ = words_.subspan(2);
    return value;
  }
  Words words_;
};

Status ParseImage(Words words, bool is_in, TestArgument& argument) {
  static const std::vector<std::string_view> orders = {"r",  "rx",  "a",    "intensity", "luminance", "rg",   "rgx",
                                                       "ra", "rgb", "rgbx", "rgba",      "argb",      "bgra", "depth"};
  static const std::vector<std::string_view> types = {
      "snorm_int8",      "snorm_int16",      "unorm_int8",     "unorm_int16",  "unorm_short_565",
      "unorm_short_555", "unorm_int_101010", "signed_int8",    "signed_int16", "signed_int32",
      "unsigned_int8",   "unsigned_int16",   "unsigned_int32", "half_float",   "float"};
  argument.kind = TestArgument::Kind::kImage;
  if (words.empty()) return Bad("image needs a type");
  KILN_ASSIGN_OR_RETURN(argument.element, ParseType(words[0]));
  const auto at = std::find(words.begin(), words.end(), std::string_view("image_type"));
  const auto position = static_cast<std::size_t>(at - words.begin());
  Properties properties(words.subspan(position));
  ImageShape& image = argument.image;
  const auto type = properties.Choice("image_type", {"1d", "1d_array", "1d_buffer", "2d", "2d_array", "3d"});
  if (!type) return Bad(type.error().message());
  image.type = *type;
  KILN_ASSIGN_OR_RETURN(image.width, properties.Count("image_width"));
  if (!image.type.starts_with("1d")) {
    KILN_ASSIGN_OR_RETURN(image.height, properties.Count("image_height"));
  }
  // cl-program-tester knows no depth: its 3D images are one slice.
  if (image.type == "3d" && properties.Has("image_depth")) {
    KILN_ASSIGN_OR_RETURN(image.depth, properties.Count("image_depth"));
  }
  if (image.type.ends_with("_array")) {
    KILN_ASSIGN_OR_RETURN(image.layers, properties.Count("image_array_size"));
  }
  KILN_ASSIGN_OR_RETURN(image.channel_order, properties.Choice("image_channel_order", orders));
  KILN_ASSIGN_OR_RETURN(image.channel_data_type, properties.Choice("image_channel_data_type", types));
  Words rest = properties.rest();
  KILN_RETURN_IF_ERROR(TakeTolerance(rest, is_in, argument));
  if (!rest.empty()) return Bad("unexpected " + Quote(rest[0]));
  argument.count = 1;
  for (const std::uint64_t extent : {image.width, image.height, image.depth, image.layers}) {
    if (extent > kLargestBuffer || argument.count * extent > kLargestBuffer) return Bad("the image is too large");
    argument.count *= extent;
  }
  const Words contents = words.subspan(1, position - 1);
  if (contents.size() == 2 && contents[0] == "file") {
    image.file = contents[1];
    return {};
  }
  return StoreContents(contents, is_in, argument);
}

Status ParseSampler(Words words, bool is_in, TestArgument& argument) {
  argument.kind = TestArgument::Kind::kSampler;
  if (!is_in) return Bad("a sampler can only be arg_in");
  Properties properties(words);
  const auto coords = properties.Choice("normalized_coords", {"0", "1", "false", "true"});
  if (!coords) return Bad(coords.error().message());
  argument.sampler.normalized_coords = *coords == "1" || *coords == "true";
  KILN_ASSIGN_OR_RETURN(
      argument.sampler.addressing_mode,
      properties.Choice("addressing_mode", {"none", "clamp_to_edge", "clamp", "repeat", "mirrored_repeat"}));
  KILN_ASSIGN_OR_RETURN(argument.sampler.filter_mode, properties.Choice("filter_mode", {"nearest", "linear"}));
  if (!properties.rest().empty()) return Bad("unexpected " + Quote(properties.rest()[0]));
  return {};
}

Status ParseValue(Words words, bool is_in, TestArgument& argument) {
  argument.kind = TestArgument::Kind::kValue;
  if (!is_in) return Bad("a value can only be arg_in; arg_out needs a buffer");
  if (words[0].find('[') != std::string_view::npos) {
    KILN_RETURN_IF_ERROR(ParseArrayType(words[0], argument));
    if (argument.count == 0) return Bad("a value of no elements");
    return StoreContents(words.subspan(1), is_in, argument);
  }
  KILN_ASSIGN_OR_RETURN(argument.element, ParseType(words[0]));
  if (words.size() == 2 && IsNull(words[1])) {
    argument.is_null = true;
    return {};
  }
  return StoreExactly(words.subspan(1), argument);
}

}  // namespace

Result<TestArgument> ParseTestArgument(std::string_view text, bool is_in) {
  const std::vector<std::string_view> all = SplitWords(text);
  if (all.size() < 2) return Bad("an argument needs an index, a type and a value");
  TestArgument argument;
  const auto index = ParseCount(all[0]);
  if (!index || *index > 0xFFFF) return Bad("the argument index " + Quote(all[0]) + " is not a small number");
  argument.index = static_cast<std::uint32_t>(*index);

  const Words words = Words(all).subspan(1);
  Status status;
  if (words[0] == "buffer") {
    status = ParseBuffer(words.subspan(1), is_in, argument);
  } else if (words[0] == "image") {
    status = ParseImage(words.subspan(1), is_in, argument);
  } else if (words[0] == "sampler") {
    status = ParseSampler(words.subspan(1), is_in, argument);
  } else {
    status = ParseValue(words, is_in, argument);
  }
  if (!status) return Bad("argument " + std::to_string(argument.index) + ": " + status.error().message());
  return argument;
}

}  // namespace kiln::harness
