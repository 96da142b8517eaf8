// The options of options.td as LLVM's option library sees them.
#ifndef KILN_CLI_OPTION_TABLE_H_
#define KILN_CLI_OPTION_TABLE_H_

#include <llvm/Option/OptTable.h>

namespace kiln::cli {

// Bits of an option's visibility: the subcommands that know it.
enum OptionVisibility : unsigned {
  TranslateOption = 1u << 0,
  RunOption = 1u << 1,
  TestOption = 1u << 2,
  GoldenOption = 1u << 3,
  ReflectOption = 1u << 4,
  DevicesOption = 1u << 5,
  FuzzOption = 1u << 6,
  CheckOption = 1u << 7,
  ValidateOption = 1u << 8,
  CacheOption = 1u << 9,
  DoctorOption = 1u << 10,
  ReportOption = 1u << 11,
};

// OPT_<name of the definition in options.td>.
enum OptionId : unsigned {
  OPT_INVALID = 0,
#define OPTION(...) LLVM_MAKE_OPT_ID(__VA_ARGS__),
#include "cli/options.inc"
#undef OPTION
  OPT_COUNT
};

// The table behind the parser, in the order of OptionId; the entry of `id` is at `id - 1`.
llvm::ArrayRef<llvm::opt::OptTable::Info> OptionInfos();

// Made on first use: a translation that starts must not pay for static initialisers.
const llvm::opt::OptTable& OptionTable();

}  // namespace kiln::cli

#endif  // KILN_CLI_OPTION_TABLE_H_
