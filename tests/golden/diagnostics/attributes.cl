// RUN: targets=errors -cl-std=CL2.0
// Known attributes pass without a word; of another Clang warns. The error is only here for the text to be shown.
int nowhere(int);
typedef struct __attribute__((packed)) { char a; int b; } Packed;
__attribute__((noinline)) int twice(int x) { return 2 * x; }
__attribute__((always_inline)) int thrice(int x) { return 3 * x; }
__attribute__((vec_type_hint(float4))) __attribute__((work_group_size_hint(8, 1, 1)))
kernel void hinted(global int* out __attribute__((aligned(16)))) {
  int __attribute__((aligned(16))) sum = 0;
  __attribute__((opencl_unroll_hint(4)))
  for (int i = 0; i < 8; ++i) sum += twice(i) + thrice(i) + (int)sizeof(Packed);
  out[0] = sum;
}
__attribute__((interrupt_of_nowhere)) kernel void unknown(global int* out) { out[0] = nowhere(1); }
