// contextvars, on the loop's own contexts. (CPython: Python/context.c, PEP 567.)
#include <fmt/format.h>

#include "engine/loop/context.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/builtins.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/iterators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

loop::ContextVar& variable_of(const Value& v) {
  return *static_cast<loop::ContextVar*>(v.object());
}
loop::ContextToken& token_of(const Value& v) {
  return *static_cast<loop::ContextToken*>(v.object());
}
loop::Context& context_of(const Value& v) {
  return *static_cast<loop::Context*>(v.object());
}

Value class_item(Runtime& rt, Args args) {
  return make_generic_alias(rt, args[0], args[1]);
}
std::string address(Runtime& rt, const Value& v) {
  return fmt::format("0x{:x}", 0x7f0000000000 + rt.heap().id_of(v) * 16);
}

// ---------------------------------------------------------------- ContextVar

Value construct_variable(Runtime& rt, Type*, Args args) {
  const auto [name, otherwise] = script::bind<2>(rt, "ContextVar", {"", "default"}, args, 1, 1, 1);
  if (!is_str(name)) raise_type_error(rt, "context variable name must be a str");
  std::optional<Value> fallback;
  if (!is_unset(otherwise)) fallback = otherwise;
  return Value(loop::make<loop::ContextVar>(rt.environment(), std::string(as_str(name).view()), std::move(fallback)));
}
void ignore(Runtime&, const Value&, Args) {}

Value repr_variable(Runtime& rt, const Value& self) {
  const loop::ContextVar& variable = variable_of(self);
  std::string shown = fmt::format("<ContextVar name={}", quoted(variable.name()));
  if (variable.fallback()) shown += fmt::format(" default={}", repr(rt, *variable.fallback())->view());
  return text(rt, fmt::format("{} at {}>", shown, address(rt, self)));
}

Value get(Runtime& rt, Args args) {
  if (const Value* found = variable_of(args[0]).find()) return *found;
  if (args.size() > 1) return args[1];
  if (const auto& fallback = variable_of(args[0]).fallback()) return *fallback;
  raise(rt, rt.types().lookup_error, args[0]);
}
Value set(Runtime&, Args args) {
  return Value(variable_of(args[0]).set(args[1]));
}

Value reset(Runtime& rt, Args args) {
  if (!args[1].has_tag(Tag::context_token))
    raise_type_error(rt, fmt::format("expected an instance of Token, got {}", repr(rt, args[1])->view()));
  loop::ContextToken& token = token_of(args[1]);
  const std::string shown(repr(rt, args[1])->view());
  if (token.used()) raise(rt, rt.types().runtime_error, shown + " has already been used once");
  if (token.variable().get() != &variable_of(args[0]))
    raise_value_error(rt, shown + " was created by a different ContextVar");
  try {
    variable_of(args[0]).reset(token);
  } catch (const loop::ValueError&) {
    raise_value_error(rt, shown + " was created in a different Context");
  }
  return none;
}

Value get_name(Runtime& rt, const Value& self) {
  return text(rt, variable_of(self).name());
}

constexpr NativeMethod variable_methods[] = {
    {"get", get, between(0, 1)},
    {"set", set, one_argument()},
    {"reset", reset, one_argument()},
    {"__class_getitem__", class_item, one_argument(), NativeMethod::Kind::class_method}};
constexpr NativeAttribute variable_attributes[] = {{"name", get_name}};

// ---------------------------------------------------------------- Token

Value repr_token(Runtime& rt, const Value& self) {
  const loop::ContextToken& token = token_of(self);
  return text(rt, fmt::format("<Token{} var={} at {}>", token.used() ? " used" : "",
                              repr(rt, Value(token.variable()))->view(), address(rt, self)));
}
Value get_variable(Runtime&, const Value& self) {
  return Value(token_of(self).variable());
}
Value get_old_value(Runtime& rt, const Value& self) {
  const auto& before = token_of(self).before();
  return before ? *before : library_of(rt).token_missing;
}
constexpr NativeAttribute token_attributes[] = {{"var", get_variable}, {"old_value", get_old_value}};
constexpr NativeMethod token_methods[] = {
    {"__class_getitem__", class_item, one_argument(), NativeMethod::Kind::class_method}};

Value repr_missing(Runtime& rt, const Value&) {
  return text(rt, "<Token.MISSING>");
}

// ---------------------------------------------------------------- Context

Value construct_context(Runtime& rt, Type*, Args args) {
  if (args.size() + args.keyword_count() > 0) raise_type_error(rt, "Context() does not accept any arguments");
  return Value(loop::make<loop::Context>());
}

const loop::ContextVar& key(Runtime& rt, const Value& v) {
  if (!v.has_tag(Tag::context_variable))
    raise_type_error(rt, fmt::format("a ContextVar key was expected, got {}", repr(rt, v)->view()));
  return variable_of(v);
}
Value getitem_context(Runtime& rt, const Value& self, const Value& wanted) {
  const Value* found = context_of(self).find(key(rt, wanted));
  if (!found) raise(rt, rt.types().key_error, wanted);
  return *found;
}
bool contains_context(Runtime& rt, const Value& self, const Value& wanted) {
  return context_of(self).find(key(rt, wanted)) != nullptr;
}
std::int64_t length_context(Runtime&, const Value& self) {
  return static_cast<std::int64_t>(context_of(self).entries().size());
}

