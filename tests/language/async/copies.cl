// Strided copies, numbers of elements that the work-group's size does not divide, several events, prefetch.

/*!
[config]
name: strided copies and events
clc_version_min: 11
dimensions: 1

[test]
name: gather every fourth
kernel_name: gather
global_size: 4 0 0
local_size: 4 0 0
arg_out: 0 buffer int[16] 100 104 108 112 116 120 124 128 132 136 140 144 148 152 156 160
arg_in: 1 buffer int[64] 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120 121 122 \
          123 124 125 126 127 128 129 130 131 132 133 134 135 136 137 138 139 140 141 142 143 144 145 146 147 148 149 \
          150 151 152 153 154 155 156 157 158 159 160 161 162 163

[test]
name: scatter to every third
kernel_name: scatter
global_size: 4 0 0
local_size: 4 0 0
arg_out: 0 buffer int[48] 100 -1 -1 101 -1 -1 102 -1 -1 103 -1 -1 104 -1 -1 105 -1 -1 106 -1 -1 107 -1 -1 108 -1 -1 \
          109 -1 -1 110 -1 -1 111 -1 -1 112 -1 -1 113 -1 -1 114 -1 -1 115 -1 -1
arg_in: 1 buffer int[64] 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120 121 122 \
          123 124 125 126 127 128 129 130 131 132 133 134 135 136 137 138 139 140 141 142 143 144 145 146 147 148 149 \
          150 151 152 153 154 155 156 157 158 159 160 161 162 163
arg_in: 0 buffer int[48] repeat -1

[test]
name: two groups, fewer elements than work-items
kernel_name: few
global_size: 32 0 0
local_size: 16 0 0
arg_out: 0 buffer int[6] 102 101 100 105 104 103
arg_in: 1 buffer int[64] 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120 121 122 \
          123 124 125 126 127 128 129 130 131 132 133 134 135 136 137 138 139 140 141 142 143 144 145 146 147 148 149 \
          150 151 152 153 154 155 156 157 158 159 160 161 162 163

[test]
name: several events, one for two copies
kernel_name: events
global_size: 8 0 0
local_size: 8 0 0
arg_out: 0 buffer int[16] 348 351 354 357 360 363 366 369 372 375 378 381 384 387 390 393
arg_in: 1 buffer int[64] 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120 121 122 \
          123 124 125 126 127 128 129 130 131 132 133 134 135 136 137 138 139 140 141 142 143 144 145 146 147 148 149 \
          150 151 152 153 154 155 156 157 158 159 160 161 162 163

[test]
name: number and stride known at run time
kernel_name: run_time
global_size: 8 0 0
local_size: 8 0 0
arg_out: 0 buffer int[8] 105 108 111 114 117 120 123 126
arg_in: 1 buffer int[64] 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120 121 122 \
          123 124 125 126 127 128 129 130 131 132 133 134 135 136 137 138 139 140 141 142 143 144 145 146 147 148 149 \
          150 151 152 153 154 155 156 157 158 159 160 161 162 163
arg_in: 2 uint 8
arg_in: 3 uint 3

[test]
name: prefetch changes nothing
kernel_name: fetch
global_size: 4 0 0
local_size: 4 0 0
arg_out: 0 buffer int[4] 100 101 102 103
arg_in: 1 buffer int[64] 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120 121 122 \
          123 124 125 126 127 128 129 130 131 132 133 134 135 136 137 138 139 140 141 142 143 144 145 146 147 148 149 \
          150 151 152 153 154 155 156 157 158 159 160 161 162 163

!*/

kernel void gather(global int *out, global const int *in) {
  local int own[16];
  event_t done = async_work_group_strided_copy(own, in, 16, 4, 0);
  wait_group_events(1, &done);
  for (int i = 0; i < 4; ++i) out[4 * get_local_id(0) + i] = own[4 * get_local_id(0) + i];
}

kernel void scatter(global int *out, global const int *in) {
  local int own[16];
  for (int i = 0; i < 4; ++i) own[4 * get_local_id(0) + i] = in[4 * get_local_id(0) + i];
  barrier(CLK_LOCAL_MEM_FENCE);
  event_t done = async_work_group_strided_copy(out, own, 16, 3, 0);
  wait_group_events(1, &done);
}

kernel void few(global int *out, global const int *in) {
  local int own[3];
  size_t first = 3 * get_group_id(0);
  event_t done = async_work_group_copy(own, in + first, 3, 0);
  wait_group_events(1, &done);
  if (get_local_id(0) < 3) out[first + get_local_id(0)] = own[2 - get_local_id(0)];
}

kernel void events(global int *out, global const int *in) {
  local int a[16], b[16], c[16];
  event_t done[2];
  done[0] = async_work_group_copy(a, in, 16, 0);
  done[0] = async_work_group_copy(b, in + 16, 16, done[0]);
  done[1] = async_work_group_copy(c, in + 32, 16, 0);
  wait_group_events(2, done);
  for (int i = get_local_id(0); i < 16; i += get_local_size(0)) out[i] = a[i] + b[i] + c[i];
}

kernel void run_time(global int *out, global const int *in, uint n, uint stride) {
  local int own[32];
  event_t done = async_work_group_strided_copy(own, in + 5, n, stride, 0);
  wait_group_events(1, &done);
  if (get_local_id(0) < n) out[get_local_id(0)] = own[get_local_id(0)];
}

kernel void fetch(global int *out, global const int *in) {
  prefetch(in, 64);
  prefetch((global const int4 *)in, 16);
  out[get_global_id(0)] = in[get_global_id(0)];
}
