// The buffer that one launch of a kernel prints into, and the text that it becomes.
#ifndef KILN_RUNTIME_EXECUTION_PRINTF_CAPTURE_H_
#define KILN_RUNTIME_EXECUTION_PRINTF_CAPTURE_H_

#include <vulkan/vulkan.h>

#include <memory>

#include "kiln/runtime/device.h"
#include "runtime/execution/kernel_state.h"
#include "runtime/memory/buffer_state.h"

namespace kiln::runtime {

class PrintfCapture {
 public:
  // Host-visible memory with the header of an empty buffer; kiln/artifact/printf.h states the layout.
  static Result<std::unique_ptr<PrintfCapture>> Create(MemoryPool& pool, std::shared_ptr<const KernelState> kernel);
  ~PrintfCapture();
  PrintfCapture(const PrintfCapture&) = delete;
  PrintfCapture& operator=(const PrintfCapture&) = delete;

  VkBuffer buffer() const { return bound_.buffer; }
  // When the device has finished the launch.
  PrintedText Decode() const;

 private:
  PrintfCapture(MemoryPool& pool, std::shared_ptr<const KernelState> kernel)
      : pool_(pool), kernel_(std::move(kernel)) {}

  MemoryPool& pool_;
  std::shared_ptr<const KernelState> kernel_;
  BoundBuffer bound_;
  std::uint32_t words_ = 0;
};

// What happens without a handler: standard output, and what is wrong on standard error.
void PrintToConsole(const PrintedText& printed);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_PRINTF_CAPTURE_H_
