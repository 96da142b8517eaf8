# Installs Kiln as a CMake package (find_package(Kiln CONFIG)), a pkg-config module, the manual page and the completion.
#
# Kiln::kiln is the command, Kiln::runtime and Kiln::translator are static libraries. What they need is found by walking
# their link libraries, so that a room can gain a dependency without a change here, except for a line in the table below.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(kiln_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/Kiln)

# Imported target (regular expression) | CMake package | pkg-config module, "-" for none
set(kiln_dependency_table
  "tl::expected|tl-expected|-"
  "fmt::.*|fmt|fmt"
  "Vulkan::.*|Vulkan|vulkan"
  "nlohmann_json::.*|nlohmann_json|-"
  "Threads::Threads|Threads|-"
  "prometheus-cpp::.*|prometheus-cpp|-"
  "SPIRV-Headers::SPIRV-Headers|SPIRV-Headers|-"
  "SPIRV-Tools(-shared|-static)?|SPIRV-Tools|SPIRV-Tools"
  "SPIRV-Tools-opt|SPIRV-Tools-opt|-"
  "SPIRV-Tools-link|SPIRV-Tools-link|-"
  "spirv-cross-core|spirv_cross_core|-"
  "spirv-cross-glsl|spirv_cross_glsl|-"
  "spirv-cross-msl|spirv_cross_msl|-"
  "spirv-cross-hlsl|spirv_cross_hlsl|-"
  "spirv-cross-cpp|spirv_cross_cpp|-"
  "spirv-cross-reflect|spirv_cross_reflect|-"
  "spirv-cross-util|spirv_cross_util|-"
  "spirv-cross-c-shared|spirv_cross_c_shared|-"
  "glslang::.*|glslang|-"
  "(LLVM.*|clang.*)|LLVM|-")

# kiln_collect(<target> <own> <imported>): appends the targets of this project that <target> links, each after those that
# it links itself, then <target>; and the imported targets that they link.
function(kiln_collect target own imported)
  set(collected ${${own}})
  set(found ${${imported}})
  if(target IN_LIST collected)
    return()
  endif()
  get_target_property(type ${target} TYPE)
  set(libraries "")
  set(properties INTERFACE_LINK_LIBRARIES)
  if(NOT type STREQUAL "INTERFACE_LIBRARY")
    list(APPEND properties LINK_LIBRARIES)
  endif()
  foreach(property IN LISTS properties)
    get_target_property(value ${target} ${property})
    if(value)
      list(APPEND libraries ${value})
    endif()
  endforeach()
  list(REMOVE_DUPLICATES libraries)
  foreach(library IN LISTS libraries)
    string(REGEX REPLACE "^\\$<LINK_ONLY:(.*)>$" "\\1" library "${library}")
    if(NOT TARGET "${library}")
      if(library MATCHES "^[A-Za-z0-9_+.-]+::")
        message(FATAL_ERROR "${target} links ${library}, which no package has defined here")
      endif()
      continue()
    endif()
    get_target_property(aliased ${library} ALIASED_TARGET)
    if(aliased)
      set(library ${aliased})
    endif()
    get_target_property(is_imported ${library} IMPORTED)
    if(is_imported)
      list(APPEND found ${library})
    else()
      kiln_collect(${library} collected found)
    endif()
  endforeach()
  list(APPEND collected ${target})
  list(REMOVE_DUPLICATES found)
  set(${own} ${collected} PARENT_SCOPE)
  set(${imported} ${found} PARENT_SCOPE)
endfunction()

# kiln_find_calls(<imported targets> <text> <modules>): the find_dependency() calls and the pkg-config modules for them.
function(kiln_find_calls imported text modules)
  set(packages "")
  set(pc "")
  foreach(target IN LISTS imported)
    set(known FALSE)
    foreach(row IN LISTS kiln_dependency_table)
      string(REGEX MATCH "^(.*)\\|([^|]*)\\|([^|]*)$" row "${row}")
      if(target MATCHES "^(${CMAKE_MATCH_1})$")
        # The match above has overwritten the parts of the row.
        string(REGEX MATCH "^(.*)\\|([^|]*)\\|([^|]*)$" row "${row}")
        list(APPEND packages ${CMAKE_MATCH_2})
        if(NOT CMAKE_MATCH_3 STREQUAL "-")
          list(APPEND pc ${CMAKE_MATCH_3})
        endif()
        set(known TRUE)
        break()
      endif()
    endforeach()
    if(NOT known)
      message(FATAL_ERROR "cmake/KilnInstall.cmake does not say which package has the target ${target}")
    endif()
  endforeach()
  list(REMOVE_DUPLICATES packages)
  list(REMOVE_DUPLICATES pc)
  set(calls "")
  foreach(package IN LISTS packages)
    if(package STREQUAL "LLVM")
      string(APPEND calls "kiln_find_llvm(${LLVM_VERSION_MAJOR} \"${LLVM_LIBRARY_DIRS}\")\n")
    else()
      string(APPEND calls "kiln_find(${package})\n")
    endif()
  endforeach()
  set(${text} "${calls}" PARENT_SCOPE)
  set(${modules} "${pc}" PARENT_SCOPE)
