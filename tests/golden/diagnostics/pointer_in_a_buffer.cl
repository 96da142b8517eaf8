// RUN: targets=errors --addressing=logical
struct Node {
  global struct Node* next;
  int value;
};
kernel void sum(global struct Node* node, global int* out) {
  int total = 0;
  for (; node; node = node->next) total += node->value;
  out[0] = total;
}
