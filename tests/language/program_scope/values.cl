/*!
[config]
name: Values of program-scope variables
build_options: -cl-std=CL2.0

dimensions: 1

[test]
name: first values of arrays and structs
kernel_name: show
global_size: 1 0 0
arg_out: 0 buffer int[16] 3 1 4 1 0 0 0 9 -2 77 1 2 3 -1 300 65
arg_out: 1 buffer float[8] 1.5 0 -2.25 1 2 3 0.5 -0.5

[test]
name: change them
kernel_name: change
global_size: 4 0 0
arg_in: 0 buffer int[4] 10 20 30 40

[test]
name: what they hold then
kernel_name: show
global_size: 1 0 0
arg_out: 0 buffer int[16] 13 21 34 41 0 0 0 9 -12 77 1 20 3 -11 310 75
arg_out: 1 buffer float[8] 1.5 0 -2.25 1 2 13 0.5 -0.5

[test]
name: a large array begins as zeros
kernel_name: sum_large
global_size: 1 0 0
arg_out: 0 buffer uint[2] 0 0

[test]
name: fill the large array
kernel_name: fill_large
global_size: 1024 0 0

[test]
name: the large array is filled
kernel_name: sum_large
global_size: 1 0 0
arg_out: 0 buffer uint[2] 523776 1023

[test]
name: an address in the generic space
kernel_name: generic_sum
global_size: 1 0 0
arg_in: 0 buffer int[4] 1 2 3 4
arg_out: 1 buffer int[2] 10 109

[test]
name: equal and different addresses
kernel_name: compare
global_size: 1 0 0
arg_out: 0 buffer int[4] 1 0 1 2
!*/

struct point {
  float x;
  float3 position;
  short tag;
};

global int digits[8] = {3, 1, 4, 1};
global int last = 9;
global struct point place = {1.5f, (float3)(1, 2, 3), -2};
global char small = 77;
global int4 vector = (int4)(1, 2, 3, -1);
global short wide[3] = {300, -7, 1};
global float constants[2] = {0.5f, -0.5f};
global float others[4] = {[2] = -2.25f};
global uchar letter = 'A';
global uint large[1 << 20];

kernel void show(global int *ints, global float *floats) {
  for (int i = 0; i < 7; ++i) ints[i] = digits[i];
  ints[7] = last;
  ints[8] = place.tag;
  ints[9] = small;
  ints[10] = vector.x;
  ints[11] = vector.y;
  ints[12] = vector.z;
  ints[13] = vector.w;
  ints[14] = wide[0];
  ints[15] = letter;
  floats[0] = place.x;
  floats[1] = others[0];
  floats[2] = others[2];
  floats[3] = place.position.x;
  floats[4] = place.position.y;
  floats[5] = place.position.z;
  floats[6] = constants[0];
  floats[7] = constants[1];
}

kernel void change(global const int *by) {
  int i = get_global_id(0);
  digits[i] += by[i];
  if (i == 0) {
    place.tag -= 10;
    vector.y = 20;
    vector.w -= 10;
    wide[0] += by[0];
    place.position.z = 13;
    letter += 10;
  }
}

kernel void fill_large(void) { large[get_global_id(0) * 1024 + 3] = get_global_id(0); }

kernel void sum_large(global uint *out) {
  uint sum = 0, greatest = 0;
  for (uint i = 0; i < 1024; ++i) {
    sum += large[i * 1024 + 3] + large[i * 1024];
    greatest = max(greatest, large[i * 1024 + 3]);
  }
  out[0] = sum;
  out[1] = greatest;
}

int sum(const int *from, int count) {
  int result = 0;
  for (int i = 0; i < count; ++i) result += from[i];
  return result;
}

kernel void generic_sum(global int *in, global int *out) {
  for (int i = 0; i < 2; ++i) out[i] = sum(i == 0 ? in : digits, 4);
}

kernel void compare(global int *out) {
  global int *first = &digits[0], *second = digits, *third = &digits[2];
  out[0] = first == second;
  out[1] = first == &last;
  out[2] = first < third;
  out[3] = third - second;
}
