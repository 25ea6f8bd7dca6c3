// The match statement. (CPython: Python/compile.c, compiler_match and compiler_pattern.)
//
// A pattern takes its subject off the stack. What it captures lies beneath until the whole pattern has matched, the
// first capture on top; where it doesn't match, jumps lead to the label that drops as many values as lie there.
#include <algorithm>

#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/compile_unit.hpp"

namespace orrery::script {
namespace {

bool is_wildcard(const ast::Pattern& pattern) {
  if (pattern.kind == ast::Kind::match_star) return ast::as<ast::MatchStar>(pattern).name.empty();
  if (pattern.kind != ast::Kind::match_as) return false;
  return !ast::as<ast::MatchAs>(pattern).pattern && ast::as<ast::MatchAs>(pattern).name.empty();
}

bool is_singleton(const ast::Expr& value) {
  return value.kind == ast::Kind::constant &&
         ast::as<ast::Constant>(value).constant <= ast::ConstantKind::false_;
}

}  // namespace

class Unit::Matching {
 public:
  explicit Matching(Unit& unit) : unit_(unit), out_(unit.out_) {}

  // One case: pattern, names, guard. Falls through with its names bound if it matches.
  void attempt(const ast::MatchCase& one) {
    pattern(*one.pattern);
    for (const std::string_view name : captured_) unit_.name(name, Access::store);
    captured_.clear();
    if (one.guard) unit_.jump_if(*one.guard, failure(0), false);
  }

  // What did not match goes on here.
  void bind_failures() {
    while (failures_.size() > 1) {
      out_.bind(failures_.back());
      failures_.pop_back();
      unit_.emit(Op::pop_top);
    }
    if (!failures_.empty()) out_.bind(failures_[0]);
    failures_.clear();
  }

 private:
  void pattern(const ast::Pattern& node) {
    const At at(unit_, node);
    switch (node.kind) {
      case ast::Kind::match_value:
        return value(ast::as<ast::MatchValue>(node));
      case ast::Kind::match_sequence:
        return sequence(ast::as<ast::MatchSequence>(node));
      case ast::Kind::match_mapping:
        return mapping(ast::as<ast::MatchMapping>(node));
      case ast::Kind::match_class:
        return class_pattern(ast::as<ast::MatchClass>(node));
      case ast::Kind::match_star:
        return capture(ast::as<ast::MatchStar>(node).name);
      case ast::Kind::match_as:
        return named(ast::as<ast::MatchAs>(node));
      default:
        return alternatives(ast::as<ast::MatchOr>(node));
    }
  }

  Label failure(std::size_t values) {
    while (failures_.size() <= values) failures_.push_back(out_.label());
    return failures_[values];
  }
  void jump_to_failure(Op op) { out_.jump(op, failure(kept_ + captured_.size())); }
  void number(std::size_t n) { unit_.load_constant(Value::integer(static_cast<std::int64_t>(n))); }
  // The top goes beneath the values above the depth of `count`.
  void rotate(std::size_t count) {
    for (; count > 1; --count) unit_.emit(Op::swap, static_cast<std::uint32_t>(count));
  }

  void capture(std::string_view name) {
    if (name.empty()) return unit_.emit(Op::pop_top);
    rotate(kept_ + captured_.size() + 1);
    captured_.push_back(name);
  }

  void named(const ast::MatchAs& node) {
    if (!node.pattern) return capture(node.name);
    ++kept_;
    unit_.emit(Op::copy, 1);
    pattern(*node.pattern);
    --kept_;
    capture(node.name);
  }

  void value(const ast::MatchValue& node) {
    unit_.expression(*node.value);
    unit_.emit(is_singleton(*node.value) ? Op::is : Op::compare_equal);
    jump_to_failure(Op::jump_if_false);
  }

  void check(Op op) {
    unit_.emit(op);
    jump_to_failure(Op::jump_if_false);
  }
  void check_length(std::size_t length, Op comparison) {
    unit_.emit(Op::get_length);
    number(length);
    check(comparison);
  }
  // Fails if the top is None, which stays.
  void check_found() {
    unit_.emit(Op::copy, 1);
    unit_.emit(Op::load_none);
    unit_.emit(Op::is, 1);
    jump_to_failure(Op::jump_if_false);
  }
  // Each of the values on the stack, the first on top, against its pattern.
  template <class Patterns>
  void elements(const Patterns& patterns) {
    kept_ += patterns.size();
    for (const ast::Pattern* each : patterns) {
      --kept_;
      pattern(*each);
    }
  }

  void sequence(const ast::MatchSequence& node) {
    const auto is_star = [](const ast::Pattern* each) { return each->kind == ast::Kind::match_star; };
    const auto star = static_cast<std::size_t>(std::ranges::find_if(node.patterns, is_star) - node.patterns.begin());
    const std::size_t size = node.patterns.size();
    if (size > 0xfff) throw CompileError{out_.position, "too many elements in one pattern"};
    ++kept_;
    check(Op::match_sequence);
    if (star == size) {
      check_length(size, Op::compare_equal);
    } else if (size > 1) {
      check_length(size - 1, Op::compare_greater_equal);
    }
    --kept_;
    if (std::ranges::all_of(node.patterns, [](const ast::Pattern* each) { return is_wildcard(*each); }))
      return unit_.emit(Op::pop_top);
    if (star < size && is_wildcard(*node.patterns[star])) return by_index(node, star);
    if (star == size)
      unit_.emit(Op::unpack, static_cast<std::uint32_t>(size));
    else
      unit_.emit(Op::unpack_star, static_cast<std::uint32_t>(star | (size - star - 1) << 12));
    elements(node.patterns);
  }

