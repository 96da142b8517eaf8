// Source text, compiled to LLVM IR.
#include <llvm/IR/Module.h>
#include <llvm/Support/raw_ostream.h>

#include <string>

#include "tests/bad_input/source_text.h"
#include "tests/bad_input/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kiln;
  auto source = bad_input::ReadSource(bad_input::Text(data, size));
  std::string rendered;
  llvm::raw_string_ostream stream(rendered);
  source.options.diagnostic_stream = &stream;
  const auto module = frontend::Compile(source.input, source.options);
  if (!module) {
    bad_input::Require(!module.error().message().empty(), "an error says what is wrong");
    // Clang crashed, and its call was given up: no end of the process, but nothing that may go unnoticed.
    if (module.error().code() == ErrorCode::kInternal) {
      std::fprintf(stderr, "given up: %s\n", module.error().ToString().c_str());
    }
    return 0;
  }
  for (const frontend::KernelSignature& kernel : module->kernels()) {
    bad_input::Require(!kernel.name.empty(), "a kernel has a name");
  }
  return 0;
}
