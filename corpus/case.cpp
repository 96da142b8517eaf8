#include "corpus/case.h"

#include <cmath>

namespace kiln::corpus {
namespace {

template <typename T>
Comparison CompareAs(const Check& check, std::span<const std::byte> actual) {
  Comparison result;
  result.checked = check.expected.size() / sizeof(T);
  for (std::size_t i = 0; i < result.checked; ++i) {
    T want;
    T got{};
    std::memcpy(&want, check.expected.data() + i * sizeof(T), sizeof(T));
    const bool present = (i + 1) * sizeof(T) <= actual.size();
    if (present) std::memcpy(&got, actual.data() + i * sizeof(T), sizeof(T));

    // Equality first: it is exact for 64-bit integers, which do not fit a double, and for infinities.
    bool ok = present && got == want;
    if (present && !ok) {
      const double expected = static_cast<double>(want);
      const double error = std::fabs(static_cast<double>(got) - expected);
      const bool exact = check.tolerance.absolute == 0 && check.tolerance.relative == 0;
      if (error > result.largest_error) result.largest_error = error;
      ok = (std::isnan(static_cast<double>(got)) && std::isnan(expected)) ||
           (!exact && std::isfinite(expected) &&
            error <= check.tolerance.absolute + check.tolerance.relative * std::fabs(expected));
    }
    if (ok) continue;
    if (result.wrong++ == 0) {
      result.first_wrong = i;
      result.expected = static_cast<double>(want);
      result.actual = static_cast<double>(got);
    }
  }
  return result;
}

Extent ToExtent(std::initializer_list<std::size_t> sizes) {
  Extent extent = {1, 1, 1};
  std::size_t i = 0;
  for (std::size_t size : sizes) {
    if (i < extent.size()) extent[i++] = size;
  }
  return extent;
}

}  // namespace

std::size_t ElementSize(ElementType type) {
  switch (type) {
    case ElementType::kInt8:
    case ElementType::kUint8:
      return 1;
    case ElementType::kInt16:
    case ElementType::kUint16:
      return 2;
    case ElementType::kInt32:
    case ElementType::kUint32:
    case ElementType::kFloat32:
      return 4;
    case ElementType::kInt64:
    case ElementType::kUint64:
    case ElementType::kFloat64:
      return 8;
  }
  return 1;
}

Launch& Workload::Run(std::string kernel, std::initializer_list<std::size_t> global,
                      std::initializer_list<std::size_t> local, std::vector<Argument> arguments) {
  Launch& launch = launches.emplace_back();
  launch.kernel = std::move(kernel);
  launch.dimensions = static_cast<std::uint32_t>(global.size());
  launch.global = ToExtent(global);
  launch.local = ToExtent(local);
  launch.arguments = std::move(arguments);
  return launch;
}

Comparison Compare(const Check& check, std::span<const std::byte> actual) {
  switch (check.type) {
    case ElementType::kInt8:
      return CompareAs<std::int8_t>(check, actual);
    case ElementType::kUint8:
      return CompareAs<std::uint8_t>(check, actual);
    case ElementType::kInt16:
      return CompareAs<std::int16_t>(check, actual);
    case ElementType::kUint16:
      return CompareAs<std::uint16_t>(check, actual);
    case ElementType::kInt32:
      return CompareAs<std::int32_t>(check, actual);
    case ElementType::kUint32:
      return CompareAs<std::uint32_t>(check, actual);
    case ElementType::kInt64:
      return CompareAs<std::int64_t>(check, actual);
    case ElementType::kUint64:
      return CompareAs<std::uint64_t>(check, actual);
    case ElementType::kFloat32:
      return CompareAs<float>(check, actual);
    case ElementType::kFloat64:
      return CompareAs<double>(check, actual);
  }
  return {};
}

}  // namespace kiln::corpus
