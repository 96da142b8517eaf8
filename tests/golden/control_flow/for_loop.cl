// RUN: targets=spvasm,comp,metal
kernel void row_sums(global float* sums, global const float* matrix, int columns) {
  int row = get_global_id(0);
  float sum = 0.0f;
  for (int i = 0; i < columns; i++) sum += matrix[row * columns + i];
  sums[row] = sum;
}
