# Compiler settings and the two functions that every room uses.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
# What one room finds, the installed package must be able to name.
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

# Sanitizers, of Clang: LLVM, Clang and the drivers stay as they are.
set(KILN_SANITIZE "" CACHE STRING "address: AddressSanitizer and UndefinedBehaviorSanitizer; thread: ThreadSanitizer")
if(KILN_SANITIZE)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "KILN_SANITIZE needs Clang: -DCMAKE_CXX_COMPILER=clang++-19 -DCMAKE_C_COMPILER=clang-19")
  endif()
  # The virtual tables and the types of functions behind LLVM's interfaces are those of libraries without checks.
  set(kiln_sanitizers_address -fsanitize=address,undefined -fno-sanitize=vptr,function -fno-sanitize-recover=all)
  set(kiln_sanitizers_thread -fsanitize=thread)
  if(NOT DEFINED kiln_sanitizers_${KILN_SANITIZE})
    message(FATAL_ERROR "KILN_SANITIZE is '${KILN_SANITIZE}'; expected address or thread")
  endif()
  add_compile_options(${kiln_sanitizers_${KILN_SANITIZE}} -fno-omit-frame-pointer)
  add_link_options(${kiln_sanitizers_${KILN_SANITIZE}})
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
  # NDEBUG stays: LLVM's headers must be those of its library.
  set(CMAKE_CXX_FLAGS_RELEASE "-O1 -g1 -DNDEBUG")
  set(CMAKE_C_FLAGS_RELEASE "-O1 -g1 -DNDEBUG")
endif()
# libFuzzer programs beside the tests of bad input (tests/bad_input).
option(KILN_FUZZERS "Build the libFuzzer programs; needs KILN_SANITIZE=address" OFF)

option(KILN_PRECOMPILE "Precompile the large headers of LLVM, Clang and GoogleTest" ON)
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # Precompiled headers need the sloppiness, and GCC the option: "Precompiled headers" in ccache's manual. The base
  # directory lets every checkout share the cache.
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_NOHASHDIR=1
                                  CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} ${CCACHE_PROGRAM})
  if(KILN_PRECOMPILE)
    add_compile_options($<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fpch-preprocess>)
  endif()
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()

add_library(kiln_options INTERFACE)
# GCC 12 reports -Wrestrict for `"literal" + std::string` (its bug 105651). Clang 19 minds what GCC 12's std::stable_sort
# uses.
target_compile_options(kiln_options INTERFACE -Wall -Wextra -Wpedantic -Werror
                       $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>)
target_include_directories(kiln_options INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)

# kiln_library(<name> SOURCES ... [PUBLIC libs...] [PRIVATE libs...] [TESTS x_test.cpp...] [PRECOMPILE <header>...])
# One room: a static library with its public headers in include/, its sources included by their path from the root,
# and, where tests are on, one GoogleTest binary <name>_test. PRECOMPILE: large headers of others that most sources include.
function(kiln_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE;TESTS;PRECOMPILE" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  if(IS_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/include)
    target_include_directories(${name} PUBLIC $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include>)
  endif()
  target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} PRIVATE $<BUILD_INTERFACE:kiln_options> ${ARG_PRIVATE})
  if(ARG_PRECOMPILE AND KILN_PRECOMPILE)
    target_precompile_headers(${name} PRIVATE ${ARG_PRECOMPILE})
    # GCC 12 does not see that what it reads from a precompiled header is the standard library, and warns about it.
    target_compile_options(${name} PRIVATE
                           $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds;-Wno-stringop-overflow;-Wno-stringop-overread>)
  endif()
  if(KILN_TESTS AND ARG_TESTS)
    kiln_test(${name}_test SOURCES ${ARG_TESTS} LINK ${name} ${ARG_PRIVATE})
  endif()
endfunction()

# kiln_test(<name> SOURCES ... LINK libs...): a GoogleTest binary, each TEST a ctest entry.
include(GoogleTest)
function(kiln_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LINK} kiln_options GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE KILN_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  # What is tested is optimised; the tests themselves are compiled once per run.
  target_compile_options(${name} PRIVATE -O0)
  list(LENGTH ARG_SOURCES count)
  if(KILN_PRECOMPILE AND count GREATER 3)
    target_precompile_headers(${name} PRIVATE <gtest/gtest.h>)
  endif()
  add_test(NAME ${name} COMMAND ${name})
endfunction()
