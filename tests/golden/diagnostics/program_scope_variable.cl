// RUN: targets=errors -cl-std=CL2.0
int counter = 5;
int step_size = 7;
int get(global int* place) { return *place; }
kernel void count(global int* out) {
  counter++;
  out[0] = counter + get(&step_size);
}
kernel void reads_what_another_writes(global int* out) { out[0] = counter; }
kernel void writes_through_a_pointer(global int* out) {
  static global int calls[2] = {1, 2};
  global int* call = out[0] ? &calls[0] : &calls[1];
  *call += 1;
}
