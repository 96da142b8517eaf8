#include "harness/values/compare.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "harness/values/half.h"
#include "harness/values/number.h"
#include "harness/values/ulp.h"

namespace kiln::harness {
namespace {

template <typename T>
T Load(const std::byte* from) {
  T value;
  std::memcpy(&value, from, sizeof(T));
  return value;
}

// The value of an integer scalar, extended to 64 bits.
std::uint64_t LoadInteger(Scalar scalar, const std::byte* from) {
  switch (scalar) {
    case Scalar::kChar:
      return static_cast<std::uint64_t>(std::int64_t{Load<std::int8_t>(from)});
    case Scalar::kShort:
      return static_cast<std::uint64_t>(std::int64_t{Load<std::int16_t>(from)});
    case Scalar::kInt:
      return static_cast<std::uint64_t>(std::int64_t{Load<std::int32_t>(from)});
    default: {
      std::uint64_t value = 0;
      std::memcpy(&value, from, SizeOf(scalar));
      return value;
    }
  }
}

bool IntegerPasses(Scalar scalar, const std::byte* actual, const std::byte* expected, const Tolerance& tolerance) {
  const std::uint64_t a = LoadInteger(scalar, actual);
  const std::uint64_t e = LoadInteger(scalar, expected);
  if (a == e) return true;
  const bool a_is_larger = IsSigned(scalar) ? static_cast<std::int64_t>(a) > static_cast<std::int64_t>(e) : a > e;
  const std::uint64_t distance = a_is_larger ? a - e : e - a;
  if (distance <= tolerance.integer) return true;
  return static_cast<double>(distance) <=
         tolerance.absolute + tolerance.relative * std::fabs(LoadDouble(scalar, expected));
}

std::uint64_t Distance(Scalar scalar, const std::byte* a, const std::byte* b) {
  switch (scalar) {
    case Scalar::kHalf:
      return HalfUlpDistance(Load<std::uint16_t>(a), Load<std::uint16_t>(b));
    case Scalar::kFloat:
      return UlpDistance(Load<float>(a), Load<float>(b));
    case Scalar::kDouble:
      return UlpDistance(Load<double>(a), Load<double>(b));
    default:
      return 0;
  }
}

struct Format {
  int digits = 0;
  int least_exponent = 0;  // of the smallest normal value
};
Format FormatOf(Scalar scalar) {
  switch (scalar) {
    case Scalar::kHalf:
      return {11, -14};
    case Scalar::kFloat:
      return {24, -126};
    default:
      return {53, -1022};
  }
}

// From |expected| to the next larger magnitude of the type. The largest finite value has the step below it.
double StepOf(Scalar scalar, double expected) {
  const Format format = FormatOf(scalar);
  const double magnitude = std::fabs(expected);
  const int exponent = magnitude == 0 ? format.least_exponent : std::max(std::ilogb(magnitude), format.least_exponent);
  return std::ldexp(1.0, exponent - (format.digits - 1));
}

bool IsDenormalOrZero(Scalar scalar, double value) {
  return std::fabs(value) < std::ldexp(1.0, FormatOf(scalar).least_exponent);
}

bool FloatingPasses(Scalar scalar, const std::byte* actual, const std::byte* expected, const Tolerance& tolerance) {
  const std::uint64_t distance = Distance(scalar, actual, expected);
  if (distance == 0) return true;
  const std::uint64_t any_value = std::uint64_t{1} << (scalar == Scalar::kDouble ? 53 : 24);
  if (tolerance.spacing >= any_value) return true;
  const double a = LoadDouble(scalar, actual);
  const double e = LoadDouble(scalar, expected);
  if (tolerance.any_for_nonfinite && !std::isfinite(e)) return true;
  if (tolerance.denormals_are_zero && IsDenormalOrZero(scalar, a) && IsDenormalOrZero(scalar, e)) return true;
  if (!std::isfinite(a) || !std::isfinite(e)) return false;
  if (distance <= tolerance.ulp) return true;
  const double difference = std::fabs(a - e);
  if (tolerance.spacing != 0 && difference <= static_cast<double>(tolerance.spacing) * StepOf(scalar, e)) return true;
  return difference <= tolerance.absolute + tolerance.relative * std::fabs(e);
}

}  // namespace

Result<Comparison> Compare(Element element, std::span<const std::byte> actual, std::span<const std::byte> expected,
                           const Tolerance& tolerance, std::size_t report_at_most) {
  if (actual.size() != expected.size()) {
    return Fail(ErrorCode::kInvalidArgument, std::to_string(actual.size()) + " bytes cannot be compared with " +
                                                 std::to_string(expected.size()) + " bytes");
  }
  Comparison result;
  const std::size_t scalar_size = SizeOf(element.scalar);
  const std::size_t elements = actual.size() / element.size();
  const bool floating = IsFloating(element.scalar);
  for (std::size_t i = 0; i < elements; ++i) {
    for (std::size_t component = 0; component < element.width; ++component) {
      const std::size_t at = i * element.size() + component * scalar_size;
      const std::byte* const a = actual.data() + at;
      const std::byte* const e = expected.data() + at;
      ++result.checked;
      if (std::memcmp(a, e, scalar_size) == 0) continue;
      if (floating ? FloatingPasses(element.scalar, a, e, tolerance) : IntegerPasses(element.scalar, a, e, tolerance)) {
        continue;
      }
      ++result.differing;
      if (result.first.size() < report_at_most) {
        result.first.push_back({i * element.width + component, FormatNumber(element.scalar, a),
                                FormatNumber(element.scalar, e), Distance(element.scalar, a, e)});
      }
    }
  }
  return result;
}

std::string FormatIndex(std::size_t index, std::span<const std::size_t> shape, std::uint32_t width) {
  std::vector<std::size_t> extents(shape.begin(), shape.end());
  if (extents.empty()) extents.push_back(index + 1);
  if (width > 1) extents.push_back(width);
  std::string text;
  std::size_t rest = index;
  for (std::size_t i = extents.size(); i-- > 0;) {
    // The outermost index takes what is left, so that a wrong shape still shows the place.
    const std::size_t here = i == 0 || extents[i] == 0 ? rest : rest % extents[i];
    rest = extents[i] == 0 ? 0 : rest / extents[i];
    std::string part = std::to_string(here);
    part.insert(part.begin(), '[');
    part.push_back(']');
    text.insert(0, part);
  }
  return text;
}

std::string Describe(const Comparison& comparison, std::span<const std::size_t> shape, std::uint32_t width) {
  std::string text;
  for (const Mismatch& mismatch : comparison.first) {
    text += "index " + FormatIndex(mismatch.index, shape, width) + ": got " + mismatch.actual + ", expected " +
            mismatch.expected;
    if (mismatch.ulp != 0 && mismatch.ulp != kUlpNever) text += " (" + std::to_string(mismatch.ulp) + " ulp apart)";
    text += "\n";
  }
  return text + std::to_string(comparison.differing) + " of " + std::to_string(comparison.checked) + " values differ";
}

}  // namespace kiln::harness
