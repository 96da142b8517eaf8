// The signature of a Metal kernel: SPIRV-Cross's, whose buffers are references to blocks, made into Metal's own.
//
// Before: kernel void saxpy(const device x_block& x [[buffer(0)]], uint3 id [[thread_position_in_grid]])
// After:  kernel void saxpy(const device float* x [[buffer(0)]], uint3 id [[thread_position_in_grid]])
#ifndef KILN_TRANSLATOR_TARGETS_MSL_SIGNATURE_H_
#define KILN_TRANSLATOR_TARGETS_MSL_SIGNATURE_H_

#include <string>
#include <string_view>
#include <vector>

#include "translator/targets/msl/msl_parameter.h"

namespace kiln::translator::targets {

struct NamedParameter {
  MslParameter parameter;
  std::string type;  // of the element, the value, or the block where it is not plain
  std::string name;
  bool is_array = false;  // a value of several elements: a pointer to the first
  std::string address_name = {};  // kAddress: of the variable that holds the parameter's address
};

// `printed` is SPIRV-Cross's prototype line, where parameter i of `parameters` is [[buffer(i)]]; it keeps the inputs
// that are no resources. One line, or one parameter a line where that would be longer than 120 columns.
std::string KernelSignature(std::string_view printed, const std::vector<NamedParameter>& parameters);

// `device uint* x_uint = (device uint*)x;` for each kView, `ulong x_address = reinterpret_cast<ulong>(x);` for each kAddress.
std::vector<std::string> ViewDeclarations(const std::vector<NamedParameter>& parameters);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_MSL_SIGNATURE_H_
