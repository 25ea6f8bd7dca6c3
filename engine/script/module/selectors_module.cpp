// selectors: DefaultSelector and its kin, which differ in name alone. (CPython: Lib/selectors.py.)
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/select_call.hpp"
#include "engine/script/module/socket_object.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

constexpr std::int64_t event_read = 1, event_write = 2;

// ---------------------------------------------------------------- SelectorKey, a named tuple

enum Field : std::size_t { file_object, descriptor, event_mask, user_data };

template <std::size_t I>
Value key_field(Runtime&, const Value& self) {
  return as_tuple(self)[I];
}
constexpr NativeAttribute key_attributes[] = {{"fileobj", key_field<file_object>},
                                              {"fd", key_field<descriptor>},
                                              {"events", key_field<event_mask>},
                                              {"data", key_field<user_data>}};

Value key_repr(Runtime& rt, Args args) {
  const Tuple& key = as_tuple(args[0]);
  return text_value(rt, fmt::format("SelectorKey(fileobj={}, fd={}, events={}, data={})", repr(rt, key[0])->view(),
                                    repr(rt, key[1])->view(), repr(rt, key[2])->view(), repr(rt, key[3])->view()));
}
constexpr NativeMethod key_methods[] = {{"__repr__", key_repr, no_arguments()}};

std::int64_t number_in(const Value& key, Field field) {
  return as_tuple(key)[field].as_integer();
}

// ---------------------------------------------------------------- selectors

// The keys in ascending order of descriptors.
class SelectorObject final : public ScriptObject, public Tracked {
 public:
  explicit SelectorObject(Type* type) noexcept : ScriptObject(type), Tracked(type->heap()) {}
  std::vector<Value> keys;
  bool closed = false;
  void clear_references() noexcept override { keys.clear(); }
  Object* tracked_object() noexcept override { return this; }
};

SelectorObject& object_of(const Value& v) {
  return *static_cast<SelectorObject*>(v.object());
}
SelectorObject& self_of(Args args) {
  return object_of(args[0]);
}

std::vector<Value>::iterator place_of(SelectorObject& self, std::int64_t fd) {
  return std::find_if(self.keys.begin(), self.keys.end(),
                      [fd](const Value& key) { return number_in(key, descriptor) == fd; });
}

// Its descriptor; that it was registered with, if it has been closed since.
int lookup(Runtime& rt, SelectorObject& self, const Value& object) {
  try {
    return descriptor_of(rt, object);
  } catch (const loop::Raised& raised) {
    if (raised.error()->kind() != loop::ErrorKind::value) throw;
    for (const Value& key : self.keys)
      if (as_tuple(key)[file_object] == object) return static_cast<int>(number_in(key, descriptor));
    throw;
  }
}

void check_open(Runtime& rt, const SelectorObject& self) {
  if (self.closed) raise(rt, rt.types().runtime_error, "Selector is closed");
}

Value make_key(Runtime& rt, const Value& object, int fd, std::int64_t events, const Value& data) {
  const Value items[] = {object, Value::integer(fd), Value::integer(events), data};
  return make_tuple_of(rt, modules_of(rt).classes.selector_key, items);
}

std::int64_t mask_of(Runtime& rt, const Value& events) {
  const std::int64_t mask = is_int(events) ? index_number(rt, events, nullptr) : 0;
  if (mask == 0 || (mask & ~(event_read | event_write)) != 0)
    raise_value_error(rt, fmt::format("Invalid events: {}", repr(rt, events)->view()));
  return mask;
}

[[noreturn]] void raise_key_error(Runtime& rt, const std::string& text) {
  raise(rt, rt.types().key_error, text_value(rt, text));
}

