// What the files of this library share: every builtin of OpenCL C, defined for scalars in terms of the host and for vectors
// lane by lane, without a trick. The library is compiled for the host by Kiln's front end, so that names are mangled and values
// passed as kernels expect.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL EXTENSION cl_khr_fp16 : enable
#pragma OPENCL EXTENSION cl_khr_int64_base_atomics : enable
#pragma OPENCL EXTENSION cl_khr_int64_extended_atomics : enable
#pragma OPENCL FP_CONTRACT OFF

#define OVERLOAD __attribute__((overloadable))

// M(N, ...) for each width of a vector.
#define VECTOR_WIDTHS(M, ...) M(2, __VA_ARGS__) M(3, __VA_ARGS__) M(4, __VA_ARGS__) M(8, __VA_ARGS__) M(16, __VA_ARGS__)

// R F(A, ...) lane by lane, where it is defined for scalars.
#define LANES1_N(N, R, F, A) \
  OVERLOAD R##N F(A##N a) { R##N r; for (int i = 0; i < N; ++i) r[i] = F(a[i]); return r; }
#define LANES2_N(N, R, F, A, B) \
  OVERLOAD R##N F(A##N a, B##N b) { R##N r; for (int i = 0; i < N; ++i) r[i] = F(a[i], b[i]); return r; }
#define LANES3_N(N, R, F, A, B, C) \
  OVERLOAD R##N F(A##N a, B##N b, C##N c) { R##N r; for (int i = 0; i < N; ++i) r[i] = F(a[i], b[i], c[i]); return r; }
#define LANES1(R, F, A) VECTOR_WIDTHS(LANES1_N, R, F, A)
#define LANES2(R, F, A, B) VECTOR_WIDTHS(LANES2_N, R, F, A, B)
#define LANES3(R, F, A, B, C) VECTOR_WIDTHS(LANES3_N, R, F, A, B, C)

// The same where the last operands are scalars for all lanes.
#define LANES2_SCALAR_N(N, R, F, A, B) \
  OVERLOAD R##N F(A##N a, B b) { R##N r; for (int i = 0; i < N; ++i) r[i] = F(a[i], b); return r; }
#define LANES2_SCALAR(R, F, A, B) VECTOR_WIDTHS(LANES2_SCALAR_N, R, F, A, B)

// R F(A, SPACE P*): each lane writes its own element.
#define LANES_POINTER_N(N, R, F, A, SPACE, P) \
  OVERLOAD R##N F(A##N a, SPACE P##N* p) { R##N r; P##N all; for (int i = 0; i < N; ++i) { P one; r[i] = F(a[i], &one); all[i] = one; } *p = all; return r; }
#define SPACES(M, ...) M(__VA_ARGS__, global) M(__VA_ARGS__, local) M(__VA_ARGS__, private) M(__VA_ARGS__, )

#define INTEGER_TYPES(M) M(char) M(uchar) M(short) M(ushort) M(int) M(uint) M(long) M(ulong)
#define FLOAT_TYPES(M) M(half) M(float) M(double)
