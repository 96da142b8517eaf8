// Textures that a kernel reads, writes and asks for their sizes by whole coordinates. A texel is four numbers of 32
// bits here, whatever the pixel format: the host converts. Outside a texture zeros are read and nothing is written.
namespace metal {
enum class access { sample, read, write, read_write };

namespace kiln {
// The same as TextureRecord in reference/msl/launch_record.h.
struct texture_record {
  uint width, height, depth, layers;
  ulong texels;
};
template <typename T>
struct channel {
  static_assert(is_same_v<T, float> || is_same_v<T, half> || is_same_v<T, int> || is_same_v<T, uint> ||
                    is_same_v<T, short> || is_same_v<T, ushort>,
                "Metal has no texture of this type");
  typedef conditional_t<is_floating_point_v<T>, float, conditional_t<is_signed_v<T>, int, uint>> type;
};

template <typename T, access a>
struct texture {
  ulong kiln_record;

 protected:
  KILN_INLINE const device texture_record* record() const { return (const device texture_record*)kiln_record; }
  KILN_INLINE vec<T, 4> load(uint x, uint y, uint z, uint layer) const {
    const device texture_record* r = record();
    if (x >= r->width || y >= r->height || z >= r->depth || layer >= r->layers) return vec<T, 4>(T(0));
    const device vec<typename channel<T>::type, 4>* texels = (const device vec<typename channel<T>::type, 4>*)r->texels;
    const vec<typename channel<T>::type, 4> v = texels[((ulong(layer) * r->depth + z) * r->height + y) * r->width + x];
    return vec<T, 4>(T(v.x), T(v.y), T(v.z), T(v.w));
  }
  KILN_INLINE void store(vec<T, 4> v, uint x, uint y, uint z, uint layer) const {
    const device texture_record* r = record();
    if (x >= r->width || y >= r->height || z >= r->depth || layer >= r->layers) return;
    typedef typename channel<T>::type C;
    device vec<C, 4>* texels = (device vec<C, 4>*)r->texels;
    texels[((ulong(layer) * r->depth + z) * r->height + y) * r->width + x] = vec<C, 4>(C(v.x), C(v.y), C(v.z), C(v.w));
  }
};
template <access a>
using reads = enable_if_t<a != access::write>;
template <access a>
using writes = enable_if_t<a == access::write || a == access::read_write>;
}  // namespace kiln

// A texture can be read unless it is only written, and written if it says so.
#define KILN_READ(parameters, ...)                  \
  template <access b = a, typename = kiln::reads<b>> \
  KILN_INLINE vec<T, 4> read parameters const {     \
    return this->load(__VA_ARGS__);                 \
  }
#define KILN_WRITE(parameters, ...)                  \
  template <access b = a, typename = kiln::writes<b>> \
  KILN_INLINE void write parameters const {          \
    this->store(__VA_ARGS__);                        \
  }
#define KILN_SIZE(name, member) \
  KILN_INLINE uint name(uint lod = 0) const { return this->record()->member; }
#define KILN_COUNT(name, member) \
  KILN_INLINE uint name() const { return this->record()->member; }

template <typename T, access a = access::sample>
struct texture1d : kiln::texture<T, a> {
  KILN_READ((uint c, uint lod = 0), c, 0, 0, 0)
  KILN_WRITE((vec<T, 4> v, uint c, uint lod = 0), v, c, 0, 0, 0)
  KILN_SIZE(get_width, width)
};
template <typename T, access a = access::sample>
struct texture1d_array : kiln::texture<T, a> {
  KILN_READ((uint c, uint layer, uint lod = 0), c, 0, 0, layer)
  KILN_WRITE((vec<T, 4> v, uint c, uint layer, uint lod = 0), v, c, 0, 0, layer)
  KILN_SIZE(get_width, width)
  KILN_COUNT(get_array_size, layers)
};
template <typename T, access a = access::sample>
struct texture2d : kiln::texture<T, a> {
  KILN_READ((uint2 c, uint lod = 0), c.x, c.y, 0, 0)
  KILN_READ((ushort2 c, ushort lod = 0), c.x, c.y, 0, 0)
  KILN_WRITE((vec<T, 4> v, uint2 c, uint lod = 0), v, c.x, c.y, 0, 0)
  KILN_WRITE((vec<T, 4> v, ushort2 c, ushort lod = 0), v, c.x, c.y, 0, 0)
  KILN_SIZE(get_width, width)
  KILN_SIZE(get_height, height)
};
template <typename T, access a = access::sample>
struct texture2d_array : kiln::texture<T, a> {
  KILN_READ((uint2 c, uint layer, uint lod = 0), c.x, c.y, 0, layer)
  KILN_READ((ushort2 c, ushort layer, ushort lod = 0), c.x, c.y, 0, layer)
  KILN_WRITE((vec<T, 4> v, uint2 c, uint layer, uint lod = 0), v, c.x, c.y, 0, layer)
  KILN_WRITE((vec<T, 4> v, ushort2 c, ushort layer, ushort lod = 0), v, c.x, c.y, 0, layer)
  KILN_SIZE(get_width, width)
  KILN_SIZE(get_height, height)
  KILN_COUNT(get_array_size, layers)
};
template <typename T, access a = access::sample>
struct texture3d : kiln::texture<T, a> {
  KILN_READ((uint3 c, uint lod = 0), c.x, c.y, c.z, 0)
  KILN_READ((ushort3 c, ushort lod = 0), c.x, c.y, c.z, 0)
  KILN_WRITE((vec<T, 4> v, uint3 c, uint lod = 0), v, c.x, c.y, c.z, 0)
  KILN_WRITE((vec<T, 4> v, ushort3 c, ushort lod = 0), v, c.x, c.y, c.z, 0)
  KILN_SIZE(get_width, width)
  KILN_SIZE(get_height, height)
  KILN_SIZE(get_depth, depth)
};
template <typename T, access a = access::read>
struct texture_buffer : kiln::texture<T, a> {
  KILN_READ((uint c), c, 0, 0, 0)
  KILN_WRITE((vec<T, 4> v, uint c), v, c, 0, 0, 0)
  KILN_COUNT(get_width, width)
};
}  // namespace metal
