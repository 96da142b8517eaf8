// Whole kernels in the shapes that lowering gives them, as SPIR-V assembly.
#ifndef KILN_TRANSLATOR_TARGETS_TESTING_KERNELS_H_
#define KILN_TRANSLATOR_TARGETS_TESTING_KERNELS_H_

namespace kiln::translator::targets::testing {

// kernel void saxpy(global float* y, global const float* x, float a, uint n) {
//   size_t i = get_global_id(0);
//   if (i < n) y[i] = a * x[i] + y[i];
// }
inline constexpr const char* kSaxpyVulkan = R"(
OpCapability Shader
OpMemoryModel Logical GLSL450
OpEntryPoint GLCompute %saxpy "saxpy" %y %x %args %gid
OpName %saxpy "saxpy"
OpName %y "y"
OpName %x "x"
OpName %i "i"
OpMemberName %values 0 "a"
OpMemberName %values 1 "n"
OpDecorate %float_array ArrayStride 4
OpDecorate %y_block Block
OpMemberDecorate %y_block 0 Offset 0
OpDecorate %x_block Block
OpMemberDecorate %x_block 0 Offset 0
OpMemberDecorate %x_block 0 NonWritable
OpDecorate %y DescriptorSet 0
OpDecorate %y Binding 0
OpDecorate %x DescriptorSet 0
OpDecorate %x Binding 1
OpDecorate %x Restrict
OpDecorate %values Block
OpMemberDecorate %values 0 Offset 0
OpMemberDecorate %values 1 Offset 4
OpDecorate %gid BuiltIn GlobalInvocationId
OpDecorate %sx SpecId 0
OpDecorate %sy SpecId 1
OpDecorate %sz SpecId 2
OpDecorate %size BuiltIn WorkgroupSize
%void = OpTypeVoid
%bool = OpTypeBool
%uint = OpTypeInt 32 0
%float = OpTypeFloat 32
%uint3 = OpTypeVector %uint 3
%fn = OpTypeFunction %void
%float_array = OpTypeRuntimeArray %float
%y_block = OpTypeStruct %float_array
%x_block = OpTypeStruct %float_array
%values = OpTypeStruct %float %uint
%p_y = OpTypePointer StorageBuffer %y_block
%p_x = OpTypePointer StorageBuffer %x_block
%p_float = OpTypePointer StorageBuffer %float
%p_values = OpTypePointer PushConstant %values
%p_value_float = OpTypePointer PushConstant %float
%p_value_uint = OpTypePointer PushConstant %uint
%p_in = OpTypePointer Input %uint3
%p_in_uint = OpTypePointer Input %uint
%uint_0 = OpConstant %uint 0
%uint_1 = OpConstant %uint 1
%sx = OpSpecConstant %uint 1
%sy = OpSpecConstant %uint 1
%sz = OpSpecConstant %uint 1
%size = OpSpecConstantComposite %uint3 %sx %sy %sz
%y = OpVariable %p_y StorageBuffer
%x = OpVariable %p_x StorageBuffer
%args = OpVariable %p_values PushConstant
%gid = OpVariable %p_in Input
%saxpy = OpFunction %void None %fn
%entry = OpLabel
%p_i = OpAccessChain %p_in_uint %gid %uint_0
%i = OpLoad %uint %p_i
%p_n = OpAccessChain %p_value_uint %args %uint_1
%n = OpLoad %uint %p_n
%inside = OpULessThan %bool %i %n
OpSelectionMerge %done None
OpBranchConditional %inside %work %done
%work = OpLabel
%p_a = OpAccessChain %p_value_float %args %uint_0
%a = OpLoad %float %p_a
%p_xi = OpAccessChain %p_float %x %uint_0 %i
%xi = OpLoad %float %p_xi
%p_yi = OpAccessChain %p_float %y %uint_0 %i
%yi = OpLoad %float %p_yi
%product = OpFMul %float %a %xi
%sum = OpFAdd %float %product %yi
OpStore %p_yi %sum
OpBranch %done
%done = OpLabel
OpReturn
OpFunctionEnd
)";

