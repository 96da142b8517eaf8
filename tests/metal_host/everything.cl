// All kinds of arguments that a Metal host sets, under names that Metal, Swift or Objective-C++ keep for themselves.
#pragma OPENCL EXTENSION cl_khr_fp16 : enable
typedef struct {
  float a;
  int4 b;
} Parameters;

constant int table[3] = {1, 2, 3};

kernel void all(global float4* func, global const float* restrict self, Parameters let, uint n, local float* var,
                read_only image2d_t in, write_only image2d_t out, sampler_t sam, float3 direction, half h, uchar8 inout) {
  size_t i = get_global_id(0);
  var[get_local_id(0)] = self[i] + get_work_dim();
  barrier(CLK_LOCAL_MEM_FENCE);
  func[i] = read_imagef(in, sam, (int2)((int)i, 0)) * let.a + n + var[0] + direction.x + h + inout.s7 +
            get_image_channel_order(in) + table[i % 3];
  write_imagef(out, (int2)((int)i, 0), func[i]);
}

typedef struct {
  float weights[1100];
} Large;

kernel void large(global float* Arguments, Large table, uint UInt32, uint MTLBuffer) {
  Arguments[MTLBuffer] = table.weights[UInt32 + get_global_id(0)];
}

kernel __attribute__((reqd_work_group_size(8, 8, 1))) void sampler(global float* y, global int* id) {
  if (y) y[get_global_id(0)] = get_local_size(0);
  printf("%d\n", id ? id[0] : 0);
}
