#include "kiln/artifact/printf.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdio>
#include <limits>
#include <random>

namespace kiln::artifact {
namespace {

using Kind = PrintfArgument::Kind;

constexpr PrintfArgument kI32 = {Kind::kInteger, 32, 1}, kI64 = {Kind::kInteger, 64, 1}, kF32 = {Kind::kFloat, 32, 1},
                         kF64 = {Kind::kFloat, 64, 1}, kString = {Kind::kString, 32, 1};

std::vector<std::uint32_t> Words(std::uint32_t value) {
  return {value};
}
std::vector<std::uint32_t> Words64(std::uint64_t value) {
  return {static_cast<std::uint32_t>(value), static_cast<std::uint32_t>(value >> 32)};
}

// A buffer as one launch leaves it, with room for `capacity` words of records.
std::vector<std::uint32_t> Buffer(const std::vector<std::uint32_t>& records, std::uint32_t capacity = 256) {
  std::vector<std::uint32_t> words(kPrintfHeaderWords + capacity);
  words[0] = static_cast<std::uint32_t>(records.size());
  words[1] = capacity;
  std::copy(records.begin(), records.end(), words.begin() + kPrintfHeaderWords);
  return words;
}

std::string Decode(const PrintfInfo& info, const std::vector<std::uint32_t>& records) {
  const auto output = DecodePrintf(info, Buffer(records));
  return output ? output->text : "error: " + output.error().message();
}

std::string DecodeOne(const std::string& format, std::vector<PrintfArgument> arguments,
                      std::vector<std::uint32_t> values, std::vector<std::string> strings = {}) {
  PrintfInfo info;
  info.formats.push_back({format, std::move(arguments)});
  info.strings = std::move(strings);
  values.insert(values.begin(), 1);
  return Decode(info, values);
}

template <typename T>
std::string Libc(const std::string& format, T value) {
  char text[8192];
  const int size = std::snprintf(text, sizeof text, format.c_str(), value);
  return {text, static_cast<std::size_t>(size)};
}

// Every flag set, width and precision of a small grid, without the combinations that C leaves undefined.
std::vector<std::string> Specifications(bool allow_alternate, bool allow_zero) {
  std::vector<std::string> result;
  for (int flags = 0; flags < 32; ++flags) {
    std::string text = "%";
    for (int bit = 0; bit < 5; ++bit) {
      if (flags >> bit & 1) text += "-+ #0"[bit];
    }
    if (!allow_alternate && text.find('#') != std::string::npos) continue;
    if (!allow_zero && text.find('0') != std::string::npos) continue;
    for (const char* width : {"", "1", "7", "30"}) {
      for (const char* precision : {"", ".", ".0", ".1", ".5", ".20"}) result.push_back(text + width + precision);
    }
  }
  return result;
}

TEST(Printf, IntegersAreThoseOfC) {
  const std::int32_t values[] = {0,
                                 1,
                                 -1,
                                 7,
                                 255,
                                 256,
                                 40000,
                                 -40000,
                                 std::numeric_limits<std::int32_t>::max(),
                                 std::numeric_limits<std::int32_t>::min()};
  for (const char letter : std::string_view("diouxX")) {
    const bool alternate = letter == 'o' || letter == 'x' || letter == 'X';
    for (const std::string& specification : Specifications(alternate, true)) {
      for (const char* length : {"", "h", "hh"}) {
        for (const std::int32_t value : values) {
          const std::string format = specification + length + letter;
          ASSERT_EQ(DecodeOne(format, {kI32}, Words(static_cast<std::uint32_t>(value))), Libc(format, value)) << format;
        }
      }
      for (const std::int64_t value :
           {std::int64_t{0}, std::int64_t{-1}, std::numeric_limits<std::int64_t>::min(), std::int64_t{5'000'000'000}}) {
        const std::string format = specification + "l" + letter;
        ASSERT_EQ(DecodeOne(format, {kI64}, Words64(static_cast<std::uint64_t>(value))), Libc(format, value)) << format;
      }
    }
  }
}

TEST(Printf, FloatsAreThoseOfC) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const double values[] = {0.0,
                           -0.0,
                           1.0,
                           -1.5,
                           0.1f,
                           3.14159274101257324,
                           1e10,
                           123456.789f,
                           1e-10f,
                           1.401298464e-45f,
                           kInfinity,
                           -kInfinity,
                           std::nan(""),
                           9.9999995f,
                           0.5,
                           2.5,
                           std::numeric_limits<float>::max()};
  for (const char letter : std::string_view("fFeEgGaA")) {
    for (const std::string& specification : Specifications(true, true)) {
      const std::string format = specification + letter;
      for (const double value : values) {
        const auto narrow = static_cast<float>(value);
        ASSERT_EQ(DecodeOne(format, {kF32}, Words(std::bit_cast<std::uint32_t>(narrow))),
                  Libc(format, static_cast<double>(narrow)))
            << format;
        ASSERT_EQ(DecodeOne(format, {kF64}, Words64(std::bit_cast<std::uint64_t>(value))), Libc(format, value))
            << format;
      }
    }
  }
}

TEST(Printf, RandomNumbersAreThoseOfC) {
  std::mt19937_64 random(7);
  const std::vector<std::string> specifications = Specifications(true, true);
  for (int i = 0; i < 20000; ++i) {
    const std::uint64_t bits = random();
    const std::string specification = specifications[bits % specifications.size()];
    const char letter = "fFeEgGaAdiouxX"[random() % 14];
    if (std::string_view("fFeEgGaA").find(letter) != std::string_view::npos) {
      const std::string format = specification + "l" + letter;
      ASSERT_EQ(DecodeOne(format, {kF64}, Words64(bits)), Libc(format, std::bit_cast<double>(bits))) << format;
    } else {
      if (letter != 'o' && letter != 'x' && letter != 'X' && specification.find('#') != std::string::npos) continue;
      const std::string format = specification + "ll" + letter;
      ASSERT_EQ(DecodeOne(format, {kI64}, Words64(bits)), Libc(format, static_cast<std::int64_t>(bits))) << format;
    }
  }
}

TEST(Printf, CharactersStringsAndPointersAreThoseOfC) {
  for (const char* format : {"%c", "%5c", "%-5c|", "%s", "%10s|", "%-10s|", "%.2s", "%.0s", "%8.2s", "%.s"}) {
    const std::string text = format;
    if (text.find('c') != std::string::npos) {
      EXPECT_EQ(DecodeOne(text, {kI32}, {65}), Libc(text, 65));
      EXPECT_EQ(DecodeOne(text, {kI32}, {0}), Libc(text, 0));
    } else {
      EXPECT_EQ(DecodeOne(text, {kString}, {2}, {"no", "a string"}), Libc(text, "a string"));
      EXPECT_EQ(DecodeOne(text, {kString}, {1}, {""}), Libc(text, ""));
    }
  }
  EXPECT_EQ(DecodeOne("%s", {kString}, {0}), "(null)");
  for (const char* format : {"%p", "%20p|", "%-20p|"}) {
    EXPECT_EQ(DecodeOne(format, {kI32}, {0x1234}), Libc(format, reinterpret_cast<void*>(0x1234)));
    EXPECT_EQ(DecodeOne(format, {kI32}, {0}), Libc(format, static_cast<void*>(nullptr)));
    EXPECT_EQ(DecodeOne(format, {kI64}, {1, 2}), Libc(format, reinterpret_cast<void*>(0x200000001)));
  }
}

TEST(Printf, WidthAndPrecisionCanBeArguments) {
  EXPECT_EQ(DecodeOne("%*d|", {kI32, kI32}, {6, 42}), "    42|");
  EXPECT_EQ(DecodeOne("%*d|", {kI32, kI32}, {static_cast<std::uint32_t>(-6), 42}), "42    |");
  EXPECT_EQ(DecodeOne("%.*f", {kI32, kF64}, {3, 0, 0x3ff80000}), "1.500");
  EXPECT_EQ(DecodeOne("%.*f", {kI32, kF64}, {static_cast<std::uint32_t>(-1), 0, 0x3ff80000}), "1.500000");
  EXPECT_EQ(DecodeOne("%*.*s|", {kI32, kI32, kString}, {5, 2, 1}, {"abc"}), "   ab|");
  EXPECT_EQ(DecodeOne("%*d", {kI32, kI32}, {0x80000000, 1}).size(), 4095u);
}

// Expected values as pocl 3.1 prints them.
TEST(Printf, VectorsPrintTheirElements) {
  const std::vector<std::uint32_t> floats = {std::bit_cast<std::uint32_t>(1.5f), std::bit_cast<std::uint32_t>(-2.25f),
                                             std::bit_cast<std::uint32_t>(3.0f), std::bit_cast<std::uint32_t>(0.1f)};
  const PrintfArgument v4f32 = {Kind::kFloat, 32, 4}, v4i32 = {Kind::kInteger, 32, 4}, v4i8 = {Kind::kInteger, 8, 4};
  EXPECT_EQ(DecodeOne("%v4hlf", {v4f32}, floats), "1.500000,-2.250000,3.000000,0.100000");
  EXPECT_EQ(DecodeOne("%+v4hlf", {v4f32}, floats), "+1.500000,-2.250000,+3.000000,+0.100000");
  EXPECT_EQ(DecodeOne("%.2v4hlf", {v4f32}, floats), "1.50,-2.25,3.00,0.10");
  EXPECT_EQ(DecodeOne("%8.3v4hle", {v4f32}, floats), "1.500e+00,-2.250e+00,3.000e+00,1.000e-01");
  EXPECT_EQ(DecodeOne("%v4hld", {v4i32}, {1, static_cast<std::uint32_t>(-2), 3, 4}), "1,-2,3,4");
  EXPECT_EQ(DecodeOne("%08v4hlx", {v4i32}, {1, static_cast<std::uint32_t>(-2), 3, 4}),
            "00000001,fffffffe,00000003,00000004");
  EXPECT_EQ(DecodeOne("%v4hhx", {v4i8}, {1, 0xfe, 3, 65}), "1,fe,3,41");
  EXPECT_EQ(DecodeOne("%v4hhd", {v4i8}, {1, 0xfe, 3, 65}), "1,-2,3,65");
  EXPECT_EQ(DecodeOne("%v2ld", {{Kind::kInteger, 64, 2}}, {1, 0, 0xfffffffe, 0xffffffff}), "1,-2");
  EXPECT_EQ(DecodeOne("%v2hf", {{Kind::kFloat, 16, 2}}, {0x3c00, 0xc100}), "1.000000,-2.500000");
  EXPECT_EQ(DecodeOne("%v2lf", {{Kind::kFloat, 64, 2}}, {0, 0x3ff80000, 0, 0xbff00000}), "1.500000,-1.000000");
}

TEST(Printf, NumbersOfAnotherWidthAreConverted) {
  EXPECT_EQ(DecodeOne("%d", {kI64}, {7, 1}), "7");
  EXPECT_EQ(DecodeOne("%ld", {kI32}, {0xffffffff}), "-1");
  EXPECT_EQ(DecodeOne("%lu", {kI32}, {0xffffffff}), "4294967295");
  EXPECT_EQ(DecodeOne("%v2hld", {{Kind::kInteger, 16, 2}}, {0xffff, 5}), "-1,5");
}

TEST(Printf, WrongFormatsAreErrorsWithASentence) {
  const auto error = [](const char* format) {
    const auto pieces = ParsePrintfFormat(format);
    return pieces ? std::string("accepted") : pieces.error().message();
  };
  EXPECT_EQ(error("100%"), "'%': the conversion is cut off");
  EXPECT_EQ(error("%n"), "'%n': OpenCL C has no %n; take it out");
  EXPECT_EQ(error("%y"), "'%y': this is no conversion of OpenCL C; write %% for a percent sign");
  EXPECT_EQ(error("%zu"), "'%z': this length modifier is not OpenCL C's; use hh, h, hl or l");
  EXPECT_EQ(error("%hld"), "'%hld': the length modifier hl belongs to vectors; leave it out");
  EXPECT_EQ(error("%ls"), "'%ls': strings and pointers take no length modifier; leave it out");
  EXPECT_EQ(error("%v5hld"), "'%v': a vector has 2, 3, 4, 8 or 16 elements");
  EXPECT_EQ(error("%v4s"), "'%v4s': strings and pointers have no vectors");
  EXPECT_EQ(error("%99999d"), "'%9999': the width is greater than 4095");
  EXPECT_EQ(error("%.4096d"), "'%.4096': the precision is greater than 4095");
  EXPECT_EQ(error("%v16hhu %% %-+ #08.3v4hlf"), "accepted");
}

TEST(Printf, ArgumentsMustFitTheirConversions) {
  const auto error = [](const char* format, std::vector<PrintfArgument> arguments) {
    const Status status = Check(PrintfFormat{format, std::move(arguments)});
    return status ? std::string("accepted") : status.error().message();
  };
  EXPECT_EQ(error("%d %d", {kI32}), "'%d' has no argument: the format wants more than the 1 that follow it");
  EXPECT_EQ(error("%d", {kF32}), "'%d' wants an integer, argument 1 behind the format is a floating-point number");
  EXPECT_EQ(error("%f", {kI32}), "'%f' wants a floating-point number, argument 1 behind the format is an integer");
  EXPECT_EQ(error("%s", {kI32}), "'%s' wants a string, argument 1 behind the format is an integer");
  EXPECT_EQ(error("%v4hld", {kI32}), "'%v4d' wants a vector of 4 integers, argument 1 behind the format is an integer");
  EXPECT_EQ(error("%*d", {kF32, kI32}),
            "'*' wants an integer, argument 1 behind the format is a floating-point number");
  EXPECT_EQ(error("%d", {kI32, kF32, kString}), "accepted");
  EXPECT_EQ(error("%d", {{Kind::kInteger, 24, 1}}), "an argument has a type that cannot be printed");
}

TEST(Printf, ArgumentTypesHaveNames) {
  for (const char* name : {"i32", "i64", "f16", "f32", "f64", "string", "v2i8", "v3f32", "v16i16", "v8f64"}) {
    const auto argument = ParsePrintfArgument(name);
    ASSERT_TRUE(argument) << name;
    EXPECT_EQ(ToString(*argument), name);
  }
  for (const char* name : {"", "i", "i24", "v5i32", "f8", "v4string", "i32 ", "v1i32"}) {
    EXPECT_FALSE(ParsePrintfArgument(name)) << name;
  }
}

TEST(Printf, RecordsFollowEachOther) {
  PrintfInfo info;
  info.formats = {{"a%d\n", {kI32}}, {"plain\n", {}}, {"%s=%f\n", {kString, kF32}}};
  info.strings = {"x"};
  EXPECT_EQ(Decode(info, {2, 1, 5, 3, 1, std::bit_cast<std::uint32_t>(2.5f), 2}), "plain\na5\nx=2.500000\nplain\n");
  EXPECT_EQ(Decode(info, {}), "");
}

TEST(Printf, WhatDidNotFitIsCounted) {
  PrintfInfo info;
  info.formats = {{"%d %d\n", {kI32, kI32}}};
  auto words = Buffer({1, 1, 2, 1, 3, 4}, 8);
  words[0] = 9;  // a third record was asked for
  words[2] = 5;
  const auto output = DecodePrintf(info, words);
  ASSERT_TRUE(output);
  EXPECT_EQ(output->text, "1 2\n3 4\n");
  EXPECT_EQ(output->records, 2u);
  EXPECT_EQ(output->dropped, 5u);
}

TEST(Printf, DamagedBuffersAreErrors) {
  PrintfInfo info;
  info.formats = {{"%s %d\n", {kString, kI32}}};
  info.strings = {"x"};
  EXPECT_FALSE(DecodePrintf(info, std::vector<std::uint32_t>{1, 2}));
  EXPECT_NE(Decode(info, {2, 1, 1}).find("are no record"), std::string::npos);
  EXPECT_NE(Decode(info, {1, 1, 1, 0}).find("are no record"), std::string::npos);
  EXPECT_NE(Decode(info, {1, 7, 1}).find("names no string"), std::string::npos);
  std::mt19937 random(3);
  for (int i = 0; i < 20000; ++i) {
    std::vector<std::uint32_t> words(random() % 24);
    for (std::uint32_t& word : words) word = random() % (i % 2 ? 4 : 0xffffffffu);
    static_cast<void>(DecodePrintf(info, words));  // any answer, no crash
  }
}

TEST(Printf, DamagedFormatsDoNotCrash) {
  std::mt19937 random(5);
  const std::string_view letters = "%%%*.0123v48hlLdiuoxXfeEgGaAcspn -+#";
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (std::size_t k = random() % 12; k > 0; --k) text += letters[random() % letters.size()];
    PrintfFormat format{text, {kI32, kF32, kString}};
    if (!Check(format)) continue;
    PrintfInfo info;
    info.formats = {format};
    info.strings = {"s"};
    EXPECT_TRUE(DecodePrintf(info, Buffer({1, 3, 0x40000000, 1}))) << text;
  }
}

}  // namespace
}  // namespace kiln::artifact
