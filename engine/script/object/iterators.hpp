// Pieces of iterators that several types share.
#pragma once

#include "engine/script/object/object.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::script {

// __iter__ of an iterator.
Value iter_itself(Runtime& rt, const Value& self);
// True for what has a length but no order to turn round: sets.
bool is_set_like(Runtime& rt, const Value& v);
// iter(callable, sentinel)
Value make_callable_iterator(Runtime& rt, const Value& callable, const Value& sentinel);

}  // namespace orrery::script
