// RUN: targets=spvasm,metal,json
kernel void set(global int* data, int value) { data[get_global_id(0)] = value; }

kernel void add(global int* data, int value) { data[get_global_id(0)] += value; }
