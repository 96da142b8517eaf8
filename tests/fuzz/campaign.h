// `kiln fuzz`: random kernels through Kiln's routes and an oracle, until they disagree.
#ifndef KILN_TESTS_FUZZ_CAMPAIGN_H_
#define KILN_TESTS_FUZZ_CAMPAIGN_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/harness/routes.h"
#include "kiln/harness/test.h"
#include "tests/fuzz/opencl_oracle.h"
#include "tests/fuzz/program.h"

namespace kiln::fuzz {

struct CampaignRequest {
  std::uint64_t seed = 1;  // of the first kernel; the next have the next seeds
  std::uint32_t count = 100;
  std::string folder;  // exists; gets a file seed_N.cl for each kernel that fails: a test that `kiln test` runs
  bool reduce = true;  // makes that kernel as small as it still fails
  std::chrono::milliseconds timeout = std::chrono::minutes(2);  // of one kernel, on each side
  Features features;                                            // of the kernels
  // What a kernel computes. Null: what an installed OpenCL implementation says.
  std::function<Result<Outputs>(const Program&)> oracle;
  // How kernels are run, and where they are not otherwise translated; its paths are not looked at.
  harness::TestRequest test;
  std::vector<harness::Route> routes;  // each kernel takes all; empty: `test` as it is
  std::ostream* output = nullptr;      // failures as they are found; null: nothing
};

struct CampaignReport {
  std::uint32_t agreed = 0;       // of kernels on a route
  std::uint32_t failed = 0;       // differ, are refused, crash or hang
  std::uint32_t unsupported = 0;  // what a text's language cannot say
  std::uint32_t no_oracle = 0;    // kernels on which the oracle itself fails

  std::string Summary() const;  // "98 agreed, 1 failed, 1 without an oracle's answer"
};

// Errors are about the request: kUnavailable without an OpenCL implementation, kIo for the folder.
Result<CampaignReport> RunCampaign(const CampaignRequest& request);

}  // namespace kiln::fuzz

#endif  // KILN_TESTS_FUZZ_CAMPAIGN_H_
