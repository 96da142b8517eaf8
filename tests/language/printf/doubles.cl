// Double precision: values that a float does not hold.

/*!
[config]
name: printf of doubles
clc_version_min: 12
require_device_extensions: cl_khr_fp64
dimensions: 1

[test]
name: doubles
kernel_name: doubles
global_size: 1 1 1
local_size: 1 1 1
arg_in: 0 double 3.141592653589793
arg_in: 1 float 2.718281828
printed: "f 3.141593 3.141592653589793 3.141593"
printed: "e 3.141593e+00 3.14159265358979312e+00"
printed: "g 3.1415926535897931 3.14159 2.71828175"
printed: "a 0x1.921fb54442d18p+1"
printed: "literals 0.10000000000000001 1.0000000000000001e+300"
printed: "special inf -0.000000"
printed: "v2lf 3.141593,-3.141593"
printed: "v4lg 3.141592654,-3.141592654,1e-300,0.1"
printed: "v8lf 3.141593,3.141593,3.141593,3.141593,3.141593,3.141593,3.141593,3.141593"
!*/

#pragma OPENCL EXTENSION cl_khr_fp64 : enable

kernel void doubles(double a, float b) {
  printf("f %f %.15f %lf\n", a, a, a);
  printf("e %e %.17e\n", a, a);
  printf("g %.17g %g %.9g\n", a, a, b);
  printf("a %a\n", a);
  printf("literals %.17g %.17g\n", 0.1, 1e300);
  printf("special %f %f\n", (double)INFINITY, -0.0);
  printf("v2lf %v2lf\n", (double2)(a, -a));
  printf("v4lg %.10v4lg\n", (double4)(a, -a, 1e-300, 0.1));
  printf("v8lf %v8lf\n", (double8)(a));
}
