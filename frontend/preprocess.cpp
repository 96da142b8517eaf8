#include "frontend/preprocess.h"

#include <string_view>

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/Utils.h"
#include "frontend/embed/embedded_headers.h"
#include "llvm/Support/raw_ostream.h"

namespace kiln::frontend {
namespace {

// Unknown pragmas pass through the preprocessor.
constexpr std::string_view kBegin = "#pragma kiln begin base header\n";
constexpr std::string_view kEnd = "#pragma kiln end base header\n";

}  // namespace

std::string BaseHeader(const std::string& tail, bool marked) {
  std::string text = marked ? std::string(kBegin) : std::string();
  text += "#pragma clang system_header\n";
  text += kOpenClBaseHeader;
  text += tail;
  return marked ? text + std::string(kEnd) : text;
}

void PreprocessInto::ExecuteAction() {
  clang::CompilerInstance& clang = getCompilerInstance();
  llvm::raw_string_ostream stream(output_);
  clang::DoPrintPreprocessedInput(clang.getPreprocessor(), &stream, clang.getPreprocessorOutputOpts());
  stream.flush();
  const std::size_t begin = output_.find(kBegin);
  const std::size_t end = output_.find(kEnd);
  if (begin != std::string::npos && end != std::string::npos) {
    output_.erase(begin, end + kEnd.size() - begin);
  }
}

}  // namespace kiln::frontend