enum class Part { key, value, item };
template <Part part>
Value part_list(Runtime& rt, const Value& self) {
  const Ref<List> list = make_list(rt);
  for (const auto& entry : context_of(self).entries()) {
    const Value variable(entry.variable);
    if (part == Part::key) list->append(variable);
    if (part == Part::value) list->append(entry.value);
    if (part == Part::item) list->append(make_tuple(rt, {variable, entry.value}));
  }
  return Value(list);
}
template <Part part>
Value parts(Runtime& rt, Args args) {
  return iter(rt, part_list<part>(rt, args[0]));
}
Value iter_context(Runtime& rt, const Value& self) {
  return iter(rt, part_list<Part::key>(rt, self));
}

Value get_in(Runtime& rt, Args args) {
  const Value* found = context_of(args[0]).find(key(rt, args[1]));
  return found ? *found : args.size() > 2 ? args[2] : Value(none);
}
Value copy(Runtime&, Args args) {
  return Value(context_of(args[0]).copy());
}

Value run(Runtime& rt, Args args) {
  if (args.size() < 2) raise_type_error(rt, "run() missing 1 required positional argument");
  if (context_of(args[0]).entered())
    raise(rt, rt.types().runtime_error,
          fmt::format("cannot enter context: {} is already entered", repr(rt, args[0])->view()));
  const Ref<loop::Context> context(&context_of(args[0]));
  return loop::run_in_context(rt.environment(), context, [&] { return call(rt, args[1], args.skip(2)); });
}

Value compare_context(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  const bool equality = op == CompareOp::equal || op == CompareOp::not_equal;
  if (!equality || !b.has_tag(Tag::context)) return not_implemented;
  const bool same = equal(rt, part_list<Part::item>(rt, a), part_list<Part::item>(rt, b));
  return boolean(same == (op == CompareOp::equal));
}

constexpr NativeMethod context_methods[] = {{"run", run},
                                            {"copy", copy, no_arguments()},
                                            {"get", get_in, between(1, 2)},
                                            {"keys", parts<Part::key>, no_arguments()},
                                            {"values", parts<Part::value>, no_arguments()},
                                            {"items", parts<Part::item>, no_arguments()}};

Value copy_context(Runtime& rt, Args) {
  return Value(loop::copy_context(rt.environment()));
}
constexpr NativeMethod functions[] = {{"copy_context", copy_context, no_arguments()}};

// ---------------------------------------------------------------- the classes

void make_variable_type(Runtime& rt, Library& library) {
  TypeSpec spec{
      .name = "ContextVar", .module = "_contextvars", .methods = variable_methods, .attributes = variable_attributes};
  spec.slots.construct = construct_variable;
  spec.slots.init = ignore;
  spec.slots.repr = repr_variable;
  library.context_var = rt.types().keep(make_type(rt, spec));
}

void make_token_type(Runtime& rt, Library& library) {
  TypeSpec spec{.name = "Token",
                .module = "_contextvars",
                .flags = TypeFlag::no_construct,
                .methods = token_methods,
                .attributes = token_attributes};
  spec.slots.repr = repr_token;
  library.context_token = rt.types().keep(make_type(rt, spec));
  TypeSpec missing{.name = "Token.MISSING", .flags = TypeFlag::no_construct};
  missing.slots.repr = repr_missing;
  Type* const type = rt.types().keep(make_type(rt, missing));
  library.token_missing = Value(rt.heap().make<Marker>(type));
  library.context_token->dict().set(rt.heap().intern("MISSING"), library.token_missing);
}

void make_context_type(Runtime& rt, Library& library) {
  TypeSpec spec{.name = "_contextvars.Context", .module = "_contextvars", .methods = context_methods};
  spec.slots.construct = construct_context;
  spec.slots.init = ignore;
  spec.slots.getitem = getitem_context;
  spec.slots.contains = contains_context;
  spec.slots.length = length_context;
  spec.slots.iter = iter_context;
  spec.slots.compare = compare_context;
  library.context = rt.types().keep(make_type(rt, spec));
}

Type* class_of_variable(Interpreter& in, const Object&) noexcept {
  return library_of(in).context_var;
}
Type* class_of_token(Interpreter& in, const Object&) noexcept {
  return library_of(in).context_token;
}
Type* class_of_context(Interpreter& in, const Object&) noexcept {
  return library_of(in).context;
}

}  // namespace

Ref<ModuleObject> contextvars_module(Runtime& rt) {
  Library& library = library_of(rt);
  make_variable_type(rt, library);
  make_token_type(rt, library);
  make_context_type(rt, library);
  Interpreter& in = interpreter(rt);
  in.set_foreign_type(Tag::context_variable, class_of_variable);
  in.set_foreign_type(Tag::context_token, class_of_token);
  in.set_foreign_type(Tag::context, class_of_context);
  Ref<ModuleObject> module = make_module(rt, "contextvars");
  add_functions(rt, *module->dict, "contextvars", functions);
  for (const auto& [name, type] :
       {std::pair{"ContextVar", library.context_var}, {"Token", library.context_token}, {"Context", library.context}})
    define(rt, *module, name, value_of(type));
  return module;
}

}  // namespace orrery::script
