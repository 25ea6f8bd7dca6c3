// Writes instructions: labels, the depth of the stack, positions, and where errors go.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/script/vm/code.hpp"

namespace orrery::script {

// A place to jump to; belongs to the Assembler that made it.
struct Label {
  std::uint32_t number = 0;
};

// A program that is too large for its bytecode, or nested beyond what CPython allows; becomes a Problem.
struct CompileError {
  Position at;
  std::string text;
};

class Assembler {
 public:
  static constexpr std::uint32_t most_instructions = 4'000'000;

  explicit Assembler(Code& code) noexcept : code_(&code) {}

  Code& code() noexcept { return *code_; }
  Position position;  // of the instructions to come

  // What cannot be reached is not written. Throws CompileError when the program gets too large.
  void emit(Op op, std::uint32_t argument = 0);
  // Jump instructions; the label is bound before or after.
  void jump(Op op, Label label);
  Label label();
  void bind(Label label);
  // Binds the start of a handler that find_handler() made; the stack is as it was then, and the error on it.
  void bind_handler(std::uint32_t handler);

  // A handler whose stack is `keep` deep beneath the error; the Label it begins at is bound later.
  std::uint32_t make_handler(std::uint32_t keep);
  // The handler of the instructions to come; 0: none.
  std::uint32_t handler = 0;

  std::uint32_t depth() const noexcept { return depth_; }
  void set_depth(std::uint32_t depth) noexcept { depth_ = depth; }
  bool reachable() const noexcept { return reachable_; }

  std::uint32_t constant(Value value);
  std::uint32_t name(Str* name);
  std::uint32_t attribute(Str* name);
  std::uint32_t global(Str* name);

  // Resolves the jumps. Call once, at the end.
  void finish();

 private:
  struct Target {
    std::uint32_t at = unbound;
    std::uint32_t depth = unbound;  // unknown until jumped to or bound
  };
  static constexpr std::uint32_t unbound = 0xffffffff;

  void grow(int effect);
  bool fuse(Op op, std::uint32_t argument);
  bool fuse_unpack(std::uint32_t argument);
  void append(Op op, std::uint32_t argument);
  static int effect(Op op, std::uint32_t argument);

  Code* code_;
  std::uint32_t depth_ = 0;
  bool reachable_ = true;
  std::uint32_t barrier_ = 0;  // instructions before this one must not be fused with what follows
  std::vector<Target> targets_;
  std::vector<std::uint32_t> jumps_;  // instructions whose argument is still a label
  std::unordered_map<Str*, std::uint32_t> name_index_;
};

std::string_view to_string(Op op) noexcept;

}  // namespace orrery::script
