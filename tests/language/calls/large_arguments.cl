// A struct of 4 KiB as an argument of a kernel.

/*!
[config]
name: large arguments
clc_version_min: 10
dimensions: 1

[test]
name: a struct of 4 KiB as an argument
kernel_name: by_value
global_size: 8 0 0
arg_out: 0 buffer int[8] 508142857 -478507121 -146946203 1817897751 106310313 286289199 1238031149 -1190812457
arg_in: 1 int[1024] repeat 3 -5 7
!*/

struct Big {
  int head;
  int values[1022];
  int tail;
};

int Changed(struct Big big, int i) {
  big.values[i * 127] = 1000 + i;
  big.tail = big.head + i;
  uint sum = big.head;
  for (int k = 0; k < 1022; ++k) sum = sum * 3 + big.values[k];
  return (int)(sum * 3 + big.tail);
}

kernel void by_value(global int *out, struct Big big) {
  int i = get_global_id(0);
  out[i] = (int)((uint)Changed(big, i) + big.values[i * 127] * 7 + big.tail);
}
