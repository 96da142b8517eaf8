// Formats of OpenCL C: their grammar, and which arguments they take.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiln/artifact/printf.h"

namespace kiln::artifact {
namespace {

// C promises that this much works; more is a mistake, or an attack on the host's memory.
constexpr std::int32_t kLargestSize = 4095;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

tl::unexpected<Error> Bad(std::string message) {
  return Fail(ErrorCode::kInvalidArgument, std::move(message));
}

class FormatParser {
 public:
  explicit FormatParser(std::string_view text) : text_(text) {}

  Result<std::vector<PrintfPiece>> Parse() {
    std::vector<PrintfPiece> pieces;
    PrintfPiece piece;
    while (at_ < text_.size()) {
      const std::size_t begin = at_;
      const char c = text_[at_++];
      if (c != '%') {
        piece.text += c;
      } else if (Eat("%")) {
        piece.text += '%';
      } else {
        auto conversion = ParseConversion();
        if (!conversion) {
          return Bad(fmt::format("'{}': {}", text_.substr(begin, at_ - begin), conversion.error().message()));
        }
        piece.conversion = std::move(*conversion);
        pieces.push_back(std::move(piece));
        piece = {};
      }
    }
    if (!piece.text.empty()) pieces.push_back(std::move(piece));
    return pieces;
  }

 private:
  bool Eat(std::string_view prefix) {
    if (!text_.substr(at_).starts_with(prefix)) return false;
    at_ += prefix.size();
    return true;
  }

  Result<std::int32_t> ParseSize(const char* what) {
    if (Eat("*")) return PrintfConversion::kStar;
    std::int32_t size = 0;
    while (at_ < text_.size() && IsDigit(text_[at_])) {
      size = size * 10 + (text_[at_++] - '0');
      if (size > kLargestSize) return Bad(fmt::format("the {} is greater than {}", what, kLargestSize));
    }
    return size;
  }

  Result<PrintfConversion> ParseConversion() {
    using Length = PrintfConversion::Length;
    PrintfConversion result;
    while (at_ < text_.size() && std::string_view("-+ #0").find(text_[at_]) != std::string_view::npos) {
      if (result.flags.find(text_[at_]) == std::string::npos) result.flags += text_[at_];
      ++at_;
    }
    if (at_ < text_.size() && (IsDigit(text_[at_]) || text_[at_] == '*')) {
      KILN_ASSIGN_OR_RETURN(result.width, ParseSize("width"));
    }
    if (Eat(".")) {
      KILN_ASSIGN_OR_RETURN(result.precision, ParseSize("precision"));
    }
    if (Eat("v")) {
      constexpr std::array<std::pair<std::string_view, std::uint32_t>, 5> kLanes = {
          {{"16", 16}, {"2", 2}, {"3", 3}, {"4", 4}, {"8", 8}}};
      const auto lanes =
          std::find_if(kLanes.begin(), kLanes.end(), [&](const auto& entry) { return Eat(entry.first); });
      if (lanes == kLanes.end()) return Bad("a vector has 2, 3, 4, 8 or 16 elements");
      result.lanes = lanes->second;
    }
    result.length = Eat("hh")               ? Length::kChar
                    : Eat("hl")             ? Length::kInt
                    : Eat("h")              ? Length::kShort
                    : Eat("ll") || Eat("l") ? Length::kLong
                                            : Length::kNone;
    if (at_ == text_.size()) return Bad("the conversion is cut off");
    result.conversion = text_[at_++];
    KILN_RETURN_IF_ERROR(CheckCombination(result));
    return result;
  }

