# cmake -DOUTPUT=<x.cpp> -DFOLDER=<library> -DFILES=<a.h,b.h> -P embed_library.cmake
# Writes a C++ source with the text of all files, in their order; literals are kept below the compiler's limit of 64 KiB.
string(REPLACE "," ";" files "${FILES}")
set(literals "")
foreach(name IN LISTS files)
  file(READ "${FOLDER}/${name}" text)
  string(APPEND literals "R\"KILN(${text})KILN\"\n")
endforeach()
file(WRITE "${OUTPUT}" "// Generated from reference/msl/library: do not edit.
#include \"reference/msl/library_text.h\"

namespace kiln::reference::msl {
const std::string_view kLibraryText =
${literals};
}  // namespace kiln::reference::msl
")
