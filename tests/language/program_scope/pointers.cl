/*!
[config]
name: Pointers to and in program-scope variables
clc_version_min: 20
build_options: -cl-std=CL2.0

dimensions: 1

[test]
name: first values that are addresses
kernel_name: follow
global_size: 1 0 0
arg_out: 0 buffer int[7] 30 40 7 1 2 98 120

[test]
name: link the arguments in
kernel_name: link
global_size: 1 0 0
arg_in: 0 buffer int[2] 5 6

[test]
name: what is linked changes
kernel_name: change
global_size: 1 0 0

[test]
name: follow them again
kernel_name: follow
global_size: 1 0 0
arg_out: 0 buffer int[7] 130 20 7 2 1 98 120

[test]
name: a pointer to an argument, kept for as long as it is there
kernel_name: keep_own
global_size: 1 0 0
arg_in: 0 buffer int[2] 5 6
arg_out: 0 buffer int[2] 5 106

[test]
name: a linked list in program scope
kernel_name: walk
global_size: 1 0 0
arg_out: 0 buffer int[4] 3 2 1 -1

[test]
name: push to it
kernel_name: push
global_size: 1 0 0
arg_in: 0 int 4

[test]
name: walk again
kernel_name: walk
global_size: 1 0 0
arg_out: 0 buffer int[4] 4 3 2 1

[test]
name: a program-scope variable's address in a buffer
kernel_name: store_and_load
global_size: 1 0 0
arg_out: 0 buffer ulong[1] 1
arg_out: 1 buffer int[1] 44
!*/

constant int fixed[3] = {7, 8, 9};
constant char text[] = "abx";

global int numbers[4] = {10, 20, 30, 40};
global int *global place = &numbers[2];
global int *global *chain = &place;
constant int *global table = fixed;
constant char *global letters = text;
global int one = 1, two = 2;
global int *global pair[2] = {&one, &two};

struct node {
  global struct node *next;
  int value;
};
global struct node first = {0, 1}, second = {&first, 2}, third = {&second, 3}, spare[4];
global struct node *global head = &third;
global int used;

kernel void follow(global int *out) {
  out[0] = *place;
  out[1] = place == &numbers[2] ? numbers[3] : place[1];
  out[2] = table[0];
  out[3] = *pair[0];
  out[4] = *pair[1];
  out[5] = letters[1];
  out[6] = letters[2];
}

kernel void link(global int *in) {
  in[0] = numbers[0];
  place = &numbers[0];
  global int *first_of_pair = pair[0];
  pair[0] = pair[1];
  pair[1] = first_of_pair;
}

kernel void change(void) { **chain += 120; }

kernel void keep_own(global int *own) {
  global int *old = place;
  place = own;
  place[1] += 100;
  place = old;
}

kernel void walk(global int *out) {
  int i = 0;
  for (global struct node *at = head; at && i < 4; at = at->next) out[i++] = at->value;
  if (i < 4) out[i] = -1;
}

kernel void push(int value) {
  global struct node *added = &spare[used++];
  added->value = value;
  added->next = head;
  head = added;
}

struct holder {
  global int *place;
};

kernel void store_and_load(global struct holder *holder, global int *out) {
  global int *before = &numbers[3];
  holder->place = before;
  mem_fence(CLK_GLOBAL_MEM_FENCE);
  out[0] = *holder->place + 4;
  holder->place = (global int *)(size_t)(holder->place == before);
}
