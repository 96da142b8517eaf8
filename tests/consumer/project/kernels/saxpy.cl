#include "scale.h"

kernel void saxpy(global float* y, global const float* restrict x, float a) {
  size_t i = get_global_id(0);
  y[i] += FACTOR * a * x[i];
}
