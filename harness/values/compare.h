// Comparing what a device computed with what was expected.
#ifndef KILN_HARNESS_VALUES_COMPARE_H_
#define KILN_HARNESS_VALUES_COMPARE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "harness/values/element.h"
#include "kiln/base/result.h"

namespace kiln::harness {

// A value passes when it equals the expected one, or when any of the rules that is set holds. All zero: equality. Two
// NaNs are equal whatever their bits, +0 equals -0; a NaN never equals a number, nor an infinity a finite value.
struct Tolerance {
  std::uint64_t ulp = 0;  // UlpDistance, floating types only
  double absolute = 0;    // |actual - expected| <= absolute + relative * |expected|
  double relative = 0;
  // For integers: |actual - expected|, exact in 64 bits.
  std::uint64_t integer = 0;
  // Floating types: |actual - expected| <= spacing * (the step of the type from `expected` away from zero). What test
  // descriptions mean by `tolerance N ulp`; from 2^24 on (2^53 for double) any value passes.
  std::uint64_t spacing = 0;
  // Floating types: a denormal equals zero and every other denormal. For programs that are built with
  // -cl-denorms-are-zero, which lets a device flush them and does not oblige it to.
  bool denormals_are_zero = false;
  // Floating types: where a NaN or an infinity is expected, any value passes.
  bool any_for_nonfinite = false;
};

struct Mismatch {
  std::size_t index = 0;  // of the scalar; padding of three-component vectors is not counted
  std::string actual;
  std::string expected;
  std::uint64_t ulp = 0;  // kUlpNever when there is no distance; 0 for integers
};

struct Comparison {
  std::size_t checked = 0;  // scalars
  std::size_t differing = 0;
  std::vector<Mismatch> first;  // the first few that differ, in order
  bool ok() const { return differing == 0; }
};

// Both hold the same whole number of elements. kInvalidArgument when their sizes differ.
Result<Comparison> Compare(Element element, std::span<const std::byte> actual, std::span<const std::byte> expected,
                           const Tolerance& tolerance, std::size_t report_at_most = 3);

// "[1][7]" for index 15 of shape {2, 8}, counting `width` scalars per element as a last dimension; "[15]" without a
// shape.
std::string FormatIndex(std::size_t index, std::span<const std::size_t> shape, std::uint32_t width = 1);

// "index [1][7]: got 2.5, expected 2.25 (1048576 ulp apart)", one line each, then "2 of 16 values differ".
std::string Describe(const Comparison& comparison, std::span<const std::size_t> shape, std::uint32_t width = 1);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_VALUES_COMPARE_H_
