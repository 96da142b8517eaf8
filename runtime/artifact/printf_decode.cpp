// Records -> text.
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>

#include "kiln/artifact/printf.h"

namespace kiln::artifact {
namespace {

using Kind = PrintfArgument::Kind;
using Length = PrintfConversion::Length;

constexpr std::int32_t kLargestSize = 4095;  // as ParsePrintfFormat allows it

double FromHalf(std::uint32_t bits) {
  const int exponent = static_cast<int>(bits >> 10 & 0x1f);
  const auto mantissa = static_cast<double>(bits & 0x3ff);
  double value = 0;
  if (exponent == 0x1f) {
    value = mantissa == 0 ? HUGE_VAL : std::nan("");
  } else if (exponent == 0) {
    value = std::ldexp(mantissa, -24);
  } else {
    value = std::ldexp(mantissa + 1024, exponent - 25);
  }
  return std::copysign(value, (bits & 0x8000) != 0 ? -1.0 : 1.0);
}

std::uint64_t ZeroExtend(std::uint64_t value, std::uint32_t bits) {
  return bits >= 64 ? value : value & ((std::uint64_t{1} << bits) - 1);
}

std::uint64_t SignExtend(std::uint64_t value, std::uint32_t bits) {
  const std::uint32_t unused = 64 - bits;
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(value << unused) >> unused);
}

std::uint32_t BitsOf(Length length, const PrintfArgument& argument) {
  switch (length) {
    case Length::kChar:
      return 8;
    case Length::kShort:
      return 16;
    case Length::kInt:
      return 32;
    case Length::kLong:
      return 64;
    case Length::kNone:
      break;
  }
  return argument.lanes > 1 ? argument.bits : 32;
}

// One call of the C library's printf, which thus decides what every conversion looks like.
class Printer {
 public:
  explicit Printer(const PrintfConversion& conversion) : conversion_(conversion) {
    format_ = "%" + conversion.flags;
    if (conversion.width >= 0) format_ += std::to_string(conversion.width);
    if (conversion.precision >= 0 && conversion.conversion != 'p' && conversion.conversion != 'c') {
      format_ += "." + std::to_string(conversion.precision);
    }
  }

  std::string Integer(std::uint64_t value, const PrintfArgument& argument) {
    const char letter = conversion_.conversion;
    if (letter == 'c') return Print("c", static_cast<int>(value & 0xff));
    if (letter == 'p') {
      return Print("p", reinterpret_cast<const void*>(static_cast<std::uintptr_t>(ZeroExtend(value, argument.bits))));
    }
    const std::uint32_t bits = BitsOf(conversion_.length, argument);
    const std::string suffix = std::string("ll") + letter;
    if (letter == 'd' || letter == 'i') {
      return Print(suffix, static_cast<long long>(SignExtend(SignExtend(value, argument.bits), bits)));
    }
    return Print(suffix, static_cast<unsigned long long>(ZeroExtend(ZeroExtend(value, argument.bits), bits)));
  }
  std::string Number(double value) { return Print(std::string(1, conversion_.conversion), value); }
  std::string String(const std::string& value) { return Print("s", value.c_str()); }

 private:
  template <typename T>
  std::string Print(const std::string& suffix, T value) {
    const std::string format = format_ + suffix;
    const int size = std::snprintf(nullptr, 0, format.c_str(), value);
    if (size < 0) return {};
    std::string text(static_cast<std::size_t>(size) + 1, '\0');
    std::snprintf(text.data(), text.size(), format.c_str(), value);
    text.resize(static_cast<std::size_t>(size));
    return text;
  }

  const PrintfConversion& conversion_;
  std::string format_;
};

class RecordPrinter {
 public:
  RecordPrinter(const PrintfInfo& info, const PrintfFormat& format, std::span<const std::uint32_t> values)
      : info_(info), format_(format), values_(values) {}

