#include "reference/cpu/checks/findings.h"

namespace kiln::reference {

const char* FindingName(Finding::Kind kind) {
  switch (kind) {
    case Finding::Kind::kOutOfBounds:
      return "out-of-bounds";
    case Finding::Kind::kMisaligned:
      return "misaligned";
    case Finding::Kind::kUninitialised:
      return "uninitialised";
    case Finding::Kind::kRace:
      return "data-race";
    case Finding::Kind::kDivergence:
      return "divergence";
    case Finding::Kind::kDivision:
      return "division";
    case Finding::Kind::kShift:
      return "shift";
  }
  return "finding";
}

std::string RenderFindings(std::span<const Finding> findings) {
  std::string text;
  for (const Finding& finding : findings) {
    const SourcePlace& place = finding.place;
    text += place.file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": " +
            (finding.is_error() ? "error: " : "warning: ") + finding.message + " (" + finding.who;
    if (finding.times > 1) text += "; " + std::to_string(finding.times) + " times";
    text += std::string(") [") + FindingName(finding.kind) + "]\n";
  }
  return text;
}

namespace cpu {

void Findings::Add(Finding::Kind kind, std::uint32_t place, const std::string& subject,
                   const std::function<void(Finding&)>& describe) {
  const auto [entry, is_new] = found_.try_emplace({places_[place], kind, subject});
  Finding& finding = entry->second;
  if (!is_new) {
    ++finding.times;
    return;
  }
  finding.kind = kind;
  finding.place = places_[place];
  describe(finding);
}

std::vector<Finding> Findings::Take() {
  std::vector<Finding> all;
  for (auto& [key, finding] : found_) all.push_back(std::move(finding));
  found_.clear();
  return all;
}

}  // namespace cpu
}  // namespace kiln::reference
