#define TILE 16

// c = a * b; all sizes are multiples of TILE.
kernel void matmul_tiled(global float* c, global const float* a, global const float* b, int n, int k) {
  local float tile_a[TILE][TILE];
  local float tile_b[TILE][TILE];
  const int column = get_global_id(0);
  const int row = get_global_id(1);
  const int x = get_local_id(0);
  const int y = get_local_id(1);
  float sum = 0.0f;
  for (int t = 0; t < k; t += TILE) {
    tile_a[y][x] = a[row * k + t + x];
    tile_b[y][x] = b[(t + y) * n + column];
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int i = 0; i < TILE; ++i) sum = mad(tile_a[y][i], tile_b[i][x], sum);
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  c[row * n + column] = sum;
}
