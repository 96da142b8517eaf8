// RUN: targets=errors
kernel void k(global ulong* out) { out[0] = __builtin_readcyclecounter(); }
