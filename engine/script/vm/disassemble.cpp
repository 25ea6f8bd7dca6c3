#include <fmt/format.h>

#include "engine/script/object/str.hpp"
#include "engine/script/vm/assembler.hpp"

namespace orrery::script {
namespace {

std::string operand(const Code& code, Instruction instruction) {
  const std::uint32_t a = instruction.argument();
  switch (instruction.op()) {
    case Op::load_fast:
    case Op::store_fast:
    case Op::delete_fast:
      return fmt::format(" {}", code.locals[a]->view());
    case Op::load_global:
    case Op::store_global:
    case Op::delete_global:
      return fmt::format(" {}", code.globals[a].name->view());
    case Op::load_name:
    case Op::store_name:
    case Op::delete_name:
      return fmt::format(" {}", code.names[a]->view());
    case Op::load_attribute:
    case Op::load_method:
    case Op::store_attribute:
      return fmt::format(" {}", code.attributes[a].name->view());
    default:
      return a == 0 ? "" : fmt::format(" {}", a);
  }
}

}  // namespace

std::string disassemble(const Code& code) {
  std::string text;
  for (std::size_t i = 0; i < code.instructions.size(); ++i) {
    const std::uint16_t handler = code.handler_of[i];
    text += fmt::format("{:4} {:4} {}{}{}\n", code.positions[i].line, i, to_string(code.instructions[i].op()),
                        operand(code, code.instructions[i]),
                        handler == 0 ? "" : fmt::format("  -> {}", code.handlers[handler - 1u].target));
  }
  return text;
}

}  // namespace orrery::script
