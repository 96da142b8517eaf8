#include "cli/outputs.h"

#include <llvm/ADT/ScopeExit.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/raw_ostream.h>

#include <utility>

namespace kiln::cli {
namespace {

using translator::TargetLanguage;

struct KindInfo {
  OutputKind kind;
  const char* name;
  const char* suffix;
  bool is_text;
  std::optional<TargetLanguage> language;
};
constexpr KindInfo kKinds[] = {
    {OutputKind::kSpirv, "spv", ".spv", false, TargetLanguage::kSpirv},
    {OutputKind::kSpirvAssembly, "spvasm", ".spvasm", true, TargetLanguage::kSpirv},
    {OutputKind::kInitializer, "inc", ".inc", true, TargetLanguage::kSpirv},
    {OutputKind::kCArray, "c", ".c", true, TargetLanguage::kSpirv},
    {OutputKind::kCppHeader, "h", ".h", true, TargetLanguage::kSpirv},
    {OutputKind::kGlsl, "glsl", ".glsl", true, TargetLanguage::kGlsl},
    {OutputKind::kMsl, "msl", ".metal", true, TargetLanguage::kMsl},
    {OutputKind::kHlsl, "hlsl", ".hlsl", true, TargetLanguage::kHlsl},
    {OutputKind::kReflection, "json", ".json", true, TargetLanguage::kSpirv},
    {OutputKind::kLlvmIr, "ll", ".ll", true, std::nullopt},
};

const KindInfo& InfoOf(OutputKind kind) {
  return kKinds[static_cast<std::size_t>(kind)];
}

// Calls `found` with 'f' or 'k' for each placeholder, `text` with each character between them.
template <typename Found, typename Text>
void ScanPattern(std::string_view pattern, Found found, Text text) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char next = pattern[i] == '%' && i + 1 < pattern.size() ? pattern[i + 1] : '\0';
    if (next == 'f' || next == 'k') {
      found(next);
      ++i;
    } else {
      text(pattern[i]);
      if (next == '%') ++i;
    }
  }
}

bool HasPlaceholder(std::string_view pattern, char placeholder) {
  bool has = false;
  ScanPattern(pattern, [&](char c) { has |= c == placeholder; }, [](char) {});
  return has;
}

tl::unexpected<Error> CannotWrite(const std::string& path, const std::string& reason) {
  return Fail(ErrorCode::kIo, "cannot write '" + path + "': " + reason);
}

Status WriteStream(llvm::raw_fd_ostream& stream, const std::string& path, const std::string& contents) {
  stream << contents;
  stream.flush();
  if (stream.has_error()) {
    const std::string reason = stream.error().message();
    stream.clear_error();
    return CannotWrite(path, reason);
  }
  return {};
}

bool IsSpecialFile(const std::string& path) {
  llvm::sys::fs::file_status status;
  return !llvm::sys::fs::status(path, status) && llvm::sys::fs::exists(status) &&
         !llvm::sys::fs::is_regular_file(status) && !llvm::sys::fs::is_directory(status);
}

}  // namespace

bool HasLines(OutputKind kind) {
  return kind == OutputKind::kSpirvAssembly || kind == OutputKind::kGlsl || kind == OutputKind::kMsl ||
         kind == OutputKind::kHlsl;
}

const char* OutputKindName(OutputKind kind) {
  return InfoOf(kind).name;
}

std::optional<OutputKind> OutputKindFromName(std::string_view name) {
  for (const KindInfo& info : kKinds) {
    if (name == info.name) return info.kind;
  }
  return std::nullopt;
}

std::optional<OutputKind> OutputKindFromSuffix(std::string_view path) {
  const llvm::StringRef suffix = llvm::sys::path::extension(llvm::StringRef(path));
  if (suffix == ".comp") return OutputKind::kGlsl;
  for (const KindInfo& info : kKinds) {
    if (suffix == info.suffix) return info.kind;
  }
  return std::nullopt;
}

std::optional<TargetLanguage> LanguageOf(OutputKind kind) {
  return InfoOf(kind).language;
}
bool IsText(OutputKind kind) {
  return InfoOf(kind).is_text;
}

bool OutputPattern::NamesInput() const {
  return HasPlaceholder(path, 'f');
}
bool OutputPattern::NamesKernel() const {
  return HasPlaceholder(path, 'k');
}

std::string OutputPattern::Expand(std::string_view input, std::string_view kernel) const {
  const std::string stem = StemOf(input);
  std::string expanded;
  ScanPattern(path, [&](char c) { expanded += c == 'f' ? stem : std::string(kernel); }, [&](char c) { expanded += c; });
  return expanded;
}

std::string StemOf(std::string_view input) {
  if (input == "-" || input == "<stdin>") return "stdin";
  return llvm::sys::path::stem(llvm::StringRef(input)).str();
}

void OutputSet::Add(std::string path, std::string contents) {
  files_.push_back({std::move(path), std::move(contents)});
}

Status OutputSet::Commit() {
  for (std::size_t i = 0; i < files_.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (files_[i].path == files_[j].path && files_[i].path != "-") {
        return Fail(ErrorCode::kInvalidArgument, "two outputs have the same name, '" + files_[i].path + "'");
      }
    }
  }

  std::vector<std::pair<llvm::sys::fs::TempFile, std::string>> staged;
  const auto discard = llvm::make_scope_exit([&] {
    for (auto& [file, path] : staged) llvm::consumeError(file.discard());
  });
  for (const File& file : files_) {
    if (file.path == "-" || IsSpecialFile(file.path)) continue;
    if (llvm::sys::fs::is_directory(file.path)) return CannotWrite(file.path, "it is a directory");
    auto temporary = llvm::sys::fs::TempFile::create(file.path + ".%%%%%%%%.tmp");
    if (!temporary) return CannotWrite(file.path, llvm::toString(temporary.takeError()));
    staged.emplace_back(std::move(*temporary), file.path);
    llvm::raw_fd_ostream stream(staged.back().first.FD, /*shouldClose=*/false);
    KILN_RETURN_IF_ERROR(WriteStream(stream, file.path, file.contents));
  }
  for (const File& file : files_) {
    if (file.path == "-") {
      KILN_RETURN_IF_ERROR(WriteStream(llvm::outs(), "standard output", file.contents));
    } else if (IsSpecialFile(file.path)) {
      std::error_code code;
      llvm::raw_fd_ostream stream(file.path, code);
      if (code) return CannotWrite(file.path, code.message());
      KILN_RETURN_IF_ERROR(WriteStream(stream, file.path, file.contents));
    }
  }
  // Nothing but the renames is left; one can fail only if the folder changed meanwhile.
  std::vector<std::string> done;
  for (auto& [file, path] : staged) {
    if (llvm::Error error = file.keep(path)) {
      for (const std::string& earlier : done) llvm::sys::fs::remove(earlier);
      return CannotWrite(path, llvm::toString(std::move(error)));
    }
    done.push_back(path);
  }
  staged.clear();
  files_.clear();
  return {};
}

}  // namespace kiln::cli
