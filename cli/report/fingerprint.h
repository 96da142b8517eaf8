// Whether a pass has changed anything, without printing it: printing takes longer than most passes.
#ifndef KILN_CLI_REPORT_FINGERPRINT_H_
#define KILN_CLI_REPORT_FINGERPRINT_H_

#include <cstddef>

namespace llvm {
class Module;
}  // namespace llvm

namespace kiln::cli::report {

// Equal before and after a pass only if the module prints as before, metadata aside. It goes by the addresses of what
// is in the module, so those of two modules say nothing, and it may differ where the text does not.
std::size_t Fingerprint(const llvm::Module& module);

}  // namespace kiln::cli::report

#endif  // KILN_CLI_REPORT_FINGERPRINT_H_
