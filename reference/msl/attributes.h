// Metal's attributes: [[buffer(0)]], [[thread_position_in_grid]], ...
#ifndef KILN_REFERENCE_MSL_ATTRIBUTES_H_
#define KILN_REFERENCE_MSL_ATTRIBUTES_H_

#include <cstdint>
#include <optional>
#include <string>

namespace clang {
class Decl;
}

namespace kiln::reference::msl {

struct MetalAttribute {
  std::string name;
  std::optional<std::uint32_t> index;
};

// Clang, once this is linked, keeps Metal's attributes on declarations; of OpenCL sources it knows them no more than
// before. Absent: the declaration has none.
std::optional<MetalAttribute> FindMetalAttribute(const clang::Decl& declaration);

}  // namespace kiln::reference::msl

#endif  // KILN_REFERENCE_MSL_ATTRIBUTES_H_
