// isequal and its like: 1 for a true scalar, -1 for a true element of a vector.

/*!
[config]
name: comparisons
clc_version_min: 10
require_device_extensions: cl_khr_fp64
dimensions: 1

[test]
name: isequal float
kernel_name: isequal_float
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer float[48] 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 \
          inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 \
          -1.1754943508222875e-38 2.5 -2.5 1
arg_in: 2 buffer float[48] -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 \
          1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan
arg_in: 3 buffer int[48] -1 0 -1 0 -1 0 0 -1 0 0 -1 0 -1 0 -1 0 -1 0 0 -1 0 0 -1 0 -1 0 -1 0 -1 0 0 -1 0 0 -1 0 -1 0 \
          -1 0 -1 0 0 -1 0 0 -1 0

[test]
name: isnotequal float
kernel_name: isnotequal_float
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer float[48] 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 \
          inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 \
          -1.1754943508222875e-38 2.5 -2.5 1
arg_in: 2 buffer float[48] -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 \
          1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan
arg_in: 3 buffer int[48] 0 -1 0 -1 0 -1 -1 0 -1 -1 0 -1 0 -1 0 -1 0 -1 -1 0 -1 -1 0 -1 0 -1 0 -1 0 -1 -1 0 -1 -1 0 -1 \
          0 -1 0 -1 0 -1 -1 0 -1 -1 0 -1

[test]
name: isgreater float
kernel_name: isgreater_float
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer float[48] 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 \
          inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 \
          -1.1754943508222875e-38 2.5 -2.5 1
arg_in: 2 buffer float[48] -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 \
          1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan
arg_in: 3 buffer int[48] 0 0 0 0 0 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 0 0 \
          -1 0 0

[test]
name: isgreaterequal float
kernel_name: isgreaterequal_float
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer float[48] 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 \
          inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 \
          -1.1754943508222875e-38 2.5 -2.5 1
arg_in: 2 buffer float[48] -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 \
          1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan
arg_in: 3 buffer int[48] -1 0 -1 0 -1 0 0 -1 0 -1 -1 0 -1 0 -1 0 -1 0 0 -1 0 -1 -1 0 -1 0 -1 0 -1 0 0 -1 0 -1 -1 0 -1 \
          0 -1 0 -1 0 0 -1 0 -1 -1 0

[test]
name: isless float
kernel_name: isless_float
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer float[48] 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 \
          inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 \
          -1.1754943508222875e-38 2.5 -2.5 1
arg_in: 2 buffer float[48] -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 \
          1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan
arg_in: 3 buffer int[48] 0 -1 0 -1 0 -1 0 0 0 0 0 0 0 -1 0 -1 0 -1 0 0 0 0 0 0 0 -1 0 -1 0 -1 0 0 0 0 0 0 0 -1 0 -1 0 \
          -1 0 0 0 0 0 0

[test]
name: islessequal float
kernel_name: islessequal_float
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer float[48] 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 \
          inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 \
          -1.1754943508222875e-38 2.5 -2.5 1
arg_in: 2 buffer float[48] -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 \
          1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan
arg_in: 3 buffer int[48] -1 -1 -1 -1 -1 -1 0 -1 0 0 -1 0 -1 -1 -1 -1 -1 -1 0 -1 0 0 -1 0 -1 -1 -1 -1 -1 -1 0 -1 0 0 \
          -1 0 -1 -1 -1 -1 -1 -1 0 -1 0 0 -1 0

[test]
name: islessgreater float
kernel_name: islessgreater_float
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer float[48] 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 \
          inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 \
          -1.1754943508222875e-38 2.5 -2.5 1
arg_in: 2 buffer float[48] -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 \
          1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan
arg_in: 3 buffer int[48] 0 -1 0 -1 0 -1 0 0 0 -1 0 0 0 -1 0 -1 0 -1 0 0 0 -1 0 0 0 -1 0 -1 0 -1 0 0 0 -1 0 0 0 -1 0 \
          -1 0 -1 0 0 0 -1 0 0

[test]
name: isordered float
kernel_name: isordered_float
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer float[48] 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 \
          inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 \
          -1.1754943508222875e-38 2.5 -2.5 1
arg_in: 2 buffer float[48] -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 \
          1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan
arg_in: 3 buffer int[48] -1 -1 -1 -1 -1 -1 0 -1 0 -1 -1 0 -1 -1 -1 -1 -1 -1 0 -1 0 -1 -1 0 -1 -1 -1 -1 -1 -1 0 -1 0 \
          -1 -1 0 -1 -1 -1 -1 -1 -1 0 -1 0 -1 -1 0

[test]
name: isunordered float
kernel_name: isunordered_float
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer float[48] 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 \
          inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 \
          -1.1754943508222875e-38 2.5 -2.5 1
arg_in: 2 buffer float[48] -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 \
          1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan
arg_in: 3 buffer int[48] 0 0 0 0 0 0 -1 0 -1 0 0 -1 0 0 0 0 0 0 -1 0 -1 0 0 -1 0 0 0 0 0 0 -1 0 -1 0 0 -1 0 0 0 0 0 0 \
          -1 0 -1 0 0 -1

[test]
name: isfinite float
kernel_name: isfinite_float
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer float[48] 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 \
          inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 \
          -1.1754943508222875e-38 2.5 -2.5 1
arg_in: 2 buffer float[48] -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 \
          1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan
arg_in: 3 buffer int[48] -1 -1 -1 -1 0 0 0 -1 -1 -1 -1 -1 -1 -1 -1 -1 0 0 0 -1 -1 -1 -1 -1 -1 -1 -1 -1 0 0 0 -1 -1 -1 \
          -1 -1 -1 -1 -1 -1 0 0 0 -1 -1 -1 -1 -1

[test]
name: isinf float
kernel_name: isinf_float
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer float[48] 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 \
          inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 \
          -1.1754943508222875e-38 2.5 -2.5 1
arg_in: 2 buffer float[48] -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 \
          1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan
arg_in: 3 buffer int[48] 0 0 0 0 -1 -1 0 0 0 0 0 0 0 0 0 0 -1 -1 0 0 0 0 0 0 0 0 0 0 -1 -1 0 0 0 0 0 0 0 0 0 0 -1 -1 \
          0 0 0 0 0 0

[test]
name: isnan float
kernel_name: isnan_float
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer float[48] 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 \
          inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 \
          -1.1754943508222875e-38 2.5 -2.5 1
arg_in: 2 buffer float[48] -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 \
          1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan
arg_in: 3 buffer int[48] 0 0 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 0 0 -1 0 \
          0 0 0 0

[test]
name: isnormal float
kernel_name: isnormal_float
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer float[48] 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 \
          inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 \
          -1.1754943508222875e-38 2.5 -2.5 1
arg_in: 2 buffer float[48] -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 \
          1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan
arg_in: 3 buffer int[48] 0 0 -1 -1 0 0 0 -1 -1 -1 -1 -1 0 0 -1 -1 0 0 0 -1 -1 -1 -1 -1 0 0 -1 -1 0 0 0 -1 -1 -1 -1 -1 \
          0 0 -1 -1 0 0 0 -1 -1 -1 -1 -1

[test]
name: signbit float
kernel_name: signbit_float
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer float[48] 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 \
          inf -inf nan 1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          1.1754943508222875e-38 -1.1754943508222875e-38 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 1.1754943508222875e-38 \
          -1.1754943508222875e-38 2.5 -2.5 1
arg_in: 2 buffer float[48] -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan -0 1 \
          1 2.5 inf inf 1 1.1754943508222875e-38 nan -2.5 -2.5 nan
arg_in: 3 buffer int[48] 0 -1 0 -1 0 -1 0 0 -1 0 -1 0 0 -1 0 -1 0 -1 0 0 -1 0 -1 0 0 -1 0 -1 0 -1 0 0 -1 0 -1 0 0 -1 \
          0 -1 0 -1 0 0 -1 0 -1 0

[test]
name: isequal double
kernel_name: isequal_double
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer double[48] 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 \
          -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 \
          -2.2250738585072014e-308 2.5 -2.5 1
arg_in: 2 buffer double[48] -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 \
          1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan
arg_in: 3 buffer long[48] -1 0 -1 0 -1 0 0 -1 0 0 -1 0 -1 0 -1 0 -1 0 0 -1 0 0 -1 0 -1 0 -1 0 -1 0 0 -1 0 0 -1 0 -1 0 \
          -1 0 -1 0 0 -1 0 0 -1 0

[test]
name: isnotequal double
kernel_name: isnotequal_double
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer double[48] 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 \
          -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 \
          -2.2250738585072014e-308 2.5 -2.5 1
arg_in: 2 buffer double[48] -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 \
          1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan
arg_in: 3 buffer long[48] 0 -1 0 -1 0 -1 -1 0 -1 -1 0 -1 0 -1 0 -1 0 -1 -1 0 -1 -1 0 -1 0 -1 0 -1 0 -1 -1 0 -1 -1 0 \
          -1 0 -1 0 -1 0 -1 -1 0 -1 -1 0 -1

[test]
name: isgreater double
kernel_name: isgreater_double
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer double[48] 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 \
          -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 \
          -2.2250738585072014e-308 2.5 -2.5 1
arg_in: 2 buffer double[48] -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 \
          1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan
arg_in: 3 buffer long[48] 0 0 0 0 0 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 0 \
          0 -1 0 0

[test]
name: isgreaterequal double
kernel_name: isgreaterequal_double
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer double[48] 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 \
          -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 \
          -2.2250738585072014e-308 2.5 -2.5 1
arg_in: 2 buffer double[48] -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 \
          1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan
arg_in: 3 buffer long[48] -1 0 -1 0 -1 0 0 -1 0 -1 -1 0 -1 0 -1 0 -1 0 0 -1 0 -1 -1 0 -1 0 -1 0 -1 0 0 -1 0 -1 -1 0 \
          -1 0 -1 0 -1 0 0 -1 0 -1 -1 0

[test]
name: isless double
kernel_name: isless_double
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer double[48] 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 \
          -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 \
          -2.2250738585072014e-308 2.5 -2.5 1
arg_in: 2 buffer double[48] -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 \
          1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan
arg_in: 3 buffer long[48] 0 -1 0 -1 0 -1 0 0 0 0 0 0 0 -1 0 -1 0 -1 0 0 0 0 0 0 0 -1 0 -1 0 -1 0 0 0 0 0 0 0 -1 0 -1 \
          0 -1 0 0 0 0 0 0

[test]
name: islessequal double
kernel_name: islessequal_double
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer double[48] 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 \
          -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 \
          -2.2250738585072014e-308 2.5 -2.5 1
arg_in: 2 buffer double[48] -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 \
          1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan
arg_in: 3 buffer long[48] -1 -1 -1 -1 -1 -1 0 -1 0 0 -1 0 -1 -1 -1 -1 -1 -1 0 -1 0 0 -1 0 -1 -1 -1 -1 -1 -1 0 -1 0 0 \
          -1 0 -1 -1 -1 -1 -1 -1 0 -1 0 0 -1 0

[test]
name: islessgreater double
kernel_name: islessgreater_double
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer double[48] 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 \
          -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 \
          -2.2250738585072014e-308 2.5 -2.5 1
arg_in: 2 buffer double[48] -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 \
          1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan
arg_in: 3 buffer long[48] 0 -1 0 -1 0 -1 0 0 0 -1 0 0 0 -1 0 -1 0 -1 0 0 0 -1 0 0 0 -1 0 -1 0 -1 0 0 0 -1 0 0 0 -1 0 \
          -1 0 -1 0 0 0 -1 0 0

[test]
name: isordered double
kernel_name: isordered_double
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer double[48] 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 \
          -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 \
          -2.2250738585072014e-308 2.5 -2.5 1
arg_in: 2 buffer double[48] -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 \
          1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan
arg_in: 3 buffer long[48] -1 -1 -1 -1 -1 -1 0 -1 0 -1 -1 0 -1 -1 -1 -1 -1 -1 0 -1 0 -1 -1 0 -1 -1 -1 -1 -1 -1 0 -1 0 \
          -1 -1 0 -1 -1 -1 -1 -1 -1 0 -1 0 -1 -1 0

[test]
name: isunordered double
kernel_name: isunordered_double
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer double[48] 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 \
          -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 \
          -2.2250738585072014e-308 2.5 -2.5 1
arg_in: 2 buffer double[48] -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 \
          1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan
arg_in: 3 buffer long[48] 0 0 0 0 0 0 -1 0 -1 0 0 -1 0 0 0 0 0 0 -1 0 -1 0 0 -1 0 0 0 0 0 0 -1 0 -1 0 0 -1 0 0 0 0 0 \
          0 -1 0 -1 0 0 -1

[test]
name: isfinite double
kernel_name: isfinite_double
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer double[48] 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 \
          -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 \
          -2.2250738585072014e-308 2.5 -2.5 1
arg_in: 2 buffer double[48] -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 \
          1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan
arg_in: 3 buffer long[48] -1 -1 -1 -1 0 0 0 -1 -1 -1 -1 -1 -1 -1 -1 -1 0 0 0 -1 -1 -1 -1 -1 -1 -1 -1 -1 0 0 0 -1 -1 \
          -1 -1 -1 -1 -1 -1 -1 0 0 0 -1 -1 -1 -1 -1

[test]
name: isinf double
kernel_name: isinf_double
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer double[48] 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 \
          -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 \
          -2.2250738585072014e-308 2.5 -2.5 1
arg_in: 2 buffer double[48] -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 \
          1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan
arg_in: 3 buffer long[48] 0 0 0 0 -1 -1 0 0 0 0 0 0 0 0 0 0 -1 -1 0 0 0 0 0 0 0 0 0 0 -1 -1 0 0 0 0 0 0 0 0 0 0 -1 -1 \
          0 0 0 0 0 0

[test]
name: isnan double
kernel_name: isnan_double
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer double[48] 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 \
          -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 \
          -2.2250738585072014e-308 2.5 -2.5 1
arg_in: 2 buffer double[48] -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 \
          1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan
arg_in: 3 buffer long[48] 0 0 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 0 0 -1 0 \
          0 0 0 0

[test]
name: isnormal double
kernel_name: isnormal_double
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer double[48] 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 \
          -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 \
          -2.2250738585072014e-308 2.5 -2.5 1
arg_in: 2 buffer double[48] -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 \
          1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan
arg_in: 3 buffer long[48] 0 0 -1 -1 0 0 0 -1 -1 -1 -1 -1 0 0 -1 -1 0 0 0 -1 -1 -1 -1 -1 0 0 -1 -1 0 0 0 -1 -1 -1 -1 \
          -1 0 0 -1 -1 0 0 0 -1 -1 -1 -1 -1

[test]
name: signbit double
kernel_name: signbit_double
global_size: 48 0 0
arg_out: 0 buffer int[48] repeat 0
arg_in: 1 buffer double[48] 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 \
          -1 inf -inf nan 2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan \
          2.2250738585072014e-308 -2.2250738585072014e-308 2.5 -2.5 1 0 -0 1 -1 inf -inf nan 2.2250738585072014e-308 \
          -2.2250738585072014e-308 2.5 -2.5 1
arg_in: 2 buffer double[48] -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 \
          2.2250738585072014e-308 nan -2.5 -2.5 nan -0 1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan -0 \
          1 1 2.5 inf inf 1 2.2250738585072014e-308 nan -2.5 -2.5 nan
arg_in: 3 buffer long[48] 0 -1 0 -1 0 -1 0 0 -1 0 -1 0 0 -1 0 -1 0 -1 0 0 -1 0 -1 0 0 -1 0 -1 0 -1 0 0 -1 0 -1 0 0 -1 \
          0 -1 0 -1 0 0 -1 0 -1 0

!*/

