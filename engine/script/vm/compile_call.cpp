// Calls: the callable, the object it is a method of (or `unset`), then the arguments.
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/compile_unit.hpp"

namespace orrery::script {
namespace {

bool is_starred(const ast::Expr* e) noexcept {
  return e->kind == ast::Kind::starred;
}

bool spreads(const ast::Call& node) noexcept {
  for (const ast::Expr* argument : node.arguments)
    if (is_starred(argument)) return true;
  for (const ast::Keyword& keyword : node.keywords)
    if (keyword.name.empty()) return true;
  return node.arguments.size() + node.keywords.size() > 1000;
}

}  // namespace

void Unit::callee(const ast::Expr& function) {
  if (function.kind != ast::Kind::attribute) {
    expression(function);
    return emit(Op::load_unset);
  }
  const auto& attribute = ast::as<ast::Attribute>(function);
  expression(*attribute.value);
  const At at(*this, function);
  emit(Op::load_method, out_.attribute(intern(attribute.name)));
}

void Unit::call(const ast::Call& node) {
  if (!spreads(node)) return plain_call(node);
  expression(*node.function);
  emit(Op::load_unset);
  spread_call(node, node.arguments, node.keywords);
}

void Unit::plain_call(const ast::Call& node) {
  callee(*node.function);
  for (const ast::Expr* argument : node.arguments) expression(*argument);
  const auto count = static_cast<std::uint32_t>(node.arguments.size() + node.keywords.size());
  if (node.keywords.empty()) return emit(Op::call, count);
  std::vector<Value> names;
  for (const ast::Keyword& keyword : node.keywords) {
    expression(*keyword.value);
    names.emplace_back(intern(keyword.name));
  }
  load_constant(script::make_tuple(context_.rt, names));
  emit(Op::call_keywords, count);
}

void Unit::positional_tuple(std::span<ast::Expr* const> arguments) {
  if (arguments.size() == 1 && is_starred(arguments[0])) {
    // The call itself makes a tuple of it, and says whose argument it is if it cannot be spread.
    return expression(*ast::as<ast::Starred>(*arguments[0]).value);
  }
  emit(Op::build_list, 0);
  spread(arguments, 0, Op::build_list, Op::list_append, Op::list_extend);
  emit(Op::list_to_tuple);
}

void Unit::keywords_dict(std::span<const ast::Keyword> keywords) {
  emit(Op::build_dict, 0);
  for (const ast::Keyword& keyword : keywords) {
    if (!keyword.name.empty()) {
      load_constant(Value(intern(keyword.name)));
      expression(*keyword.value);
      emit(Op::build_dict, 1);
    } else {
      expression(*keyword.value);
    }
    emit(Op::dict_merge);
  }
}

// The callable and `unset` are on the stack.
void Unit::spread_call(const ast::Expr&, std::span<ast::Expr* const> arguments,
                       std::span<const ast::Keyword> keywords) {
  positional_tuple(arguments);
  if (!keywords.empty()) keywords_dict(keywords);
  emit(Op::call_spread, !keywords.empty());
}

}  // namespace orrery::script
