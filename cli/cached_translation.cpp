#include "cli/cached_translation.h"

#include <elf.h>
#include <link.h>

#include <atomic>
#include <cstdlib>
#include <string_view>

#include "cli/message.h"
#include "cli/version.h"
#include "kiln/base/sha256.h"
#include "kiln/runtime/configuration.h"

namespace kiln::cli {
namespace {

// The build ID that the linker gave this program: another translator has another. Empty without one.
std::string BuildId() {
  std::string id;
  dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* result) {
        for (int i = 0; i < info->dlpi_phnum; ++i) {
          const auto& segment = info->dlpi_phdr[i];
          if (segment.p_type != PT_NOTE) continue;
          const char* note = reinterpret_cast<const char*>(info->dlpi_addr + segment.p_vaddr);
          const char* const end = note + segment.p_memsz;
          while (note + sizeof(ElfW(Nhdr)) <= end) {
            const auto* header = reinterpret_cast<const ElfW(Nhdr)*>(note);
            const char* const name = note + sizeof *header;
            const char* const contents = name + (header->n_namesz + 3) / 4 * 4;
            if (header->n_type == NT_GNU_BUILD_ID &&
                std::string_view(name, header->n_namesz) == std::string_view("GNU", 4)) {
              static_cast<std::string*>(result)->assign(contents, header->n_descsz);
            }
            note = contents + (header->n_descsz + 3) / 4 * 4;
          }
        }
        return 1;  // the program itself comes first
      },
      &id);
  return id;
}

}  // namespace

Result<std::shared_ptr<cache::TranslationCache>> OpenTranslationCache(const llvm::opt::InputArgList& arguments) {
  if (arguments.hasArg(OPT_no_cache)) return std::shared_ptr<cache::TranslationCache>();
  KILN_ASSIGN_OR_RETURN(runtime::Configuration configuration, runtime::LoadConfiguration());
  cache::DiskCacheOptions& options = configuration.cache;
  if (const auto* folder = arguments.getLastArg(OPT_cache_dir_EQ)) options.folder = folder->getValue();
  if (options.folder.empty()) return std::shared_ptr<cache::TranslationCache>();
  return std::make_shared<cache::TranslationCache>(std::move(options));
}

std::string DigestOfCommand(const Invocation& invocation, const SourceOptions& options, bool command_too) {
  Sha256 digest;
  digest.AddPart(kVersionLine).AddPart(BuildId());
  const llvm::opt::Visibility compiles(TranslateOption);
  for (const auto* argument : invocation.arguments) {
    const auto id = argument->getOption().getID();
    if (id == OPT_cache_dir_EQ || id == OPT_config_EQ || id == OPT_v) continue;
    if (!command_too && (id == OPT_INPUT || !argument->getOption().hasVisibilityFlag(TranslateOption))) continue;
    digest.AddPart(argument->getAsString(invocation.arguments));
  }
  const llvm::raw_ostream* stream = options.compile.diagnostic_stream;
  const char* no_colour = std::getenv("NO_COLOR");
  const bool has_colour = stream != nullptr && stream->has_colors() && (no_colour == nullptr || *no_colour == '\0');
  digest.AddPart(has_colour ? "colour" : "plain");
  return digest.Hex();
}

void StoreTranslation(cache::TranslationCache& cache, const std::string& request, const frontend::FilesAsked& asked,
                      const cache::TranslationRecord& record) {
  if (asked.names_the_time) return;
  const Status status = cache.Store(request, {asked.read, asked.absent}, record);
  static std::atomic<bool> was_told{false};
  if (status || was_told.exchange(true)) return;
  PrintNote("the cache '" + cache.disk().folder() + "' was not written: " + status.error().ToString());
}

}  // namespace kiln::cli
