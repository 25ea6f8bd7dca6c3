// object, instances of classes, None, Ellipsis and NotImplemented. (typeobject.c, object.c)
#include <fmt/format.h>

#include "engine/script/object/builder.hpp"
#include "engine/script/object/builtins.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/specs.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

Dict* Instance::attributes(bool create) {
  if (!dict_ && create) dict_ = make_dict(type()->heap().runtime());
  return dict_.get();
}

void Instance::change_type(Type* to) noexcept {
  Type* from = type();
  to->retain();
  TypeBuilder::set_type(*this, to);
  from->release();
}

Dict* Instance::slot_values(bool create) {
  if (!slots_ && create) slots_ = make_dict(type()->heap().runtime());
  return slots_.get();
}

void Instance::clear_references() noexcept {
  const Ref<Dict> dead[] = {std::exchange(dict_, nullptr), std::exchange(slots_, nullptr)};
}

namespace {

Value construct(Runtime& rt, Type* type, Args args) {
  if (args.size() + args.keyword_count() > 0) {
    const Types& t = rt.types();
    if (type->slots.construct != t.object->slots.construct)
      raise_type_error(rt, "object.__new__() takes exactly one argument (the type to instantiate)");
    if (type->slots.init == t.object->slots.init) raise_type_error(rt, type->name() + "() takes no arguments");
  }
  return Value(rt.heap().make<Instance>(type));
}

void init(Runtime& rt, const Value& self, Args args) {
  if (args.size() + args.keyword_count() == 0) return;
  const Type* type = type_of(rt, self);
  if (type->slots.init != rt.types().object->slots.init)
    raise_type_error(rt, "object.__init__() takes exactly one argument (the instance to initialize)");
  if (type->slots.construct == rt.types().object->slots.construct)
    raise_type_error(rt, type->name() + ".__init__() takes exactly one argument (the instance to initialize)");
}

Value repr_object(Runtime& rt, const Value& self) {
  const Type* type = type_of(rt, self);
  const std::string name(is_str(type->qualname) ? as_str(type->qualname).view() : std::string_view(type->name()));
  const bool shows_module = is_str(type->module) && as_str(type->module).view() != "builtins";
  const std::string module = shows_module ? std::string(as_str(type->module).view()) + "." : "";
  return make_str(rt, fmt::format("<{}{} object at {:#x}>", module, name, rt.heap().id_of(self)));
}

Value str_object(Runtime& rt, const Value& self) {
  const auto shown = type_of(rt, self)->slots.repr;
  return shown(rt, self);
}

Value format_object(Runtime& rt, const Value& self, Str* spec) {
  if (spec->size() != 0)
    raise_type_error(rt, fmt::format("unsupported format string passed to {}.__format__", type_of(rt, self)->name()));
  return Value(str(rt, self));
}

std::int64_t hash_object(Runtime& rt, const Value& self) {
  // By order of first use, not by address: the order of sets must not change from run to run.
  return self.is_object() ? rt.heap().id_of(self) >> 4 : static_cast<std::int64_t>(self.bits());
}

Value compare_object(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if (op == CompareOp::equal) return a == b ? Value(true_value) : Value(not_implemented);
  if (op != CompareOp::not_equal) return not_implemented;
  const auto own = type_of(rt, a)->slots.compare;
  const Value result = own(rt, CompareOp::equal, a, b);
  return result == not_implemented ? result : boolean(!truth(rt, result));
}

Value get_class(Runtime& rt, const Value& self) {
  return Value(static_cast<Object*>(type_of(rt, self)));
}

void set_class(Runtime& rt, const Value& self, const Value& value) {
  if (!has_flag(value, TypeFlag::is_type))
    raise_type_error(rt, fmt::format("__class__ must be set to a class, not '{}' object", type_of(rt, value)->name()));
  auto* instance = self.has_tag(Tag::script) ? dynamic_cast<Instance*>(self.object()) : nullptr;
  auto* type = static_cast<Type*>(value.object());
  if (!instance || !constructs_plainly_as_instance(*type))
    raise_type_error(rt, "__class__ assignment only supported for mutable types or ModuleType subclasses");
  if (type->without_dict != type_of(rt, self)->without_dict)
    raise_type_error(rt, fmt::format("__class__ assignment: '{}' object layout differs from '{}'", type->name(),
                                     type_of(rt, self)->name()));
  instance->change_type(type);
}

Value get_dict(Runtime& rt, const Value& self) {
  Dict* dict = type_of(rt, self)->without_dict ? nullptr : attributes_of(rt, self, true);
  if (!dict) raise_no_attribute(rt, self, rt.names().dunder.dict_);
  return Value(Ref<Dict>(dict));
}

// Of what is no instance of a class of the script: among its own attributes, if it has any.
Value get_doc(Runtime& rt, const Value& self) {
  Dict* dict = attributes_of(rt, self, false);
  const Value* own = dict ? dict->find(rt.names().dunder.doc_) : nullptr;
  return own ? *own : Value();
}
void set_doc(Runtime& rt, const Value& self, const Value& value) {
  Dict* dict = attributes_of(rt, self, true);
  if (!dict)
    raise(rt, rt.types().attribute_error,
          fmt::format("'{}' object attribute '__doc__' is read-only", type_of(rt, self)->name()));
  dict->set(rt.names().dunder.doc_, value);
}

Value init_subclass(Runtime& rt, Args args) {
  if (args.keyword_count() != 0)
    raise_type_error(rt, fmt::format("{}.__init_subclass__() takes no keyword arguments",
                                     static_cast<Type*>(args[0].object())->name()));
  return none;
}

Value dir_method(Runtime& rt, Args args) {
  return directory(rt, args[0]);
}

constexpr NativeMethod methods[] = {
    {"__init_subclass__", init_subclass, any_arguments(), NativeMethod::Kind::class_method},
    {"__dir__", dir_method, no_arguments()},
};
constexpr NativeAttribute attributes[] = {{"__class__", get_class, set_class}, {"__doc__", get_doc, set_doc}};

}  // namespace

