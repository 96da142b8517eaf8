// A file that grows, and what went wrong with it.
#ifndef KILN_RUNTIME_TELEMETRY_TEXT_FILE_H_
#define KILN_RUNTIME_TELEMETRY_TEXT_FILE_H_

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "kiln/base/result.h"

namespace kiln::telemetry {

class TextFile {
 public:
  // Replaces the file. "%p" in the path is the number of the process. kIo.
  static Result<TextFile> Open(const std::string& path);

  // Flushed at once: what a process leaves behind that is ended is whole lines.
  void Append(std::string_view text);
  // kIo: the first write that failed, from which on nothing was written.
  Status Close();

 private:
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  std::string path_;
  std::unique_ptr<std::FILE, CloseFile> file_;
  int error_ = 0;
};

// Between quotes. What is no UTF-8 is replaced.
std::string QuoteJson(std::string_view text);

}  // namespace kiln::telemetry

#endif  // KILN_RUNTIME_TELEMETRY_TEXT_FILE_H_
