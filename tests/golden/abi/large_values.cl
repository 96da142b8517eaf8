// RUN: targets=spvasm,json --target=vulkan1.1
// A struct that fits no push constants, whose array no uniform buffer of Vulkan 1.1 can hold: a storage buffer does.
typedef struct { int values[64]; } Table;
kernel void look_up(global int* out, Table table) {
  const int i = get_global_id(0);
  out[i] = table.values[out[i] & 63];
}