  // With `*_` the others are looked up one by one.
  void by_index(const ast::MatchSequence& node, std::size_t star) {
    ++kept_;
    for (std::size_t i = 0; i < node.patterns.size(); ++i) {
      if (i == star || is_wildcard(*node.patterns[i])) continue;
      unit_.emit(Op::copy, 1);
      if (i < star) {
        number(i);
      } else {
        unit_.emit(Op::get_length);
        number(node.patterns.size() - i);
        unit_.emit(Op::subtract);
      }
      unit_.emit(Op::load_item);
      pattern(*node.patterns[i]);
    }
    --kept_;
    unit_.emit(Op::pop_top);
  }

  void mapping(const ast::MatchMapping& node) {
    ++kept_;
    check(Op::match_mapping);
    const std::size_t size = node.keys.size();
    if (size > 0) check_length(size, Op::compare_greater_equal);
    if (size > 0 || !node.rest.empty()) {
      for (const ast::Expr* key : node.keys) unit_.expression(*key);
      unit_.emit(Op::build_tuple, static_cast<std::uint32_t>(size));
      unit_.emit(Op::match_keys);
      kept_ += 2;
      check_found();
      --kept_;
      unit_.emit(Op::unpack, static_cast<std::uint32_t>(size));
      elements(node.patterns);
      --kept_;
    }
    --kept_;
    if (!node.rest.empty()) {
      unit_.emit(Op::match_rest);
      return capture(node.rest);
    }
    if (size > 0) unit_.emit(Op::pop_top);
    unit_.emit(Op::pop_top);
  }

  void class_pattern(const ast::MatchClass& node) {
    unit_.expression(*node.type);
    std::vector<Value> names;
    for (const std::string_view name : node.names) names.emplace_back(Ref<Str>(unit_.intern(name)));
    unit_.load_constant(Value(script::make_tuple(unit_.context_.rt, std::span<const Value>(names))));
    unit_.emit(Op::match_class, static_cast<std::uint32_t>(node.patterns.size()));
    ++kept_;
    check_found();
    --kept_;
    std::vector<const ast::Pattern*> patterns(node.patterns.begin(), node.patterns.end());
    patterns.insert(patterns.end(), node.named.begin(), node.named.end());
    unit_.emit(Op::unpack, static_cast<std::uint32_t>(patterns.size()));
    elements(patterns);
  }

  void alternatives(const ast::MatchOr& node) {
    const Label end = out_.label();
    const std::vector<std::string_view> outer = std::exchange(captured_, {});
    std::vector<Label> outer_failures = std::exchange(failures_, {});
    const std::size_t outer_kept = std::exchange(kept_, 0);
    std::vector<std::string_view> order;
    for (const ast::Pattern* each : node.patterns) {
      captured_.clear();
      unit_.emit(Op::copy, 1);
      pattern(*each);
      each == node.patterns.front() ? order = captured_, void() : reorder(order);
      out_.jump(Op::jump, end);
      bind_failures();
    }
    captured_ = outer;
    failures_ = std::move(outer_failures);
    kept_ = outer_kept;
    unit_.emit(Op::pop_top);
    jump_to_failure(Op::jump);
    out_.bind(end);
    // What was captured now lies above the subject, and belongs beneath.
    const std::size_t depth = order.size() + 1 + kept_ + captured_.size();
    for (const std::string_view name : order) {
      rotate(depth);
      captured_.push_back(name);
    }
    unit_.emit(Op::pop_top);
  }

  // Brings what this alternative captured into the order of the first one.
  void reorder(const std::vector<std::string_view>& order) {
    for (std::size_t i = order.size(); i-- > 1;) {
      const auto found = std::ranges::find(captured_, order[i]);
      if (found == captured_.end()) continue;
      const auto from = static_cast<std::uint32_t>(found - captured_.begin());
      if (from == i) continue;
      const auto to = static_cast<std::uint32_t>(i);
      if (from > 0) unit_.emit(Op::swap, from + 1);
      unit_.emit(Op::swap, to + 1);
      if (from > 0) unit_.emit(Op::swap, from + 1);
      std::swap(captured_[from], captured_[to]);
    }
  }

  Unit& unit_;
  Assembler& out_;
  std::vector<std::string_view> captured_;
  std::vector<Label> failures_;  // by the number of values that are to be dropped
  std::size_t kept_ = 0;         // values above the captured ones, to be dropped if it fails
};

void Unit::match_statement(const ast::Match& node) {
  expression(*node.subject);
  const Label end = out_.label();
  for (const ast::MatchCase& one : node.cases) {
    if (context_.options.lines) mark_line(*one.pattern);
    Matching matching(*this);
    emit(Op::copy, 1);
    matching.attempt(one);
    emit(Op::pop_top);
    body(one.body);
    out_.jump(Op::jump, end);
    matching.bind_failures();
  }
  emit(Op::pop_top);
  out_.bind(end);
}

}  // namespace orrery::script
