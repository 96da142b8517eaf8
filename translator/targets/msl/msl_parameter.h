// A parameter of a Metal kernel. Apart from kernel_parameters.h for the sake of msl_compiler.cpp, which sees
// SPIRV-Cross's headers and so cannot see those of SPIR-V.
#ifndef KILN_TRANSLATOR_TARGETS_MSL_MSL_PARAMETER_H_
#define KILN_TRANSLATOR_TARGETS_MSL_MSL_PARAMETER_H_

#include <cstdint>
#include <string>

#include "kiln/base/result.h"

namespace kiln::translator::targets {

struct MslParameter {
  enum class Kind : std::uint8_t {
    kBuffer,   // device T* name [[buffer(index)]]
    kView,     // no parameter: device T* name = (device T*)<first view>; at the top of the kernel
    kAddress,  // device void* name [[buffer(index)]]; ulong name_address = (ulong)name; at the top of the kernel
    kValue,    // constant T& name [[buffer(index)]]
    kLaunch,   // uint3 name [[attribute]]
    kLocal,    // threadgroup T* name [[threadgroup(index)]]
    kTexture,  // texture2d<float> name [[texture(index)]]
  };
  Kind kind = Kind::kBuffer;
  std::uint32_t variable = 0;  // its id
  std::uint32_t block = 0;     // id of its block type, of its image type for kTexture, 0 for kLocal
  bool plain = true;           // the block has one member, which stands for the parameter itself
  std::uint32_t order = 0;     // position in the signature: the argument's position first
  std::uint32_t index = 0;     // Metal's
  bool read_only = false;
  std::uint32_t first_view = 0;  // kView: the variable that is the parameter
  std::string attribute;         // kLaunch
};

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_MSL_MSL_PARAMETER_H_
