#include "engine/script/object/metaclass.hpp"

#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"

namespace orrery::script {

Type* winning_metaclass(Runtime& rt, Type* metaclass, std::span<const Value> bases) {
  Type* winner = metaclass;
  for (const Value& base : bases) {
    Type* candidate = type_of(rt, base);
    if (winner->is_subtype_of(candidate)) continue;
    if (!candidate->is_subtype_of(winner))
      raise_type_error(rt,
                       "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                       "metaclasses of all its bases");
    winner = candidate;
  }
  return winner;
}

std::vector<Value> resolved_bases(Runtime& rt, std::span<const Value> bases) {
  std::vector<Value> resolved;
  for (const Value& base : bases) {
    const bool is_class = has_flag(base, TypeFlag::is_type);
    if (is_exact(base, rt.types().generic_alias)) {
      resolved.push_back(getattr(rt, base, "__origin__"));
      continue;
    }
    const Value entries = is_class ? Value(unset) : getattr_or_unset(rt, base, rt.heap().intern("__mro_entries__"));
    if (is_unset(entries)) {
      resolved.push_back(base);
      continue;
    }
    const Value replaced = call(rt, entries, Value(make_tuple(rt, bases)));
    if (!is_tuple(replaced)) raise_type_error(rt, "__mro_entries__ must return a tuple");
    for (const Value& entry : as_tuple(replaced).items()) resolved.push_back(entry);
  }
  return resolved;
}

}  // namespace orrery::script
