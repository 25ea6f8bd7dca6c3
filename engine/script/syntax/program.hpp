// A program: its source, tree, scopes, and all that is wrong with it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/script/syntax/ast.hpp"
#include "engine/script/syntax/problem.hpp"
#include "engine/script/syntax/scope.hpp"
#include "engine/script/syntax/vocabulary.hpp"

namespace orrery::loop {
enum class Rules : std::uint8_t;
}

namespace orrery::script {

class Arena;

// Movable; the tree stays where it is. With problems there may be no tree, and what there is must not be compiled.
class Program {
 public:
  Program(std::string file, std::string source);
  Program(Program&&) noexcept;
  Program& operator=(Program&&) noexcept;
  ~Program();

  std::string file;
  std::string source;
  const ast::Module* tree = nullptr;
  Problems problems;  // in order of place

  bool ok() const noexcept { return problems.empty(); }
  // The text of a line, from 1, without its end; empty beyond the last. Valid while the Program stays in place.
  std::string_view line(int number) const noexcept;
  int lines() const noexcept { return static_cast<int>(line_starts_.size()); }
  Arena& arena() noexcept { return *arena_; }

 private:
  std::unique_ptr<Arena> arena_;
  std::vector<std::size_t> line_starts_;
};

// Never throws for anything in `source`; what is wrong is in `problems`. The file's name is used in messages alone.
// With the grammar of 3.13, or of the version asked for: type parameters and nested f-strings came with 3.12.
Program parse(std::string file, std::string source, const Vocabulary& vocabulary = module_names());
Program parse(std::string file, std::string source, loop::Rules rules);
Program parse(std::string file, std::string source, const Vocabulary& vocabulary, loop::Rules rules);

}  // namespace orrery::script
