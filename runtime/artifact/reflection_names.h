// The words that the JSON form uses for the enumerators.
#ifndef KILN_RUNTIME_ARTIFACT_REFLECTION_NAMES_H_
#define KILN_RUNTIME_ARTIFACT_REFLECTION_NAMES_H_

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "kiln/artifact/reflection.h"

namespace kiln::artifact {

inline constexpr std::array<std::pair<ArgumentKind, std::string_view>, 6> kArgumentKindNames = {{
    {ArgumentKind::kBuffer, "buffer"},
    {ArgumentKind::kValue, "value"},
    {ArgumentKind::kLocal, "local"},
    {ArgumentKind::kImage, "image"},
    {ArgumentKind::kSampler, "sampler"},
    {ArgumentKind::kAddress, "address"},
}};

inline constexpr std::array<std::pair<ImageDimension, std::string_view>, 6> kImageDimensionNames = {{
    {ImageDimension::k1d, "1d"},
    {ImageDimension::k1dArray, "1d_array"},
    {ImageDimension::k1dBuffer, "1d_buffer"},
    {ImageDimension::k2d, "2d"},
    {ImageDimension::k2dArray, "2d_array"},
    {ImageDimension::k3d, "3d"},
}};

inline constexpr std::array<std::pair<ImageElement, std::string_view>, 4> kImageElementNames = {{
    {ImageElement::kAny, "any"},
    {ImageElement::kFloat, "float"},
    {ImageElement::kSigned, "int"},
    {ImageElement::kUnsigned, "uint"},
}};

inline constexpr std::array<std::pair<ValueMemory, std::string_view>, 3> kValueMemoryNames = {{
    {ValueMemory::kPushConstants, "push_constants"},
    {ValueMemory::kUniformBuffer, "uniform_buffer"},
    {ValueMemory::kStorageBuffer, "storage_buffer"},
}};

inline constexpr std::array<std::pair<ImplicitKind, std::string_view>, 8> kImplicitKindNames = {{
    {ImplicitKind::kRegionOffset, "region_offset"},
    {ImplicitKind::kGlobalOffset, "global_offset"},
    {ImplicitKind::kGlobalSize, "global_size"},
    {ImplicitKind::kGroupBase, "group_base"},
    {ImplicitKind::kNumGroups, "num_groups"},
    {ImplicitKind::kEnqueuedLocalSize, "enqueued_local_size"},
    {ImplicitKind::kWorkDim, "work_dim"},
    {ImplicitKind::kNullArguments, "null_arguments"},
}};

template <typename Table, typename Enum>
constexpr std::string_view NameOf(const Table& table, Enum value) {
  for (const auto& [enumerator, name] : table) {
    if (enumerator == value) return name;
  }
  return "unknown";
}

template <typename Table>
constexpr auto ValueOf(const Table& table, std::string_view name) -> std::optional<decltype(table[0].first)> {
  for (const auto& [enumerator, known] : table) {
    if (known == name) return enumerator;
  }
  return std::nullopt;
}

}  // namespace kiln::artifact

#endif  // KILN_RUNTIME_ARTIFACT_REFLECTION_NAMES_H_
