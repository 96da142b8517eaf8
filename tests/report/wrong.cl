/*!
[config]
name: An expectation that is wrong on purpose
kernel_name: k
dimensions: 1
global_size: 4 0 0

[test]
name: doubles
arg_out: 0 buffer int[4] 2 4 6 9
arg_in: 0 buffer int[4] 1 2 3 4
!*/
kernel void k(global int* y) { y[get_global_id(0)] *= 2; }
