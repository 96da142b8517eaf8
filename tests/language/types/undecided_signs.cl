// Integers whose sign nothing decides: as much speaks for int as for uint. Which one it is must be the same everywhere.

/*!
[config]
name: undecided_signs
clc_version_min: 10
dimensions: 1

[test]
name: a by-value vector of 16 in a sum
kernel_name: undecided
global_size: 2 1 1
local_size: 2 1 1
arg_out: 0 buffer uint[2] 331302663 2214837591
arg_in: 1 int16 1 -2 3 -4 5 -6 7 -8 9 -10 11 -12 13 -14 15 -16
!*/

kernel void undecided(global uint* out, int16 v) {
  int gid = (int)get_global_id(0);
  int lid = (int)get_local_id(0);
  short2 pairs[16];
  for (int i = 0; i < 16; ++i) pairs[i] = (short2)(i, gid);
  int values[2];
  for (int i = 0; i < 2; ++i) values[i] = lid;
  uint digest = 17;
  digest = digest * 31 + (uint)v.sf;
  digest = digest * 31 + (uint)gid;
  digest = digest * 31 + (uint)lid;
  for (int i = 0; i < 16; ++i) {
    digest = digest * 31 + (uint)pairs[i].s0;
    digest = digest * 31 + (uint)pairs[i].s1;
  }
  for (int i = 0; i < 2; ++i) digest = digest * 31 + (uint)values[i];
  out[gid] = digest;
}
