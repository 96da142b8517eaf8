#include "runtime/memory/allocation_ledger.h"

#include <gtest/gtest.h>

#include <memory>

namespace kiln::runtime {
namespace {

AllocationRequest By(std::string label) {
  return {.label = std::move(label), .origin = std::source_location::current()};
}

TEST(AllocationLedgerTest, KnowsWhatLives) {
  AllocationLedger ledger({});
  auto a = std::make_unique<AllocationLedger::Entry>(), b = std::make_unique<AllocationLedger::Entry>();
  AllocationLedger::Entry c, internal;
  ASSERT_TRUE(ledger.Add(*a, By("a"), 10));
  ASSERT_TRUE(ledger.Add(*b, By("b"), 20));
  ASSERT_TRUE(ledger.Add(c, By("c"), 30));
  AllocationRequest own = By("own");
  own.is_internal = true;
  ASSERT_TRUE(ledger.Add(internal, own, 5));
  b.reset();
  const auto live = ledger.Live();
  ASSERT_EQ(live.size(), 2u);
  EXPECT_EQ(live[0].label, "a");
  EXPECT_EQ(live[1].label, "c");
  EXPECT_EQ(live[1].sequence, 3u);
  a.reset();
  EXPECT_EQ(ledger.totals().count, 2u);
  EXPECT_EQ(ledger.totals().bytes, 35u);
  EXPECT_EQ(ledger.totals().peak_bytes, 65u);
}

TEST(AllocationLedgerTest, QuotasAreOfALabel) {
  AllocationLedger ledger({{"cache", 100}});
  auto first = std::make_unique<AllocationLedger::Entry>();
  AllocationLedger::Entry second, other;
  ASSERT_TRUE(ledger.Add(*first, By("cache"), 60));
  const Status status = ledger.Add(second, By("cache"), 41);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code(), ErrorCode::kOutOfDeviceMemory);
  EXPECT_EQ(status.error().message(), "41 bytes for 'cache': of its quota of 100 bytes 60 are used");
  EXPECT_TRUE(ledger.Add(other, By("weights"), 1000));
  first.reset();
  EXPECT_TRUE(ledger.Add(second, By("cache"), 100));
}

TEST(AllocationLedgerTest, LeaksAreToldByPlace) {
  EXPECT_EQ(DescribeLeaks("gpu", {}), "");
  std::vector<LiveAllocation> live;
  for (std::uint64_t i = 0; i < 3; ++i) live.push_back({"weights", 16, std::source_location::current(), i + 1});
  const std::uint32_t line = live[0].origin.line();
  live.push_back({"", 4, std::source_location::current(), 4});
  const std::string text = DescribeLeaks("gpu", live);
  EXPECT_TRUE(
      text.starts_with("kiln: 4 buffers and images of 'gpu' never let go, 52 bytes:\n  'weights': 48 bytes in 3, "
                       "allocated at "))
      << text;
  EXPECT_NE(text.find("allocation_ledger_test.cpp:" + std::to_string(line) + " in "), std::string::npos) << text;
  EXPECT_NE(text.find("\n  4 bytes in 1, allocated at "), std::string::npos) << text;
}

}  // namespace
}  // namespace kiln::runtime
