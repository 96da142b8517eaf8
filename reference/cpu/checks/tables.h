// What the calls of the checks name by numbers: places in the source, and variables.
#ifndef KILN_REFERENCE_CPU_CHECKS_TABLES_H_
#define KILN_REFERENCE_CPU_CHECKS_TABLES_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiln/reference/finding.h"

namespace llvm {
class Instruction;
}

namespace kiln::reference::cpu {

// A variable at program scope, by its symbol in the machine code.
struct ProgramObject {
  std::string symbol, name;
  std::uint64_t offset = 0, size = 0;  // behind the symbol
  bool is_constant = false;
  std::uintptr_t address = 0;  // for whoever has the machine code
};

struct CheckTables {
  std::vector<SourcePlace> places;
  std::vector<std::string> names;  // of variables in private memory
  std::vector<ProgramObject> objects;
};

// The name in the source of a variable of the IR; "" when it has none there.
std::string SourceName(std::string_view name);

// Fills the tables, each entry once.
class TableWriter {
 public:
  explicit TableWriter(CheckTables& tables) : tables_(tables) {}

  std::uint32_t PlaceOf(const llvm::Instruction& instruction);
  std::uint32_t NameOf(std::string_view name);
  CheckTables& tables() { return tables_; }

 private:
  CheckTables& tables_;
  std::map<SourcePlace, std::uint32_t> places_;
  std::map<std::string, std::uint32_t> names_;
};

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_CHECKS_TABLES_H_
