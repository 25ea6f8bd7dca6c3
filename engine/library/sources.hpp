// The files of a native program: which coroutines stand where, and what is in the files, for the trace.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "engine/event/probe.hpp"
#include "engine/loop/host.hpp"

namespace orrery::library {

// Where the braces of a C++ text match: those in comments and literals don't count.
class Braces {
 public:
  explicit Braces(std::string_view text);
  // The line of the brace that the one at this place closes; lines and columns from 1. 0: there is none.
  unsigned opened_at(unsigned line, unsigned column) const;

 private:
  std::map<std::pair<unsigned, unsigned>, unsigned> lines_;  // of the opening one, by the place of the closing one
};

// Interns each file when a coroutine of it is seen first: an event source_file, with the text if it can be read.
class Sources : public loop::Host {
 public:
  // `probe` outlives it; null: nobody asks.
  explicit Sources(event::Probe* probe) noexcept : probe_(probe) {}

  loop::Place place(const std::source_location& where) noexcept override;
  loop::Place begin_of(const std::source_location& end) noexcept override;

 private:
  struct File {
    std::string path;
    event::Name name = 0;  // 0: of the engine's own
    Braces braces{""};
  };
  std::size_t file_at(const char* path);
  std::size_t add_file(const char* path);
  File read(const char* path);

  event::Probe* probe_;
  std::vector<std::pair<const char*, std::size_t>> known_;  // the same path may have several addresses
  std::vector<File> files_;
  std::map<std::tuple<const char*, unsigned, unsigned>, loop::Place> begins_;
};

// Whether a path is that of a file of the engine, in its source tree or where it is installed.
bool is_of_engine(std::string_view path);
// What is in a file; empty if it can't be read, or has more than `most` bytes.
std::string text_of(const std::string& path, std::size_t most = std::size_t{1} << 22);

}  // namespace orrery::library
