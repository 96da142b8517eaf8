// Integer functions whose exact result needs twice 64 bits, or twice 32 where a target has no wider integer.

ulong __kiln_mul_hi_u64(ulong a, ulong b) {
  const ulong a_low = (uint)a, a_high = a >> 32, b_low = (uint)b, b_high = b >> 32;
  const ulong middle = a_high * b_low + (a_low * b_low >> 32);
  const ulong other = a_low * b_high + (uint)middle;
  return a_high * b_high + (middle >> 32) + (other >> 32);
}

// A negative factor counts as itself plus 2^64 above: take the other factor off the upper half.
long __kiln_mul_hi_i64(long a, long b) {
  return (long)(__kiln_mul_hi_u64((ulong)a, (ulong)b) - (a < 0 ? (ulong)b : 0) - (b < 0 ? (ulong)a : 0));
}

ulong __kiln_mad_sat_u64(ulong a, ulong b, ulong c) {
  const ulong low = a * b;
  const ulong sum = low + c;
  return __kiln_mul_hi_u64(a, b) != 0 || sum < low ? ULONG_MAX : sum;
}

long __kiln_mad_sat_i64(long a, long b, long c) {
  const ulong low = (ulong)a * (ulong)b;
  const ulong sum = low + (ulong)c;
  const long high = __kiln_mul_hi_i64(a, b) + (c < 0 ? -1 : 0) + (sum < low ? 1 : 0);
  if (high == (long)sum >> 63) {
    return (long)sum;
  }
  return high < 0 ? LONG_MIN : LONG_MAX;
}

static inline uint mul_hi_u32(uint a, uint b) {
  const uint a_low = a & 0xffff, a_high = a >> 16, b_low = b & 0xffff, b_high = b >> 16;
  const uint middle = a_high * b_low + (a_low * b_low >> 16);
  const uint other = a_low * b_high + (middle & 0xffff);
  return a_high * b_high + (middle >> 16) + (other >> 16);
}

uint __kiln_mad_sat_u32(uint a, uint b, uint c) {
  const uint low = a * b;
  const uint sum = low + c;
  return mul_hi_u32(a, b) != 0 || sum < low ? UINT_MAX : sum;
}

int __kiln_mad_sat_i32(int a, int b, int c) {
  const uint low = (uint)a * (uint)b;
  const uint sum = low + (uint)c;
  const int product_high = (int)(mul_hi_u32((uint)a, (uint)b) - (a < 0 ? (uint)b : 0) - (b < 0 ? (uint)a : 0));
  const int high = product_high + (c < 0 ? -1 : 0) + (sum < low ? 1 : 0);
  if (high == (int)sum >> 31) {
    return (int)sum;
  }
  return high < 0 ? INT_MIN : INT_MAX;
}
