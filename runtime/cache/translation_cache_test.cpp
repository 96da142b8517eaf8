#include "kiln/cache/translation_cache.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "kiln/base/sha256.h"

namespace kiln::cache {
namespace {

class TranslationCacheTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "/kiln_cache_XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    root_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(root_); }
  std::string Write(const std::string& name, const std::string& text) const {
    std::ofstream(root_ + "/" + name) << text;
    return root_ + "/" + name;
  }
  TranslationCache Open() const { return TranslationCache({.folder = root_ + "/cache"}); }

  std::string root_;
  const std::string request_ = Sha256Hex("request");
  const TranslationRecord record_ = {{"words", std::string("\0\1", 2)}, {"said", ""}, {"said", "twice"}};
};

TEST(TranslationRecordTest, IsReadBack) {
  const TranslationRecord record = {{"a", "1:2"}, {"", ""}, {"a", std::string("\0\n", 2)}};
  const std::string bytes = WriteRecord(record);
  EXPECT_EQ(ReadRecord(bytes), record);
  EXPECT_EQ(ReadRecord(""), TranslationRecord());
  for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
    const auto part = ReadRecord(bytes.substr(0, cut));
    EXPECT_TRUE(!part || part->size() < record.size()) << cut;
  }
  EXPECT_FALSE(ReadRecord("9999999999999999999999:x"));
  EXPECT_FALSE(ReadRecord("18446744073709551615:x1:y"));
}

TEST_F(TranslationCacheTest, FindsWhatWasStored) {
  TranslationCache cache = Open();
  EXPECT_FALSE(cache.Find(request_));
  ASSERT_TRUE(cache.Store(request_, {}, record_));
  EXPECT_EQ(cache.Find(request_), record_);
  EXPECT_FALSE(cache.Find(Sha256Hex("another")));
  EXPECT_EQ(cache.disk().Statistics()->hits, 1u);
  EXPECT_EQ(cache.disk().Statistics()->misses, 2u);
}

TEST_F(TranslationCacheTest, AnIncludedFileThatChangesIsAnotherTranslation) {
  TranslationCache cache = Open();
  const auto store = [&](const std::string& text, const std::string& result) {
    const std::string path = Write("x.h", text);
    ASSERT_TRUE(cache.Store(request_, {{{path, Sha256Hex(text)}}, {}}, {{"words", result}}));
  };
  store("one", "1");
  EXPECT_EQ(cache.Find(request_)->at(0).second, "1");
  Write("x.h", "two");
  EXPECT_FALSE(cache.Find(request_));
  store("two", "2");
  EXPECT_EQ(cache.Find(request_)->at(0).second, "2");
  Write("x.h", "one");
  EXPECT_EQ(cache.Find(request_)->at(0).second, "1") << "both are kept";
  std::filesystem::remove(root_ + "/x.h");
  EXPECT_FALSE(cache.Find(request_));
}

TEST_F(TranslationCacheTest, AFileThatAppearsWhereOneWasLookedForIsAnotherTranslation) {
  TranslationCache cache = Open();
  ASSERT_TRUE(cache.Store(request_, {{}, {root_ + "/first/x.h"}}, record_));
  EXPECT_TRUE(cache.Find(request_));
  std::filesystem::create_directory(root_ + "/first");
  Write("first/x.h", "");
  EXPECT_FALSE(cache.Find(request_));
}

TEST_F(TranslationCacheTest, AFileThatChangedWhileItWasTranslatedIsNotTrusted) {
  TranslationCache cache = Open();
  const std::string path = Write("x.h", "new");
  ASSERT_TRUE(cache.Store(request_, {{{path, Sha256Hex("old")}}, {}}, record_));
  EXPECT_FALSE(cache.Find(request_));
}

TEST_F(TranslationCacheTest, AtMostSomeVariantsAreRemembered) {
  TranslationCache cache = Open();
  const auto text = [](int i) { return std::to_string(i); };
  for (int i = 0; i < 20; ++i) {
    const std::string path = Write("x.h", text(i));
    ASSERT_TRUE(cache.Store(request_, {{{path, Sha256Hex(text(i))}}, {}}, {{"words", text(i)}}));
  }
  Write("x.h", text(19));
  EXPECT_EQ(cache.Find(request_)->at(0).second, "19");
  Write("x.h", text(13));
  EXPECT_EQ(cache.Find(request_)->at(0).second, "13");
  Write("x.h", text(3));
  EXPECT_FALSE(cache.Find(request_));
}

}  // namespace
}  // namespace kiln::cache
