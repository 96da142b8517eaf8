# kiln_add_kernels(<target>
#   SOURCES <file.cl>...            OpenCL C or C++ for OpenCL
#   TARGETS <spirv|glsl|msl|hlsl>...  what to translate to
#   [KERNELS <name>...]             only these kernels; GLSL files are then named after them, one for each
#   [STD <CL1.2|CL2.0|CL3.0|...>]   -cl-std
#   [DEFINES <NAME[=VALUE]>...] [INCLUDE_DIRECTORIES <dir>...] [OPTIONS <option>...]
#   [EMBED]                         also <file.cl>.h: the SPIR-V words and the constants of the reflection, as C++
#   [NAMESPACE <ns>]                namespace of these headers
#   [INSTALL_DESTINATION <dir>])    installs what was translated, without the headers
#
# Each source is translated when it or a file that it includes has changed. The files lie in <binary dir>/<target>.kernels:
# x.spv and x.json (the reflection), x.comp, x.metal, x.hlsl, x.cl.h.
# <target> may be a target that exists, which then depends on the files and sees the headers; otherwise an interface library
# of that name is made, to be linked by those that do. Its property KILN_KERNEL_FILES lists the files.
include_guard(GLOBAL)
cmake_policy(PUSH)
cmake_policy(VERSION 3.20)

# The outputs of one source: sets <files> to their paths and <options> to the words that make kiln write them. The SPIR-V
# comes first, so that the reflection describes it.
function(kiln_kernel_outputs folder stem targets kernels embed files options)
  set(paths "")
  set(words "")
  # kiln reads %f and %k in the name of an output.
  string(REPLACE "%" "%%" pattern "${folder}/${stem}")
  set(suffix_spirv .spv)
  set(suffix_glsl .comp)
  set(suffix_msl .metal)
  set(suffix_hlsl .hlsl)
  foreach(language spirv glsl msl hlsl)
    if(NOT language IN_LIST targets)
      continue()
    endif()
    set(suffix ${suffix_${language}})
    if(language STREQUAL "glsl" AND kernels)
      list(APPEND words -o "${pattern}-%k${suffix}")
      foreach(kernel IN LISTS kernels)
        list(APPEND paths "${folder}/${stem}-${kernel}${suffix}")
      endforeach()
    else()
      list(APPEND words -o "${pattern}${suffix}")
      list(APPEND paths "${folder}/${stem}${suffix}")
    endif()
  endforeach()
  list(APPEND words "--reflect=${pattern}.json")
  list(APPEND paths "${folder}/${stem}.json")
  if(embed)
    list(APPEND words -o "${pattern}.cl.h")
    list(APPEND paths "${folder}/${stem}.cl.h")
  endif()
  set(${files} "${paths}" PARENT_SCOPE)
  set(${options} "${words}" PARENT_SCOPE)
endfunction()

function(kiln_add_kernels target)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "EMBED" "STD;NAMESPACE;INSTALL_DESTINATION"
    "SOURCES;TARGETS;KERNELS;DEFINES;INCLUDE_DIRECTORIES;OPTIONS")
  if(ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "kiln_add_kernels: unknown arguments '${ARG_UNPARSED_ARGUMENTS}'")
  endif()
  if(NOT ARG_SOURCES OR NOT ARG_TARGETS)
    message(FATAL_ERROR "kiln_add_kernels(${target}): SOURCES and TARGETS are required")
  endif()
  foreach(language IN LISTS ARG_TARGETS)
    if(NOT language MATCHES "^(spirv|glsl|msl|hlsl)$")
      message(FATAL_ERROR "kiln_add_kernels(${target}): no target '${language}'; expected spirv, glsl, msl or hlsl")
    endif()
  endforeach()

  set(options "")
  if(ARG_STD)
    list(APPEND options "-cl-std=${ARG_STD}")
  endif()
  list(TRANSFORM ARG_DEFINES PREPEND "-D")
  foreach(directory IN LISTS ARG_INCLUDE_DIRECTORIES)
    get_filename_component(directory "${directory}" ABSOLUTE)
    list(APPEND options "-I${directory}")
  endforeach()
  foreach(kernel IN LISTS ARG_KERNELS)
    list(APPEND options "--kernel=${kernel}")
  endforeach()
  if(ARG_NAMESPACE)
    list(APPEND options "--namespace=${ARG_NAMESPACE}")
  endif()
  list(APPEND options ${ARG_DEFINES} ${ARG_OPTIONS})

  set(folder "${CMAKE_CURRENT_BINARY_DIR}/${target}.kernels")
  file(MAKE_DIRECTORY "${folder}")
  set(all_files "")
  set(stems "")
  foreach(source IN LISTS ARG_SOURCES)
    get_filename_component(source "${source}" ABSOLUTE)
    get_filename_component(stem "${source}" NAME_WLE)
    if(stem IN_LIST stems)
      message(FATAL_ERROR "kiln_add_kernels(${target}): two sources are called '${stem}'")
    endif()
    list(APPEND stems ${stem})
    kiln_kernel_outputs("${folder}" "${stem}" "${ARG_TARGETS}" "${ARG_KERNELS}" "${ARG_EMBED}" files words)
    add_custom_command(
      OUTPUT ${files}
      COMMAND Kiln::kiln "${source}" ${words} ${options} -MD -MF "${folder}/${stem}.d"
      DEPENDS "${source}" "$<TARGET_FILE:Kiln::kiln>"
      DEPFILE "${folder}/${stem}.d"
      COMMENT "Translating ${stem}.cl"
      VERBATIM)
    list(APPEND all_files ${files})
  endforeach()

  add_custom_target(${target}.kernels ALL DEPENDS ${all_files})
  if(NOT TARGET ${target})
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE "${folder}")
  else()
    target_include_directories(${target} PRIVATE "${folder}")
  endif()
  add_dependencies(${target} ${target}.kernels)
  set_property(TARGET ${target} APPEND PROPERTY KILN_KERNEL_FILES ${all_files})
  if(ARG_INSTALL_DESTINATION)
    set(installed ${all_files})
    list(FILTER installed EXCLUDE REGEX "\\.cl\\.h$")
    install(FILES ${installed} DESTINATION "${ARG_INSTALL_DESTINATION}")
  endif()
endfunction()

cmake_policy(POP)
