# cmake -DINPUT=<header> -DOUTPUT=<x.cpp> -P embed_header.cmake
# Writes a C++ source that defines kiln::frontend::kOpenClBaseHeader with the text of the header, without its comments:
# every compilation lexes this text, and comments are most of it.
file(READ "${INPUT}" text)
# CMake treats ; [ ] specially in lists; the text is never used as one, only replaced and written.
string(REGEX REPLACE "/\\*[^*]*\\*+([^/*][^*]*\\*+)*/" " " text "${text}")
string(REGEX REPLACE "//[^\n]*" "" text "${text}")
string(REGEX REPLACE "[ \t]+\n" "\n" text "${text}")
string(REGEX REPLACE "\n\n+" "\n" text "${text}")
string(FIND "${text}" ")KILN\"" clash)
if(NOT clash EQUAL -1)
  message(FATAL_ERROR "${INPUT} contains the raw string delimiter that ${OUTPUT} would use")
endif()
file(WRITE "${OUTPUT}" "// Generated from ${INPUT}: do not edit.
#include \"frontend/embed/embedded_headers.h\"

namespace kiln::frontend {
const std::string_view kOpenClBaseHeader = R\"KILN(${text})KILN\";
}  // namespace kiln::frontend
")
