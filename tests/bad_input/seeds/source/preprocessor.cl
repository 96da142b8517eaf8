//! -DN=4 -DF(x)=x##1 preprocess
#if defined(N) && N > 3 || !defined(__OPENCL_VERSION__)
#define GLUE(a, b) a ## b
#define TEXT(...) #__VA_ARGS__
#line 77 "other.cl"
#elif __has_include("x.h")
#include "x.h"
#else
#error no N
#endif
#ifdef cl_khr_fp64
_Pragma("OPENCL EXTENSION cl_khr_fp64 : enable")
#endif
kernel void GLUE(na, me)(global int *p) { p[0] = F(x) + __LINE__; /* \
*/ const constant char *s = TEXT(a, "b\x41", c); }
