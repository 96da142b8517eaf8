// The `kiln.*` operations: what the IR of a kernel calls, beside plain instructions, once its OpenCL builtins are
// resolved. Each is a declared function whose name carries its result type like an intrinsic's
// ("kiln.ext.NClamp.v4f32"); names without a type suffix say so. All are nounwind and willreturn, and memory(none)
// unless stated.
//
//   i32 @kiln.workitem.<what>(i32 dim)      <what>: global_id local_id group_id global_size local_size
//                                           enqueued_local_size num_groups global_offset; `dim` is a constant 0, 1
//                                           or 2. No type suffix. global_id includes the global offset.
//   i32 @kiln.workitem.work_dim()           no type suffix
//   i32 @kiln.workitem.null_arguments(i32 word)  bit i % 32 of word i / 32: argument i, a buffer, is a null pointer
//   void @kiln.barrier(i32 flags)           convergent, reads and writes memory: every work-item of the group arrives
//                                           before one leaves; orders the memory that `flags` name (acquire and
//                                           release).
//   void @kiln.fence(i32 flags, i32 order)  reads and writes memory: orders it without waiting. Both take constants.
//                                           flags: MemoryFlags; order: FenceOrder. Who sees the order, of a barrier
//                                           too: the work-group, with kDeviceScope every work-item of the device.
//   T @kiln.ext.<Name>.<T>(operands)        the GLSL.std.450 instruction <Name>. T is a float scalar or vector, for
//   SClamp
//                                           and UClamp an integer one. Operands have type T, with two exceptions:
//                                           `float @kiln.ext.Length.f32.<V>(V)` and `float
//                                           @kiln.ext.Distance.f32.<V>(V, V)` carry the operand's type as a second
//                                           suffix.
//   S @kiln.dot.<V>(V a, V b)               OpDot: sum of products of two float vectors of 2 to 4 elements; S is V's
//                                           element type.
//   T @kiln.mul_hi.<s|u>.<T>(T a, T b)      upper half of the signed or unsigned product of i32 scalars or vectors
//                                           (OpSMulExtended, OpUMulExtended member 1).
//   i64 @kiln.argument_address(i32 argument)  the device address that the host passes for a pointer argument, in physical
//                                           addressing. Takes a constant.
//   i1 @kiln.is_in_space.<n>(ptr addrspace(4))  whether the object of a generic pointer is in address space n (1 global,
//                                           3 local, 0 private); of null, either. ResolvePointers answers it.
//   i1 @kiln.any.<V>(V), i1 @kiln.all.<V>(V)  OpAny, OpAll over a vector of 2 to 4 i1.
//   i32 @kiln.subgroup.<what>()             <what>: max_size local_id id count (get_num_sub_groups); and size, the
//                                           work-items that the sub-group has, which PlaceSubgroupSize replaces.
//   void @kiln.subgroup.barrier(i32 flags, i32 scope)  of a sub-group; constants; scope: the memory_scope of OpenCL.
//   <4 x i32> @kiln.subgroup.ballot(i1)     the active work-items whose operand is set; convergent, as are the next:
//   i1 @kiln.subgroup.<all|any>(i1)
//   T @kiln.subgroup.<move>.<T>(T, i32)     <move>: broadcast shuffle shuffle_xor shuffle_up shuffle_down; T: a scalar
//                                           of 32 or 64 bits. broadcast_first has no second operand.
//   T @kiln.subgroup.<reduce|inclusive|exclusive>.<op>.<T>(T)  over the active work-items. <op>: add mul and or xor,
//                                           min max (float), smin smax umin umax. T: a scalar of 32 or 64 bits, or half.
//
// Only text profiles (TargetProfile::preserve_shape) see mul_hi, any, all and the ext operations FMix, Step,
// SmoothStep, SClamp, UClamp, NClamp, Cross, Degrees, Radians; SPIR-V for execution gets them as plain IR, which the
// optimiser knows.
#ifndef KILN_TRANSLATOR_BUILTINS_OPS_H_
#define KILN_TRANSLATOR_BUILTINS_OPS_H_

#include <cstdint>
#include <string_view>

namespace kiln::translator::builtins {

inline constexpr std::string_view kOpPrefix = "kiln.";
inline constexpr std::string_view kWorkItemPrefix = "kiln.workitem.";
inline constexpr std::string_view kBarrier = "kiln.barrier";
inline constexpr std::string_view kFence = "kiln.fence";
inline constexpr std::string_view kArgumentAddress = "kiln.argument_address";
inline constexpr std::string_view kIsInSpacePrefix = "kiln.is_in_space.";
inline constexpr std::string_view kExtPrefix = "kiln.ext.";
inline constexpr std::string_view kDotPrefix = "kiln.dot.";
inline constexpr std::string_view kMulHiSignedPrefix = "kiln.mul_hi.s.";
inline constexpr std::string_view kMulHiUnsignedPrefix = "kiln.mul_hi.u.";
inline constexpr std::string_view kAnyPrefix = "kiln.any.";
inline constexpr std::string_view kAllPrefix = "kiln.all.";
inline constexpr std::string_view kSubgroupPrefix = "kiln.subgroup.";

// The array in local memory with an element for each work-item of the group, by the element's type ("kiln.scratch.i32"). The
// IR gives it the most work-items that a group has anywhere; SPIR-V those that the work-group has.
inline constexpr std::string_view kScratchPrefix = "kiln.scratch.";
inline constexpr unsigned kScratchLength = 1024;

// Bits, the memories equal to OpenCL's cl_mem_fence_flags.
enum MemoryFlags : std::uint32_t { kLocalMemory = 1, kGlobalMemory = 2, kImageMemory = 4, kWorkGroupScope = 0, kDeviceScope = 0x100 };
enum class FenceOrder : std::uint32_t { kAcquire = 1, kRelease = 2, kAcquireRelease = 3, kSequentiallyConsistent = 4 };

}  // namespace kiln::translator::builtins

#endif  // KILN_TRANSLATOR_BUILTINS_OPS_H_