endfunction()

# kiln_export(<set> <targets...>): installs targets as Kiln::<name without kiln_> in the file Kiln<set>Targets.cmake.
function(kiln_export set)
  foreach(target IN LISTS ARGN)
    string(REGEX REPLACE "^kiln_" "" name ${target})
    set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  endforeach()
  install(TARGETS ${ARGN} EXPORT Kiln${set}Targets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
    RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
    INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(EXPORT Kiln${set}Targets NAMESPACE Kiln:: DESTINATION ${kiln_package_dir})
  foreach(target IN LISTS ARGN)
    get_target_property(source_dir ${target} SOURCE_DIR)
    if(IS_DIRECTORY ${source_dir}/include)
      install(DIRECTORY ${source_dir}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
    endif()
  endforeach()
endfunction()

if(TARGET kiln-opencl-oracle)
  install(TARGETS kiln-opencl-oracle RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

set(runtime_targets "")
set(runtime_imported "")
kiln_collect(kiln_runtime runtime_targets runtime_imported)
kiln_export(Runtime ${runtime_targets})
kiln_find_calls("${runtime_imported}" KILN_FIND_RUNTIME KILN_PC_REQUIRES)

set(KILN_FIND_ENDPOINT "")
if(TARGET kiln_metrics_endpoint)
  set(endpoint_targets ${runtime_targets})
  set(endpoint_imported "")
  kiln_collect(kiln_metrics_endpoint endpoint_targets endpoint_imported)
  list(REMOVE_ITEM endpoint_targets ${runtime_targets})
  kiln_export(MetricsEndpoint ${endpoint_targets})
  kiln_find_calls("${endpoint_imported}" KILN_FIND_ENDPOINT unused)
endif()

set(KILN_FIND_TRANSLATOR "")
if(TARGET kiln_translator)
  set(translator_targets ${runtime_targets})
  set(translator_imported "")
  kiln_collect(kiln_translator translator_targets translator_imported)
  list(REMOVE_ITEM translator_targets ${runtime_targets})
  kiln_export(Translator ${translator_targets})
  kiln_find_calls("${translator_imported}" KILN_FIND_TRANSLATOR unused)
endif()

if(TARGET kiln)
  kiln_export(Command kiln)
  install(FILES ${kiln_man_page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
  install(FILES ${kiln_completion} DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME kiln)
endif()

configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/KilnConfig.cmake.in ${PROJECT_BINARY_DIR}/KilnConfig.cmake
  INSTALL_DESTINATION ${kiln_package_dir} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/KilnConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/KilnConfig.cmake ${PROJECT_BINARY_DIR}/KilnConfigVersion.cmake
              ${PROJECT_SOURCE_DIR}/cmake/KilnKernels.cmake
        DESTINATION ${kiln_package_dir})

# kiln.pc: the runtime, for build systems other than CMake. An archive comes before those that it needs.
file(RELATIVE_PATH KILN_PC_PREFIX /p/${CMAKE_INSTALL_LIBDIR}/pkgconfig /p)
string(REGEX REPLACE "/$" "" KILN_PC_PREFIX ${KILN_PC_PREFIX})
set(KILN_PC_LIBS "")
set(archives ${runtime_targets})
list(REVERSE archives)
foreach(target IN LISTS archives)
  get_target_property(type ${target} TYPE)
  if(NOT type STREQUAL "INTERFACE_LIBRARY")
    string(APPEND KILN_PC_LIBS " -l${target}")
  endif()
endforeach()
list(JOIN KILN_PC_REQUIRES ", " KILN_PC_REQUIRES)
configure_file(${PROJECT_SOURCE_DIR}/cmake/kiln.pc.in ${PROJECT_BINARY_DIR}/kiln.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/kiln.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/README.md
        DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/kiln)
