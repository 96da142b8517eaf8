// RUN: targets=errors
// The remark comes with whatever else there is to say.
struct node { global struct node* next; int value; };
kernel void walk(global struct node* first, global int* out) { out[0] = first->next->value; }
kernel void wide(global float* out, global const unsigned long long* in) { out[0] = (float)in[0]; }
