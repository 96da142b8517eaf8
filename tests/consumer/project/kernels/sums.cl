kernel void sum_rows(global int* sums, global const int* values, int columns) {
  int row = get_global_id(0);
  int sum = 0;
  for (int i = 0; i < columns; ++i) sum += values[row * columns + i];
  sums[row] = sum;
}

kernel void sum_columns(global int* sums, global const int* values, int columns, int rows) {
  int column = get_global_id(0);
  int sum = 0;
  for (int i = 0; i < rows; ++i) sum += values[i * columns + column];
  sums[column] = sum;
}
