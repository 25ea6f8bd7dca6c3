// The classes of the collections module.
#pragma once

#include "engine/script/module/collections_deque.hpp"
#include "engine/script/module/library.hpp"

namespace orrery::script {

// All made at the first call.
Type* default_dict_type(Runtime& rt);
Type* ordered_dict_type(Runtime& rt);
Type* counter_type(Runtime& rt);
Type* chain_map_type(Runtime& rt);

struct TupleFields {
  std::string_view name;
  std::span<const Value> names;     // str
  std::span<const Value> defaults;  // of the last ones
  std::string_view module = "__main__";
  const Dict* space = nullptr;  // what the class has besides, or null
};
// The class that namedtuple() makes, its names having been checked.
Type* make_named_tuple(Runtime& rt, const TupleFields& fields);
// collections.namedtuple(...)
Value named_tuple(Runtime& rt, Args args);

}  // namespace orrery::script
