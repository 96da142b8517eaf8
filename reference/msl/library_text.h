// The text of Metal's library as Kiln has it: the files of library/, embedded when Kiln is built.
#ifndef KILN_REFERENCE_MSL_LIBRARY_TEXT_H_
#define KILN_REFERENCE_MSL_LIBRARY_TEXT_H_

#include <string_view>

namespace kiln::reference::msl {

extern const std::string_view kLibraryText;

}  // namespace kiln::reference::msl

#endif  // KILN_REFERENCE_MSL_LIBRARY_TEXT_H_
