// What may follow an atom: attributes, calls, subscripts.
#include <fmt/format.h>

#include "engine/script/syntax/parser.hpp"

namespace orrery::script {

using namespace ast;

Expr* Parser::primary() {
  const Range begin = here().at;
  Expr* value = atom();
  for (;;) {
    if (at(".")) {
      value = attribute(begin, value);
    } else if (at("(")) {
      value = call(begin, value);
    } else if (at("[")) {
      value = subscript(begin, value);
    } else {
      return value;
    }
  }
}

Expr* Parser::attribute(const Range& begin, Expr* value) {
  next();
  auto* node = arena_.node<Attribute>(Kind::attribute, begin);
  node->value = value;
  node->name_at = here().at;
  node->name = mangled(expect_name("the name of an attribute"));
  node->at = since(begin);
  return node;
}

Expr* Parser::call(const Range& begin, Expr* function) {
  next();
  Exprs positional;
  Keywords keywords;
  arguments(positional, keywords);
  auto* node = arena_.node<Call>(Kind::call, since(begin));
  node->function = function;
  node->arguments = list(positional);
  node->keywords = arena_.list(keywords);
  return node;
}

// Arguments up to the ')', which is taken too.
void Parser::arguments(Exprs& positional, Keywords& keywords) {
  while (!at(")")) {
    argument(positional, keywords);
    if (!take(",")) break;
  }
  const Expr* last = keywords.empty() ? (positional.empty() ? nullptr : positional.back()) : keywords.back().value;
  expect_close(")", last);
}

void Parser::argument(Exprs& positional, Keywords& keywords) {
  if (at("**") || (at(TokenKind::name) && ahead().is("="))) return keyword_argument(keywords);
  const Range bracket = before().at;
  positional_argument(positional, keywords);
  if (at_for()) {
    Expr* element = positional.back();
    if (element->kind == Kind::starred) fail(element->at, "iterable unpacking cannot be used in comprehension");
    positional.back() = comprehension(Kind::generator, element->at, element, nullptr);
    check_argument_generator(positional, keywords);
    if (at(")")) positional.back()->at = join(bracket, here().at);
  }
  if (at("=")) fail(join(positional.back()->at, here().at), argument_assignment(*positional.back()));
}

std::string Parser::argument_assignment(const Expr& left) {
  const bool literal_name = left.kind == Kind::constant && as<Constant>(left).constant <= ConstantKind::false_;
  if (literal_name) return fmt::format("cannot assign to {}", describe(left));
  return "expression cannot contain assignment, perhaps you meant \"==\"?";
}

void Parser::keyword_argument(Keywords& keywords) {
  Keyword keyword{};
  const Range begin = here().at;
  if (!take("**")) {
    keyword.name = expect_name("a name");
    check_name(keyword.name, begin);
    next();
    if (at(",") || at(")")) fail(since(begin), "expected argument value expression");
  }
  keyword.value = expression();
  keyword.at = since(begin);
  if (!keyword.name.empty() && at_for())
    fail(since(begin), "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  for (const Keyword& other : keywords)
    if (!keyword.name.empty() && other.name == keyword.name)
      complain(keyword.at, fmt::format("keyword argument repeated: {}", keyword.name));
  keywords.push_back(keyword);
}

void Parser::positional_argument(Exprs& positional, const Keywords& keywords) {
  const bool unpacked = !keywords.empty() && std::ranges::any_of(keywords, [](auto& k) { return k.name.empty(); });
  const Range begin = here().at;
  positional.push_back(at("*") ? star_argument() : named_expression());
  if (keywords.empty() || (positional.back()->kind == Kind::starred && !unpacked)) return;
  if (positional.back()->kind == Kind::starred)
    fail(begin, "iterable argument unpacking follows keyword argument unpacking");
  fail(positional.back()->at, unpacked ? "positional argument follows keyword argument unpacking"
                                       : "positional argument follows keyword argument");
}

// In calls, a whole expression may follow the star.
Expr* Parser::star_argument() {
  auto* star = arena_.node<Starred>(Kind::starred, next().at);
  star->value = expression();
  star->at = since(star->at);
  return star;
}

void Parser::check_argument_generator(const Exprs& positional, const Keywords& keywords) {
  const bool alone = positional.size() == 1 && keywords.empty() && at(")");
  if (!alone) fail(positional.back()->at, "Generator expression must be parenthesized");
}

Expr* Parser::subscript(const Range& begin, Expr* value) {
  next();
  if (at("]")) unexpected("an index");
  auto* node = arena_.node<Subscript>(Kind::subscript, begin);
  node->value = value;
  const Range first = here().at;
  node->index = slice();
  if (at(",") || node->index->kind == Kind::starred) node->index = slices(first, node->index);
  expect_close("]", node->index);
  node->at = since(begin);
  return node;
}

Expr* Parser::slices(const Range& begin, Expr* first) {
  Exprs elements{first};
  while (take(",") && !at("]")) elements.push_back(slice());
  auto* tuple = arena_.node<Tuple>(Kind::tuple, since(begin));
  tuple->elements = list(elements);
  return tuple;
}

Expr* Parser::slice() {
  const Range begin = here().at;
  if (at("*")) return starred();
  Expr* lower = at(":") ? nullptr : named_expression();
  if (!at(":")) return lower;
  next();
  auto* node = arena_.node<Slice>(Kind::slice, begin);
  const auto bound = [this] { return !at(":") && !at("]") && !at(","); };
  node->lower = lower;
  if (bound()) node->upper = expression();
  if (take(":") && bound()) node->step = expression();
  node->at = since(begin);
  return node;
}

}  // namespace orrery::script
