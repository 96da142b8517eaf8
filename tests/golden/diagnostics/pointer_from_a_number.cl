// RUN: targets=errors --addressing=logical
kernel void k(uint address, global int* out) { out[0] = *(global int*)address; }
