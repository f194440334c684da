# gdprd_precompile(TARGET HEADERS...): headers of others that most files of a target include, parsed
# once. A third of the build's time; each file still includes what it uses, which the build with
# g++, without these, proves for the lower layers.
option(GDPRD_PRECOMPILED_HEADERS "parse much-used headers of libraries once" ON)

set(gdprd_standard_headers <algorithm> <array> <chrono> <compare> <cstdint> <functional>
  <map> <memory> <optional> <set> <span> <string> <string_view> <thread> <unordered_map> <utility>
  <variant> <vector>)

function(gdprd_precompile target)
  if(GDPRD_PRECOMPILED_HEADERS)
    target_precompile_headers(${target} PRIVATE ${gdprd_standard_headers} ${ARGN})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
      # the same input gives the same file, as ccache wants it
      target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
    endif()
  endif()
endfunction()
