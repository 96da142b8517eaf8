#include "runtime/telemetry/text_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

namespace kiln::telemetry {

Result<TextFile> TextFile::Open(const std::string& path) {
  TextFile file;
  file.path_ = path;
  for (std::size_t at = 0; (at = file.path_.find("%p", at)) != std::string::npos;) {
    file.path_.replace(at, 2, std::to_string(::getpid()));
  }
  file.file_.reset(std::fopen(file.path_.c_str(), "we"));
  if (file.file_ != nullptr) return file;
  return Fail(ErrorCode::kIo, fmt::format("cannot write '{}': {}", file.path_, std::strerror(errno)));
}

void TextFile::Append(std::string_view text) {
  if (error_ != 0 || file_ == nullptr) return;
  if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size() || std::fflush(file_.get()) != 0) {
    error_ = errno != 0 ? errno : EIO;
  }
}

Status TextFile::Close() {
  if (std::FILE* const file = file_.release(); file != nullptr && std::fclose(file) != 0 && error_ == 0) error_ = errno;
  if (error_ == 0) return {};
  return Fail(ErrorCode::kIo, fmt::format("'{}' is not whole: {}", path_, std::strerror(error_)));
}

std::string QuoteJson(std::string_view text) {
  return nlohmann::json(std::string(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace kiln::telemetry
