#include "engine/script/vm/syntax_warnings.hpp"

#include <fmt/format.h>

#include <string_view>

#include "engine/script/syntax/lexer.hpp"
#include "engine/script/syntax/text_literal.hpp"
#include "engine/script/syntax/walk.hpp"

namespace orrery::script {
namespace {

using namespace ast;

// True for what CPython's optimizer makes a constant of.
bool is_constant(const Expr& expr) {
  if (expr.kind == Kind::constant) return true;
  if (expr.kind == Kind::unary)
    return as<Unary>(expr).op != UnaryOp::not_ && as<Unary>(expr).operand->kind == Kind::constant;
  if (expr.kind != Kind::tuple) return false;
  for (const Expr* element : as<Tuple>(expr).elements)
    if (!is_constant(*element)) return false;
  return true;
}

const char* name_of(ConstantKind kind) {
  constexpr const char* names[] = {"NoneType", "bool", "bool", "ellipsis", "int", "float", "complex", "str", "bytes"};
  return names[static_cast<std::size_t>(kind)];
}

// The class of what the expression makes, if that can be told; else "".
std::string_view class_of(const Expr& expr) {
  switch (expr.kind) {
    case Kind::constant:
      return name_of(as<Constant>(expr).constant);
    case Kind::unary:
      return is_constant(expr) ? class_of(*as<Unary>(expr).operand) : "";
    case Kind::tuple:
      return "tuple";
    case Kind::list:
    case Kind::list_comprehension:
      return "list";
    case Kind::dict:
    case Kind::dict_comprehension:
      return "dict";
    case Kind::set:
    case Kind::set_comprehension:
      return "set";
    case Kind::generator:
      return "generator";
    case Kind::lambda:
      return "function";
    case Kind::joined_string:
      return "str";
    default:
      return "";
  }
}

class TreeWarnings {
 public:
  TreeWarnings(loop::Rules rules, std::vector<SyntaxWarning>& into) : rules_(rules), into_(into) {}

  void visit(const Node& node) {
    if (node.kind == Kind::compare) comparison(as<Compare>(node));
    if (node.kind == Kind::call) call(as<Call>(node));
    if (node.kind == Kind::subscript && as<Subscript>(node).context == Context::load) subscript(as<Subscript>(node));
    if (node.kind == Kind::assert_) assertion(as<Assert>(node));
    each_child(node, [this](const Node& child) { visit(child); });
  }

 private:
  void warn(const Node& at, std::string text) { into_.push_back({at.at.line, std::move(text)}); }

  // Something that `is` makes no sense with.
  static bool is_literal(const Expr& expr) {
    if (!is_constant(expr)) return false;
    return expr.kind != Kind::constant || as<Constant>(expr).constant > ConstantKind::ellipsis;
  }

  void comparison(const Compare& node) {
    const Expr* left = node.first;
    for (std::size_t i = 0; i < node.ops.size(); ++i) {
      const Expr* const right = node.operands[i];
      const bool is = node.ops[i] == CompareOp::is, is_not = node.ops[i] == CompareOp::is_not;
      const Expr* const literal = is_literal(*left) ? left : is_literal(*right) ? right : nullptr;
      if ((is || is_not) && literal) {
        const std::string what = rules_ == loop::Rules::py311 ? "a" : fmt::format("'{}'", class_of(*literal));
        return warn(node, fmt::format("\"{}\" with {} literal. Did you mean \"{}\"?", is ? "is" : "is not", what,
                                      is ? "==" : "!="));
      }
      left = right;
    }
  }

  void call(const Call& node) {
    const std::string_view name = class_of(*node.function);
    if (!name.empty() && name != "function" && node.function->kind != Kind::unary)
      warn(*node.function, fmt::format("'{}' object is not callable; perhaps you missed a comma?", name));
  }

  void subscript(const Subscript& node) {
    const std::string_view name = class_of(*node.value), index = class_of(*node.index);
    if (name == "str" || name == "bytes" || name == "tuple" || name == "list") {
      if (!index.empty() && index != "int" && index != "bool")
        warn(*node.value,
             fmt::format("{} indices must be integers or slices, not {}; perhaps you missed a comma?", name, index));
    } else if (!name.empty() && name != "dict") {
      warn(*node.value, fmt::format("'{}' object is not subscriptable; perhaps you missed a comma?", name));
    }
  }

  void assertion(const Assert& node) {
    if (node.test->kind == Kind::tuple && !as<Tuple>(*node.test).elements.empty())
      warn(node, "assertion is always true, perhaps remove parentheses?");
  }

  loop::Rules rules_;
  std::vector<SyntaxWarning>& into_;
};

// The places in a string's text where its next replacement field ends.
std::size_t end_of_field(std::string_view body, std::size_t at) {
  int depth = 0;
  for (; at < body.size(); ++at) {
    depth += body[at] == '{' ? 1 : body[at] == '}' ? -1 : 0;
    if (depth == 0) break;
  }
  return at;
}

// "\\777" at the beginning: three octal digits that are more than a byte; else nothing.
std::string_view large_octal(std::string_view text) {
  const auto is_octal = [](char c) { return c >= '0' && c <= '7'; };
  const bool large = text.size() > 3 && text[1] >= '4' && is_octal(text[1]) && is_octal(text[2]) && is_octal(text[3]);
  return large ? text.substr(0, 4) : std::string_view();
}

// Of each part between replacement fields the first escape that means nothing.
void escapes(const Token& token, std::vector<SyntaxWarning>& into) {
  const StringLiteral literal = split_literal(token.text);
  if (literal.raw) return;
  const std::string_view valid = literal.bytes ? "\n\\'\"abfnrtvx01234567" : "\n\\'\"abfnrtvx01234567NuU";
  bool told = false;
  for (std::size_t i = 0; i < literal.body.size(); ++i) {
    const char c = literal.body[i], next = i + 1 < literal.body.size() ? literal.body[i + 1] : '\0';
    if (literal.formatted && c == '{' && next != '{') {
      i = end_of_field(literal.body, i);
      told = false;
    } else if (c == '{' || c == '\\') {
      if (const std::string_view octal =
              c == '\\' && !told && !literal.bytes ? large_octal(literal.body.substr(i)) : "";
          !octal.empty()) {
        into.push_back({token.at.line, fmt::format("invalid octal escape sequence '{}'", octal)});
        told = true;
      } else if (c == '\\' && !told && next > 0 && valid.find(next) == std::string_view::npos && next != '{') {
        into.push_back({token.at.line, fmt::format("invalid escape sequence '\\{}'", next)});
        told = true;
      }
      i += c == '\\' || literal.formatted;
    }
  }
}

}  // namespace

std::vector<SyntaxWarning> syntax_warnings(const Program& program, loop::Rules rules) {
  std::vector<SyntaxWarning> found;
  if (rules >= loop::Rules::py312 && program.source.find('\\') != std::string::npos) {
    Reporter nobody("");
    for (const Token& token : Lexer(program.source, nobody, rules).run())
      if (token.kind == TokenKind::string) escapes(token, found);
  }
  TreeWarnings tree(rules, found);
  for (const Stmt* statement : program.tree->body) tree.visit(*statement);
  return found;
}

}  // namespace orrery::script
