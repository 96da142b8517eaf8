// RUN: targets=errors -cl-std=CL2.0 --target=vulkan1.1
kernel void add(global atomic_ulong* sum) { atomic_fetch_add(sum, 1UL); }
