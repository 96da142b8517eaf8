//! -cl-std=CL2.0 -Wall
#define SIZE(n) (1 << (n))
#pragma OPENCL EXTENSION cl_khr_fp16 : enable
typedef struct { int a; uchar b[3]; union { float f; uint u; } c; } __attribute__((packed)) item;
constant float table[] = { 1.0f, -2.5e3f, 0x1p-3f, 'a', 0xffu };
int twice(int x) { return x * 2; }
__attribute__((reqd_work_group_size(8, 1, 1)))
kernel void all(global item *restrict items, constant int4 *in, local float *shared, float8 v, uint n) {
  size_t i = get_global_id(0);
  if (i >= n) return;
  float16 w = (float16)(v, v.s76543210);
  w.lo.even += convert_float4_sat_rte(in[i].wzyx);
  for (int j = 0; j < SIZE(3); ++j) {
    switch (in[j].x & 3) { case 0: continue; default: break; case 2: items[i].a += twice(j); }
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  do { shared[i % 8] = select(w.s0, table[i & 3], isless(w.s1, 0.0f)); } while (--n);
  items[i].c.f = fma(shared[0], as_float(n), dot(w.xyz, w.s567));
  printf("%d %v4f\n", items[i].a, w.s0123);
}
