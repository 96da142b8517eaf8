#include "harness/values/npy.h"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

namespace kiln::harness {
namespace {

// A file as NumPy writes it, with a header of our choosing.
std::string File(const std::string& dictionary, const std::string& data, char major = 1) {
  const std::string header = dictionary + "\n";
  std::string bytes = "\x93NUMPY";
  bytes += major;
  bytes += '\0';
  bytes += static_cast<char>(header.size() & 0xFF);
  bytes += static_cast<char>(header.size() >> 8);
  if (major > 1) bytes.append(2, '\0');
  return bytes + header + data;
}
std::string ErrorOf(const std::string& bytes) {
  const auto array = ParseNpy(bytes);
  return array ? "" : array.error().message();
}
const std::string kFloat2x1 = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }";

TEST(Npy, ReadsAllVersions) {
  for (const char major : {'\1', '\2', '\3'}) {
    const auto array = ParseNpy(File(kFloat2x1, std::string(8, '\0'), major));
    ASSERT_TRUE(array) << array.error().message();
    EXPECT_EQ(array->scalar, Scalar::kFloat);
    EXPECT_EQ(array->shape, (std::vector<std::size_t>{2, 1}));
    EXPECT_EQ(array->count(), 2U);
  }
  EXPECT_EQ(ErrorOf(File(kFloat2x1, std::string(8, '\0'), '\4')), ".npy format version 4 is unknown");
}

TEST(Npy, EveryTypeSurvivesWritingAndReading) {
  for (int i = 0; i <= static_cast<int>(Scalar::kDouble); ++i) {
    Array array;
    array.scalar = static_cast<Scalar>(i);
    array.shape = {3, 2};
    for (std::size_t b = 0; b < 6 * SizeOf(array.scalar); ++b) array.data.push_back(static_cast<std::byte>(b * 37));
    const std::string bytes = ToNpy(array);
    EXPECT_EQ((bytes.size() - array.data.size()) % 64, 0U) << "the format aligns the data to 64";
    const auto back = ParseNpy(bytes);
    ASSERT_TRUE(back) << back.error().message();
    EXPECT_EQ(back->scalar, array.scalar);
    EXPECT_EQ(back->shape, array.shape);
    EXPECT_EQ(back->data, array.data);
  }
}

// What numpy.save(numpy.array([1.5], dtype=numpy.float16)) writes, byte by byte.
TEST(Npy, WritesWhatNumpyWrites) {
  Array array;
  array.scalar = Scalar::kHalf;
  array.shape = {1};
  array.data = {std::byte{0x00}, std::byte{0x3E}};
  std::string header = "{'descr': '<f2', 'fortran_order': False, 'shape': (1,), }";
  header.append(128 - 10 - header.size() - 1, ' ');
  EXPECT_EQ(ToNpy(array), std::string("\x93NUMPY\x01\x00\x76\x00", 10) + header + "\n" + std::string("\x00\x3E", 2));
}

TEST(Npy, ShapesOfOneValueAndOfNone) {
  const auto one = ParseNpy(File("{'descr': '<i4', 'fortran_order': False, 'shape': ()}", "abcd"));
  ASSERT_TRUE(one);
  EXPECT_TRUE(one->shape.empty());
  EXPECT_EQ(one->count(), 1U);
  const auto none = ParseNpy(File("{'descr': '|b1', 'fortran_order': True, 'shape': (0,)}", ""));
  ASSERT_TRUE(none);
  EXPECT_EQ(none->scalar, Scalar::kUchar);
  EXPECT_EQ(none->count(), 0U);
}

TEST(Npy, WhatKilnDoesNotReadIsSaidSo) {
  EXPECT_EQ(ErrorOf(File("{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }", "abcd")),
            "the .npy type '>f4' is big endian; save it as little endian");
  EXPECT_EQ(ErrorOf(File("{'descr': '<f4', 'fortran_order': True, 'shape': (1, 1), }", "abcd")),
            "the .npy file is in Fortran order; save it with numpy.ascontiguousarray");
  EXPECT_EQ(ErrorOf(File("{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }", "abcdefgh")),
            "the .npy type '<c8' is not a number type");
  EXPECT_EQ(ErrorOf(File("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), }", "abcd")),
            "structured .npy types are not supported");
  EXPECT_NE(ErrorOf(File("{'descr': '', 'fortran_order': False, 'shape': (1,), }", "abcd")), "");
}

TEST(Npy, LyingHeaders) {
  EXPECT_EQ(ErrorOf(File(kFloat2x1, "1234567")),
            "damaged .npy file: its header promises 8 bytes of data, but 7 follow");
  EXPECT_EQ(ErrorOf(File(kFloat2x1, "123456789")),
            "damaged .npy file: its header promises 8 bytes of data, but 9 follow");
  EXPECT_EQ(ErrorOf(File("{'descr': '<f8', 'fortran_order': False, 'shape': (4611686018427387904, 2), }", "")),
            "damaged .npy file: its shape is larger than any memory");
  EXPECT_NE(ErrorOf(File("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,), }", "")), "");
  EXPECT_NE(ErrorOf(File("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }", "")), "");
}

TEST(Npy, DamagedHeaders) {
  for (const char* header :
       {"", "{", "}", "{}", "{'descr': '<f4'}", "{'descr'}", "{'descr': }", "{'descr': '<f4", "{'x': 1}", "[]",
        "{'descr': '<f4', 'fortran_order': Maybe, 'shape': ()}", "{'descr': '<f4', 'fortran_order': False, 'shape': 3}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': ()} x",
        "{'descr': '<f4' 'fortran_order': False, 'shape': ()}"}) {
    EXPECT_NE(ErrorOf(File(header, "abcd")), "") << header;
  }
}

TEST(Npy, EveryTruncationIsAnError) {
  const std::string whole = File(kFloat2x1, "12345678");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_NE(ErrorOf(whole.substr(0, size)), "") << size;
  }
  EXPECT_EQ(ErrorOf(whole), "");
}

TEST(Npy, FilesAreNamedInMessages) {
  const std::string path = (std::filesystem::path(testing::TempDir()) / "kiln_npy_test.npy").string();
  Array array;
  array.scalar = Scalar::kUint;
  array.shape = {2};
  array.data.resize(8);
  ASSERT_TRUE(WriteNpy(path, array));
  ASSERT_TRUE(ReadNpy(path));
  std::filesystem::remove(path);
  const auto missing = ReadNpy(path);
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().ToString().find(path), std::string::npos);
}

}  // namespace
}  // namespace kiln::harness