  static Status CheckCombination(const PrintfConversion& conversion) {
    using Length = PrintfConversion::Length;
    const char c = conversion.conversion;
    if (c == 'n') return Bad("OpenCL C has no %n; take it out");
    if (std::string_view("hlLjzt").find(c) != std::string_view::npos) {
      return Bad("this length modifier is not OpenCL C's; use hh, h, hl or l");
    }
    if (c == '\0' || std::string_view("diouxXfFeEgGaAcsp").find(c) == std::string_view::npos) {
      return Bad("this is no conversion of OpenCL C; write %% for a percent sign");
    }
    if (conversion.lanes > 1 && (c == 's' || c == 'p')) return Bad("strings and pointers have no vectors");
    if (conversion.lanes == 1 && conversion.length == Length::kInt) {
      return Bad("the length modifier hl belongs to vectors; leave it out");
    }
    if ((c == 's' || c == 'p') && conversion.length != Length::kNone) {
      return Bad("strings and pointers take no length modifier; leave it out");
    }
    return {};
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

PrintfArgument::Kind KindFor(char conversion) {
  if (conversion == 's') return PrintfArgument::Kind::kString;
  return std::string_view("fFeEgGaA").find(conversion) != std::string_view::npos ? PrintfArgument::Kind::kFloat
                                                                                 : PrintfArgument::Kind::kInteger;
}

const char* Article(PrintfArgument::Kind kind) {
  switch (kind) {
    case PrintfArgument::Kind::kInteger:
      return "an integer";
    case PrintfArgument::Kind::kFloat:
      return "a floating-point number";
    case PrintfArgument::Kind::kString:
      return "a string";
  }
  return "";
}

std::string Describe(PrintfArgument::Kind kind, std::uint32_t lanes) {
  if (lanes == 1) return Article(kind);
  return fmt::format("a vector of {} {}", lanes,
                     kind == PrintfArgument::Kind::kInteger ? "integers" : "floating-point numbers");
}

std::string Spelling(const PrintfConversion& conversion) {
  return conversion.lanes == 1 ? fmt::format("%{}", conversion.conversion)
                               : fmt::format("%v{}{}", conversion.lanes, conversion.conversion);
}

// Hands out the arguments of a format one after the other.
class ArgumentChecker {
 public:
  explicit ArgumentChecker(const PrintfFormat& format) : format_(format) {}

  Status Take(PrintfArgument::Kind kind, std::uint32_t lanes, const std::string& by) {
    if (next_ == format_.arguments.size()) {
      return Bad(fmt::format("{} has no argument: the format wants more than the {} that follow it", by,
                             format_.arguments.size()));
    }
    const PrintfArgument& argument = format_.arguments[next_++];
    if (argument.kind == kind && argument.lanes == lanes) return {};
    return Bad(fmt::format("{} wants {}, argument {} behind the format is {}", by, Describe(kind, lanes), next_,
                           Describe(argument.kind, argument.lanes)));
  }

 private:
  const PrintfFormat& format_;
  std::size_t next_ = 0;
};

bool IsSound(const PrintfArgument& argument) {
  const bool has_lanes = argument.lanes == 1 || argument.lanes == 2 || argument.lanes == 3 || argument.lanes == 4 ||
                         argument.lanes == 8 || argument.lanes == 16;
  switch (argument.kind) {
    case PrintfArgument::Kind::kInteger:
      return has_lanes && (argument.bits == 8 || argument.bits == 16 || argument.bits == 32 || argument.bits == 64);
    case PrintfArgument::Kind::kFloat:
      return has_lanes && (argument.bits == 16 || argument.bits == 32 || argument.bits == 64);
    case PrintfArgument::Kind::kString:
      return argument.lanes == 1 && argument.bits == 32;
  }
  return false;
}

}  // namespace

std::uint32_t PrintfFormat::Words() const {
  std::uint32_t words = 1;
  for (const PrintfArgument& argument : arguments) words += argument.Words();
  return words;
}

std::string ToString(const PrintfArgument& argument) {
  if (argument.kind == PrintfArgument::Kind::kString) return "string";
  const char letter = argument.kind == PrintfArgument::Kind::kFloat ? 'f' : 'i';
  return argument.lanes == 1 ? fmt::format("{}{}", letter, argument.bits)
                             : fmt::format("v{}{}{}", argument.lanes, letter, argument.bits);
}

std::optional<PrintfArgument> ParsePrintfArgument(std::string_view text) {
  PrintfArgument argument;
  if (text == "string") {
    argument.kind = PrintfArgument::Kind::kString;
    return argument;
  }
  for (const std::uint32_t lanes : {1u, 2u, 3u, 4u, 8u, 16u}) {
    for (const auto kind : {PrintfArgument::Kind::kInteger, PrintfArgument::Kind::kFloat}) {
      for (const std::uint32_t bits : {8u, 16u, 32u, 64u}) {
        argument = {kind, bits, lanes};
        if (IsSound(argument) && ToString(argument) == text) return argument;
      }
    }
  }
  return std::nullopt;
}

Result<std::vector<PrintfPiece>> ParsePrintfFormat(std::string_view format) {
  return FormatParser(format).Parse();
}

Status Check(const PrintfFormat& format) {
  for (const PrintfArgument& argument : format.arguments) {
    if (!IsSound(argument)) return Bad("an argument has a type that cannot be printed");
  }
  KILN_ASSIGN_OR_RETURN(const std::vector<PrintfPiece> pieces, ParsePrintfFormat(format.text));
  ArgumentChecker arguments(format);
  for (const PrintfPiece& piece : pieces) {
    if (!piece.conversion) continue;
    const PrintfConversion& conversion = *piece.conversion;
    for (const std::int32_t size : {conversion.width, conversion.precision}) {
      if (size != PrintfConversion::kStar) continue;
      KILN_RETURN_IF_ERROR(arguments.Take(PrintfArgument::Kind::kInteger, 1, "'*'"));
    }
    KILN_RETURN_IF_ERROR(
        arguments.Take(KindFor(conversion.conversion), conversion.lanes, "'" + Spelling(conversion) + "'"));
  }
  return {};
}

}  // namespace kiln::artifact
