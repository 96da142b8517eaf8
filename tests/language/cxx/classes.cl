// Classes: constructors, destructors, inheritance, operators, members and methods in any address space.

/*!
[config]
name: classes
clc_version_min: 10
dimensions: 1
build_options: -cl-std=CLC++2021

[test]
name: constructors and destructors
kernel_name: lifetimes
global_size: 4 1 1
arg_out: 0 buffer int[4] 127277 12727278 1272727395 127395
arg_in: 1 buffer int[4] 1 2 3 4

[test]
name: inheritance
kernel_name: inherit
global_size: 4 1 1
arg_out: 0 buffer int[4] 159 1792 4481 525696
arg_in: 1 buffer int[4] 5 -6 7 80

[test]
name: operators
kernel_name: operators
global_size: 4 1 1
arg_out: 0 buffer float[4] 29 293 9 6.875
arg_in: 1 buffer float4[4] 1 2 3 4 5 6 7 8 -1 -2 -3 -4 0.5 0.25 0.125 0

[test]
name: objects in buffers
kernel_name: objects
global_size: 4 1 1
arg_in: 0 buffer int4[4] 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
arg_out: 0 buffer int4[4] 2 2038 3 3 7 7064 7 6 12 12090 11 9 17 17116 15 12

[test]
name: pointers to members
kernel_name: members
global_size: 4 1 1
arg_out: 0 buffer int[4] 101 3102 6103 9104
arg_in: 1 buffer int[4] 0 1 2 3

[test]
name: copies and moves
kernel_name: copies
global_size: 4 1 1
arg_out: 0 buffer int[4] 10202 10203 10204 10205
arg_in: 1 buffer int[4] 7 8 9 10

[test]
name: static members
kernel_name: statics
global_size: 4 1 1
arg_out: 0 buffer int[4] 9 64 11 8

[test]
name: arrays of objects
kernel_name: arrays
global_size: 4 1 1
arg_out: 0 buffer int[4] 625 391 3523 391
arg_in: 1 buffer int[4] 3 1 4 1
!*/

class Trace {
 public:
  Trace(int *log, int tag) : log_(log), tag_(tag) { *log_ = *log_ * 10 + tag_; }
  ~Trace() { *log_ = *log_ * 10 + tag_ + 5; }

 private:
  int *log_;
  int tag_;
};

int leave_early(int *log, int x) {
  Trace a(log, 1);
  for (int i = 0; i < 3; ++i) {
    Trace b(log, 2);
    if (i == x) return i;
    if (x == 4) break;
  }
  Trace c(log, 3);
  return 9;
}

kernel void lifetimes(global int *out, global const int *in) {
  const int i = get_global_id(0);
  int log = 0;
  const int r = leave_early(&log, in[i]);
  out[i] = log + r;
}

struct Shape {
  int id;
  Shape(int i) : id(i) {}
  int scale(int x) const { return x * id; }
};
struct Named {
  char name[3];
  short pad;
};
struct Square : Shape, Named {
  int side;
  Square(int i, int s) : Shape(i * 2), side(s) {
    name[0] = s;
    name[2] = i;
  }
  int area() const { return side * side + scale(3) + name[0] - name[2]; }
};
struct Cube : public Square {
  using Square::Square;
  int volume() const { return area() * side; }
  int scale(int x) const { return Shape::scale(x) + 1; }
};

int id_of(const Shape &shape) { return shape.id; }

kernel void inherit(global int *out, global const int *in) {
  const int i = get_global_id(0);
  Cube cube(i, in[i]);
  Named &named = cube;
  named.name[1] = 3;
  Square *square = &cube;
  const Shape *shape = square;
  out[i] = cube.volume() + id_of(cube) * 1000 + cube.scale(2) + static_cast<const Square *>(shape)->side + cube.name[1];
}

