// Conversions with a named rounding mode: narrower floats, integers to floats, halves as bits.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#include "rounding.h"

KILN_DEFINE_PACK(pack_f16_from_32, uint, 32, ushort, 11, 15)
KILN_DEFINE_PACK(pack_f16_from_64, ulong, 64, ushort, 11, 15)
KILN_DEFINE_PACK(pack_f32, ulong, 64, uint, 24, 127)
KILN_DEFINE_PACK(pack_f64, ulong, 64, ulong, 53, 1023)

ushort __kiln_narrow_f32_f16(float value, uint mode) {
  const uint bits = as_uint(value);
  const uint is_negative = bits >> 31;
  const uint biased = (bits >> 23) & 0xff;
  const uint fraction = bits & 0x7fffff;
  if (biased == 0xff) {  // infinity, or a NaN that stays quiet and keeps the top of its payload
    const uint payload = fraction == 0 ? 0 : 0x200 | (fraction >> 13);
    return (ushort)(is_negative << 15 | 0x7c00 | payload);
  }
  const uint mantissa = biased == 0 ? fraction : fraction | 0x800000;
  return pack_f16_from_32(is_negative, mantissa, (int)(biased == 0 ? 1 : biased) - 150, mode);
}

static inline bool is_special(ulong bits) { return ((bits >> 52) & 0x7ff) == 0x7ff; }
static inline ulong mantissa_of(ulong bits) {
  const ulong fraction = bits & 0xffffffffffffful;
  return ((bits >> 52) & 0x7ff) == 0 ? fraction : fraction | 0x10000000000000ul;
}
static inline int exponent_of(ulong bits) {
  const int biased = (int)(bits >> 52) & 0x7ff;
  return (biased == 0 ? 1 : biased) - 1075;
}

ushort __kiln_narrow_f64_f16(double value, uint mode) {
  const ulong bits = as_ulong(value);
  const uint is_negative = (uint)(bits >> 63);
  if (is_special(bits)) {
    const ulong fraction = bits & 0xffffffffffffful;
    const uint payload = fraction == 0 ? 0 : 0x200 | (uint)(fraction >> 42);
    return (ushort)(is_negative << 15 | 0x7c00 | payload);
  }
  return pack_f16_from_64(is_negative, mantissa_of(bits), exponent_of(bits), mode);
}

float __kiln_narrow_f64_f32(double value, uint mode) {
  const ulong bits = as_ulong(value);
  const uint is_negative = (uint)(bits >> 63);
  if (is_special(bits)) {
    const ulong fraction = bits & 0xffffffffffffful;
    const uint payload = fraction == 0 ? 0 : 0x400000 | (uint)(fraction >> 29);
    return as_float(is_negative << 31 | 0x7f800000 | payload);
  }
  return as_float(pack_f32(is_negative, mantissa_of(bits), exponent_of(bits), mode));
}

ushort __kiln_round_u64_f16(ulong magnitude, uint is_negative, uint mode) {
  return pack_f16_from_64(is_negative, magnitude, 0, mode);
}
float __kiln_round_u64_f32(ulong magnitude, uint is_negative, uint mode) {
  return as_float(pack_f32(is_negative, magnitude, 0, mode));
}
double __kiln_round_u64_f64(ulong magnitude, uint is_negative, uint mode) {
  return as_double(pack_f64(is_negative, magnitude, 0, mode));
}

// For targets without 16-bit floats.
float __kiln_widen_f16(ushort value) {
  const uint sign = (uint)(value & 0x8000) << 16;
  const uint biased = (value >> 10) & 0x1f;
  const uint fraction = value & 0x3ff;
  if (biased == 0x1f) {
    return as_float(sign | 0x7f800000 | fraction << 13);
  }
  if (biased != 0) {
    return as_float(sign | (biased + 112) << 23 | fraction << 13);
  }
  if (fraction == 0) {
    return as_float(sign);
  }
  const uint leading = (uint)__builtin_clz(fraction) - 21;  // places that the fraction moves to get its implicit bit
  return as_float(sign | (113 - leading) << 23 | ((fraction << leading) & 0x3ff) << 13);
}
