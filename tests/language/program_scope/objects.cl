/*!
[config]
name: Program-scope objects of C++ for OpenCL
build_options: -cl-std=clc++2021
clc_version_min: 30

dimensions: 1

[test]
name: as the constructors left them
kernel_name: show
global_size: 1 0 0
arg_out: 0 buffer int[6] 12 3 4 25 1 9

[test]
name: methods change them
kernel_name: change
global_size: 3 0 0
local_size: 3 0 0

[test]
name: what they hold then
kernel_name: show
global_size: 1 0 0
arg_out: 0 buffer int[6] 18 6 7 22 4 9

[test]
name: instances of a template have variables of their own
kernel_name: instances
global_size: 1 0 0
arg_out: 0 buffer int[4] 1 101 2 102

[test]
name: and keep them
kernel_name: instances
global_size: 1 0 0
arg_out: 0 buffer int[4] 3 103 4 104
!*/

class counter {
 public:
  constexpr counter(int start, int step) : value_(start * step), step_(step) {}
  void advance() __global { atomic_add((volatile __global int *)&value_, step_ - 1); }
  int value() const __global { return value_; }

 private:
  int value_, step_;
};

struct squares {
  int of[6];
  squares() {
    for (int i = 0; i < 6; ++i) of[i] = i * i;
  }
};

counter twelve(4, 3);
squares table;
const squares untouched;
__global int three = 3, four = three + 1;

template <int kFirst>
int next() {
  static __global int value = kFirst;
  return ++value;
}

kernel void show(global int *out) {
  out[0] = twelve.value();
  out[1] = three;
  out[2] = four;
  out[3] = table.of[5];
  out[4] = table.of[1];
  out[5] = untouched.of[3];
}

kernel void change() {
  twelve.advance();
  if (get_global_id(0) == 0) {
    three += 3;
    four += 3;
  }
  if (get_global_id(0) != 0) table.of[5 - 4 * (get_global_id(0) % 2)] += get_global_id(0) == 1 ? 3 : -3;
}

kernel void instances(global int *out) {
  out[0] = next<0>();
  out[1] = next<100>();
  out[2] = next<0>();
  out[3] = next<100>();
}
