// Type parameters and aliases: functions that nobody sees make what has them. (PEP 695; CPython: Python/compile.c,
// compiler_type_params.)
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/compile_unit.hpp"

namespace orrery::script {

// A function whose only work is to evaluate the expression.
void Unit::later(const ast::Expr& expr, const Scope& scope) {
  Unit inner(context_, scope, this);
  inner.begin();
  {
    const At at(inner, expr);
    inner.expression(expr.kind == ast::Kind::starred ? *ast::as<ast::Starred>(expr).value : expr);
    inner.emit(Op::return_value);
  }
  make_function(inner.finish(), scope, 0);
}

// Makes the parameters, each under its name, and leaves their tuple on the stack.
void Unit::make_type_parameters(const ast::TypeParameters& parameters) {
  for (const ast::TypeParameter& each : parameters.all) {
    const At at(*this, each.at);
    load_constant(Value(intern(each.name)));
    if (each.bound) later(*each.bound, *each.bound_scope);
    if (each.default_value) later(*each.default_value, *each.default_scope);
    emit(Op::type_parameter,
         static_cast<std::uint32_t>(each.kind) | (each.bound ? 4u : 0u) | (each.default_value ? 8u : 0u));
    name(each.name, Access::store);
  }
  for (const ast::TypeParameter& each : parameters.all) name(each.name, Access::load);
  emit(Op::build_tuple, static_cast<std::uint32_t>(parameters.all.size()));
}

// Leaves on the stack what `inside` does within a scope of the parameters; without brackets, in this one.
template <class Inside>
void Unit::within_types(const ast::TypeParameters& parameters, Inside inside) {
  if (parameters.all.empty()) return inside(*this);
  Unit hidden(context_, *parameters.scope, this);
  hidden.begin();
  hidden.out_.position = out_.position;
  hidden.make_type_parameters(parameters);
  inside(hidden);
  hidden.emit(Op::return_value);
  make_function(hidden.finish(), *parameters.scope, 0);
  emit(Op::call_hidden);
}

void Unit::generic_function(const ast::Function& node, std::uint32_t defaults) {
  within_types(node.type_parameters, [&](Unit& unit) {
    unit.plain_function(node, 0);
    unit.emit(Op::swap, 2);
    unit.emit(Op::set_type_parameters);
  });
  if (defaults) emit(Op::set_defaults, defaults);
}

void Unit::generic_class(const ast::Class& node) {
  within_types(node.type_parameters, [&](Unit& unit) {
    unit.build_class(node);
    unit.emit(Op::swap, 2);
    unit.emit(Op::set_type_parameters);
  });
}

void Unit::type_alias(const ast::TypeAlias& node) {
  within_types(node.type_parameters, [&](Unit& unit) {
    if (node.type_parameters.all.empty()) unit.emit(Op::build_tuple, 0);
    unit.load_constant(Value(intern(node.name->id)));
    unit.emit(Op::swap, 2);
    unit.later(*node.value, *node.scope);
    unit.emit(Op::type_alias);
  });
  store(*node.name);
}

}  // namespace orrery::script
