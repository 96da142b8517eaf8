// A kernel that is ready to be launched, and the values that it is launched with.
#ifndef KILN_RUNTIME_KERNEL_H_
#define KILN_RUNTIME_KERNEL_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "kiln/artifact/reflection.h"
#include "kiln/runtime/buffer.h"
#include "kiln/runtime/image.h"
#include "kiln/runtime/nd_range.h"

namespace kiln::runtime {

struct KernelState;

// The work-group size of a launch, and what decided it, a sentence a line.
struct WorkGroupChoice {
  std::array<std::uint32_t, 3> size = {1, 1, 1};
  std::string explanation;
};

// A handle of a loaded kernel; copies share it. Pipelines are made at the first launch with each work-group size and
// set of local sizes, and kept. May be used from several threads.
class Kernel {
 public:
  Kernel() = default;
  explicit Kernel(std::shared_ptr<KernelState> state) : state_(std::move(state)) {}

  explicit operator bool() const { return state_ != nullptr; }
  // Arguments, names, sizes. Valid as long as a handle of the kernel lives; must not be called on an empty handle.
  const artifact::Kernel& reflection() const;
  // The size that a launch of that range has: the one that the range names, that the kernel requires, or else the
  // runtime's choice, by the device's limits, the kernel's needs of local memory and registers, and the range's shape.
  // `local_bytes` is what the launch gives to __local arguments. kInvalidArgument as of Stream::Launch.
  Result<WorkGroupChoice> WorkGroupSizeFor(const NdRange& range, std::uint64_t local_bytes = 0) const;
  const std::shared_ptr<KernelState>& state() const { return state_; }

 private:
  std::shared_ptr<KernelState> state_;
};

// The size of a __local pointer argument: LocalMemory{256} or LocalArray<float>(64).
struct LocalMemory {
  std::uint64_t bytes = 0;
};
template <typename T>
LocalMemory LocalArray(std::uint64_t count) {
  return LocalMemory{count * sizeof(T)};
}

// One argument of a launch. Converts from Buffer, nullptr (a null buffer), Image, Sampler, LocalMemory, and any plain
// value (float, int, std::array<float, 4> for a float4, a struct). Its size, and for C++ scalars int versus float, is
// checked against the kernel at the launch.
class ArgumentValue {
 public:
  enum class Scalar : std::uint8_t { kUnknown, kInteger, kFloat };
  struct Value {
    std::vector<std::byte> bytes;
    Scalar scalar = Scalar::kUnknown;
  };

  ArgumentValue(Buffer buffer) : value_(std::move(buffer)) {}  // NOLINT: converts by design
  ArgumentValue(std::nullptr_t) : value_(Buffer()) {}          // NOLINT
  ArgumentValue(LocalMemory local) : value_(local) {}          // NOLINT
  ArgumentValue(Image image) : value_(std::move(image)) {}     // NOLINT
  ArgumentValue(Sampler sampler) : value_(sampler) {}          // NOLINT
  template <typename T>
    requires(std::is_trivially_copyable_v<T> && !std::is_pointer_v<T> && !std::is_array_v<T>)
  ArgumentValue(const T& value) : value_(Value{}) {  // NOLINT
    auto& stored = std::get<Value>(value_);
    stored.bytes.resize(sizeof(T));
    std::memcpy(stored.bytes.data(), &value, sizeof(T));
    if constexpr (std::is_integral_v<T>) {
      stored.scalar = Scalar::kInteger;
    } else if constexpr (std::is_floating_point_v<T>) {
      stored.scalar = Scalar::kFloat;
    }
  }
  // A value whose C++ type is not known, e.g. read from a file: only its size is checked.
  static ArgumentValue Bytes(std::span<const std::byte> bytes) {
    return ArgumentValue(Value{{bytes.begin(), bytes.end()}, Scalar::kUnknown});
  }

  const std::variant<Buffer, LocalMemory, Value, Image, Sampler>& value() const { return value_; }

 private:
  explicit ArgumentValue(Value value) : value_(std::move(value)) {}
  std::variant<Buffer, LocalMemory, Value, Image, Sampler> value_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_KERNEL_H_
