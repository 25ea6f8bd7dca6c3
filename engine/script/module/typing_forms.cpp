#include "engine/script/module/typing_forms.hpp"

#include <fmt/format.h>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"

// (CPython: Lib/typing.py, _SpecialForm, _GenericAlias.)
namespace orrery::script {
namespace {

class Form final : public ScriptObject {
 public:
  Form(Type* type, std::string n, Value o) noexcept : ScriptObject(type), name(std::move(n)), origin(std::move(o)) {}
  std::string name;
  Value origin;     // the class behind it, or None
  Ref<Tuple> args;  // null: not subscripted
};
Form& form_of(const Value& v) {
  return *static_cast<Form*>(v.object());
}
Type* form_type(Runtime& rt);

std::string argument_text(Runtime& rt, const Value& v) {
  if (v.is_none() || v == value_of(rt.types().none_type)) return "NoneType";
  if (v == ellipsis) return "...";
  if (is_list(v)) {
    std::string inside;
    for (std::size_t i = 0; i < as_list(v).size(); ++i)
      inside += (i ? ", " : "") + argument_text(rt, Value(as_list(v)[i]));
    return "[" + inside + "]";
  }
  const Type* type = type_from(v);
  if (!type) return std::string(repr(rt, v)->view());
  const std::string_view name = as_str(type->qualname).view();
  const bool builtin = !is_str(type->module) || as_str(type->module).view() == "builtins";
  return builtin ? std::string(name) : fmt::format("{}.{}", as_str(type->module).view(), name);
}

Value repr_form(Runtime& rt, const Value& self) {
  const Form& form = form_of(self);
  std::string words = "typing." + form.name;
  for (std::size_t i = 0; form.args && i < form.args->size(); ++i)
    words += (i ? ", " : "[") + (form.name == "Literal" ? std::string(repr(rt, (*form.args)[i])->view())
                                                        : argument_text(rt, (*form.args)[i]));
  return text(rt, form.args ? words + "]" : words);
}

Ref<Form> subscripted(Runtime& rt, const Form& form, std::span<const Value> args) {
  Ref<Form> made = rt.heap().make<Form>(form_type(rt), form.name, form.origin);
  made->args = make_tuple(rt, args);
  return made;
}

// Members of a union, those of unions in it included, each once.
void add_member(Runtime& rt, List& members, const Value& v) {
  if (is_exact(v, form_type(rt)) && form_of(v).name == "Union" && form_of(v).args) {
    for (const Value& member : *form_of(v).args) add_member(rt, members, member);
    return;
  }
  const Value member = v.is_none() ? value_of(rt.types().none_type) : v;
  if (!contains(rt, Value(Ref<List>(&members)), member)) members.append(member);
}

Value make_union(Runtime& rt, std::span<const Value> parts) {
  const Ref<List> members = make_list(rt);
  for (const Value& part : parts) add_member(rt, *members, part);
  if (members->size() == 1) return (*members)[0];
  const Value no_type = value_of(rt.types().none_type);
  const bool optional = members->size() == 2 && ((*members)[0] == no_type || (*members)[1] == no_type);
  Ref<Form> made = rt.heap().make<Form>(form_type(rt), optional ? "Optional" : "Union", none);
  if (optional) members->items.remove((*members)[0] == no_type ? 0 : 1);
  made->args = tuple_of(rt, Value(members));
  return Value(std::move(made));
}

Value getitem_form(Runtime& rt, const Value& self, const Value& key) {
  const Form& form = form_of(self);
  const Value items = is_tuple(key) ? key : Value(make_tuple(rt, {key}));
  if (form.name == "Union") return make_union(rt, as_tuple(items).items());
  if (form.name == "Optional") {
    const Value both[] = {key, none};
    return make_union(rt, both);
  }
  if (form.name == "Any" || form.name == "NoReturn" || form.name == "Never" || form.name == "Self")
    raise_type_error(rt, fmt::format("typing.{} is not subscriptable", form.name));
  return Value(subscripted(rt, form, as_tuple(items).items()));
}

Value call_form(Runtime& rt, const Value& self, Args args) {
  const Form& form = form_of(self);
  if (form.name == "Any") raise_type_error(rt, "Any cannot be instantiated");
  if (form.origin.is_none()) raise_type_error(rt, "Cannot instantiate typing." + form.name);
  return call(rt, form.origin, args);
}

Value compare_form(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if ((op != CompareOp::equal && op != CompareOp::not_equal) || !is_exact(b, form_type(rt))) return not_implemented;
  const Form &x = form_of(a), &y = form_of(b);
  const bool same = x.name == y.name && (x.args && y.args ? equal(rt, Value(x.args), Value(y.args)) : x.args == y.args);
  return boolean(same == (op == CompareOp::equal));
}
std::int64_t hash_form(Runtime& rt, const Value& self) {
  const Form& form = form_of(self);
  return hash_bytes(form.name) ^ (form.args ? hash(rt, Value(form.args)) : 0);
}

Value unite(Runtime& rt, const Value& a, const Value& b) {
  const Value both[] = {a, b};
  return make_union(rt, both);
}

Value mro_entries(Runtime& rt, Args args) {
  const Value origin = form_of(args[0]).origin;
  if (!origin.is_none()) return make_tuple(rt, {origin});
  if (form_of(args[0]).name == "Any") return Value(make_tuple(rt, 0));
  raise_type_error(rt, fmt::format("Cannot subclass {}", repr(rt, args[0])->view()));
}
[[noreturn]] void no_checks(Runtime& rt, const Value& self) {
  const bool generic = form_of(self).args.get() != nullptr;
  raise_type_error(rt, generic ? "Subscripted generics cannot be used with class and instance checks"
                               : fmt::format("{} cannot be used with isinstance()", repr(rt, self)->view()));
}
Value instance_check(Runtime& rt, Args args) {
  const Form& form = form_of(args[0]);
  if (form.args && (form.name == "Optional" || form.name == "Union")) {
    if (form.name == "Optional" && args[1].is_none()) return true_value;
    return boolean(isinstance(rt, args[1], Value(form.args)));
  }
  if (form.args || form.origin.is_none()) no_checks(rt, args[0]);
  return boolean(isinstance(rt, args[1], form.origin));
}
Value subclass_check(Runtime& rt, Args args) {
  if (form_of(args[0]).args || form_of(args[0]).origin.is_none()) no_checks(rt, args[0]);
  return boolean(issubclass(rt, args[1], form_of(args[0]).origin));
}

Value get_origin(Runtime& rt, const Value& self) {
  return form_origin(rt, self);
}
Value get_args(Runtime& rt, const Value& self) {
  return form_args(rt, self);
}
Value get_name(Runtime& rt, const Value& self) {
  return text(rt, form_of(self).name);
}

constexpr NativeMethod methods[] = {{"__mro_entries__", mro_entries, one_argument()},
                                    {"__instancecheck__", instance_check, one_argument()},
                                    {"__subclasscheck__", subclass_check, one_argument()}};
constexpr NativeAttribute attributes[] = {
    {"__origin__", get_origin}, {"__args__", get_args}, {"__name__", get_name}, {"_name", get_name}};

Type* form_type(Runtime& rt) {
  Type*& type = library_of(rt).special_form;
  if (type) return type;
  TypeSpec spec{.name = "_SpecialForm",
                .module = "typing",
                .flags = TypeFlag::no_construct,
                .methods = methods,
                .attributes = attributes};
  spec.slots.repr = repr_form;
  spec.slots.getitem = getitem_form;
  spec.slots.call = call_form;
  spec.slots.compare = compare_form;
  spec.slots.hash = hash_form;
  spec.slots.binary[static_cast<std::size_t>(BinaryOp::bit_or)] = unite;
  return type = rt.types().keep(make_type(rt, spec));
}

}  // namespace

Value make_special_form(Runtime& rt, std::string_view name, const Value& origin) {
  return Value(rt.heap().make<Form>(form_type(rt), std::string(name), origin));
}
bool is_special_form(Runtime& rt, const Value& v) {
  return is_exact(v, form_type(rt));
}

Value form_origin(Runtime& rt, const Value& v) {
  const Form& form = form_of(v);
  if (!form.origin.is_none()) return form.origin;
  if (!form.args) return none;
  return make_special_form(rt, form.name == "Optional" ? "Union" : form.name, none);
}
Value form_args(Runtime& rt, const Value& v) {
  const Form& form = form_of(v);
  if (!form.args) return Value(make_tuple(rt, 0));
  if (form.name != "Optional") return Value(form.args);
  return make_tuple(rt, {(*form.args)[0], value_of(rt.types().none_type)});
}

}  // namespace orrery::script
