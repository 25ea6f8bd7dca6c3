#include "engine/script/vm/assembler.hpp"

#include <algorithm>
#include <limits>

namespace orrery::script {
namespace {

constexpr int varies = std::numeric_limits<int>::min();
constexpr int effects[] = {
#define ORRERY_OP(name, effect) effect,
#include "engine/script/vm/opcodes.def"
};
constexpr std::string_view op_names[] = {
#define ORRERY_OP(name, effect) #name,
#include "engine/script/vm/opcodes.def"
};

bool leaves(Op op) noexcept {
  switch (op) {
    case Op::return_value:
    case Op::raise:
    case Op::reraise:
    case Op::reraise_cleanup:
    case Op::raise_assertion:
    case Op::jump:
    case Op::jump_back:
      return true;
    default:
      return false;
  }
}

int varying_effect(Op op, std::uint32_t argument) {
  const int n = static_cast<int>(argument);
  switch (op) {
    case Op::build_slice:
    case Op::build_tuple:
    case Op::build_list:
    case Op::build_set:
    case Op::build_string:
      return 1 - n;
    case Op::build_dict:
      return 1 - 2 * n;
    case Op::unpack:
      return n - 1;
    case Op::unpack_star:
      return (n & 0xfff) + (n >> 12);
    case Op::format_value:
      return -(n & 1);
    case Op::call:
      return -n - 1;
    case Op::call_keywords:
      return -n - 2;
    case Op::call_spread:
      return -2 - (n & 1);
    case Op::make_function:
      return 1 - ((n & 1) + (n >> 1 & 1) + (n >> 2 & 1) + (n >> 3 & 1));
    case Op::type_parameter:
      return -((n >> 2 & 1) + (n >> 3 & 1));
    case Op::set_defaults:
      return -((n & 1) + (n >> 1 & 1));
    case Op::build_class:
      return -1 - (n & 1);
    case Op::raise:
    case Op::raise_assertion:
      return -n;
    default:
      return 0;
  }
}

}  // namespace

std::string_view to_string(Op op) noexcept {
  return op_names[static_cast<std::size_t>(op)];
}

int Assembler::effect(Op op, std::uint32_t argument) {
  const int fixed = effects[static_cast<std::size_t>(op)];
  return fixed == varies ? varying_effect(op, argument) : fixed;
}

void Assembler::grow(int effect) {
  depth_ = static_cast<std::uint32_t>(std::max(0, static_cast<int>(depth_) + effect));
  code_->stack_size = std::max(code_->stack_size, depth_);
}

void Assembler::append(Op op, std::uint32_t argument) {
  if (code_->instructions.size() >= most_instructions || argument > Instruction::max_argument)
    throw CompileError{position, "the program is too large"};
  code_->instructions.emplace_back(op, argument);
  code_->positions.push_back(position);
  code_->handler_of.push_back(static_cast<std::uint16_t>(handler));
}

// `a, b = b, a` needs no tuple.
bool Assembler::fuse_unpack(std::uint32_t argument) {
  auto& code = code_->instructions;
  if (argument < 2 || argument > 3 || code.size() <= barrier_) return false;
  if (code.back().op() != Op::build_tuple || code.back().argument() != argument) return false;
  code.back() = {Op::swap, argument};
  return true;
}

// Joins two loads into one instruction.
bool Assembler::fuse(Op op, std::uint32_t argument) {
  if (op == Op::unpack) return fuse_unpack(argument);
  auto& code = code_->instructions;
  if (argument > 0xfff || code.size() <= barrier_ || code.back().op() != Op::load_fast) return false;
  if (op != Op::load_fast && op != Op::load_constant) return false;
  const std::uint32_t first = code.back().argument();
  if (first > 0xfff || code_->positions.back().line != position.line || code_->handler_of.back() != handler)
    return false;
  code.back() = {op == Op::load_fast ? Op::load_fast_pair : Op::load_fast_constant, first | argument << 12};
  code_->positions.back() = position;
  barrier_ = static_cast<std::uint32_t>(code.size());
  return true;
}

void Assembler::emit(Op op, std::uint32_t argument) {
  if (!reachable_) return;
  if (!fuse(op, argument)) append(op, argument);
  grow(effect(op, argument));
  if (leaves(op)) reachable_ = false;
}

void Assembler::jump(Op op, Label label) {
  if (!reachable_) return;
  // The two that keep what they test, and for_iter, leave the stack otherwise where they jump to.
  const bool keeps = op == Op::jump_if_false_or_pop || op == Op::jump_if_true_or_pop;
  jumps_.push_back(static_cast<std::uint32_t>(code_->instructions.size()));
  append(op, label.number);
  const std::uint32_t before = depth_;
  grow(effect(op, 0));
  targets_[label.number].depth = keeps ? before : op == Op::for_iter ? before - 1 : depth_;
  if (leaves(op)) reachable_ = false;
}

Label Assembler::label() {
  targets_.emplace_back();
  return {static_cast<std::uint32_t>(targets_.size() - 1)};
}

void Assembler::bind(Label label) {
  Target& target = targets_[label.number];
  target.at = static_cast<std::uint32_t>(code_->instructions.size());
  barrier_ = target.at;
  if (target.depth != unbound) {
    depth_ = target.depth;
    reachable_ = true;
  } else if (reachable_) {
    target.depth = depth_;
  }
}

std::uint32_t Assembler::make_handler(std::uint32_t keep) {
  if (code_->handlers.size() >= 0xfffe) throw CompileError{position, "too many handlers in one function"};
  code_->handlers.push_back({0, keep});
  return static_cast<std::uint32_t>(code_->handlers.size());
}

void Assembler::bind_handler(std::uint32_t number) {
  Handler& bound = code_->handlers[number - 1];
  bound.target = static_cast<std::uint32_t>(code_->instructions.size());
  barrier_ = bound.target;
  depth_ = bound.depth;
  grow(1);
  reachable_ = true;
}

std::uint32_t Assembler::constant(Value value) {
  code_->constants.push_back(std::move(value));
  return static_cast<std::uint32_t>(code_->constants.size() - 1);
}

std::uint32_t Assembler::name(Str* name) {
  const auto [it, fresh] = name_index_.try_emplace(name, static_cast<std::uint32_t>(code_->names.size()));
  if (fresh) code_->names.push_back(name);
  return it->second;
}

std::uint32_t Assembler::attribute(Str* name) {
  code_->attributes.push_back({.name = name});
  return static_cast<std::uint32_t>(code_->attributes.size() - 1);
}

std::uint32_t Assembler::global(Str* name) {
  code_->globals.push_back({.name = name});
  return static_cast<std::uint32_t>(code_->globals.size() - 1);
}

void Assembler::finish() {
  for (const std::uint32_t at : jumps_) {
    Instruction& jump = code_->instructions[at];
    jump = {jump.op(), targets_[jump.argument()].at};
  }
}

}  // namespace orrery::script
