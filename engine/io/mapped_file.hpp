// A file as memory.
#pragma once

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

}  // namespace orrery::io
