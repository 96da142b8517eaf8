# cmake -DOUTPUT=<x.cpp> -DFOLDER=<cli/report> -DSCRIPTS=<a.js,b.js> -P embed_page.cmake
# Writes a C++ source with the texts of the page; each file is one literal.
function(literal_of result)
  set(literals "")
  foreach(name IN LISTS ARGN)
    file(READ "${FOLDER}/${name}" text)
    string(FIND "${text}" ")KILN\"" clash)
    if(NOT clash EQUAL -1)
      message(FATAL_ERROR "${name} contains the raw string delimiter that ${OUTPUT} would use")
    endif()
    string(APPEND literals "R\"KILN(${text})KILN\"\n")
  endforeach()
  set(${result} "${literals}" PARENT_SCOPE)
endfunction()

string(REPLACE "," ";" scripts "${SCRIPTS}")
literal_of(html page.html)
literal_of(css page.css)
literal_of(js ${scripts})
file(WRITE "${OUTPUT}" "// Generated from cli/report: do not edit.
#include \"cli/report/page_assets.h\"

namespace kiln::cli::report {
const std::string_view kPageTemplate =
${html};
const std::string_view kPageStyle =
${css};
const std::string_view kPageScript =
${js};
}  // namespace kiln::cli::report
")
