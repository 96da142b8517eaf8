// The findings of a launch as they come: equal ones are counted.
#ifndef KILN_REFERENCE_CPU_CHECKS_FINDINGS_H_
#define KILN_REFERENCE_CPU_CHECKS_FINDINGS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "kiln/reference/finding.h"

namespace kiln::reference::cpu {

class Findings {
 public:
  explicit Findings(const std::vector<SourcePlace>& places) : places_(places) {}

  // Something that happened at a place, by its index, to what `subject` names. `describe` is asked the first time.
  void Add(Finding::Kind kind, std::uint32_t place, const std::string& subject,
           const std::function<void(Finding&)>& describe);

  // By place in the source, kind, and what they are about.
  std::vector<Finding> Take();

 private:
  const std::vector<SourcePlace>& places_;
  std::map<std::tuple<SourcePlace, Finding::Kind, std::string>, Finding> found_;
};

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_CHECKS_FINDINGS_H_
