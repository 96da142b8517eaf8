// RUN: targets=spvasm,comp,metal,hlsl,json -cl-std=CL2.0
// Variables that a kernel writes to are members of a hidden buffer; those that none does are constants.
global int counter = 5;
global float3 centre[2] = {(float3)(1.0f, 2.0f, 3.0f)};
global int never_written = 7;
kernel void step(global int* out) {
  static global ushort launches;
  size_t i = get_global_id(0);
  if (i == 0) launches++;
  out[i] = atomic_add(&counter, never_written);
  centre[i & 1].y += 1.0f;
}