Value new_instance(Runtime& rt, Type* type) {
  if (constructs_plainly_as_instance(*type)) return Value(rt.heap().make<Instance>(type));
  return type->slots.construct(rt, type, Args());
}

bool constructs_plainly(const Type& type) noexcept {
  return type.slots.construct == &construct && type.has(TypeFlag::heap_type);
}
bool constructs_plainly_as_instance(const Type& type) noexcept {
  return type.has(TypeFlag::heap_type) && type.heap().runtime().types().object->slots.construct == type.slots.construct;
}

namespace {

void set_dict(Runtime& rt, const Value& self, const Value& value) {
  if (!is_dict(value))
    raise_type_error(rt, fmt::format("__dict__ must be set to a dictionary, not a '{}'", type_of(rt, value)->name()));
  auto* instance = self.has_tag(Tag::script) ? dynamic_cast<Instance*>(self.object()) : nullptr;
  if (!instance) raise_type_error(rt, "the __dict__ of such an object cannot be replaced here");
  instance->change_dict(Ref<Dict>(&as_dict(value)));
}

}  // namespace

Value make_dict_attribute(Runtime& rt, Type& owner) {
  return make_getset(rt, owner, {"__dict__", get_dict, set_dict});
}

TypeSpec specs::object(Types&) {
  Slots slots{};
  slots.construct = construct;
  slots.init = init;
  slots.repr = repr_object;
  slots.str = str_object;
  slots.format = format_object;
  slots.hash = hash_object;
  slots.compare = compare_object;
  slots.getattr = generic_getattr;
  slots.setattr = generic_setattr;
  return {.name = "object", .flags = TypeFlag::base_type, .slots = slots, .methods = methods, .attributes = attributes};
}

// ---- the constants that are no numbers

namespace {

template <bool value>
bool constant_truth(Runtime&, const Value&) {
  return value;
}
std::int64_t constant_hash(Runtime&, const Value& v) {
  return 8770 + static_cast<std::int64_t>(v.bits());
}

template <const Value& value>
Value constant(Runtime& rt, Type* type, Args args) {
  if (args.size() + args.keyword_count() > 0) raise_type_error(rt, type->name() + " takes no arguments");
  return value;
}

Value show_none(Runtime& rt, const Value&) {
  return make_str(rt, "None");
}
Value show_ellipsis(Runtime& rt, const Value&) {
  return make_str(rt, "Ellipsis");
}
Value show_not_implemented(Runtime& rt, const Value&) {
  return make_str(rt, "NotImplemented");
}

}  // namespace

TypeSpec specs::none_type(Types&) {
  Slots slots{};
  slots.repr = show_none;
  slots.truth = constant_truth<false>;
  slots.hash = constant_hash;
  slots.construct = constant<script::none>;
  return {.name = "NoneType", .slots = slots};
}

TypeSpec specs::ellipsis_type(Types&) {
  Slots slots{};
  slots.repr = show_ellipsis;
  slots.hash = constant_hash;
  slots.construct = constant<script::ellipsis>;
  return {.name = "ellipsis", .slots = slots};
}

namespace {

bool truth_of_not_implemented(Runtime& rt, const Value&) {
  rt.warn(rt.types().deprecation_warning, "NotImplemented should not be used in a boolean context");
  return true;
}

}  // namespace

TypeSpec specs::not_implemented_type(Types&) {
  Slots slots{};
  slots.truth = truth_of_not_implemented;
  slots.repr = show_not_implemented;
  slots.hash = constant_hash;
  slots.construct = constant<script::not_implemented>;
  return {.name = "NotImplementedType", .slots = slots};
}

}  // namespace orrery::script
