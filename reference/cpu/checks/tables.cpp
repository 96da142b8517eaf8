#include "reference/cpu/checks/tables.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/IR/DebugInfoMetadata.h>
#include <llvm/IR/Function.h>
#include <llvm/IR/Instruction.h>

namespace kiln::reference::cpu {

// Clang calls the variable of a parameter x.addr, and what has no name .compoundliteral, agg.tmp and the like.
std::string SourceName(std::string_view name) {
  llvm::StringRef source = name;
  source.consume_back(".addr");
  const bool is_made_up = source.contains('.') || source == "retval" || source == "coerce";
  return is_made_up ? "" : source.str();
}

std::uint32_t TableWriter::PlaceOf(const llvm::Instruction& instruction) {
  SourcePlace place;
  const llvm::DILocation* location = instruction.getDebugLoc();
  if (location != nullptr && location->getLine() != 0) {
    place = {location->getFilename().str(), location->getLine(), location->getColumn()};
  } else if (const llvm::DISubprogram* function = instruction.getFunction()->getSubprogram()) {
    place = {function->getFilename().str(), function->getLine(), 1};
  }
  const auto [known, is_new] = places_.try_emplace(place, static_cast<std::uint32_t>(tables_.places.size()));
  if (is_new) tables_.places.push_back(place);
  return known->second;
}

std::uint32_t TableWriter::NameOf(std::string_view name) {
  const std::string source_name = SourceName(name);
  const auto [known, is_new] = names_.try_emplace(source_name, static_cast<std::uint32_t>(tables_.names.size()));
  if (is_new) tables_.names.push_back(source_name);
  return known->second;
}

}  // namespace kiln::reference::cpu
