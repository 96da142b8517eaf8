#include "cli/report/ir_states.h"

#include <llvm/ADT/Hashing.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringRef.h>

#include <algorithm>

namespace kiln::cli::report {
namespace {

// What a number and a line take in the page beside their own length.
constexpr std::size_t kNumberBytes = 6, kLineBytes = 4;
// A copy is two numbers: shorter ones do not pay.
constexpr std::size_t kShortestCopy = 3;

// `x = add i32 1, 2, !dbg !7` -> `x = add i32 1, 2`, also in front of the brace of a function.
llvm::StringRef WithoutAttachments(llvm::StringRef line) {
  for (;;) {
    const std::size_t value = line.rfind(" !");
    if (value == llvm::StringRef::npos || value == 0) return line;
    const llvm::StringRef number = line.substr(value + 2);
    if (number.empty() || !llvm::all_of(number, llvm::isDigit)) return line;
    const std::size_t name = line.substr(0, value).rfind(" !");
    if (name == llvm::StringRef::npos) return line;
    const llvm::StringRef word = line.substr(name + 2, value - name - 2);
    if (word.empty() || !llvm::all_of(word, [](char c) { return llvm::isAlnum(c) || c == '_' || c == '.'; }))
      return line;
    line = line.substr(0, name);
    line.consume_back(",");
  }
}

}  // namespace

std::string WithoutMetadata(std::string_view ir) {
  std::string text;
  llvm::StringRef rest(ir);
  while (!rest.empty()) {
    llvm::StringRef line;
    std::tie(line, rest) = rest.split('\n');
    if (line.starts_with("!")) continue;
    const bool opens = line.consume_back(" {");
    // LLVM prints the predecessors of a block at the fiftieth column.
    if (const std::size_t comment = line.find(" ; preds = "); comment != llvm::StringRef::npos) {
      text += line.substr(0, comment).rtrim();
      text += " ";
      line = line.substr(comment);
    }
    // The metadata was a paragraph of its own.
    if (line.empty() && llvm::StringRef(text).ends_with("\n\n")) continue;
    text += WithoutAttachments(line);
    text += opens ? " {\n" : "\n";
  }
  while (llvm::StringRef(text).ends_with("\n\n")) text.pop_back();
  return text;
}

std::optional<std::size_t> IrStates::Add(std::string_view text, std::optional<std::size_t> like) {
  // Lines that are new get numbers at once, and lose them again when there is no room.
  const std::size_t known = lines_.size();
  std::size_t size = 0;
  Lines lines;
  llvm::StringRef rest(text);
  while (!rest.empty()) {
    llvm::StringRef line;
    std::tie(line, rest) = rest.split('\n');
    const auto [number, is_new] = numbers_.emplace(line.str(), static_cast<std::uint32_t>(lines_.size()));
    if (is_new) {
      lines_.push_back(line.str());
      size += line.size() + kLineBytes;
    }
    lines.push_back(number->second);
  }
  const std::size_t hash = llvm::hash_combine_range(lines.begin(), lines.end());
  const auto [first, last] = by_hash_.equal_range(hash);
  for (auto it = first; it != last; ++it) {
    if (whole_[it->second] == lines) return it->second;
  }
  State state;
  state.base = like;
  state.parts = Difference(like ? whole_[*like] : Lines(), lines);
  size += state.parts.size() * kNumberBytes;
  if (size_ + size > limit_) {
    for (std::size_t i = known; i < lines_.size(); ++i) numbers_.erase(lines_[i]);
    lines_.resize(known);
    ++omitted_;
    return std::nullopt;
  }
  size_ += size;
  states_.push_back(std::move(state));
  whole_.push_back(std::move(lines));
  by_hash_.emplace(hash, states_.size() - 1);
  return states_.size() - 1;
}

std::vector<std::int64_t> IrStates::Difference(const Lines& base, const Lines& lines) const {
  // Where the base has a line first; lines that it has often, such as empty ones, are met by going on from their
  // neighbours.
  std::unordered_map<std::uint32_t, std::size_t> places;
  for (std::size_t i = 0; i < base.size(); ++i) places.emplace(base[i], i);
  std::vector<std::int64_t> parts;
  std::size_t next = 0;  // in the base, after what was taken last
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t best = 0, longest = 0;
    const auto consider = [&](std::size_t place) {
      std::size_t length = 0;
      while (place + length < base.size() && i + length < lines.size() && base[place + length] == lines[i + length]) {
        ++length;
      }
      if (length > longest) best = place, longest = length;
    };
    for (std::size_t skipped = 0; skipped < 4; ++skipped) consider(next + skipped);
    if (const auto found = places.find(lines[i]); found != places.end()) consider(found->second);
    if (longest >= kShortestCopy) {
      parts.push_back(-1 - static_cast<std::int64_t>(best));
      parts.push_back(static_cast<std::int64_t>(longest));
      i += longest;
      next = best + longest;
    } else {
      parts.push_back(lines[i++]);
    }
  }
  return parts;
}

std::string IrStates::Text(std::size_t state) const {
  std::string text;
  for (const std::uint32_t line : whole_[state]) text += lines_[line] + "\n";
  return text;
}

}  // namespace kiln::cli::report
