// What the parts of dataclasses share.
#pragma once

#include <vector>

#include "engine/script/module/library.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

// A field, read from its Field object.
struct DataField {
  enum class Kind { plain, class_variable, init_only } kind = Kind::plain;
  Value object;
  Ref<Str> name;
  Value otherwise = unset, factory = unset;  // default and default_factory; `unset`: none
  bool init = true, repr = true, compare = true, kw_only = false;
  Value hash;  // None: as compare
  bool has_default() const noexcept { return !is_unset(otherwise) || !is_unset(factory); }
};
// Those of a class, in order, from its __dataclass_fields__.
std::vector<DataField> data_fields(Runtime& rt, Dict& fields);

// ---- __init__ (dataclasses_init.cpp)
// Its parameters in order: positional ones, then those by keyword alone.
std::vector<DataField> data_parameters(Runtime& rt, Dict& fields);
// TypeError "non-default argument 'x' follows default argument".
void check_field_order(Runtime& rt, const std::vector<DataField>& parameters);
// `bound`: (fields, class name, frozen).
Value init_data(Runtime& rt, const Value& bound, Args args);

// @dataclass, @dataclass(…)
Value dataclass(Runtime& rt, Args args);
// __replace__ of 3.13: args[0] is the instance.
Value replace_data(Runtime& rt, Args args);

}  // namespace orrery::script
