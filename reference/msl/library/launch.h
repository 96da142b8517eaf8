// The entry of a kernel: makes its arguments of what the host has bound.
namespace kiln_host {
using namespace metal;

// Must be the same as in reference/msl/launch_record.h.
struct launch_record {
  uint inputs[16][4];
  ulong buffers[64];
  ulong threadgroups[32];
  ulong textures[128];
  ulong samplers[16];
};

struct pointer {
  ulong address;
  template <typename T>
  KILN_INLINE operator T() const {
    return (T)address;
  }
};
struct texture {
  ulong address;
  template <typename T>
  KILN_INLINE operator T() const {
    T result;
    result.kiln_record = address;
    return result;
  }
};
// So that T may be an array.
template <typename T>
using type = T;

// A kernel takes as many components of a position, of as many bits, as it likes.
struct position {
  uint x, y, z;
  KILN_INLINE operator uint() const { return x; }
  KILN_INLINE operator uint2() const { return uint2(x, y); }
  KILN_INLINE operator uint3() const { return uint3(x, y, z); }
  KILN_INLINE operator ushort() const { return ushort(x); }
  KILN_INLINE operator ushort2() const { return ushort2(ushort(x), ushort(y)); }
  KILN_INLINE operator ushort3() const { return ushort3(ushort(x), ushort(y), ushort(z)); }
};
KILN_INLINE position input(__global const launch_record* l, int i) {
  return position{l->inputs[i][0], l->inputs[i][1], l->inputs[i][2]};
}
}  // namespace kiln_host