Value register_(Runtime& rt, Args args) {
  const auto [object, events, data] = bind_python<3>(rt, "register", {"fileobj", "events", "data"}, args.skip(1), 2);
  SelectorObject& self = self_of(args);
  const std::int64_t mask = mask_of(rt, events);
  const int fd = lookup(rt, self, object);
  if (place_of(self, fd) != self.keys.end())
    raise_key_error(rt, fmt::format("{} (FD {}) is already registered", repr(rt, object)->view(), fd));
  const Value key = make_key(rt, object, fd, mask, is_unset(data) ? none : data);
  const auto place = std::find_if(self.keys.begin(), self.keys.end(),
                                  [fd](const Value& each) { return number_in(each, descriptor) > fd; });
  self.keys.insert(place, key);
  return key;
}

Value unregister(Runtime& rt, Args args) {
  SelectorObject& self = self_of(args);
  const auto place = place_of(self, lookup(rt, self, args[1]));
  if (place == self.keys.end()) raise_key_error(rt, fmt::format("{} is not registered", repr(rt, args[1])->view()));
  const Value key = *place;
  self.keys.erase(place);
  return key;
}

Value modify(Runtime& rt, Args args) {
  const auto [object, events, data] = bind_python<3>(rt, "modify", {"fileobj", "events", "data"}, args.skip(1), 2);
  SelectorObject& self = self_of(args);
  const auto place = place_of(self, lookup(rt, self, object));
  if (place == self.keys.end()) raise_key_error(rt, fmt::format("{} is not registered", repr(rt, object)->view()));
  const std::int64_t mask = mask_of(rt, events);
  *place = make_key(rt, as_tuple(*place)[file_object], static_cast<int>(number_in(*place, descriptor)), mask,
                    is_unset(data) ? none : data);
  return *place;
}

Value select(Runtime& rt, Args args) {
  const auto [timeout] = bind_python<1>(rt, "select", {"timeout"}, args.skip(1), 0);
  SelectorObject& self = self_of(args);
  double seconds = loop::forever;
  if (!is_none_or_unset(timeout)) seconds = std::max(0.0, seconds_of(rt, timeout));
  std::vector<Asked> asked;
  for (const Value& key : self.keys) {
    const std::int64_t mask = number_in(key, event_mask);
    asked.push_back(
        {static_cast<int>(number_in(key, descriptor)), {(mask & event_read) != 0, (mask & event_write) != 0}});
  }
  const Ref<List> found = make_list(rt);
  for (const loop::Ready& ready : select_call(rt, asked, seconds)) {
    const std::int64_t events = (ready.read ? event_read : 0) | (ready.write ? event_write : 0);
    const auto place = place_of(self, ready.fd);
    if (place != self.keys.end())
      found->append(Value(make_tuple(rt, {*place, Value::integer(events & number_in(*place, event_mask))})));
  }
  return Value(found);
}

Value close(Runtime&, Args args) {
  self_of(args).keys.clear();
  self_of(args).closed = true;
  return none;
}
Value enter(Runtime&, Args args) {
  return args[0];
}

Value key_of(Runtime& rt, SelectorObject& self, const Value& object) {
  const auto place = place_of(self, lookup(rt, self, object));
  if (place == self.keys.end()) raise_key_error(rt, fmt::format("{} is not registered", repr(rt, object)->view()));
  return *place;
}
Value get_key(Runtime& rt, Args args) {
  check_open(rt, self_of(args));
  return key_of(rt, self_of(args), args[1]);
}

// ---------------------------------------------------------------- the map, a view of the selector

class MapObject final : public ScriptObject {
 public:
  MapObject(Type* type, Value of) noexcept : ScriptObject(type), selector(std::move(of)) {}
  Value selector;
};
const Value& selector_of(const Value& map) {
  return static_cast<MapObject*>(map.object())->selector;
}

Value get_map(Runtime& rt, Args args) {
  if (self_of(args).closed) return none;
  return Value(rt.heap().make<MapObject>(modules_of(rt).classes.selector_map, args[0]));
}

