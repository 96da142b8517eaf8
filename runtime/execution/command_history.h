// The last commands of a stream, for errors.
#ifndef KILN_RUNTIME_EXECUTION_COMMAND_HISTORY_H_
#define KILN_RUNTIME_EXECUTION_COMMAND_HISTORY_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kiln::runtime {

// Noting one allocates nothing. Guarded by the recording mutex.
class CommandHistory {
 public:
  enum class Kind : std::uint8_t { kLaunch, kCopy, kFill, kReplay };

  explicit CommandHistory(std::uint32_t capacity) : commands_(capacity) {}

  void Note(Kind kind, std::string_view name, const std::array<std::uint32_t, 3>& global,
            const std::array<std::uint32_t, 3>& local);  // a launch
  void Note(Kind kind, std::uint64_t bytes);             // a copy, fill; a replay has none

  // "#7 launch of 'saxpy', 1000 x 1 x 1 in groups of 250 x 1 x 1", the oldest first. The number counts the stream's
  // commands from 1.
  std::vector<std::string> Describe() const;
  // "the last commands of the stream were: #6 ..., #7 ..."; empty when there are none.
  std::string Sentence() const;

 private:
  struct Command {
    Kind kind = Kind::kLaunch;
    std::array<char, 48> name = {};  // cut off
    std::array<std::uint32_t, 3> global = {}, local = {};
    std::uint64_t bytes = 0;
  };
  Command* Next();

  std::vector<Command> commands_;  // a ring
  std::uint64_t count_ = 0;        // of all that were noted
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_COMMAND_HISTORY_H_
