// RUN: targets=spvasm,comp,metal
// A float3 takes the room of a float4; vload3 does not.
kernel void normals(global float3* out, global const float* packed) {
  int i = get_global_id(0);
  out[i] = normalize(vload3(i, packed));
}