Ref<Dict> as_plain_dict(Runtime& rt, const Value& map) {
  Ref<Dict> dict = make_dict(rt);
  for (const Value& key : object_of(selector_of(map)).keys) dict->set(rt, as_tuple(key)[descriptor], key);
  return dict;
}

std::int64_t map_length(Runtime&, const Value& map) {
  return static_cast<std::int64_t>(object_of(selector_of(map)).keys.size());
}
Value map_item(Runtime& rt, const Value& map, const Value& object) {
  return key_of(rt, object_of(selector_of(map)), object);
}
bool map_contains(Runtime& rt, const Value& map, const Value& object) {
  SelectorObject& self = object_of(selector_of(map));
  return place_of(self, lookup(rt, self, object)) != self.keys.end();
}
Value map_iter(Runtime& rt, const Value& map) {
  return iter(rt, Value(as_plain_dict(rt, map)));
}
Value map_get(Runtime& rt, Args args) {
  if (map_contains(rt, args[0], args[1])) return map_item(rt, args[0], args[1]);
  return args.size() > 2 ? args[2] : none;
}
Value map_keys(Runtime& rt, Args args) {
  return call_method(rt, Value(as_plain_dict(rt, args[0])), "keys");
}
Value map_values(Runtime& rt, Args args) {
  return call_method(rt, Value(as_plain_dict(rt, args[0])), "values");
}
Value map_items(Runtime& rt, Args args) {
  return call_method(rt, Value(as_plain_dict(rt, args[0])), "items");
}

constexpr NativeMethod map_methods[] = {{"get", map_get, between(1, 2)},
                                        {"keys", map_keys, no_arguments()},
                                        {"values", map_values, no_arguments()},
                                        {"items", map_items, no_arguments()}};

constexpr NativeMethod methods[] = {{"register", register_},
                                    {"unregister", unregister, one_argument()},
                                    {"modify", modify},
                                    {"select", select},
                                    {"close", close, no_arguments()},
                                    {"get_key", get_key, one_argument()},
                                    {"get_map", get_map, no_arguments()},
                                    {"__enter__", enter, no_arguments()},
                                    {"__exit__", close}};

Value construct(Runtime& rt, Type* type, Args) {
  return Value(rt.heap().make<SelectorObject>(type));
}

Type* make_selector_class(Runtime& rt, std::string_view name) {
  TypeSpec spec{.name = name, .module = "selectors", .methods = methods};
  spec.slots.construct = construct;
  return rt.types().keep(make_type(rt, spec));
}

void make_classes(Runtime& rt) {
  Modules::Classes& classes = modules_of(rt).classes;
  if (classes.selector_key) return;
  classes.selector_key = make_library_class(rt, {.name = "SelectorKey",
                                                 .module = "selectors",
                                                 .bases = {rt.types().tuple},
                                                 .methods = key_methods,
                                                 .attributes = key_attributes});
  TypeSpec map{
      .name = "_SelectorMapping", .module = "selectors", .flags = TypeFlag::no_construct, .methods = map_methods};
  map.slots.length = map_length;
  map.slots.getitem = map_item;
  map.slots.contains = map_contains;
  map.slots.iter = map_iter;
  classes.selector_map = rt.types().keep(make_type(rt, map));
}

}  // namespace

Ref<ModuleObject> selectors_module(Runtime& rt) {
  make_classes(rt);
  Ref<ModuleObject> module = make_module(rt, "selectors");
  for (const char* name : {"SelectSelector", "PollSelector", "EpollSelector"})
    define(rt, *module, name, value_of(make_selector_class(rt, name)));
  define(rt, *module, "DefaultSelector", *module->dict->find("EpollSelector"));
  define(rt, *module, "BaseSelector", *module->dict->find("EpollSelector"));
  define(rt, *module, "SelectorKey", value_of(modules_of(rt).classes.selector_key));
  define(rt, *module, "EVENT_READ", Value::integer(event_read));
  define(rt, *module, "EVENT_WRITE", Value::integer(event_write));
  return module;
}

}  // namespace orrery::script
