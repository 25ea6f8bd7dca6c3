# `cmake --install BUILD --prefix P`: the program with its scenarios, and the engine as the CMake package `orrery`.
# What C++ programs link is event, loop, io, trace and library; script, session and the window are the program's own.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/orrery)
target_compile_features(orrery_engine INTERFACE cxx_std_20)
foreach(part engine event loop io trace library)
  set_target_properties(orrery_${part} PROPERTIES EXPORT_NAME ${part})
  list(APPEND engine_targets orrery_${part})
endforeach()
# include/orrery/orrery.hpp is for programs, include/orrery/engine/... what it includes.
install(TARGETS ${engine_targets} EXPORT orrery COMPONENT engine
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
        INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} ${CMAKE_INSTALL_INCLUDEDIR}/orrery)
foreach(room event loop io trace library)
  install(DIRECTORY engine/${room} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/orrery/engine COMPONENT engine
          FILES_MATCHING PATTERN "*.hpp" PATTERN "*.def" PATTERN "orrery" EXCLUDE)
endforeach()
install(FILES engine/library/orrery/orrery.hpp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/orrery COMPONENT engine)

configure_package_config_file(cmake/orreryConfig.cmake.in ${PROJECT_BINARY_DIR}/orreryConfig.cmake
                              INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/orreryConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/orreryConfig.cmake ${PROJECT_BINARY_DIR}/orreryConfigVersion.cmake
        DESTINATION ${package_dir} COMPONENT engine)
install(EXPORT orrery NAMESPACE orrery:: FILE orreryTargets.cmake DESTINATION ${package_dir} COMPONENT engine)

if(TARGET orrery)
  install(TARGETS orrery RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
endif()
install(DIRECTORY scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/orrery COMPONENT program
        FILES_MATCHING PATTERN "*.json")
