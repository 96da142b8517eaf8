// kiln cache stats|clear
#include <llvm/Support/Format.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include "cli/cached_translation.h"
#include "cli/commands.h"
#include "cli/invocation.h"
#include "cli/message.h"

namespace kiln::cli {
namespace {

void PrintStatistics(const cache::DiskCache& disk, const cache::DiskCacheStatistics& statistics, bool as_json) {
  const auto number = [](std::uint64_t value) { return llvm::json::Value(static_cast<std::int64_t>(value)); };
  if (as_json) {
    const llvm::json::Object object{{"folder", disk.folder()},
                                    {"entries", number(statistics.entries)},
                                    {"bytes", number(statistics.bytes)},
                                    {"limit", number(statistics.limit)},
                                    {"hits", number(statistics.hits)},
                                    {"misses", number(statistics.misses)},
                                    {"damaged", number(statistics.damaged)}};
    llvm::outs() << llvm::formatv("{0:2}", llvm::json::Value(llvm::json::Object(object))) << '\n';
    return;
  }
  const std::uint64_t asked = statistics.hits + statistics.misses;
  const double rate = asked == 0 ? 0 : 100.0 * static_cast<double>(statistics.hits) / static_cast<double>(asked);
  llvm::outs() << "folder    " << disk.folder() << "\nentries   " << statistics.entries << "\nbytes     "
               << statistics.bytes << " of " << statistics.limit << "\nhits      " << statistics.hits << " of " << asked
               << llvm::format(" (%.1f %%)", rate) << "\ndamaged   " << statistics.damaged << '\n';
}

}  // namespace

ExitCode Cache(const Invocation& invocation) {
  const std::vector<std::string> inputs = invocation.Inputs();
  if (inputs.size() != 1 || (inputs.front() != "stats" && inputs.front() != "clear")) {
    PrintError("'kiln cache' takes one word: stats or clear");
    return ExitCode::kUsage;
  }
  const auto cache = OpenTranslationCache(invocation.arguments);
  if (!cache) return ReportError(cache.error());
  if (*cache == nullptr) {
    PrintError("there is no cache; name its folder with --cache-dir=DIR or in KILN_CACHE_DIR");
    return ExitCode::kUsage;
  }
  cache::DiskCache& disk = (*cache)->disk();
  if (inputs.front() == "clear") {
    const Status status = disk.Clear();
    return status ? ExitCode::kOk : ReportError(status.error());
  }
  const auto statistics = disk.Statistics();
  if (!statistics) return ReportError(statistics.error());
  PrintStatistics(disk, *statistics, invocation.arguments.hasArg(OPT_json));
  return ExitCode::kOk;
}

}  // namespace kiln::cli
