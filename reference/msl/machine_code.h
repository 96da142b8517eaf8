// The module as machine code in this process.
#ifndef KILN_REFERENCE_MSL_MACHINE_CODE_H_
#define KILN_REFERENCE_MSL_MACHINE_CODE_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "kiln/base/result.h"
#include "reference/msl/compile.h"
#include "reference/msl/launch_record.h"

namespace kiln::reference::msl {

class MachineCode {
 public:
  // Takes the text's module and context.
  static Result<MachineCode> Make(CompiledText& text);
  MachineCode(MachineCode&&) noexcept;
  MachineCode& operator=(MachineCode&&) noexcept;
  ~MachineCode();

  Entry entry(std::size_t kernel) const;
  // Whether threads of the text wait for each other anywhere.
  bool uses_barriers() const;
  // The text's line that the instruction at `address` is of; 0: it is of none.
  std::uint32_t LineOf(std::uint64_t address) const;

 private:
  struct State;
  explicit MachineCode(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kiln::reference::msl

#endif  // KILN_REFERENCE_MSL_MACHINE_CODE_H_
