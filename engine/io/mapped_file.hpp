// Files of the engine's own, beside the descriptors of programs.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace orrery::io {

struct MappedFile {
  std::string_view bytes;             // as long as `owner` lives; read only
  std::shared_ptr<const void> owner;  // null for an empty file
  std::string problem;                // why there are no bytes, in words: "No such file or directory"; empty: none
};

// Maps a regular file. Reading from it ends the process (SIGBUS) if somebody else makes the file shorter meanwhile: a
// trace file never becomes shorter while it is written.
MappedFile map_file(const std::string& path);

// Makes a file for writing, empty, as fopen does, but with a high descriptor if it can: the numbers that a program sees
// are the same whether its run is written into a file or not. Null with errno set if that fails.
std::FILE* create_beside(const char* path);

}  // namespace orrery::io
