// The language that lies under Metal's library: its qualifiers are OpenCL's address spaces, in which Clang compiles the
// text as C++ for OpenCL; so a missing or a wrong space is an error of the text as it is on Metal.
#pragma OPENCL EXTENSION cl_khr_fp16 : enable
#pragma OPENCL EXTENSION __cl_clang_non_portable_kernel_param_types : enable
#define device __global
#define constant __constant
#define threadgroup __local
#define thread __private
#define __METAL__ 1
#define __METAL_VERSION__ KILN_METAL_VERSION

// What is a word of OpenCL and a plain name in Metal.
#define global kiln_word_global
#define local kiln_word_local
#define generic kiln_word_generic
#define read_only kiln_word_read_only
#define write_only kiln_word_write_only
#define read_write kiln_word_read_write
#define pipe kiln_word_pipe
#define vec_step kiln_word_vec_step
#define sampler_t kiln_word_sampler_t
#define event_t kiln_word_event_t
#define clk_event_t kiln_word_clk_event_t
#define queue_t kiln_word_queue_t
#define reserve_id_t kiln_word_reserve_id_t
#define memory_order kiln_memory_order
#define memory_scope kiln_memory_scope
#define atomic_int kiln_atomic_int
#define atomic_uint kiln_atomic_uint
#define atomic_long kiln_atomic_long
#define atomic_ulong kiln_atomic_ulong
#define atomic_float kiln_atomic_float
#define atomic_double kiln_atomic_double
#define atomic_flag kiln_atomic_flag
#define atomic_size_t kiln_atomic_size_t
#define atomic_intptr_t kiln_atomic_intptr_t
#define atomic_uintptr_t kiln_atomic_uintptr_t
#define atomic_ptrdiff_t kiln_atomic_ptrdiff_t

typedef unsigned char uchar;
typedef unsigned short ushort;
typedef unsigned int uint;
typedef unsigned long ulong;
typedef signed char int8_t;
typedef short int16_t;
typedef int int32_t;
typedef long int64_t;
typedef unsigned char uint8_t;
typedef unsigned short uint16_t;
typedef unsigned int uint32_t;
typedef unsigned long uint64_t;
typedef decltype(sizeof(0)) size_t;
typedef long ptrdiff_t;
typedef ulong uintptr_t;
typedef long intptr_t;

#define NULL nullptr
#define INFINITY __builtin_inff()
#define NAN __builtin_nanf("")
#define MAXFLOAT 0x1.fffffep127f
#define HUGE_VALF __builtin_inff()
#define FLT_MAX 0x1.fffffep127f
#define FLT_MIN 0x1.0p-126f
#define FLT_EPSILON 0x1.0p-23f
#define HALF_MAX 65504.0h
#define HALF_MIN 0x1.0p-14h
#define HALF_EPSILON 0x1.0p-10h
#define CHAR_BIT 8
#define CHAR_MAX 127
#define CHAR_MIN (-128)
#define SCHAR_MAX 127
#define SCHAR_MIN (-128)
#define UCHAR_MAX 255
#define SHRT_MAX 32767
#define SHRT_MIN (-32768)
#define USHRT_MAX 65535
#define INT_MAX 2147483647
#define INT_MIN (-2147483647 - 1)
#define UINT_MAX 4294967295u
#define LONG_MAX 9223372036854775807L
#define LONG_MIN (-9223372036854775807L - 1)
#define ULONG_MAX 18446744073709551615uL
#define M_E_F 2.71828182845904523536f
#define M_LOG2E_F 1.44269504088896340736f
#define M_LOG10E_F 0.43429448190325182765f
#define M_LN2_F 0.69314718055994530942f
#define M_LN10_F 2.30258509299404568402f
#define M_PI_F 3.14159265358979323846f
#define M_PI_2_F 1.57079632679489661923f
#define M_PI_4_F 0.78539816339744830962f
#define M_1_PI_F 0.31830988618379067154f
#define M_2_PI_F 0.63661977236758134308f
#define M_2_SQRTPI_F 1.12837916709551257390f
#define M_SQRT2_F 1.41421356237309504880f
#define M_SQRT1_2_F 0.70710678118654752440f

// Everything of the library is inlined: the text is what is compiled.
#define KILN_INLINE inline __attribute__((always_inline))
