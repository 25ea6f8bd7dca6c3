// operator: the operators as functions. (CPython: Lib/operator.py, Modules/_operator.c.)
#include <fmt/format.h>

#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/builtins.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

template <BinaryOp op>
Value binary_function(Runtime& rt, Args args) {
  return binary(rt, op, args[0], args[1]);
}
template <BinaryOp op>
Value inplace_function(Runtime& rt, Args args) {
  return inplace(rt, op, args[0], args[1]);
}
template <CompareOp op>
Value compare_function(Runtime& rt, Args args) {
  return compare(rt, op, args[0], args[1]);
}
template <UnaryOp op>
Value unary_function(Runtime& rt, Args args) {
  return unary(rt, op, args[0]);
}

Value not_(Runtime& rt, Args args) {
  return boolean(!truth(rt, args[0]));
}
Value truth_of(Runtime& rt, Args args) {
  return boolean(truth(rt, args[0]));
}
Value is_(Runtime&, Args args) {
  return boolean(args[0] == args[1]);
}
Value is_not(Runtime&, Args args) {
  return boolean(!(args[0] == args[1]));
}
Value abs(Runtime& rt, Args args) {
  return call_special(rt, args[0], rt.names().dunder.abs_, {});
}
Value index_of_number(Runtime& rt, Args args) {
  return index(rt, args[0]);
}
Value contains_function(Runtime& rt, Args args) {
  return boolean(contains(rt, args[0], args[1]));
}
Value get_item(Runtime& rt, Args args) {
  return getitem(rt, args[0], args[1]);
}
Value set_item(Runtime& rt, Args args) {
  return setitem(rt, args[0], args[1], args[2]), Value(none);
}
Value delete_item(Runtime& rt, Args args) {
  return delitem(rt, args[0], args[1]), Value(none);
}
Value hint(Runtime& rt, Args args) {
  return make_int(rt, length_hint(rt, args[0], args.size() > 1 ? index_number(rt, args[1], nullptr) : 0));
}
Value call_function(Runtime& rt, Args args) {
  if (args.size() == 0) raise_type_error(rt, "call expected at least 1 argument, got 0");
  return call(rt, args[0], args.skip(1));
}
Value count_of(Runtime& rt, Args args) {
  std::int64_t found = 0;
  for_each(rt, args[0], [&](const Value& item) { found += equal(rt, item, args[1]); });
  return Value::integer(found);
}
Value index_of(Runtime& rt, Args args) {
  std::int64_t at = 0;
  const Value iterator = iter(rt, args[0]);
  for (Value item = next(rt, iterator); !is_unset(item); item = next(rt, iterator), ++at)
    if (equal(rt, item, args[1])) return Value::integer(at);
  raise_value_error(rt, "sequence.index(x): x not in sequence");
}

constexpr Arity two = between(2, 2);
using enum BinaryOp;
constexpr NativeMethod functions[] = {
    {"add", binary_function<add>, two},
    {"sub", binary_function<subtract>, two},
    {"mul", binary_function<multiply>, two},
    {"matmul", binary_function<matrix_multiply>, two},
    {"truediv", binary_function<true_divide>, two},
    {"floordiv", binary_function<floor_divide>, two},
    {"mod", binary_function<modulo>, two},
    {"pow", binary_function<power>, two},
    {"lshift", binary_function<left_shift>, two},
    {"rshift", binary_function<right_shift>, two},
    {"and_", binary_function<bit_and>, two},
    {"or_", binary_function<bit_or>, two},
    {"xor", binary_function<bit_xor>, two},
    {"concat", binary_function<add>, two},
    {"iadd", inplace_function<add>, two},
    {"isub", inplace_function<subtract>, two},
    {"imul", inplace_function<multiply>, two},
    {"itruediv", inplace_function<true_divide>, two},
    {"ifloordiv", inplace_function<floor_divide>, two},
    {"imod", inplace_function<modulo>, two},
    {"iand", inplace_function<bit_and>, two},
    {"ior", inplace_function<bit_or>, two},
    {"ixor", inplace_function<bit_xor>, two},
    {"iconcat", inplace_function<add>, two},
    {"lt", compare_function<CompareOp::less>, two},
    {"le", compare_function<CompareOp::less_equal>, two},
    {"eq", compare_function<CompareOp::equal>, two},
    {"ne", compare_function<CompareOp::not_equal>, two},
    {"gt", compare_function<CompareOp::greater>, two},
    {"ge", compare_function<CompareOp::greater_equal>, two},
    {"neg", unary_function<UnaryOp::negative>, one_argument()},
    {"pos", unary_function<UnaryOp::positive>, one_argument()},
    {"inv", unary_function<UnaryOp::invert>, one_argument()},
    {"invert", unary_function<UnaryOp::invert>, one_argument()},
    {"not_", not_, one_argument()},
    {"truth", truth_of, one_argument()},
    {"is_", is_, two},
    {"is_not", is_not, two},
    {"abs", abs, one_argument()},
    {"index", index_of_number, one_argument()},
    {"contains", contains_function, two},
    {"getitem", get_item, two},
    {"setitem", set_item, between(3, 3)},
    {"delitem", delete_item, two},
    {"length_hint", hint, between(1, 2)},
    {"countOf", count_of, two},
    {"indexOf", index_of, two},
    {"call", call_function},
};

