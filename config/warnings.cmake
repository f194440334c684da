# Flags that every target of gdprd is built with. Third-party headers come in as SYSTEM.
add_library(gdprd_flags INTERFACE)
add_library(gdprd::flags ALIAS gdprd_flags)
target_include_directories(gdprd_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(gdprd_flags INTERFACE GDPRD_VERSION="${PROJECT_VERSION}")
target_compile_options(gdprd_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast
  -Wnon-virtual-dtor -Werror -fstack-protector-strong)
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_definitions(gdprd_flags INTERFACE _GLIBCXX_ASSERTIONS _FORTIFY_SOURCE=2)
  target_link_options(gdprd_flags INTERFACE -pie -Wl,-z,relro,-z,now)
endif()
if(GDPRD_SANITIZE)
  target_compile_options(gdprd_flags INTERFACE -fsanitize=${GDPRD_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=all)
  target_link_options(gdprd_flags INTERFACE -fsanitize=${GDPRD_SANITIZE})
endif()

# gdprd_layer(NAME LIBS...): one static library from all sources of a folder.
function(gdprd_layer name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(NOT sources)  # headers only, so far
    set(sources ${CMAKE_CURRENT_BINARY_DIR}/headers_only.cpp)
    file(WRITE ${sources} "")
  endif()
  add_library(gdprd_${name} STATIC ${sources})
  add_library(gdprd::${name} ALIAS gdprd_${name})
  target_link_libraries(gdprd_${name} PUBLIC gdprd::flags ${ARGN})
  gdprd_precompile(gdprd_${name})
endfunction()
