// Result <id>s of a SPIR-V module, as a type of their own so that an id is never mistaken for a literal.
#ifndef KILN_TRANSLATOR_SPIRV_MODEL_ID_H_
#define KILN_TRANSLATOR_SPIRV_MODEL_ID_H_

#include <compare>
#include <cstdint>
#include <functional>

namespace kiln::translator::spirv {

struct Id {
  std::uint32_t value = 0;  // 0: no id

  explicit operator bool() const { return value != 0; }
  auto operator<=>(const Id&) const = default;
};

}  // namespace kiln::translator::spirv

template <>
struct std::hash<kiln::translator::spirv::Id> {
  std::size_t operator()(kiln::translator::spirv::Id id) const noexcept { return id.value; }
};

#endif  // KILN_TRANSLATOR_SPIRV_MODEL_ID_H_
