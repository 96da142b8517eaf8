// Device memory.
#ifndef KILN_RUNTIME_BUFFER_H_
#define KILN_RUNTIME_BUFFER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <ranges>
#include <span>
#include <type_traits>
#include <utility>

#include "kiln/base/result.h"

namespace kiln::runtime {

struct BufferState;

// A std::vector, std::array or std::span of plain values.
template <typename R>
concept PlainRange = std::ranges::contiguous_range<R> && std::ranges::sized_range<R> &&
                     std::is_trivially_copyable_v<std::ranges::range_value_t<R>>;

// A handle of a piece of device memory; copies of the handle share it. The memory is freed when the last handle is gone
// and the device has finished the last command that uses it. May be used from several threads.
//
// Write and Read block, and take place after every command that was issued before them, on any stream, and touches this
// buffer: no Synchronize is needed before Read.
class Buffer {
 public:
  Buffer() = default;  // empty: passes as a null pointer argument
  explicit Buffer(std::shared_ptr<BufferState> state) : state_(std::move(state)) {}

  explicit operator bool() const { return state_ != nullptr; }
  std::uint64_t size() const;  // bytes, as asked for; 0 when empty

  // Where kernels that use physical addressing find the buffer: what to write into another buffer for a pointer into
  // this one. Launches of such kernels are taken to use every buffer whose address has been asked for. kUnsupported on
  // a device without buffer_device_address, kInvalidArgument for an empty handle.
  Result<std::uint64_t> Address() const;

  // `offset` in bytes. A range that leaves the buffer is kInvalidArgument.
  Status Write(std::uint64_t offset, std::span<const std::byte> bytes);
  Status Read(std::uint64_t offset, std::span<std::byte> bytes) const;

  template <PlainRange R>
  Status Write(std::uint64_t offset, const R& values) {
    return Write(offset, std::span<const std::byte>(std::as_bytes(std::span(values))));
  }
  template <PlainRange R>
  Status Write(const R& values) {
    return Write(0, values);
  }
  // Fills all of `values`.
  template <typename R>
    requires PlainRange<std::remove_reference_t<R>>
  Status Read(std::uint64_t offset, R&& values) const {
    return Read(offset, std::span<std::byte>(std::as_writable_bytes(std::span(values))));
  }
  template <typename R>
    requires PlainRange<std::remove_reference_t<R>>
  Status Read(R&& values) const {
    return Read(0, values);
  }

  // The memory itself, where the host can see it: always for the uses kHostVisible, kReadback and kUnified. Empty
  // otherwise. Who uses it sees to it that no command does at that time; Write of nothing waits for those before.
  std::span<std::byte> Mapped() const;

  const std::shared_ptr<BufferState>& state() const { return state_; }

 private:
  std::shared_ptr<BufferState> state_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_BUFFER_H_
