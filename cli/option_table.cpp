#include "cli/option_table.h"

#include <llvm/Option/Option.h>

namespace kiln::cli {
namespace {

// Names that the generated table uses.
using llvm::opt::DefaultVis;
using llvm::opt::HelpHidden;

#define PREFIX(name, value)                              \
  constexpr llvm::StringLiteral name##_values[] = value; \
  constexpr llvm::ArrayRef<llvm::StringLiteral> name(name##_values, std::size(name##_values) - 1);
#include "cli/options.inc"
#undef PREFIX

#define PREFIX_UNION(value) constexpr llvm::StringLiteral kPrefixUnionValues[] = value;
#include "cli/options.inc"
#undef PREFIX_UNION
constexpr llvm::ArrayRef<llvm::StringLiteral> kPrefixUnion(kPrefixUnionValues, std::size(kPrefixUnionValues) - 1);

constexpr llvm::opt::OptTable::Info kInfos[] = {
#define OPTION(...) LLVM_CONSTRUCT_OPT_INFO(__VA_ARGS__),
#include "cli/options.inc"
#undef OPTION
};

class KilnOptionTable : public llvm::opt::PrecomputedOptTable {
 public:
  KilnOptionTable() : PrecomputedOptTable(kInfos, kPrefixUnion) { setDashDashParsing(true); }
};

}  // namespace

llvm::ArrayRef<llvm::opt::OptTable::Info> OptionInfos() {
  return kInfos;
}

const llvm::opt::OptTable& OptionTable() {
  static const KilnOptionTable table;
  return table;
}

}  // namespace kiln::cli
