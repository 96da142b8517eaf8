// Arithmetic, comparisons and conversions of double.

/*!
[config]
name: doubles
clc_version_min: 10
dimensions: 1

[test]
name: arithmetic
kernel_name: arithmetic
global_size: 8 1 1
arg_out: 0 buffer double[8] 0.083333333333333329 1.7708333333333333 -1.3229166666666667 -1.2400000000000001e+99 \
          0.083333333333333259 2.4760324150320576 1.0416666666666667 -0.029166666666666702
arg_in: 1 buffer double[8] 0 1.5 -1.25 1e100 -1e-100 3.141592653589793 7 -0.1

[test]
name: conversions
kernel_name: convert
global_size: 8 1 1
arg_out: 0 buffer long2[8] 0 0 1 1069547521 -1 -1077936129 10000000125 11343554330 -10000000125 -10803929318 \
          4503599683665493 4503601128931415 0 -1082298204 123456 1207108261
arg_in: 1 buffer double[8] 0 1.5 -1.5 1e10 -1e10 4503599627370497.5 -0.99 123456.789

[test]
name: vectors
kernel_name: vectors
global_size: 2 1 1
arg_in: 0 buffer double4[2] 1 2 3 4 -5 6.5 -7.25 8
arg_out: 0 buffer double4[2] 13.5 -2.75 -1.5 -7 14.76953125 0.1875 -7.625 -2.5625

[test]
name: loops
kernel_name: series
global_size: 4 1 1
arg_out: 0 buffer double[4] 1 1.6484375 1.648721270418251 1.6487212707001278
arg_in: 1 buffer int[4] 1 5 10 20
!*/

kernel void arithmetic(global double *out, global const double *in)
{
    const int i = get_global_id(0);
    const double x = in[i];
    double y = x + 1.0 / 3 - x * 0.5;
    y = fabs(y) > 2 ? -y : y;
    out[i] = y / 4 + (x < 0) + floor(x * 1e-3) + fmin(x, 2.0);
}

kernel void convert(global long2 *out, global const double *in)
{
    const int i = get_global_id(0);
    const double x = in[i];
    const float f = (float)x;
    out[i] = (long2)((long)x + (int)(x / 8e7), as_int(f) + (long)(double)(long)f + (uchar)fabs(fmod((double)(int)(x / 3e7), 100.0)));
}

kernel void vectors(global double4 *out)
{
    const int i = get_global_id(0);
    double4 v = out[i];
    v = v.wzyx * 0.25 + (double4)(1, 2, 3, 4);
    const long4 m = v > 2.0;
    v = select(v, -v, m);
    v.hi += v.lo;
    double a[4];
    vstore4(v, 0, a);
    v.x = a[i + 1] + dot(v.xy, v.zw);
    out[i] = v;
}

kernel void series(global double *out, global const int *in)
{
    const int i = get_global_id(0);
    double sum = 0, term = 1;
    for (int k = 1; k <= in[i]; ++k) {
        sum += term;
        term /= k * 2.0;
    }
    out[i] = sum;
}