// kernel void total(global float* sampler, local float* half4, uint n) {
//   local float fixed[4];
//   uint l = get_local_id(0), size = get_local_size(0), global = get_global_size(0);
//   half4[l] = sampler[get_global_id(0)] + (float)(size + global + n);
//   barrier(CLK_LOCAL_MEM_FENCE);
//   float sum = 0;
//   for (uint k = 0; k < size; ++k) sum += half4[k];
//   fixed[l & 3] = sum;  mem_fence(CLK_LOCAL_MEM_FENCE);
//   sampler[get_group_id(0)] = fixed[0];  ((global uint*)sampler)[1] = 7;
// }
// in the shape of the Metal profiles.
inline constexpr const char* kTotalMetal = R"(
OpCapability Shader
OpMemoryModel Logical GLSL450
OpEntryPoint GLCompute %total "total" %buf %buf_uint %n %global_size %tile %fixed %gid %lid %group
OpName %total "total"
OpName %buf "sampler"
OpName %buf_uint "sampler_uint"
OpName %n "n"
OpName %tile "half4"
OpName %fixed "fixed"
OpName %sum "sum"
OpName %k "k"
OpDecorate %float_array ArrayStride 4
OpDecorate %uint_array ArrayStride 4
OpDecorate %buf_block Block
OpMemberDecorate %buf_block 0 Offset 0
OpDecorate %uint_block Block
OpMemberDecorate %uint_block 0 Offset 0
OpDecorate %n_block Block
OpMemberDecorate %n_block 0 Offset 0
OpDecorate %size_block Block
OpMemberDecorate %size_block 0 Offset 0
OpDecorate %buf DescriptorSet 0
OpDecorate %buf Binding 0
OpDecorate %buf Aliased
OpDecorate %buf_uint DescriptorSet 0
OpDecorate %buf_uint Binding 0
OpDecorate %buf_uint Aliased
OpDecorate %n DescriptorSet 0
OpDecorate %n Binding 2
OpDecorate %global_size DescriptorSet 0
OpDecorate %global_size Binding 1002
OpDecorate %gid BuiltIn GlobalInvocationId
OpDecorate %lid BuiltIn LocalInvocationId
OpDecorate %group BuiltIn WorkgroupId
OpDecorate %sx SpecId 0
OpDecorate %sy SpecId 1
OpDecorate %sz SpecId 2
OpDecorate %length SpecId 3
OpDecorate %size BuiltIn WorkgroupSize
%void = OpTypeVoid
%bool = OpTypeBool
%uint = OpTypeInt 32 0
%float = OpTypeFloat 32
%uint3 = OpTypeVector %uint 3
%fn = OpTypeFunction %void
%float_array = OpTypeRuntimeArray %float
%uint_array = OpTypeRuntimeArray %uint
%buf_block = OpTypeStruct %float_array
%uint_block = OpTypeStruct %uint_array
%n_block = OpTypeStruct %uint
%size_block = OpTypeStruct %uint3
%p_buf = OpTypePointer StorageBuffer %buf_block
%p_buf_uint = OpTypePointer StorageBuffer %uint_block
%p_float = OpTypePointer StorageBuffer %float
%p_uint = OpTypePointer StorageBuffer %uint
%p_n = OpTypePointer Uniform %n_block
%p_size = OpTypePointer Uniform %size_block
%p_value = OpTypePointer Uniform %uint
%p_in = OpTypePointer Input %uint3
%p_in_uint = OpTypePointer Input %uint
%uint_0 = OpConstant %uint 0
%uint_1 = OpConstant %uint 1
%uint_2 = OpConstant %uint 2
%uint_3 = OpConstant %uint 3
%uint_4 = OpConstant %uint 4
%uint_7 = OpConstant %uint 7
%float_0 = OpConstant %float 0
%workgroup_acq_rel = OpConstant %uint 264
%sx = OpSpecConstant %uint 1
%sy = OpSpecConstant %uint 1
%sz = OpSpecConstant %uint 1
%size = OpSpecConstantComposite %uint3 %sx %sy %sz
%length = OpSpecConstant %uint 1
%tile_type = OpTypeArray %float %length
%fixed_type = OpTypeArray %float %uint_4
%p_tile = OpTypePointer Workgroup %tile_type
%p_fixed = OpTypePointer Workgroup %fixed_type
%p_local_float = OpTypePointer Workgroup %float
%p_private_float = OpTypePointer Function %float
%p_private_uint = OpTypePointer Function %uint
%buf = OpVariable %p_buf StorageBuffer
%buf_uint = OpVariable %p_buf_uint StorageBuffer
%n = OpVariable %p_n Uniform
%global_size = OpVariable %p_size Uniform
%tile = OpVariable %p_tile Workgroup
%fixed = OpVariable %p_fixed Workgroup
%gid = OpVariable %p_in Input
%lid = OpVariable %p_in Input
%group = OpVariable %p_in Input
%total = OpFunction %void None %fn
%entry = OpLabel
%sum = OpVariable %p_private_float Function
%k = OpVariable %p_private_uint Function
%p_l = OpAccessChain %p_in_uint %lid %uint_0
%l = OpLoad %uint %p_l
%p_g = OpAccessChain %p_in_uint %gid %uint_0
%g = OpLoad %uint %p_g
%size_x = OpCompositeExtract %uint %size 0
%p_gs = OpAccessChain %p_value %global_size %uint_0 %uint_0
%gs = OpLoad %uint %p_gs
%p_nn = OpAccessChain %p_value %n %uint_0
%nn = OpLoad %uint %p_nn
%add1 = OpIAdd %uint %size_x %gs
%add2 = OpIAdd %uint %add1 %nn
%as_float = OpConvertUToF %float %add2
%p_b = OpAccessChain %p_float %buf %uint_0 %g
%b = OpLoad %float %p_b
%add3 = OpFAdd %float %b %as_float
%p_t = OpAccessChain %p_local_float %tile %l
OpStore %p_t %add3
OpControlBarrier %uint_2 %uint_2 %workgroup_acq_rel
OpStore %sum %float_0
OpStore %k %uint_0
OpBranch %loop
%loop = OpLabel
OpLoopMerge %after %next None
OpBranch %test
%test = OpLabel
%k1 = OpLoad %uint %k
%more = OpULessThan %bool %k1 %size_x
OpBranchConditional %more %body %after
%body = OpLabel
%k2 = OpLoad %uint %k
%p_tk = OpAccessChain %p_local_float %tile %k2
%tk = OpLoad %float %p_tk
%sum1 = OpLoad %float %sum
%sum2 = OpFAdd %float %sum1 %tk
OpStore %sum %sum2
OpBranch %next
%next = OpLabel
%k3 = OpLoad %uint %k
%k4 = OpIAdd %uint %k3 %uint_1
OpStore %k %k4
OpBranch %loop
%after = OpLabel
%l3 = OpBitwiseAnd %uint %l %uint_3
%p_f = OpAccessChain %p_local_float %fixed %l3
%sum3 = OpLoad %float %sum
OpStore %p_f %sum3
OpMemoryBarrier %uint_2 %workgroup_acq_rel
%p_w = OpAccessChain %p_in_uint %group %uint_0
%w = OpLoad %uint %p_w
%p_f0 = OpAccessChain %p_local_float %fixed %uint_0
%f0 = OpLoad %float %p_f0
%p_out = OpAccessChain %p_float %buf %uint_0 %w
OpStore %p_out %f0
%p_out1 = OpAccessChain %p_uint %buf_uint %uint_0 %uint_1
OpStore %p_out1 %uint_7
OpReturn
OpFunctionEnd
)";

}  // namespace kiln::translator::targets::testing

#endif  // KILN_TRANSLATOR_TARGETS_TESTING_KERNELS_H_
