// The class statement: metaclass, namespace, body, class. (bltinmodule.c, builtin___build_class__.)
#include <algorithm>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/metaclass.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/callable.hpp"
#include "engine/script/vm/frame.hpp"
#include "engine/script/vm/interpreter.hpp"
#include "engine/script/vm/ops_call.hpp"

namespace orrery::script::ops {
namespace {

void wrap_if_function(Interpreter& in, Dict& space, std::string_view name, Type* with) {
  Value* const found = space.find(name);
  if (found && is_function(*found, in.vm.function)) *found = Value(in.heap().make<MethodWrapper>(with, *found));
}

// Functions of these names need no decorator. (typeobject.c, type_new_set_attrs)
void wrap_implicit(Interpreter& in, Dict& space) {
  wrap_if_function(in, space, "__new__", in.types().staticmethod);
  wrap_if_function(in, space, "__init_subclass__", in.types().classmethod);
  wrap_if_function(in, space, "__class_getitem__", in.types().classmethod);
}

Value call_with_keywords(Interpreter& in, const Value& callable, std::vector<Value> values, const Dict& keywords) {
  const std::size_t positional = values.size();
  const Ref<List> names = make_list(in);
  for (std::uint32_t i = 0; i < keywords.entry_count(); ++i) {
    if (is_unset(keywords.entry(i).key)) continue;
    names->append(keywords.entry(i).key);
    values.push_back(keywords.entry(i).value);
  }
  const Ref<Tuple> named = tuple_of(in, Value(names));
  return script::call(in, callable, Args(values.data(), positional, named.get()));
}

// What a class statement says before its body runs.
struct Statement {
  Value name, bases, original_bases, metaclass;
  Ref<Dict> keywords;  // without `metaclass`
};

Value metaclass_of(Interpreter& in, const Value& given, std::span<const Value> bases) {
  if (!is_unset(given) && !has_flag(given, TypeFlag::is_type)) return given;
  Type* const first = !is_unset(given) ? static_cast<Type*>(given.object())
                      : bases.empty()  ? in.types().type
                                       : type_of(in, bases.front());
  return Value(static_cast<Object*>(winning_metaclass(in, first, bases)));
}

Statement read_statement(Interpreter& in, Str* name, const Value& bases, const Dict* keywords) {
  Statement s{Value(Ref<Str>(name)), none, bases, unset, make_dict(in)};
  if (keywords) s.keywords->copy_from(in, *keywords);
  Value given = unset;
  s.keywords->remove(in.heap().intern("metaclass"), &given);
  const std::vector<Value> resolved = resolved_bases(in, as_tuple(bases).items());
  s.bases = Value(script::make_tuple(in, std::span<const Value>(resolved)));
  s.metaclass = metaclass_of(in, given, resolved);
  return s;
}

// (PEP 3115.)
Ref<Dict> prepared_namespace(Interpreter& in, const Statement& s) {
  const Value prepare = getattr_or_unset(in, s.metaclass, in.heap().intern("__prepare__"));
  if (is_unset(prepare)) return make_dict(in);
  const Value space = call_with_keywords(in, prepare, {s.name, s.bases}, *s.keywords);
  if (!is_dict(space)) raise_type_error(in, "__prepare__() must return a mapping, not " + type_of(in, space)->name());
  return Ref<Dict>(&as_dict(space));
}

bool same_bases(const Statement& s) {
  return as_tuple(s.bases).items().size() == as_tuple(s.original_bases).items().size() &&
         std::equal(as_tuple(s.bases).begin(), as_tuple(s.bases).end(), as_tuple(s.original_bases).begin());
}

Value finish_class(Interpreter& in, const Statement& s, Dict& space) {
  if (!same_bases(s)) space.set(in.heap().intern("__orig_bases__"), s.original_bases);
  if (s.metaclass == Value(static_cast<Object*>(in.types().type)))
    return Value(make_class(in, &as_str(s.name), as_tuple(s.bases).items(), space, s.keywords.get()));
  return call_with_keywords(in, s.metaclass, {s.name, s.bases, Value(Ref<Dict>(&space))}, *s.keywords);
}

}  // namespace

// body bases [keywords]
Value build_class(Interpreter& in, Machine m, std::uint32_t argument) {
  const Dict* const keywords = argument & 1 ? &as_dict(m.sp[-1]) : nullptr;
  const Value* const operands = m.sp - (keywords ? 3 : 2);
  const Statement statement = read_statement(in, m.frame->code->names[argument >> 1], operands[1], keywords);
  const Ref<Dict> space = prepared_namespace(in, statement);
  const Value cell = in.call_body(as_function(operands[0]), space);
  wrap_implicit(in, *space);
  Value made = finish_class(in, statement, *space);
  if (is_exact(cell, in.vm.cell)) static_cast<Cell*>(cell.object())->content = made;
  return made;
}

}  // namespace orrery::script::ops
