// What can be assigned to or deleted, and what CPython calls the rest.
#include <fmt/format.h>

#include "engine/script/syntax/parser.hpp"

namespace orrery::script {

using namespace ast;

namespace {

const char* describe_constant(ConstantKind kind) {
  switch (kind) {
    case ConstantKind::none:
      return "None";
    case ConstantKind::true_:
      return "True";
    case ConstantKind::false_:
      return "False";
    case ConstantKind::ellipsis:
      return "ellipsis";
    default:
      return "literal";
  }
}

// Could a slip for '==' be meant when this is assigned to?
bool may_be_compared(const Expr& expr) {
  switch (expr.kind) {
    case Kind::boolean:
    case Kind::compare:
    case Kind::conditional:
    case Kind::lambda:
    case Kind::named:
    case Kind::generator:
      return false;
    case Kind::unary:
      return as<Unary>(expr).op != UnaryOp::not_;
    case Kind::constant:
      return as<Constant>(expr).constant > ConstantKind::false_;
    default:
      return true;
  }
}

}  // namespace

const char* describe(const Expr& expr) noexcept {
  // In the order of Kind.
  static constexpr const char* names[] = {"literal",
                                          "name",
                                          "attribute",
                                          "subscript",
                                          "slice",
                                          "starred",
                                          "function call",
                                          "expression",
                                          "expression",
                                          "expression",
                                          "comparison",
                                          "conditional expression",
                                          "lambda",
                                          "tuple",
                                          "list",
                                          "set display",
                                          "dict literal",
                                          "list comprehension",
                                          "set comprehension",
                                          "dict comprehension",
                                          "generator expression",
                                          "await expression",
                                          "yield expression",
                                          "yield expression",
                                          "named expression",
                                          "f-string expression",
                                          "f-string expression"};
  if (expr.kind == Kind::constant) return describe_constant(as<Constant>(expr).constant);
  return names[static_cast<std::size_t>(expr.kind)];
}

// The targets of a `for`, up to its `in`.
Expr* Parser::target_list() {
  if (!starts_expression() && !at("*")) unexpected("the name of a variable after 'for'");
  const Range begin = here().at;
  Expr* target = tuple_of(begin, star_target(), &Parser::star_target);
  to_target(target, Context::store, false);
  return target;
}

Expr* Parser::star_target() {
  return at("*") ? starred() : binary(0);
}

// Makes a target of an expression. `may_hint`: it stands before a '=' of its own statement.
void Parser::to_target(Expr* expr, Context context, bool may_hint) {
  switch (expr->kind) {
    case Kind::name:
      check_name(as<Name>(*expr).id, expr->at, context == Context::del ? "delete" : "assign to");
      static_cast<Name*>(expr)->context = context;
      return;
    case Kind::attribute:
      static_cast<Attribute*>(expr)->context = context;
      return check_name(as<Attribute>(*expr).name, expr->at, context == Context::del ? "delete" : "assign to");
    case Kind::subscript:
      static_cast<Subscript*>(expr)->context = context;
      return;
    case Kind::tuple:
      static_cast<Tuple*>(expr)->context = context;
      return to_targets(as<Tuple>(*expr).elements, context);
    case Kind::list:
      static_cast<ListDisplay*>(expr)->context = context;
      return to_targets(as<ListDisplay>(*expr).elements, context);
    default:
      no_target(*expr, context, may_hint);
  }
}

void Parser::no_target(const Expr& expr, Context context, bool may_hint) {
  if (context == Context::del) fail(expr.at, fmt::format("cannot delete {}", describe(expr)));
  if (expr.kind == Kind::starred) fail(expr.at, "starred assignment target must be in a list or tuple");
  if (expr.kind == Kind::yield || expr.kind == Kind::yield_from)
    fail(expr.at, "assignment to yield expression not possible");
  const bool hint = may_hint && may_be_compared(expr);
  fail(expr.at,
       fmt::format("cannot assign to {}{}", describe(expr), hint ? " here. Maybe you meant '==' instead of '='?" : ""));
}

// The elements of a tuple or list that is a target; one of them may be starred.
void Parser::to_targets(List<Expr> elements, Context context) {
  bool starred = false;
  for (Expr* element : elements) {
    if (element->kind != Kind::starred || context == Context::del) {
      to_target(element, context, false);
      continue;
    }
    if (starred) fail(element->at, "multiple starred expressions in assignment");
    starred = true;
    static_cast<Starred*>(element)->context = context;
    to_target(as<Starred>(*element).value, context, false);
  }
}

void Parser::check_name(std::string_view name, const Range& at, const char* verb) {
  if (name == "__debug__") fail(at, fmt::format("cannot {} __debug__", verb));
}

}  // namespace orrery::script
