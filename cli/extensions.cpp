#include "cli/extensions.h"

#include <iterator>

namespace kiln::cli {
namespace {

using translator::TargetProfile;

constexpr const char* kEverywhere[] = {
    "cl_khr_3d_image_writes",
    "cl_khr_depth_images",
    "cl_khr_integer_dot_product",
    "__opencl_c_integer_dot_product_input_4x8bit",
    "__opencl_c_integer_dot_product_input_4x8bit_packed",
    "__opencl_c_images",
    "cl_khr_fp16",       // emulated where the target has no half,
    "__opencl_c_int64",  // or no long
    "__opencl_c_3d_image_writes",
    "__opencl_c_read_write_images",
    "__opencl_c_generic_address_space",
    "__opencl_c_program_scope_global_variables",
    "__opencl_c_atomic_order_acq_rel",
    "__opencl_c_atomic_order_seq_cst",
    "__opencl_c_atomic_scope_device",
    "__opencl_c_atomic_scope_all_devices",
    "__opencl_c_work_group_collective_functions",
    "cl_ext_float_atomics",
    "__opencl_c_ext_fp32_global_atomic_add",
    "__opencl_c_ext_fp32_local_atomic_add",
    "__opencl_c_ext_fp32_global_atomic_min_max",
    "__opencl_c_ext_fp32_local_atomic_min_max",
};

struct Conditional {
  bool TargetProfile::* needs;
  const char* name;
};
constexpr Conditional kConditional[] = {
    {&TargetProfile::float64, "cl_khr_fp64"},
    {&TargetProfile::int64_atomics, "cl_khr_int64_base_atomics"},
    {&TargetProfile::int64_atomics, "cl_khr_int64_extended_atomics"},
    {&TargetProfile::subgroup_arithmetic, "cl_khr_subgroups"},
    {&TargetProfile::subgroup_arithmetic, "cl_khr_subgroup_extended_types"},
    {&TargetProfile::subgroup_arithmetic, "cl_khr_subgroup_non_uniform_arithmetic"},
    {&TargetProfile::subgroup_vote, "cl_khr_subgroup_non_uniform_vote"},
    {&TargetProfile::subgroup_ballot, "cl_khr_subgroup_ballot"},
    {&TargetProfile::subgroup_shuffle, "cl_khr_subgroup_shuffle"},
    {&TargetProfile::subgroup_shuffle, "cl_khr_subgroup_shuffle_relative"},
    {&TargetProfile::subgroup_shuffle, "cl_khr_subgroup_clustered_reduce"},
    {&TargetProfile::subgroup_shuffle, "cl_khr_subgroup_rotate"},
    // Where there is double as well.
    {&TargetProfile::int64_atomics, "__opencl_c_ext_fp64_global_atomic_add"},
    {&TargetProfile::int64_atomics, "__opencl_c_ext_fp64_local_atomic_add"},
    {&TargetProfile::int64_atomics, "__opencl_c_ext_fp64_global_atomic_min_max"},
    {&TargetProfile::int64_atomics, "__opencl_c_ext_fp64_local_atomic_min_max"},
};

}  // namespace

std::optional<std::vector<std::string>> ExtensionsOf(const TargetProfile& profile) {
  std::vector<std::string> names(std::begin(kEverywhere), std::end(kEverywhere));
  bool all = true;
  for (const auto& [needs, name] : kConditional) {
    if (profile.*needs) {
      names.emplace_back(name);
    } else {
      all = false;
    }
  }
  if (all) return std::nullopt;
  return names;
}

}  // namespace kiln::cli