// ---------------------------------------------------------------- itemgetter, attrgetter, methodcaller

class Getter final : public ScriptObject {
 public:
  explicit Getter(Type* type) noexcept : ScriptObject(type) {}
  Value name;       // of a methodcaller
  Ref<Tuple> args;  // what to get; of a methodcaller its arguments
  Ref<Dict> keywords;
};
Getter& getter_of(const Value& v) {
  return *static_cast<Getter*>(v.object());
}

void ignore(Runtime&, const Value&, Args) {}

const Value& only_argument(Runtime& rt, const Value& self, Args args) {
  const std::string name = name_text(rt, value_of(type_of(rt, self)), "");
  no_keywords(rt, args, name);
  if (args.size() != 1) raise_type_error(rt, fmt::format("{} expected 1 argument, got {}", name, args.size()));
  return args[0];
}

template <const char* const& name>
Value construct(Runtime& rt, Type* type, Args args) {
  no_keywords(rt, args, name);
  if (args.size() == 0) raise_type_error(rt, fmt::format("{} expected 1 argument, got 0", name));
  Ref<Getter> getter = rt.heap().make<Getter>(type);
  getter->args = make_tuple(rt, args.positional());
  if (name[0] == 'a')
    for (const Value& path : args)
      if (!is_str(path)) raise_type_error(rt, "attribute name must be a string");
  return Value(std::move(getter));
}
constexpr const char* item_name = "itemgetter";
constexpr const char* attribute_name = "attrgetter";

template <class F>
Value get_each(Runtime& rt, const Value& self, F get) {
  const Ref<Tuple> wanted = getter_of(self).args;
  if (wanted->size() == 1) return get((*wanted)[0]);
  std::vector<Value> found;
  for (const Value& one : *wanted) found.push_back(get(one));
  return Value(make_tuple(rt, std::span<const Value>(found)));
}
Value call_item(Runtime& rt, const Value& self, Args args) {
  const Value object = only_argument(rt, self, args);
  return get_each(rt, self, [&](const Value& key) { return getitem(rt, object, key); });
}
Value call_attribute(Runtime& rt, const Value& self, Args args) {
  const Value object = only_argument(rt, self, args);
  return get_each(rt, self, [&](const Value& path) {
    Value found = object;
    for_each(rt, call_method(rt, path, "split", {text(rt, ".")}),
             [&](const Value& name) { found = getattr(rt, found, as_str(name).view()); });
    return found;
  });
}

Value construct_caller(Runtime& rt, Type* type, Args args) {
  if (args.size() == 0) raise_type_error(rt, "methodcaller needs at least one argument, the method name");
  if (!is_str(args[0])) raise_type_error(rt, "method name must be a string");
  Ref<Getter> getter = rt.heap().make<Getter>(type);
  getter->name = args[0];
  getter->args = make_tuple(rt, args.positional().subspan(1));
  getter->keywords = keywords_of(rt, args);
  return Value(std::move(getter));
}
Value call_caller(Runtime& rt, const Value& self, Args args) {
  const Getter& getter = getter_of(self);
  const Value method = getattr(rt, only_argument(rt, self, args), as_str(getter.name).view());
  return call_with(rt, method, getter.args->items(), getter.keywords.get());
}

Value repr_getter(Runtime& rt, const Value& self) {
  const Getter& getter = getter_of(self);
  std::string inside;
  const auto add = [&](const std::string& part) { inside += (inside.empty() ? "" : ", ") + part; };
  if (!getter.name.is_none()) add(std::string(repr(rt, getter.name)->view()));
  for (const Value& arg : *getter.args) add(std::string(repr(rt, arg)->view()));
  for (std::uint32_t i = 0; getter.keywords && i < getter.keywords->entry_count(); ++i)
    add(fmt::format("{}={}", as_str(getter.keywords->entry(i).key).view(),
                    repr(rt, getter.keywords->entry(i).value)->view()));
  return text(rt, fmt::format("operator.{}({})", name_text(rt, value_of(type_of(rt, self)), ""), inside));
}

void add_getter(Runtime& rt, ModuleObject& module, std::string_view name, Value (*make)(Runtime&, Type*, Args),
                Value (*called)(Runtime&, const Value&, Args)) {
  TypeSpec spec{.name = name, .module = "operator"};
  spec.slots.construct = make;
  spec.slots.init = ignore;
  spec.slots.call = called;
  spec.slots.repr = repr_getter;
  define_class(rt, module, rt.types().keep(make_type(rt, spec)));
}

}  // namespace

Ref<ModuleObject> operator_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "operator");
  add_functions(rt, *module->dict, "operator", functions);
  add_getter(rt, *module, "itemgetter", construct<item_name>, call_item);
  add_getter(rt, *module, "attrgetter", construct<attribute_name>, call_attribute);
  add_getter(rt, *module, "methodcaller", construct_caller, call_caller);
  return module;
}

}  // namespace orrery::script
