// What stands between the command line and the cache of translations.
#ifndef KILN_CLI_CACHED_TRANSLATION_H_
#define KILN_CLI_CACHED_TRANSLATION_H_

#include <llvm/Support/raw_ostream.h>

#include <memory>
#include <string>

#include "cli/invocation.h"
#include "cli/source_options.h"
#include "cli/translation.h"
#include "kiln/cache/translation_cache.h"

namespace kiln::cli {

// That of --cache-dir, else of KILN_CACHE_DIR; null: none, which --no-cache means in any case.
Result<std::shared_ptr<cache::TranslationCache>> OpenTranslationCache(const llvm::opt::InputArgList& arguments);

// A digest of what every translation by this program with these options has in common: the program itself, and the
// options; with those that only say what is run how, if `command_too`. Diagnostics that `options` sends to a terminal
// have colours, which is a part of it.
std::string DigestOfCommand(const Invocation& invocation, const SourceOptions& options, bool command_too);

// Passes everything on to another stream, and keeps it.
class KeepingStream : public llvm::raw_ostream {
 public:
  explicit KeepingStream(llvm::raw_ostream& next) : llvm::raw_ostream(/*unbuffered=*/true), next_(next) {
    enable_colors(next.colors_enabled());
  }
  const std::string& text() const { return text_; }
  bool is_displayed() const override { return next_.is_displayed(); }
  bool has_colors() const override { return next_.has_colors(); }

 private:
  void write_impl(const char* bytes, std::size_t size) override {
    next_.write(bytes, size);
    text_.append(bytes, size);
  }
  std::uint64_t current_pos() const override { return text_.size(); }

  llvm::raw_ostream& next_;
  std::string text_;
};

// Stores what a translation gave, unless it depends on the time. A cache that cannot be written is no error: a note
// says so, once.
void StoreTranslation(cache::TranslationCache& cache, const std::string& request, const frontend::FilesAsked& asked,
                      const cache::TranslationRecord& record);

}  // namespace kiln::cli

#endif  // KILN_CLI_CACHED_TRANSLATION_H_
