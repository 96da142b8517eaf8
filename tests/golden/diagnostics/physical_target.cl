// RUN: targets=errors --target=vulkan1.1 --addressing=physical
kernel void fill(global float* y) { y[get_global_id(0)] = 1; }
