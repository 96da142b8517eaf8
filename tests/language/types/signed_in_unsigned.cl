// Signed operations on what is kept as unsigned.

/*!
[config]
name: signed operations on unsigned values
clc_version_min: 10

[test]
name: remainders and quotients
kernel_name: divides
global_size: 4 0 0
arg_out: 0 buffer uint[4] 4294961669 12340 4294967295 4294967289
arg_out: 1 buffer uint[4] 81004 0 0 4294967295
arg_in: 2 buffer uint[4] 3294967289 12340 4294967295 4294954944
arg_in: 3 buffer uint[4] 4294954951 4294954951 12345 12345

[test]
name: the same of 64 bits
kernel_name: divides_longs
global_size: 4 0 0
arg_out: 0 buffer ulong[4] 18446744073709551134 12340 18446744073709551615 18446744073709551609
arg_out: 1 buffer ulong[4] 81004455245 0 0 18446744073709551615
arg_in: 2 buffer ulong[4] 18445744073709551609 12340 18446744073709551615 18446744073709539264
arg_in: 3 buffer ulong[4] 18446744073709539271 18446744073709539271 12345 12345

[test]
name: by constants
kernel_name: by_constants
global_size: 4 0 0
arg_out: 0 buffer uint[4] 4294961669 12340 4294967295 4294967290
arg_out: 1 buffer uint[4] 4294967288 4294967294 4294967295 4294966944
arg_in: 2 buffer uint[4] 3294967289 12340 4294967295 4294954945
!*/

kernel void divides(global uint *rest, global uint *quotient, global const uint *a, global const uint *b) {
  const int i = get_global_id(0);
  rest[i] = (uint)((int)a[i] % (int)b[i]);
  quotient[i] = (uint)((int)a[i] / (int)b[i]);
}

kernel void divides_longs(global ulong *rest, global ulong *quotient, global const ulong *a, global const ulong *b) {
  const int i = get_global_id(0);
  rest[i] = (ulong)((long)a[i] % (long)b[i]);
  quotient[i] = (ulong)((long)a[i] / (long)b[i]);
}

kernel void by_constants(global uint *rest, global uint *mixed, global const uint *a) {
  const int i = get_global_id(0);
  rest[i] = (uint)((int)a[i] % -12345);
  mixed[i] = (uint)min((int)a[i] % 1000, -1) ^ (a[i] & 1023u) % 3u;
}
