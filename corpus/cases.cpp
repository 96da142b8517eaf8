#include "corpus/cases.h"

namespace kiln::corpus {

#define KILN_CORPUS_CASE(area, name, Function) Workload Function();
#include "corpus/cases.def"
#undef KILN_CORPUS_CASE

namespace {
#define KILN_CORPUS_CASE(area, name, Function) {#name, #area "/" #name ".cl", &Function},
constexpr Case kCases[] = {
#include "corpus/cases.def"
};
#undef KILN_CORPUS_CASE
}  // namespace

std::span<const Case> AllCases() {
  return kCases;
}

const Case* FindCase(std::string_view name) {
  for (const Case& candidate : kCases) {
    if (candidate.name == name) return &candidate;
  }
  return nullptr;
}

}  // namespace kiln::corpus
