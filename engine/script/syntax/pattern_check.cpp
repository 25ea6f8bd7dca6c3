#include "engine/script/syntax/pattern_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

namespace orrery::script {

using namespace ast;

namespace {

using Bound = std::set<std::string_view>;

// The literal that a key of a mapping pattern is, as text that is equal for equal keys; "" for a dotted name.
std::string literal_key(const Expr& key) {
  if (key.kind == Kind::unary) return "-" + literal_key(*as<Unary>(key).operand);
  if (key.kind == Kind::binary)
    return literal_key(*as<Binary>(key).left) + "?" + literal_key(*as<Binary>(key).right);
  if (key.kind != Kind::constant) return "";
  const auto& constant = as<Constant>(key);
  switch (constant.constant) {
    case ConstantKind::none:
      return "None";
    case ConstantKind::true_:
      return "1";
    case ConstantKind::false_:
      return "0";
    case ConstantKind::integer:
      return constant.fits ? fmt::format("{}", constant.integer) : fmt::format("{}", constant.text);
    case ConstantKind::floating:
      return fmt::format("{}", constant.floating);
    case ConstantKind::imaginary:
      return fmt::format("{}j", constant.floating);
    default:
      return fmt::format("{}'{}'", constant.constant == ConstantKind::bytes ? "b" : "", constant.text);
  }
}

class PatternCheck {
 public:
  explicit PatternCheck(Reporter& reporter) : reporter_(reporter) {}

  Bound names(const Pattern& pattern) {
    Bound bound;
    visit(pattern, bound);
    return bound;
  }

  void unreachable(const Pattern& pattern) {
    if (pattern.kind == Kind::match_or) return unreachable(*as<MatchOr>(pattern).patterns.back());
    const auto& capture = as<MatchAs>(pattern);
    if (capture.pattern) return unreachable(*capture.pattern);
    report(pattern, capture.name.empty()
                        ? std::string("wildcard makes remaining patterns unreachable")
                        : fmt::format("name capture '{}' makes remaining patterns unreachable", capture.name));
  }

 private:
  void report(const Node& node, std::string text) { reporter_.report(node.at, std::move(text)); }

  void bind(const Node& node, std::string_view name, Bound& bound) {
    if (!name.empty() && !bound.insert(name).second)
      report(node, fmt::format("multiple assignments to name '{}' in pattern", name));
  }

  void visit(const Pattern& pattern, Bound& bound) {
    switch (pattern.kind) {
      case Kind::match_sequence:
        return sequence(as<MatchSequence>(pattern), bound);
      case Kind::match_mapping:
        return mapping(as<MatchMapping>(pattern), bound);
      case Kind::match_class:
        return class_pattern(as<MatchClass>(pattern), bound);
      case Kind::match_star:
        return bind(pattern, as<MatchStar>(pattern).name, bound);
      case Kind::match_as:
        if (as<MatchAs>(pattern).pattern) visit(*as<MatchAs>(pattern).pattern, bound);
        return bind(pattern, as<MatchAs>(pattern).name, bound);
      case Kind::match_or:
        return alternatives(as<MatchOr>(pattern), bound);
      default:
        return;
    }
  }

  void sequence(const MatchSequence& node, Bound& bound) {
    const auto is_star = [](const Pattern* each) { return each->kind == Kind::match_star; };
    if (std::ranges::count_if(node.patterns, is_star) > 1)
      report(node, "multiple starred expressions in sequence pattern");
    for (const Pattern* each : node.patterns) visit(*each, bound);
  }

  void mapping(const MatchMapping& node, Bound& bound) {
    std::set<std::string> seen;
    for (const Expr* key : node.keys) {
      const std::string literal = literal_key(*key);
      if (!literal.empty() && !seen.insert(literal).second)
        report(node, fmt::format("mapping pattern checks duplicate key ({})", literal));
    }
    for (const Pattern* each : node.patterns) visit(*each, bound);
    bind(node, node.rest, bound);
  }

  void class_pattern(const MatchClass& node, Bound& bound) {
    for (std::size_t i = 0; i < node.names.size(); ++i)
      if (std::find(node.names.begin(), node.names.begin() + static_cast<std::ptrdiff_t>(i), node.names[i]) !=
          node.names.begin() + static_cast<std::ptrdiff_t>(i))
        report(*node.named[i], fmt::format("attribute name repeated in class pattern: {}", node.names[i]));
    for (const Pattern* each : node.patterns) visit(*each, bound);
    for (const Pattern* each : node.named) visit(*each, bound);
  }

  void alternatives(const MatchOr& node, Bound& bound) {
    const Bound first = names(*node.patterns.front());
    for (const Pattern* each : node.patterns) {
      if (each != node.patterns.back() && is_irrefutable(*each)) return unreachable(*each);
      if (each != node.patterns.front() && names(*each) != first)
        return report(node, "alternative patterns bind different names");
    }
    for (const std::string_view name : first) bind(node, name, bound);
  }

  Reporter& reporter_;
};

}  // namespace

void check_patterns(const Match& node, Reporter& reporter) {
  PatternCheck check(reporter);
  for (const MatchCase& each : node.cases) {
    const bool last = &each == &node.cases.back();
    check.names(*each.pattern);
    if (!last && !each.guard && is_irrefutable(*each.pattern)) check.unreachable(*each.pattern);
  }
}

}  // namespace orrery::script
