// RUN: targets=comp
// Structs are copied field by field.
typedef struct {
  int key;
  float4 value;
} Entry;

kernel void gather(global Entry* out, global const Entry* in, global const int* order) {
  int i = get_global_id(0);
  out[i] = in[order[i]];
}
