#include "engine/script/vm/unparse.hpp"

#include <fmt/format.h>

#include "engine/script/object/bytes.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

// Precedence: an operand that binds less tightly than what is around it stands in parentheses.
enum Level : int { level_tuple, level_test, level_or, level_xor, level_and, level_shift, level_sum, level_term, level_factor, level_power, level_atom };

struct Unsupported {};

class Unparser {
 public:
  std::string text(const ast::Expr& node, int level) {
    switch (node.kind) {
      case ast::Kind::name:
        return std::string(ast::as<ast::Name>(node).id);
      case ast::Kind::attribute:
        return fmt::format("{}.{}", text(*ast::as<ast::Attribute>(node).value, level_atom),
                           ast::as<ast::Attribute>(node).name);
      case ast::Kind::constant:
        return constant(ast::as<ast::Constant>(node));
      case ast::Kind::subscript:
        return fmt::format("{}[{}]", text(*ast::as<ast::Subscript>(node).value, level_atom),
                           text(*ast::as<ast::Subscript>(node).index, level_tuple));
      case ast::Kind::tuple:
        return tuple(ast::as<ast::Tuple>(node), level);
      case ast::Kind::list:
        return "[" + joined(ast::as<ast::ListDisplay>(node).elements) + "]";
      case ast::Kind::starred:
        return "*" + text(*ast::as<ast::Starred>(node).value, level_or);
      case ast::Kind::call:
        return call(ast::as<ast::Call>(node));
      case ast::Kind::binary:
        return binary(ast::as<ast::Binary>(node), level);
      case ast::Kind::unary:
        return unary(ast::as<ast::Unary>(node), level);
      default:
        throw Unsupported();
    }
  }

 private:
  static std::string parenthesized(std::string inner, bool needed) { return needed ? "(" + inner + ")" : inner; }

  std::string constant(const ast::Constant& node) {
    switch (node.constant) {
      case ast::ConstantKind::none:
        return "None";
      case ast::ConstantKind::true_:
        return "True";
      case ast::ConstantKind::false_:
        return "False";
      case ast::ConstantKind::ellipsis:
        return "...";
      case ast::ConstantKind::integer:
        if (!node.fits) throw Unsupported();
        return fmt::format("{}", node.integer);
      case ast::ConstantKind::floating:
        return float_repr(node.floating);
      case ast::ConstantKind::string:
        return quoted(node.text);
      default:
        throw Unsupported();
    }
  }

  std::string joined(ast::List<ast::Expr> elements) {
    std::string all;
    for (const ast::Expr* each : elements) all += (all.empty() ? "" : ", ") + text(*each, level_test);
    return all;
  }

  std::string tuple(const ast::Tuple& node, int level) {
    if (node.elements.empty()) return "()";
    std::string inner = joined(node.elements);
    if (node.elements.size() == 1) inner += ",";
    return parenthesized(std::move(inner), level > level_tuple);
  }

  std::string call(const ast::Call& node) {
    std::string arguments = joined(node.arguments);
    for (const ast::Keyword& keyword : node.keywords) {
      if (!arguments.empty()) arguments += ", ";
      arguments += keyword.name.empty() ? "**" : fmt::format("{}=", keyword.name);
      arguments += text(*keyword.value, level_test);
    }
    return fmt::format("{}({})", text(*node.function, level_atom), arguments);
  }

  std::string binary(const ast::Binary& node, int level) {
    struct Row {
      const char* op;
      int level;
    };
    constexpr Row rows[] = {{"+", level_sum},    {"-", level_sum},  {"*", level_term},    {"@", level_term},
                            {"/", level_term},   {"%", level_term}, {"**", level_power},  {"<<", level_shift},
                            {">>", level_shift}, {"|", level_or},   {"^", level_xor},     {"&", level_and},
                            {"//", level_term}};
    const Row& row = rows[static_cast<std::size_t>(node.op)];
    const bool right = node.op == ast::BinaryOp::power;
    return parenthesized(fmt::format("{} {} {}", text(*node.left, row.level + right), row.op,
                                     text(*node.right, row.level + !right)),
                         level > row.level);
  }

  std::string unary(const ast::Unary& node, int level) {
    if (node.op == ast::UnaryOp::not_) throw Unsupported();
    const char* const op = node.op == ast::UnaryOp::invert ? "~" : node.op == ast::UnaryOp::plus ? "+" : "-";
    return parenthesized(op + text(*node.operand, level_factor), level > level_factor);
  }
};

}  // namespace

std::optional<std::string> unparse(const ast::Expr& expr) {
  try {
    return Unparser().text(expr, level_test);
  } catch (const Unsupported&) {
    return std::nullopt;
  }
}

}  // namespace orrery::script
