# LLVM 19 and Clang 19 as shared libraries. The targets carry only what the headers need.
find_package(LLVM 19.1 REQUIRED CONFIG HINTS /usr/lib/llvm-19/lib/cmake/llvm)
find_library(KILN_CLANG_CPP NAMES clang-cpp HINTS ${LLVM_LIBRARY_DIRS} REQUIRED)

add_library(kiln_llvm INTERFACE)
target_include_directories(kiln_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
target_compile_definitions(kiln_llvm INTERFACE ${LLVM_DEFINITIONS_LIST})
target_link_libraries(kiln_llvm INTERFACE LLVM)

add_library(kiln_clang INTERFACE)
target_link_libraries(kiln_clang INTERFACE ${KILN_CLANG_CPP} kiln_llvm)
