#include "runtime/execution/command_history.h"

#include <fmt/format.h>

#include <algorithm>

namespace kiln::runtime {
namespace {

std::string Print(const std::array<std::uint32_t, 3>& size) {
  return fmt::format("{} x {} x {}", size[0], size[1], size[2]);
}

}  // namespace

CommandHistory::Command* CommandHistory::Next() {
  if (commands_.empty()) return nullptr;
  return &commands_[count_++ % commands_.size()];
}

void CommandHistory::Note(Kind kind, std::string_view name, const std::array<std::uint32_t, 3>& global,
                          const std::array<std::uint32_t, 3>& local) {
  Command* const command = Next();
  if (command == nullptr) return;
  command->kind = kind;
  const std::size_t length = name.copy(command->name.data(), command->name.size() - 1);
  command->name[length] = '\0';
  command->global = global;
  command->local = local;
}

void CommandHistory::Note(Kind kind, std::uint64_t bytes) {
  Command* const command = Next();
  if (command == nullptr) return;
  command->kind = kind;
  command->bytes = bytes;
}

std::vector<std::string> CommandHistory::Describe() const {
  std::vector<std::string> lines;
  const std::uint64_t kept = std::min<std::uint64_t>(count_, commands_.size());
  for (std::uint64_t number = count_ - kept; number < count_; ++number) {
    const Command& command = commands_[number % commands_.size()];
    std::string what;
    switch (command.kind) {
      case Kind::kLaunch:
        what = fmt::format("launch of '{}', {} in groups of {}", command.name.data(), Print(command.global),
                           Print(command.local));
        break;
      case Kind::kCopy:
        what = fmt::format("copy of {} bytes", command.bytes);
        break;
      case Kind::kFill:
        what = fmt::format("fill of {} bytes", command.bytes);
        break;
      case Kind::kReplay:
        what = "replay of a graph";
        break;
    }
    lines.push_back(fmt::format("#{} {}", number + 1, what));
  }
  return lines;
}

std::string CommandHistory::Sentence() const {
  std::string text;
  for (const std::string& line : Describe()) {
    text += (text.empty() ? "the last commands of the stream were: " : "; ") + line;
  }
  return text;
}

}  // namespace kiln::runtime
