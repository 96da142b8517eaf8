// RUN: targets=comp,metal,json
typedef struct {
  global float4* values;
  global int* count;
} Row;

kernel void scale_rows(global Row* rows, global float* first, float factor) {
  const int i = get_global_id(0);
  const float4 value = rows[i].values[i];
  rows[i].values[i] = value * factor;
  atomic_inc(rows[i].count);
  first[i] = value.x;
}
