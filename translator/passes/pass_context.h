// What every pass may ask: the target, the options, where to report.
#ifndef KILN_TRANSLATOR_PASSES_PASS_CONTEXT_H_
#define KILN_TRANSLATOR_PASSES_PASS_CONTEXT_H_

#include <string>

#include "kiln/translator/lower.h"
#include "kiln/translator/target_profile.h"
#include "translator/diagnostics.h"

namespace kiln::translator {

struct PassContext {
  const TargetProfile& profile;
  const LowerOptions& options;
  Diagnostics& diagnostics;
  // Why the source has to be compiled again with pointers of 64 bits; empty while it has not.
  std::string needs_wide_pointers = {};
};

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_PASS_CONTEXT_H_
