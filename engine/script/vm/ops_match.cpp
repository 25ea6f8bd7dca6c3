#include "engine/script/vm/ops_match.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"

// (CPython: Python/ceval.c, match_keys and match_class.)
namespace orrery::script::ops {
namespace {

constexpr std::uint32_t matches_itself = TypeFlag::is_int | TypeFlag::is_str | TypeFlag::is_list | TypeFlag::is_tuple |
                                         TypeFlag::is_dict | TypeFlag::is_bytes | TypeFlag::is_set |
                                         TypeFlag::is_float;

class ClassMatch {
 public:
  ClassMatch(Interpreter& in, const Value& subject, Type& type) : in_(in), subject_(subject), type_(type) {}

  // False: it doesn't match.
  bool positional(std::size_t count) {
    if (count == 0) return true;
    const Value names = getattr_or_unset(in_, Value(Ref<Type>(&type_)), in_.heap().intern("__match_args__"));
    if (is_unset(names) && type_.has(matches_itself)) {
      check_count(count, 1);
      found_.push_back(subject_);
      return true;
    }
    if (!is_unset(names) && !is_exact(names, in_.types().tuple))
      raise_type_error(in_, fmt::format("{}.__match_args__ must be a tuple (got {})", type_.name(),
                                        type_of(in_, names)->name()));
    check_count(count, is_unset(names) ? 0 : as_tuple(names).size());
    for (std::size_t i = 0; i < count; ++i) {
      const Value& name = as_tuple(names)[i];
      if (!is_str(name))
        raise_type_error(in_, fmt::format("__match_args__ elements must be strings (got {})",
                                          type_of(in_, name)->name()));
      if (!attribute(name)) return false;
    }
    return true;
  }

  bool attribute(const Value& name) {
    Str* const word = in_.heap().intern(&as_str(name));
    if (std::ranges::find(seen_, word) != seen_.end())
      raise_type_error(in_, fmt::format("{}() got multiple sub-patterns for attribute {}", type_.name(),
                                        repr(in_, name)->view()));
    seen_.push_back(word);
    found_.push_back(getattr_or_unset(in_, subject_, word));
    return !is_unset(found_.back());
  }

  Value result() { return Value(script::make_tuple(in_, std::span<const Value>(found_))); }

 private:
  void check_count(std::size_t given, std::size_t allowed) {
    if (given > allowed)
      raise_type_error(in_, fmt::format("{}() accepts {} positional sub-pattern{} ({} given)", type_.name(), allowed,
                                        allowed == 1 ? "" : "s", given));
  }

  Interpreter& in_;
  const Value& subject_;
  Type& type_;
  std::vector<Value> found_;
  std::vector<Str*> seen_;
};

void check_duplicates(Interpreter& in, const Tuple& keys, std::size_t i) {
  for (std::size_t before = 0; before < i; ++before)
    if (equal(in, keys[before], keys[i]))
      raise_value_error(in, fmt::format("mapping pattern checks duplicate key ({})", repr(in, keys[i])->view()));
}

}  // namespace

bool is_sequence_subject(Interpreter& in, const Value& subject) {
  return type_of(in, subject)->has(TypeFlag::sequence);
}

bool is_mapping_subject(Interpreter& in, const Value& subject) {
  return type_of(in, subject)->has(TypeFlag::mapping);
}

Value values_of_keys(Interpreter& in, const Value& subject, const Value& keys) {
  const Tuple& wanted = as_tuple(keys);
  Ref<Tuple> values = script::make_tuple(in, wanted.size());
  if (wanted.size() == 0) return Value(values);
  const Value get = getattr(in, subject, "get");
  const Value missing(make_list(in));
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    check_duplicates(in, wanted, i);
    Value found = call(in, get, wanted[i], missing);
    if (found == missing) return none;
    (*values)[i] = std::move(found);
  }
  return Value(values);
}

Value without_keys(Interpreter& in, const Value& subject, const Value& keys) {
  Ref<Dict> rest = make_dict(in);
  update_mapping(in, *rest, subject);
  for (const Value& key : as_tuple(keys)) delitem(in, Value(rest), key);
  return Value(rest);
}

Value attributes_of_match(Interpreter& in, const Value& subject, const Value& type, std::size_t positional,
                          const Value& names) {
  if (!has_flag(type, TypeFlag::is_type)) {
    const bool old = in.environment().rules() == loop::Rules::py311;
    raise_type_error(in, old ? "called match pattern must be a type" : "called match pattern must be a class");
  }
  if (!isinstance(in, subject, type)) return none;
  ClassMatch match(in, subject, *static_cast<Type*>(type.object()));
  if (!match.positional(positional)) return none;
  for (const Value& name : as_tuple(names))
    if (!match.attribute(name)) return none;
  return match.result();
}

}  // namespace orrery::script::ops