#pragma OPENCL EXTENSION cl_khr_fp64 : enable

// Bit 0 of a result says that the scalar is wrong, the others which widths of vectors are. The sign of a NaN is not looked
// at: it need not survive.
#define WIDTH(f, T, I, operands, w, bit)                                                            \
  if (i < 48 / w) {                                                                                 \
    T##w x = vload##w(i, a), y = vload##w(i, b);                                                    \
    bad |= any(f operands != vload##w(i, expected)) << bit;                                         \
  }
#define TEST(f, T, I, operands)                                                                     \
  kernel void f##_##T(global int *wrong, global const T *a, global const T *b, global const I *expected) { \
    size_t i = get_global_id(0);                                                                    \
    T x = a[i], y = b[i];                                                                           \
    int bad = f operands != -expected[i];                                                           \
    WIDTH(f, T, I, operands, 2, 1)                                                                  \
    WIDTH(f, T, I, operands, 3, 2)                                                                  \
    WIDTH(f, T, I, operands, 4, 3)                                                                  \
    WIDTH(f, T, I, operands, 8, 4)                                                                  \
    WIDTH(f, T, I, operands, 16, 5)                                                                 \
    wrong[i] = bad;                                                                                 \
  }
TEST(isequal, float, int, (x, y))
TEST(isnotequal, float, int, (x, y))
TEST(isgreater, float, int, (x, y))
TEST(isgreaterequal, float, int, (x, y))
TEST(isless, float, int, (x, y))
TEST(islessequal, float, int, (x, y))
TEST(islessgreater, float, int, (x, y))
TEST(isordered, float, int, (x, y))
TEST(isunordered, float, int, (x, y))
TEST(isfinite, float, int, (x))
TEST(isinf, float, int, (x))
TEST(isnan, float, int, (x))
TEST(isnormal, float, int, (x))
TEST(signbit, float, int, (fmin(x, (float)INFINITY)))
TEST(isequal, double, long, (x, y))
TEST(isnotequal, double, long, (x, y))
TEST(isgreater, double, long, (x, y))
TEST(isgreaterequal, double, long, (x, y))
TEST(isless, double, long, (x, y))
TEST(islessequal, double, long, (x, y))
TEST(islessgreater, double, long, (x, y))
TEST(isordered, double, long, (x, y))
TEST(isunordered, double, long, (x, y))
TEST(isfinite, double, long, (x))
TEST(isinf, double, long, (x))
TEST(isnan, double, long, (x))
TEST(isnormal, double, long, (x))
TEST(signbit, double, long, (fmin(x, (double)INFINITY)))
