// Images and samplers. The host reads and writes texels; here are the names and shapes of the functions.
#include "macros.h"

#pragma OPENCL EXTENSION cl_khr_3d_image_writes : enable

// What each function of the host takes for an image or a sampler of any type: declared once for each.
#define OF_HOST(TYPE) \
  OVERLOAD int query(TYPE image, int what) __asm__("kiln_host_image_query"); \
  OVERLOAD void fetch(TYPE image, int axes, const private int* coordinates, private uint* texel) __asm__("kiln_host_image_fetch"); \
  OVERLOAD void fetch_by(TYPE image, sampler_t sampler, int axes, const private int* coordinates, private uint* texel) \
      __asm__("kiln_host_image_fetch_by"); \
  OVERLOAD void sample(TYPE image, sampler_t sampler, int axes, const private float* coordinates, private uint* texel) \
      __asm__("kiln_host_image_sample"); \
  OVERLOAD void put(TYPE image, int axes, const private int* coordinates, const private uint* texel) __asm__("kiln_host_image_put");

// Coordinates as four numbers; `axes` says how many of them count, and 8 that the layer of an array follows these.
#define ONE(T, C) (T##4)(C, 0, 0, 0)
#define TWO(T, C) (T##4)(C, 0, 0)
#define FOUR(T, C) C

#define TO_float(T, TEXEL) as_float4(TEXEL)
#define TO_int(T, TEXEL) as_int4(TEXEL)
#define TO_uint(T, TEXEL) TEXEL
#define TO_half(T, TEXEL) convert_half4(as_float4(TEXEL))
#define TO_depth(T, TEXEL) as_float(TEXEL.x)

// R NAME(image, coordinates): without a sampler.
#define FETCH(R, NAME, AS, IMAGE, AXES, PACK, I) \
  OVERLOAD R NAME(IMAGE image, I c) { \
    const int4 at = PACK(int, c); \
    uint4 texel; \
    fetch(image, AXES, (const private int*)&at, (private uint*)&texel); \
    return TO_##AS(R, texel); \
  }
#define SAMPLE(R, NAME, AS, IMAGE, AXES, PACK, I, F) \
  OVERLOAD R NAME(IMAGE image, sampler_t sampler, I c) { \
    const int4 at = PACK(int, c); \
    uint4 texel; \
    fetch_by(image, sampler, AXES, (const private int*)&at, (private uint*)&texel); \
    return TO_##AS(R, texel); \
  } \
  OVERLOAD R NAME(IMAGE image, sampler_t sampler, F c) { \
    const float4 at = PACK(float, c); \
    uint4 texel; \
    sample(image, sampler, AXES, (const private float*)&at, (private uint*)&texel); \
    return TO_##AS(R, texel); \
  }
#define PUT(V, NAME, TEXEL, IMAGE, AXES, PACK, I) \
  OVERLOAD void NAME(IMAGE image, I c, V value) { \
    const int4 at = PACK(int, c); \
    const uint4 texel = TEXEL; \
    put(image, AXES, (const private int*)&at, (const private uint*)&texel); \
  }
#define FETCHES(IMAGE, AXES, PACK, I) \
  FETCH(float4, read_imagef, float, IMAGE, AXES, PACK, I) FETCH(int4, read_imagei, int, IMAGE, AXES, PACK, I) \
  FETCH(uint4, read_imageui, uint, IMAGE, AXES, PACK, I) FETCH(half4, read_imageh, half, IMAGE, AXES, PACK, I)
#define SAMPLES(IMAGE, AXES, PACK, I, F) \
  SAMPLE(float4, read_imagef, float, IMAGE, AXES, PACK, I, F) SAMPLE(int4, read_imagei, int, IMAGE, AXES, PACK, I, F) \
  SAMPLE(uint4, read_imageui, uint, IMAGE, AXES, PACK, I, F) SAMPLE(half4, read_imageh, half, IMAGE, AXES, PACK, I, F)
#define PUTS(IMAGE, AXES, PACK, I) \
  PUT(float4, write_imagef, as_uint4(value), IMAGE, AXES, PACK, I) PUT(int4, write_imagei, as_uint4(value), IMAGE, AXES, PACK, I) \
  PUT(uint4, write_imageui, value, IMAGE, AXES, PACK, I) \
  PUT(half4, write_imageh, as_uint4(convert_float4(value)), IMAGE, AXES, PACK, I)

