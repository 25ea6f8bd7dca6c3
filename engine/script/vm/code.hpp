// Compiled code: what the compiler makes of a module, function, class body, lambda or comprehension.
//
// Instructions are words of 32 bits, an Op in the low 8 and its argument above. Where an error goes is a table beside
// the instructions, so that entering a `try` costs nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/loop/value.hpp"
#include "engine/script/object/object.hpp"

namespace orrery::script {

enum class Op : std::uint8_t {
#define ORRERY_OP(name, effect) name,
#include "engine/script/vm/opcodes.def"
  count_
};

class Instruction {
 public:
  static constexpr std::uint32_t max_argument = (1u << 24) - 1;

  constexpr Instruction(Op op, std::uint32_t argument) noexcept
      : word_(static_cast<std::uint32_t>(op) | argument << 8) {}
  constexpr Op op() const noexcept { return static_cast<Op>(word_ & 0xff); }
  constexpr std::uint32_t argument() const noexcept { return word_ >> 8; }

 private:
  std::uint32_t word_;
};

// Where in the source an instruction comes from. Columns from 1 in characters, the end exclusive.
struct Position {
  int line = 0, end_line = 0, column = 0, end_column = 0;
  // Of an operator: where its left operand ends and its right one begins; of a subscript: where the object ends and
  // where the closing bracket does. For the ~~^~~ of tracebacks.
  int left = 0, right = 0;
  bool subscript = false;
};

// What one attribute or method site remembers: the class it saw last and what it found there.
struct AttributeCache {
  Str* name = nullptr;
  std::uint32_t version = 0;  // of the type; 0: nothing remembered
  std::uint32_t index = 0;    // where the instance's dict had it
  // What the class has under the name: a plain value, or a function for load_method; null if it has nothing.
  const Value* value = nullptr;
};

// What one site that reads a global remembers: the entry of the module's dict, or else of the builtins'.
struct GlobalCache {
  Str* name = nullptr;
  std::uint32_t index = 0;
  std::uint32_t builtin_index = 0;
  std::uint32_t missing_shape = 0xffffffff;  // of the module's dict when the name wasn't in it
};

// Where an error goes: the stack is cut to `depth`, the error is pushed, and execution goes on at `target`.
struct Handler {
  std::uint32_t target = 0;
  std::uint32_t depth = 0;
};

struct CodeFlags {
  bool generator = false;
  bool coroutine = false;
  bool async_generator = false;
  bool star = false;           // *args
  bool double_star = false;    // **kwargs
  bool function_like = false;  // has slots for its locals; else a namespace
  bool class_body = false;
  bool comprehension = false;
  // A call with the right number of positional arguments needs no binding.
  bool simple_arguments = false;

  bool resumable() const noexcept { return generator || coroutine || async_generator; }
};

// Immutable once compiled, but for its caches. Slots of a frame: locals, cells, frees, then the stack.
class Code final : public Object {
 public:
  Code() noexcept : Object(Tag::other) {}

  std::vector<Instruction> instructions;
  std::vector<Position> positions;        // of each instruction
  std::vector<std::uint16_t> handler_of;  // of each instruction: 0, or 1 + index into handlers
  std::vector<Handler> handlers;
  std::vector<Value> constants;
  std::vector<Str*> names;  // interned
  std::vector<AttributeCache> attributes;
  std::vector<GlobalCache> globals;
  std::vector<Str*> locals;
  std::vector<Str*> cells;
  std::vector<Str*> frees;
  std::vector<int> cell_parameter;  // of each cell: the slot of the parameter that moves into it, or -1
  std::uint32_t stack_size = 0;
  std::uint32_t positional_only = 0;
  std::uint32_t positional = 0;  // positional-only ones included
  std::uint32_t keyword_only = 0;
  CodeFlags flags;
  Str* name = nullptr;
  Str* qualname = nullptr;
  Str* file = nullptr;
  Value doc;
  int first_line = 0;

  std::uint32_t slots() const noexcept {
    return static_cast<std::uint32_t>(locals.size() + cells.size() + frees.size()) + stack_size;
  }
  std::uint32_t first_cell() const noexcept { return static_cast<std::uint32_t>(locals.size()); }
  std::uint32_t first_free() const noexcept { return first_cell() + static_cast<std::uint32_t>(cells.size()); }
  // The slots that parameters take: positional, keyword-only, *args, **kwargs.
  std::uint32_t parameters() const noexcept { return positional + keyword_only + flags.star + flags.double_star; }
};

// One line per instruction, for tests and for people: "   3  load_fast x".
std::string disassemble(const Code& code);

}  // namespace orrery::script
