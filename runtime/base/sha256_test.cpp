#include "kiln/base/sha256.h"

#include <gtest/gtest.h>

namespace kiln {
namespace {

// Expected values are those of FIPS 180-4's examples and of Python's hashlib.
TEST(Sha256Test, KnownValues) {
  EXPECT_EQ(Sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha256Hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(Sha256Hex(std::string(1'000'000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256Test, EveryLengthOfTheLastBlock) {
  Sha256 all;
  for (std::size_t length = 0; length < 200; ++length) all.Add(Sha256Hex(std::string(length, 'x')));
  EXPECT_EQ(all.Hex(), "f61ffcc417e1f0e59eba2da7fa32fbe05b64e478b68c6bacf990455f00248b98");
}

TEST(Sha256Test, PartsDoNotMatterAndDo) {
  const std::string text(300, 'y');
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    EXPECT_EQ(Sha256().Add(text.substr(0, cut)).Add(text.substr(cut)).Hex(), Sha256Hex(text)) << cut;
  }
  EXPECT_NE(Sha256().AddPart("ab").AddPart("c").Hex(), Sha256().AddPart("a").AddPart("bc").Hex());
}

}  // namespace
}  // namespace kiln