#define OF_ONE(IMAGE) \
  OF_HOST(IMAGE) \
  OVERLOAD int get_image_width(IMAGE image) { return query(image, 0); } \
  OVERLOAD int get_image_channel_data_type(IMAGE image) { return query(image, 4); } \
  OVERLOAD int get_image_channel_order(IMAGE image) { return query(image, 5); }
#define OF_EACH(TYPE) OF_ONE(read_only TYPE) OF_ONE(write_only TYPE) OF_ONE(read_write TYPE)
OF_EACH(image1d_t) OF_EACH(image1d_buffer_t) OF_EACH(image1d_array_t) OF_EACH(image2d_t) OF_EACH(image2d_array_t) OF_EACH(image3d_t)
OF_EACH(image2d_depth_t) OF_EACH(image2d_array_depth_t)

#define WITH_HEIGHT(IMAGE) OVERLOAD int get_image_height(IMAGE image) { return query(image, 1); }
#define FLAT(IMAGE) \
  WITH_HEIGHT(IMAGE) OVERLOAD int2 get_image_dim(IMAGE image) { return (int2)(query(image, 0), query(image, 1)); }
#define DEEP(IMAGE) \
  WITH_HEIGHT(IMAGE) OVERLOAD int get_image_depth(IMAGE image) { return query(image, 2); } \
  OVERLOAD int4 get_image_dim(IMAGE image) { return (int4)(query(image, 0), query(image, 1), query(image, 2), 0); }
#define LAYERED(IMAGE) OVERLOAD size_t get_image_array_size(IMAGE image) { return (size_t)query(image, 3); }
#define ACCESSES(M, TYPE) M(read_only TYPE) M(write_only TYPE) M(read_write TYPE)
ACCESSES(FLAT, image2d_t) ACCESSES(FLAT, image2d_array_t) ACCESSES(FLAT, image2d_depth_t) ACCESSES(FLAT, image2d_array_depth_t)
ACCESSES(DEEP, image3d_t)
ACCESSES(LAYERED, image1d_array_t) ACCESSES(LAYERED, image2d_array_t) ACCESSES(LAYERED, image2d_array_depth_t)

#define READ_WRITE(TYPE, AXES, PACK, I) \
  FETCHES(read_only TYPE, AXES, PACK, I) FETCHES(read_write TYPE, AXES, PACK, I) \
  PUTS(write_only TYPE, AXES, PACK, I) PUTS(read_write TYPE, AXES, PACK, I)
READ_WRITE(image1d_t, 1, ONE, int) READ_WRITE(image1d_buffer_t, 1, ONE, int) READ_WRITE(image1d_array_t, 1 | 8, TWO, int2)
READ_WRITE(image2d_t, 2, TWO, int2) READ_WRITE(image2d_array_t, 2 | 8, FOUR, int4) READ_WRITE(image3d_t, 3, FOUR, int4)
SAMPLES(read_only image1d_t, 1, ONE, int, float) SAMPLES(read_only image1d_array_t, 1 | 8, TWO, int2, float2)
SAMPLES(read_only image2d_t, 2, TWO, int2, float2) SAMPLES(read_only image2d_array_t, 2 | 8, FOUR, int4, float4)
SAMPLES(read_only image3d_t, 3, FOUR, int4, float4)

#define DEPTH(TYPE, AXES, PACK, I, F) \
  FETCH(float, read_imagef, depth, read_only TYPE, AXES, PACK, I) FETCH(float, read_imagef, depth, read_write TYPE, AXES, PACK, I) \
  PUT(float, write_imagef, as_uint4((float4)(value, 0, 0, 1)), write_only TYPE, AXES, PACK, I) \
  PUT(float, write_imagef, as_uint4((float4)(value, 0, 0, 1)), read_write TYPE, AXES, PACK, I) \
  SAMPLE(float, read_imagef, depth, read_only TYPE, AXES, PACK, I, F)
DEPTH(image2d_depth_t, 2, TWO, int2, float2) DEPTH(image2d_array_depth_t, 2 | 8, FOUR, int4, float4)