  // The format has been checked against its arguments.
  Result<std::string> Print(const std::vector<PrintfPiece>& pieces) {
    std::string text;
    for (const PrintfPiece& piece : pieces) {
      text += piece.text;
      if (!piece.conversion) continue;
      PrintfConversion conversion = *piece.conversion;
      if (conversion.width == PrintfConversion::kStar) TakeWidth(conversion);
      if (conversion.precision == PrintfConversion::kStar) {
        conversion.precision = std::clamp(TakeInt(), -1, kLargestSize);  // a negative one is as none
      }
      KILN_ASSIGN_OR_RETURN(const std::string converted, Convert(conversion));
      text += converted;
    }
    return text;
  }

 private:
  std::uint64_t TakeValue(const PrintfArgument& argument) {
    std::uint64_t value = values_[word_++];
    if (argument.bits == 64) value |= static_cast<std::uint64_t>(values_[word_++]) << 32;
    return value;
  }

  std::int32_t TakeInt() { return static_cast<std::int32_t>(TakeValue(format_.arguments[argument_++])); }

  // A negative width is the flag - and the width.
  void TakeWidth(PrintfConversion& conversion) {
    const std::int64_t width = TakeInt();
    if (width < 0) conversion.flags += '-';
    conversion.width = static_cast<std::int32_t>(std::min<std::int64_t>(std::abs(width), kLargestSize));
  }

  Result<std::string> Convert(const PrintfConversion& conversion) {
    const PrintfArgument& argument = format_.arguments[argument_++];
    Printer printer(conversion);
    std::string text;
    for (std::uint32_t lane = 0; lane < argument.lanes; ++lane) {
      const std::uint64_t value = TakeValue(argument);
      if (lane != 0) text += ',';
      if (argument.kind == Kind::kString) {
        if (value > info_.strings.size()) return Fail(ErrorCode::kInvalidArtifact, "printf: a record names no string");
        text += printer.String(value == 0 ? "(null)" : info_.strings[value - 1]);
      } else if (argument.kind == Kind::kInteger) {
        text += printer.Integer(value, argument);
      } else {
        text += printer.Number(argument.bits == 16   ? FromHalf(static_cast<std::uint32_t>(value))
                               : argument.bits == 32 ? std::bit_cast<float>(static_cast<std::uint32_t>(value))
                                                     : std::bit_cast<double>(value));
      }
    }
    return text;
  }

  const PrintfInfo& info_;
  const PrintfFormat& format_;
  std::span<const std::uint32_t> values_;
  std::size_t word_ = 0, argument_ = 0;
};

}  // namespace

Result<PrintfOutput> DecodePrintf(const PrintfInfo& info, std::span<const std::uint32_t> words) {
  if (words.size() < kPrintfHeaderWords) return Fail(ErrorCode::kInvalidArtifact, "printf: the buffer has no header");
  std::vector<std::vector<PrintfPiece>> pieces;
  for (const PrintfFormat& format : info.formats) {
    KILN_RETURN_IF_ERROR(Check(format));
    KILN_ASSIGN_OR_RETURN(pieces.emplace_back(), ParsePrintfFormat(format.text));
  }
  PrintfOutput output;
  output.dropped = words[2];
  const std::size_t capacity = std::min<std::size_t>(words[1], words.size() - kPrintfHeaderWords);
  auto records = words.subspan(kPrintfHeaderWords, std::min<std::size_t>(words[0], capacity));
  while (!records.empty()) {
    const std::uint32_t number = records.front();
    if (number == 0 && output.dropped != 0) break;  // the place of the first record that did not fit
    if (number == 0 || number > info.formats.size() || info.formats[number - 1].Words() > records.size()) {
      return Fail(ErrorCode::kInvalidArtifact,
                  fmt::format("printf: the {} words behind {} records are no record", records.size(), output.records));
    }
    const PrintfFormat& format = info.formats[number - 1];
    RecordPrinter printer(info, format, records.subspan(1, format.Words() - 1));
    KILN_ASSIGN_OR_RETURN(const std::string text, printer.Print(pieces[number - 1]));
    output.text += text;
    ++output.records;
    records = records.subspan(format.Words());
  }
  return output;
}

}  // namespace kiln::artifact
