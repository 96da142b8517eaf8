// RUN: targets=spvasm,comp,metal,json
typedef struct {
  float4 scale;
  int shift;
} Options;

kernel void apply(global float4* data, Options options, uchar flag, long offset) {
  int i = get_global_id(0);
  if (flag) data[i + offset] = data[i] * options.scale + (float)options.shift;
}
