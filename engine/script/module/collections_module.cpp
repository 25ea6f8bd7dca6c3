// collections. (CPython: Lib/collections/__init__.py.)
#include "engine/script/module/collections.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/standard.hpp"

namespace orrery::script {
namespace {

constexpr NativeMethod functions[] = {{"namedtuple", named_tuple}};

}  // namespace

Ref<ModuleObject> collections_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "collections");
  add_functions(rt, *module->dict, "collections", functions);
  define(rt, *module, "deque", value_of(deque_type(rt)));
  for (Type* type : {default_dict_type(rt), ordered_dict_type(rt), counter_type(rt), chain_map_type(rt)})
    define_class(rt, *module, type);
  // collections/__init__.py imports it itself.
  define(rt, *module, "abc", Value(collections_abc_module(rt)));
  define_all(rt, *module, {"ChainMap", "Counter", "OrderedDict", "defaultdict", "deque", "namedtuple"});
  return module;
}

}  // namespace orrery::script
