#include "translator/passes/memory/access_private_words.h"

#include <gtest/gtest.h>

#include "translator/testing/same_meaning.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::ExpectSameMeaning;
using testing::Pattern;
using testing::Stage;
using testing::TestKernel;

// The size of the elements of `object`'s view, after checking that the kernel still means the same.
std::uint64_t ElementSize(const std::string& source, const std::string& object) {
  TestKernel test(source);
  EXPECT_TRUE(test.Ok());
  test.Advance(Stage::kSimplified);
  ExpectSameMeaning(test, {{{"in", Pattern(256)}, {"out", Pattern(256)}}, {{2, 5}}}, Stage::kViews);
  for (const View& view : test.kernel.views) {
    if (test.kernel.objects[view.object].name == object) return view.type->element->size;
  }
  ADD_FAILURE() << test.Text();
  return 0;
}

// Every word of w is read, where n says, twice.
std::string Words(const std::string& middle) {
  return "kernel void k(global uchar *in, global uint *out, int n) {\n  uint w[16];\n"
         "  for (int i = 0; i < 16; ++i) w[i] = in[i] * 0x01030507u;\n  " +
         middle +
         "\n  for (int i = 0; i < 16; ++i) out[i] = w[i] + w[i ^ (n & 7)] + w[(i + n) & 15] * w[i ^ 1] + w[i ^ 2] + "
         "w[i ^ 4];\n}";
}

TEST(AccessPrivateWords, AByteAmongWords) {
  EXPECT_EQ(ElementSize(Words("((uchar *)w)[(n * 7) & 63] = in[9];"), "w"), 4U);
  EXPECT_EQ(ElementSize(Words("out[17] = ((char *)w)[(n * 7) & 63];"), "w"), 4U);
}

TEST(AccessPrivateWords, ShortsAndHalvesOfWords) {
  EXPECT_EQ(ElementSize(Words("((short *)w)[(n * 3) & 31] = -in[9]; out[17] = ((ushort *)w)[n];"), "w"), 4U);
}

TEST(AccessPrivateWords, VectorsOfBytes) {
  EXPECT_EQ(ElementSize(Words("((uchar4 *)w)[n & 15] = (uchar4)(1, 2, 3, in[3]);"), "w"), 4U);
}

TEST(AccessPrivateWords, WordsAcrossWords) {
  EXPECT_EQ(ElementSize(Words("vstore4((uchar4)(1, 2, 3, in[3]), 0, (uchar *)w + n);"), "w"), 4U);
}

TEST(AccessPrivateWords, BytesStayBytes) {
  EXPECT_EQ(ElementSize("kernel void k(global uchar *in, global uint *out, int n) {\n  uchar b[64];\n"
                        "  for (int i = 0; i < 64; ++i) b[i ^ (n & 3)] = in[i];\n"
                        "  for (int i = 0; i < 16; ++i) out[i] = b[i] + b[i * 3] + ((uint *)b)[i];\n}",
                        "b"),
            1U);
}

}  // namespace
}  // namespace kiln::translator
