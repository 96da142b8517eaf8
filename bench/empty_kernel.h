// A kernel that does nothing.
#ifndef KILN_BENCH_EMPTY_KERNEL_H_
#define KILN_BENCH_EMPTY_KERNEL_H_

#include <cstdint>

#include "kiln/artifact/reflection.h"

namespace kiln::bench {

// void main() {}, one work-item a group.
inline constexpr std::uint32_t kEmptyModule[] = {0x07230203,
                                                 0x00010300,
                                                 0,
                                                 5,
                                                 0,  // SPIR-V 1.3, ids below 5
                                                 (2 << 16) | 17,
                                                 1,  // OpCapability Shader
                                                 (3 << 16) | 14,
                                                 0,
                                                 1,  // OpMemoryModel Logical GLSL450
                                                 (5 << 16) | 15,
                                                 5,
                                                 1,
                                                 0x6e69616d,
                                                 0,  // OpEntryPoint GLCompute %1 "main"
                                                 (6 << 16) | 16,
                                                 1,
                                                 17,
                                                 1,
                                                 1,
                                                 1,  // OpExecutionMode %1 LocalSize 1 1 1
                                                 (2 << 16) | 19,
                                                 2,  // %2 = OpTypeVoid
                                                 (3 << 16) | 33,
                                                 3,
                                                 2,  // %3 = OpTypeFunction %2
                                                 (5 << 16) | 54,
                                                 2,
                                                 1,
                                                 0,
                                                 3,
                                                 (2 << 16) | 248,
                                                 4,  // %1 = OpFunction, %4 = OpLabel
                                                 (1 << 16) | 253,
                                                 (1 << 16) | 56};  // OpReturn, OpFunctionEnd

inline artifact::Kernel EmptyKernel() {
  artifact::Kernel reflection;
  reflection.name = "empty";
  reflection.entry_point = "main";
  return reflection;
}

}  // namespace kiln::bench

#endif  // KILN_BENCH_EMPTY_KERNEL_H_
