#include "runtime/execution/printf_capture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <span>

#include "kiln/artifact/printf.h"

namespace kiln::runtime {

Result<std::unique_ptr<PrintfCapture>> PrintfCapture::Create(MemoryPool& pool,
                                                             std::shared_ptr<const KernelState> kernel) {
  LogicalDevice& device = kernel->device;
  // At least the header and a record; at most what a kernel can address by 32-bit numbers of words.
  const std::uint64_t most = std::min<std::uint64_t>(device.info().limits.storage_buffer_bytes, 1u << 30);
  const std::uint64_t bytes = std::clamp<std::uint64_t>(device.printf_bytes() / 16 * 16, 64, most);
  std::unique_ptr<PrintfCapture> capture(new PrintfCapture(pool, std::move(kernel)));
  KILN_ASSIGN_OR_RETURN(capture->bound_, CreateBoundBuffer(device, pool, bytes, VK_BUFFER_USAGE_STORAGE_BUFFER_BIT,
                                                           device.plan().memory.staging));
  capture->words_ = static_cast<std::uint32_t>(bytes / sizeof(std::uint32_t));
  std::memset(capture->bound_.slice.mapped(), 0, bytes);
  const std::uint32_t header[artifact::kPrintfHeaderWords] = {0, capture->words_ - artifact::kPrintfHeaderWords, 0, 0};
  std::memcpy(capture->bound_.slice.mapped(), header, sizeof header);
  return capture;
}

PrintfCapture::~PrintfCapture() {
  if (bound_.buffer == VK_NULL_HANDLE || kernel_->device.is_abandoned()) return;
  vkDestroyBuffer(kernel_->device.get(), bound_.buffer, nullptr);
  pool_.Free(bound_.slice);
}

PrintedText PrintfCapture::Decode() const {
  PrintedText printed;
  printed.kernel = kernel_->reflection.name;
  const auto* words = reinterpret_cast<const std::uint32_t*>(bound_.slice.mapped());
  auto output = artifact::DecodePrintf(*kernel_->reflection.printf, {words, words_});
  if (output) {
    printed.text = std::move(output->text);
    printed.dropped = output->dropped;
  } else {
    printed.damage = output.error().message();
  }
  return printed;
}

void PrintToConsole(const PrintedText& printed) {
  std::fwrite(printed.text.data(), 1, printed.text.size(), stdout);
  std::fflush(stdout);
  if (printed.dropped != 0) {
    fmt::print(stderr, "kiln: '{}': the printf buffer was full, {} more {} of printf left nothing\n", printed.kernel,
               printed.dropped, printed.dropped == 1 ? "call" : "calls");
  }
  if (!printed.damage.empty()) {
    fmt::print(stderr, "kiln: '{}': what it printed is lost: {}\n", printed.kernel, printed.damage);
  }
}

}  // namespace kiln::runtime
