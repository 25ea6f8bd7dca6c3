// The behaviour of exception classes. (exceptions.c; asyncio/exceptions.py)
#include "engine/script/object/exception_types.hpp"

#include <fmt/format.h>

#include "engine/script/object/builder.hpp"
#include "engine/script/object/dict.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/exception_group.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/object/traceback.hpp"

namespace orrery::script {

namespace {

ExceptionObject& self_of(const Value& v) {
  return as_exception(v);
}

Value ref(Runtime& rt, std::string_view text) {
  return make_str(rt, text);
}

// ---- BaseException

Value construct(Runtime& rt, Type* type, Args args) {
  const auto e = Ref<ExceptionObject>(new ExceptionObject(rt, type, make_tuple(rt, args.positional())));
  const Types& t = rt.types();
  if (type->is_subtype_of(t.stop_iteration)) e->fields[0] = e->first_argument();
  return Value(e);
}

void init(Runtime& rt, const Value& self, Args args) {
  ExceptionObject& e = self_of(self);
  no_keywords(rt, args, e.type()->name());
  e.args = make_tuple(rt, args.positional());
}

Value base_text(Runtime& rt, const Value& self) {
  const Ref<Tuple> args = self_of(self).args;
  if (!args || args->size() == 0) return ref(rt, "");
  return args->size() == 1 ? str(rt, (*args)[0]) : repr(rt, Value(args));
}

Value base_repr(Runtime& rt, const Value& self) {
  const ExceptionObject& e = self_of(self);
  const Ref<Tuple> args = e.args;
  if (!args) return ref(rt, e.type()->name() + "()");
  if (args->size() == 1) return ref(rt, fmt::format("{}({})", e.type()->name(), repr(rt, (*args)[0])->view()));
  return ref(rt, e.type()->name() + std::string(repr(rt, Value(args))->view()));
}

Value get_args(Runtime& rt, const Value& self) {
  ExceptionObject& e = self_of(self);
  return e.args ? Value(e.args) : Value(make_tuple(rt, 0));
}
void set_args(Runtime& rt, const Value& self, const Value& value) {
  self_of(self).args = tuple_of(rt, value);
}

template <Ref<ExceptionObject> ExceptionObject::*member>
Value get_linked(Runtime&, const Value& self) {
  return Value(self_of(self).*member);
}

template <Ref<ExceptionObject> ExceptionObject::*member>
void set_linked(Runtime& rt, const Value& self, const Value& value) {
  constexpr bool is_cause = member == &ExceptionObject::cause;
  if (!value.is_none() && !is_exception(value))
    raise_type_error(
        rt, fmt::format("exception {} must be None or derive from BaseException", is_cause ? "cause" : "context"));
  self_of(self).*member = value.is_none() ? nullptr : Ref<ExceptionObject>(&as_exception(value));
  if (is_cause) self_of(self).suppress_context = true;
}

Value get_suppress(Runtime&, const Value& self) {
  return boolean(self_of(self).suppress_context);
}
void set_suppress(Runtime& rt, const Value& self, const Value& value) {
  self_of(self).suppress_context = truth(rt, value);
}

Value get_traceback(Runtime& rt, const Value& self) {
  return traceback_of(rt, self_of(self));
}
void set_traceback(Runtime& rt, const Value& self, const Value& value) {
  if (!value.is_none() && !is_exact(value, rt.types().traceback))
    raise_type_error(rt, "__traceback__ must be a traceback or None");
  self_of(self).traceback = entries_of(value);
}

Value get_dict(Runtime&, const Value& self) {
  return Value(Ref<Dict>(self_of(self).attributes(true)));
}

Value with_traceback(Runtime& rt, Args args) {
  set_traceback(rt, args[0], args[1]);
  return args[0];
}

Value add_note(Runtime& rt, Args args) {
  if (!is_str(args[1])) raise_type_error(rt, fmt::format("note must be a str, not '{}'", type_of(rt, args[1])->name()));
  Dict& dict = *self_of(args[0]).attributes(true);
  Str* name = rt.names().dunder.notes_;
  if (!dict.find(name)) dict.set(name, Value(make_list(rt)));
  const Value notes = *dict.find(name);
  if (!is_list(notes)) raise_type_error(rt, "Cannot add note: __notes__ is not a list");
  as_list(notes).append(args[1]);
  return none;
}

constexpr NativeMethod base_methods[] = {{"with_traceback", with_traceback, one_argument()},
                                         {"add_note", add_note, one_argument()}};
constexpr NativeAttribute base_attributes[] = {
    {"args", get_args, set_args},
    {"__cause__", get_linked<&ExceptionObject::cause>, set_linked<&ExceptionObject::cause>},
    {"__context__", get_linked<&ExceptionObject::context>, set_linked<&ExceptionObject::context>},
    {"__suppress_context__", get_suppress, set_suppress},
    {"__traceback__", get_traceback, set_traceback},
    {"__dict__", get_dict},
};

// ---- attributes of particular classes

template <std::size_t i>
Value get_field(Runtime&, const Value& self) {
  return self_of(self).fields[i];
}
template <std::size_t i>
void set_field(Runtime&, const Value& self, const Value& value) {
  self_of(self).fields[i] = value;
}
template <std::size_t i>
constexpr NativeAttribute field(std::string_view name) {
  return {name, get_field<i>, set_field<i>};
}

constexpr NativeAttribute value_attributes[] = {field<0>("value")};
constexpr NativeAttribute code_attributes[] = {field<0>("code")};
constexpr NativeAttribute name_attributes[] = {field<0>("name")};
constexpr NativeAttribute attribute_attributes[] = {field<0>("name"), field<1>("obj")};
constexpr NativeAttribute import_attributes[] = {field<0>("msg"), field<1>("name"), field<2>("path")};
constexpr NativeAttribute os_attributes[] = {field<0>("errno"), field<1>("strerror"), field<2>("filename")};
constexpr NativeAttribute unicode_attributes[] = {field<0>("encoding"), field<1>("object"), field<2>("start"),
                                                  field<3>("end"), field<4>("reason")};
constexpr NativeAttribute read_attributes[] = {field<0>("partial"), field<1>("expected")};
constexpr NativeAttribute overrun_attributes[] = {field<0>("consumed")};
constexpr NativeAttribute syntax_attributes[] = {field<0>("msg"), field<1>("filename"), field<2>("lineno"),
                                                 field<3>("offset"), field<4>("text")};

void first_field_init(Runtime& rt, const Value& self, Args args) {
  init(rt, self, args);
  self_of(self).fields[0] = args.size() > 0 ? args[0] : Value();
}

void exit_init(Runtime& rt, const Value& self, Args args) {
  init(rt, self, args);
  if (args.size() > 0) self_of(self).fields[0] = args.size() == 1 ? args[0] : Value(self_of(self).args);
}

// Takes the named keywords into fields, from `first` on, and refuses others.
void keywords_init(Runtime& rt, const Value& self, Args args, std::initializer_list<std::string_view> names,
                   std::size_t first) {
  ExceptionObject& e = self_of(self);
  for (std::size_t k = 0; k < args.keyword_count(); ++k) {
    std::size_t place = first;
    for (const std::string_view name : names) {
      if (args.keyword_name(k)->view() == name) break;
      ++place;
    }
    if (place == first + names.size())
      raise_type_error(rt, fmt::format("'{}' is an invalid keyword argument for {}()", args.keyword_name(k)->view(),
                                       e.type()->name()));
    e.fields[place] = args.keyword_value(k);
  }
  e.args = make_tuple(rt, args.positional());
}

void name_init(Runtime& rt, const Value& self, Args args) {
  keywords_init(rt, self, args, {"name"}, 0);
}
void attribute_init(Runtime& rt, const Value& self, Args args) {
  keywords_init(rt, self, args, {"name", "obj"}, 0);
}
void import_init(Runtime& rt, const Value& self, Args args) {
  keywords_init(rt, self, args, {"name", "path"}, 1);
  if (args.size() == 1) self_of(self).fields[0] = args[0];
}
Value import_text(Runtime& rt, const Value& self) {
  const Value message = self_of(self).fields[0];
  return is_str(message) ? message : base_text(rt, self);
}

void syntax_init(Runtime& rt, const Value& self, Args args) {
  init(rt, self, args);
  if (args.size() > 0) self_of(self).fields[0] = args[0];
}
Value syntax_text(Runtime& rt, const Value& self) {
  return str(rt, self_of(self).fields[0]);
}

Value key_text(Runtime& rt, const Value& self) {
  const Ref<Tuple> args = self_of(self).args;
  if (args && args->size() == 1) return repr(rt, (*args)[0]);
  return base_text(rt, self);
}

// ---- OSError

Value os_construct(Runtime& rt, Type* type, Args args) {
  const bool detailed = args.size() >= 2 && args.size() <= 5;
  if (type == rt.types().os_error && detailed && args[0].is_integer())
    type = rt.types().os_error_for(static_cast<int>(args[0].as_integer()));
  auto e = Ref<ExceptionObject>(new ExceptionObject(rt, type, make_tuple(rt, args.positional())));
  if (detailed) {
    e->fields = {args[0], args[1], args.size() > 2 ? args[2] : Value()};
    if (args.size() > 2 && !args[2].is_none()) e->args = make_tuple(rt, {args[0], args[1]});
  }
  return Value(e);
}

void os_init(Runtime& rt, const Value& self, Args args) {
  no_keywords(rt, args, self_of(self).type()->name());
}

Value os_text(Runtime& rt, const Value& self) {
  const auto fields = self_of(self).fields;
  if (!fields[2].is_none())
    return ref(rt, fmt::format("[Errno {}] {}: {}", str(rt, fields[0])->view(), str(rt, fields[1])->view(),
                               repr(rt, fields[2])->view()));
  if (!fields[0].is_none() && !fields[1].is_none())
    return ref(rt, fmt::format("[Errno {}] {}", str(rt, fields[0])->view(), str(rt, fields[1])->view()));
  return base_text(rt, self);
}

// ---- Unicode errors

void unicode_init(Runtime& rt, const Value& self, Args args) {
  init(rt, self, args);
  if (args.size() != 5) raise_type_error(rt, fmt::format("function takes exactly 5 arguments ({} given)", args.size()));
  for (std::size_t i = 0; i < 5; ++i) self_of(self).fields[i] = args[i];
}

std::string bad_character(Runtime& rt, const ExceptionObject& e, std::int64_t at) {
  if (is_str(e.fields[1])) {
    const char32_t c = as_str(e.fields[1]).at(static_cast<std::size_t>(at));
    const auto number = static_cast<unsigned>(c);
    const std::string code = c < 256     ? fmt::format("\\x{:02x}", number)
                             : c < 65536 ? fmt::format("\\u{:04x}", number)
                                         : fmt::format("\\U{:08x}", number);
    return fmt::format("character '{}'", code);
  }
  return fmt::format("byte 0x{:02x}", index_number(rt, getitem(rt, e.fields[1], Value::integer(at)), nullptr));
}

Value unicode_text(Runtime& rt, const Value& self) {
  const ExceptionObject& e = self_of(self);
  if (!is_str(e.fields[0])) return ref(rt, "");
  const bool encode = e.type()->is_subtype_of(rt.types().unicode_encode_error);
  const std::int64_t start = index_number(rt, e.fields[2], nullptr);
  const std::int64_t end = index_number(rt, e.fields[3], nullptr);
  const std::string where = end == start + 1
                                ? fmt::format("{} in position {}", bad_character(rt, e, start), start)
                                : fmt::format("{}s in position {}-{}", encode ? "character" : "byte", start, end - 1);
  return ref(rt, fmt::format("'{}' codec can't {} {}: {}", as_str(e.fields[0]).view(), encode ? "encode" : "decode",
                             where, str(rt, e.fields[4])->view()));
}

// ---- asyncio

void read_init(Runtime& rt, const Value& self, Args args) {
  const auto values = bind<2>(rt, "__init__", {"partial", "expected"}, args, 2);
  const std::string expected = values[1].is_none() ? "undefined" : std::string(repr(rt, values[1])->view());
  ExceptionObject& e = self_of(self);
  e.args = make_tuple(
      rt, {ref(rt, fmt::format("{} bytes read on a total of {} expected bytes", length(rt, values[0]), expected))});
  e.fields[0] = values[0];
  e.fields[1] = values[1];
}

void overrun_init(Runtime& rt, const Value& self, Args args) {
  const auto values = bind<2>(rt, "__init__", {"message", "consumed"}, args, 2);
  self_of(self).args = make_tuple(rt, {values[0]});
  self_of(self).fields[0] = values[1];
}

struct Row {
  Type* Types::*type;
  void (*init)(Runtime&, const Value&, Args);
  Slots::Unary str;
  std::span<const NativeAttribute> attributes;
};
constexpr Row rows[] = {
    {&Types::stop_iteration, first_field_init, nullptr, value_attributes},
    {&Types::system_exit, exit_init, nullptr, code_attributes},
    {&Types::name_error, name_init, nullptr, name_attributes},
    {&Types::attribute_error, attribute_init, nullptr, attribute_attributes},
    {&Types::import_error, import_init, import_text, import_attributes},
    {&Types::syntax_error, syntax_init, syntax_text, syntax_attributes},
    {&Types::key_error, nullptr, key_text, {}},
    {&Types::os_error, os_init, os_text, os_attributes},
    {&Types::unicode_decode_error, unicode_init, unicode_text, unicode_attributes},
    {&Types::unicode_encode_error, unicode_init, unicode_text, unicode_attributes},
    {&Types::incomplete_read_error, read_init, nullptr, read_attributes},
    {&Types::limit_overrun_error, overrun_init, nullptr, overrun_attributes},
};

}  // namespace

TypeSpec exception_spec(Types& types, const Type* type) {
  TypeSpec spec;
  if (type == types.base_exception) {
    spec.slots.construct = construct;
    spec.slots.init = init;
    spec.slots.repr = base_repr;
    spec.slots.str = base_text;
    spec.methods = base_methods;
    spec.attributes = base_attributes;
  }
  if (type == types.base_exception_group) fill_group_spec(spec);
  if (type == types.os_error) spec.slots.construct = os_construct;
  for (const Row& row : rows) {
    if (types.*row.type != type) continue;
    spec.slots.init = row.init;
    spec.slots.str = row.str;
    spec.attributes = row.attributes;
  }
  return spec;
}

}  // namespace orrery::script