struct Complex {
  float re, im;
  constexpr Complex(float r = 0, float i = 0) : re(r), im(i) {}
  Complex operator*(const Complex &o) const { return {re * o.re - im * o.im, re * o.im + im * o.re}; }
  Complex &operator+=(const Complex &o) {
    re += o.re;
    im += o.im;
    return *this;
  }
  friend Complex operator+(Complex a, const Complex &b) { return a += b; }
  Complex operator-() const { return {-re, -im}; }
  bool operator==(const Complex &o) const { return re == o.re && im == o.im; }
  explicit operator bool() const { return re != 0 || im != 0; }
  operator float2() const { return (float2)(re, im); }
  float operator()(float x) const { return re * x + im; }
  Complex &operator++() {
    re += 1;
    return *this;
  }
  Complex operator++(int) {
    Complex old = *this;
    ++*this;
    return old;
  }
};

kernel void operators(global float *out, global const float4 *in) {
  const int i = get_global_id(0);
  Complex a(in[i].x, in[i].y), b{in[i].z, in[i].w};
  Complex c = a * b + -a;
  c += a++ * 2.0f;
  const float2 v = c;
  out[i] = v.x + v.y * 2 + (c ? 1 : 0) + a(3) + (a == Complex(6, 6) ? 100 : 0);
}

struct Counter {
  int a, b, c, d;
  int sum() const __generic { return a + b + c + d; }
  void add(int x) __generic {
    a += x;
    d -= x;
  }
  int first() const __global { return a * 1000; }
  int first() const { return a; }
  void bump() __local { ++b; }
};

kernel void objects(global Counter *counters) {
  const int i = get_global_id(0);
  global Counter &mine = counters[i];
  mine.add(i + 1);
  Counter copy = mine;
  copy.add(10);
  local Counter shared[1];
  shared[0].a = copy.a;
  shared[0].b = 0;
  shared[0].c = 1;
  shared[0].d = 2;
  shared[0].bump();
  mine.b = copy.sum() + mine.first() + copy.first() + shared[0].sum();
}

struct Pair {
  int x, y;
};

kernel void members(global int *out, global const int *in) {
  const int i = get_global_id(0);
  int Pair::*field = &Pair::y;
  Pair p = {in[i] * 3, in[i] + 100};
  p.*field += 1;
  Pair *q = &p;
  out[i] = q->*field + p.x * 1000;
}

struct Handle {
  int value, copies;
  Handle(int v) : value(v), copies(0) {}
  Handle(const Handle &o) : value(o.value), copies(o.copies + 1) {}
  Handle(Handle &&o) : value(o.value), copies(o.copies + 100) { o.value = -1; }
  Handle &operator=(const Handle &o) {
    value = o.value;
    copies = o.copies + 10000;
    return *this;
  }
};
Handle make(int v) {
  Handle h(v);
  return h;
}

kernel void copies(global int *out, global const int *in) {
  const int i = get_global_id(0);
  Handle a = make(in[i]);
  Handle b = a, c = static_cast<Handle &&>(b);
  Handle d(0);
  d = c;
  out[i] = a.copies + b.value * 7 + c.copies + d.copies + d.value;
}

struct Table {
  static constexpr __constant int kSizes[4] = {4, 5, 60, 7};
  static constexpr int kCount = 4;
  static int at(int i) { return kSizes[i & 3] + kCount; }
};

kernel void statics(global int *out) {
  const int i = get_global_id(0);
  out[i] = Table::at(i + 1);
}

struct Cell {
  int v;
  Cell() : v(1) {}
  ~Cell() { v = -100; }
  void set(int x) { v = x; }
};

kernel void arrays(global int *out, global const int *in) {
  const int i = get_global_id(0);
  Cell cells[2][3];
  cells[in[i] & 1][in[i] % 3].set(in[i] * 10);
  int sum = 0;
  for (const auto &row : cells)
    for (const Cell &cell : row) sum = sum * 3 + cell.v;
  out[i] = sum;
}
