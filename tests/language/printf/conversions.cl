// Every conversion, flag, width and precision of a scalar.

/*!
[config]
name: printf of scalars
clc_version_min: 12
dimensions: 1

[test]
name: integers
kernel_name: integers
global_size: 1 1 1
local_size: 1 1 1
arg_in: 0 int -42
arg_in: 1 uint 3735928559
arg_in: 2 long -5000000000
arg_in: 3 ulong 18446744073709551615
arg_in: 4 short -300
arg_in: 5 ushort 65000
arg_in: 6 char -7
arg_in: 7 uchar 200
printed: "d -42 -300 -7 200"
printed: "i -42   -42|-42  |-42|-42|-0042|-0042|   -0042|"
printed: "u 3735928559 65000 200"
printed: "o 33653337357 033653337357 x deadbeef 0xdeadbeef X DEADBEEF 0XDEADBEEF"
printed: "lengths -300 65000 -7 200 -5000000000 18446744073709551615 ffffffffffffffff"
printed: "narrowed -42 -42 214 ffd6"
printed: "stars     -42|-42    |-000042|  -000042|"
printed: "zero 0 | 0 0 0"
printed: "bool 1 0"

[test]
name: floats
kernel_name: floats
global_size: 1 1 1
local_size: 1 1 1
arg_in: 0 float 1234.5678
arg_in: 1 float -1.5e-30
printed: "f 1234.567749 1235 1234.57   1234.568|1234.568  |+1234.567749| 1234.567749|0001234.57|1235."
printed: "F 1234.567749"
printed: "e 1.234568e+03 1e+03 1.235e+03 -1.500000E-30"
printed: "g 1234.57 1.23e+03 -1.5E-30 -1.5e-30 1e+10 1.00000"
printed: "a 0x1.34a456p+10 -0X1.E6C72P-100 0x1.35p+10"
printed: "literals 0.100000 2.500000 0.333333"
printed: "special inf -INF nan inf -0.000000"
printed: "tiny 1.4013e-45 -1.500000e-30"

[test]
name: others
kernel_name: others
global_size: 1 1 1
local_size: 1 1 1
arg_in: 0 int 65
printed: "c Kiln|    A|A    |"
printed: "s string|    string|string    |str|      st|"
printed: "percent % 65%"
printed: "null (nil)"
printed: "plain"
printed: "tab\tquote\"backslash\\hash\x23end"
printed: "in pieces 65"
printed: "two"
printed: "lines"
printed: "more arguments than conversions 65"
!*/

kernel void integers(int a, uint b, long c, ulong d, short e, ushort f, char g, uchar h) {
  printf("d %d %d %d %d\n", a, e, g, (int)h);
  printf("i %i %5i|%-5i|%+i|% i|%05i|%.4i|%8.4i|\n", a, a, a, a, a, a, a, a);
  printf("u %u %u %u\n", b, (uint)f, (uint)h);
  printf("o %o %#o x %x %#x X %X %#X\n", b, b, b, b, b, b);
  printf("lengths %hd %hu %hhd %hhu %ld %lu %lx\n", e, f, g, h, c, d, d);
  printf("narrowed %hd %hhd %hhu %hx\n", a, a, a, a);
  printf("stars %*d|%-*d|%.*d|%*.*d|\n", 7, a, 7, a, 6, a, 9, 6, a);
  printf("zero %d %.0d| %x %#x %#o\n", 0, 0, 0, 0, 0);
  printf("bool %d %d\n", a < 0, a > 0);
}

kernel void floats(float a, float b) {
  printf("f %f %.0f %.2f %10.3f|%-10.3f|%+f|% f|%010.2f|%#.0f\n", a, a, a, a, a, a, a, a, a);
  printf("F %F\n", a);
  printf("e %e %.0e %.3e %E\n", a, a, a, b);
  printf("g %g %.3g %G %g %g %#g\n", a, a, b, b, 1e10f, 1.0f);
  printf("a %a %A %.2a\n", a, b, a);
  printf("literals %f %f %g\n", 0.1f, 2.5f, 1.0f / 3);
  printf("special %f %F %e %g %f\n", INFINITY, -INFINITY, NAN, INFINITY, -0.0f);
  printf("tiny %g %e\n", 1.401298464e-45f, b);
}

kernel void others(int a) {
  printf("c %c%c%c%c|%5c|%-5c|\n", 'K', 'i', 'l', 'n', a, a);
  printf("s %s|%10s|%-10s|%.3s|%8.2s|%s\n", "string", "string", "string", "string", "string", "");
  printf("percent %% %d%%\n", a);
  printf("null %p\n", (global int*)0);
  printf("plain\n");
  printf("tab\tquote\"backslash\\hash#end\n");
  printf("in ");
  printf("pieces ");
  printf("%d\n", a);
  printf("two\nlines\n");
  printf("");
  printf("more arguments than conversions %d\n", a, a + 1);
}
