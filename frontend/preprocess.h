// The preprocessor's output as text, and the base header in the form that it needs.
#ifndef KILN_FRONTEND_PREPROCESS_H_
#define KILN_FRONTEND_PREPROCESS_H_

#include <string>

#include "clang/Frontend/FrontendAction.h"

namespace kiln::frontend {

// The embedded header followed by `tail`, as a system header. With `marked`, pragmas enclose it so that PreprocessInto
// can leave it out: its declarations are built in, and a second compilation of the output would see them twice.
std::string BaseHeader(const std::string& tail, bool marked);

class PreprocessInto : public clang::PreprocessorFrontendAction {
 public:
  explicit PreprocessInto(std::string& output) : output_(output) {}

 protected:
  void ExecuteAction() override;

 private:
  std::string& output_;
};

}  // namespace kiln::frontend

#endif  // KILN_FRONTEND_PREPROCESS_H_
