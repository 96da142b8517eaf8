// The command line that the benchmarks share: NAME [--check].
#ifndef KILN_BENCH_BENCH_MAIN_H_
#define KILN_BENCH_BENCH_MAIN_H_

#include <cstdio>
#include <cstring>

#include "kiln/base/result.h"

namespace kiln::bench {

// `run` measures, prints, and says whether every promise holds. The exit code: 2 when it could not measure, 1 when a
// promise is broken and --check asks.
inline int Main(int argc, char** argv, const char* name, Result<bool> (*run)()) {
  const bool check = argc > 1 && std::strcmp(argv[1], "--check") == 0;
  const Result<bool> holds = run();
  if (!holds) {
    std::fprintf(stderr, "%s: %s\n", name, holds.error().ToString().c_str());
    return 2;
  }
  return check && !*holds ? 1 : 0;
}

}  // namespace kiln::bench

#endif  // KILN_BENCH_BENCH_MAIN_H_
