// Private arrays of 64 KiB: the driver of lavapipe takes long to compile them, four times as long for twice the size.

/*!
[config]
name: large private arrays
clc_version_min: 10
dimensions: 1

[test]
name: private arrays of 64 KiB
kernel_name: private_array
global_size: 8 0 0
arg_out: 0 buffer uint[8] 2290711802 1270997657 2905053028 2112309265 3269906702 528822600 3868131185 3895701935
!*/

kernel void private_array(global uint *out) {
  uint i = get_global_id(0);
  uint a[16384];
  for (uint k = 0; k < 16384; ++k) a[k] = k * (i + 3);
  uint x = i;
  for (uint k = 0; k < 2000; ++k) {
    x = x * 1103515245 + 12345;
    a[x % 16384] = a[x % 16384] + a[(x >> 7) % 16384] ^ k;
  }
  uint sum = 0;
  for (uint k = 0; k < 16384; k += 7) sum = sum * 33 + a[k];
  out[i] = sum;
}
