// Vectors of every size and element.

/*!
[config]
name: printf of vectors
clc_version_min: 12
dimensions: 1

[test]
name: integers
kernel_name: integers
global_size: 1 1 1
local_size: 1 1 1
arg_in: 0 int 255
printed: "v4hld 255,-255,0,100000"
printed: "v2hld 255,-255"
printed: "v3hld 255,-255,0"
printed: "v4hlu 255,0,0,100000"
printed: "v4hlx ff,ffffff01,0,186a0 0xff,0xffffff01,0,0x186a0 000000ff,ffffff01,00000000,000186a0"
printed: "v8hld 255,-255,0,100000,100000,0,-255,255"
printed: "v16hld 255,-255,0,100000,100000,0,-255,255,256,-254,1,100001,254,-256,-1,99999"
printed: "v4hd 255,-255,0,32767"
printed: "v4hu 255,0,0,65535"
printed: "v4hhd 127,-128,0,127"
printed: "v8hhu 0,1,2,3,252,253,254,255"
printed: "v16hhx 0,1,2,3,4,5,6,7,8,9,a,b,fc,fd,fe,ff"
printed: "v2ld 5000000000,-255"
printed: "v3lu 18446744073709551615,255,0"
printed: "v4lx 123456789abcdef,ff,0,1"
printed: "flags +255,-255,+0,+100000| 255,-255, 0, 100000|  255, -255,    0,100000|255  ,-255 ,0    ,100000|255,-255,000,100000"

[test]
name: floats
kernel_name: floats
global_size: 1 1 1
local_size: 1 1 1
arg_in: 0 float 1.25
printed: "v4hlf 1.250000,-1.250000,0.100000,10000000000.000000"
printed: "v2hlf 1.250000,-1.250000"
printed: "v3hlf 1.250000,-1.250000,0.100000"
printed: "v4hle 1.250000e+00,-1.250000e+00,1.000000e-01,1.000000e+10 1.25e+00,-1.25e+00,1.00e-01,1.00e+10"
printed: "v4hlg 1.25,-1.25,0.1,1e+10 +1.25,-1.25,+0.1,+1e+10"
printed: "v4hla 0x1.4p+0,-0x1.4p+0,0x1.99999ap-4,0x1.2a05f2p+33"
printed: "v8hlf 1.2,-1.2,0.1,10000000000.0,10000000000.0,0.1,-1.2,1.2"
printed: "v16hlg 1.25,-1.25,0.1,1e+10,1e+10,0.1,-1.25,1.25,2.5,-2.5,0.2,2e+10,0.625,-0.625,0.05,5e+09"
printed: "special inf,-inf,-0.000000,0.000000"
!*/

kernel void integers(int a) {
  const int4 v = (int4)(a, -a, 0, 100000);
  printf("v4hld %v4hld\n", v);
  printf("v2hld %v2hld\n", v.xy);
  printf("v3hld %v3hld\n", v.xyz);
  printf("v4hlu %v4hlu\n", convert_uint4_sat(v));
  printf("v4hlx %v4hlx %#v4hlx %08v4hlx\n", as_uint4(v), as_uint4(v), as_uint4(v));
  printf("v8hld %v8hld\n", (int8)(v, v.wzyx));
  printf("v16hld %v16hld\n", (int16)(v, v.wzyx, v + 1, v - 1));
  printf("v4hd %v4hd\n", convert_short4_sat(v));
  printf("v4hu %v4hu\n", convert_ushort4_sat(v));
  printf("v4hhd %v4hhd\n", convert_char4_sat(v));
  printf("v8hhu %v8hhu\n", (uchar8)(0, 1, 2, 3, 252, 253, 254, 255));
  printf("v16hhx %v16hhx\n", (uchar16)(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 252, 253, 254, 255));
  printf("v2ld %v2ld\n", (long2)(5000000000L, -a));
  printf("v3lu %v3lu\n", (ulong3)(18446744073709551615UL, a, 0));
  printf("v4lx %v4lx\n", (ulong4)(0x123456789abcdefUL, a, 0, 1));
  printf("flags %+v4hld|% v4hld|%5v4hld|%-5v4hld|%.3v4hld\n", v, v, v, v, v);
}

kernel void floats(float a) {
  const float4 v = (float4)(a, -a, 0.1f, 1e10f);
  printf("v4hlf %v4hlf\n", v);
  printf("v2hlf %v2hlf\n", v.xy);
  printf("v3hlf %v3hlf\n", v.xyz);
  printf("v4hle %v4hle %.2v4hle\n", v, v);
  printf("v4hlg %v4hlg %+v4hlg\n", v, v);
  printf("v4hla %v4hla\n", v);
  printf("v8hlf %.1v8hlf\n", (float8)(v, v.wzyx));
  printf("v16hlg %v16hlg\n", (float16)(v, v.wzyx, v * 2, v / 2));
  printf("special %v4hlf\n", (float4)(INFINITY, -INFINITY, -0.0f, 0.0f));
}
