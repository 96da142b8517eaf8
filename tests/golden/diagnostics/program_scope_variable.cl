// RUN: targets=errors -cl-std=CL2.0
// What kernels write to lives in a buffer, whose offsets are numbers of 32 bits.
global uint small = 3;
global uint large[600u << 20];
kernel void fill(global uint* out) {
  large[get_global_id(0)] = small++;
  out[0] = large[7];
}
