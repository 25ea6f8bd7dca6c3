// The __init__ of a dataclass. (CPython: Lib/dataclasses.py, _init_fn.)
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/module/dataclasses.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

using Kind = DataField::Kind;

// Parameters in order: positional ones, then those by keyword alone.
std::vector<DataField> data_parameters(Runtime& rt, Dict& fields) {
  std::vector<DataField> all = data_fields(rt, fields);
  std::erase_if(all, [](const DataField& f) { return f.kind == Kind::class_variable || !f.init; });
  std::ranges::stable_partition(all, [](const DataField& f) { return !f.kw_only; });
  return all;
}

void check_field_order(Runtime& rt, const std::vector<DataField>& parameters) {
  const DataField* seen = nullptr;
  for (const DataField& f : parameters) {
    if (f.kw_only) return;
    if (f.has_default())
      seen = &f;
    else if (seen)
      raise_type_error(rt,
                       rt.environment().rules() == loop::Rules::py313
                           ? fmt::format("non-default argument {} follows default argument {}", quoted(f.name->view()),
                                         quoted(seen->name->view()))
                           : fmt::format("non-default argument {} follows default argument", quoted(f.name->view())));
  }
}

namespace {

[[noreturn]] void missing_keywords(Runtime& rt, std::string_view function, const std::vector<std::string_view>& names) {
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string_view joint = i == 0 ? "" : i + 1 < names.size() ? ", " : names.size() == 2 ? " and " : ", and ";
    list += fmt::format("{}'{}'", joint, names[i]);
  }
  raise_type_error(rt, fmt::format("{}() missing {} required keyword-only argument{}: {}", function, names.size(),
                                   names.size() == 1 ? "" : "s", list));
}

// The arguments of a call, `self` first; `unset` where a default is to be taken.
std::vector<Value> bind_init(Runtime& rt, const std::string& function, const std::vector<DataField>& parameters,
                             Args args) {
  std::vector<std::string_view> names{"self"}, missing;
  std::size_t positional = 1, required = 1;
  for (const DataField& f : parameters) {
    names.push_back(f.name->view());
    positional += !f.kw_only;
    required += !f.kw_only && !f.has_default();
  }
  std::vector<Value> values(names.size());
  script::bind_python(rt, Signature{function, names, required, 0, positional}, args, values);
  for (std::size_t i = 0; i < parameters.size(); ++i)
    if (parameters[i].kw_only && !parameters[i].has_default() && is_unset(values[i + 1]))
      missing.push_back(names[i + 1]);
  if (!missing.empty()) missing_keywords(rt, function, missing);
  return values;
}

void store(Runtime& rt, const Value& self, const DataField& f, const Value& value) {
  generic_setattr(rt, self, f.name.get(), value);
}

}  // namespace

// `bound`: (fields, class name, frozen). A frozen class stores past its own __setattr__.
Value init_data(Runtime& rt, const Value& bound, Args args) {
  Dict& all = as_dict(as_tuple(bound)[0]);
  const bool frozen = as_tuple(bound)[2] == true_value;
  const std::vector<DataField> parameters = data_parameters(rt, all);
  const std::string function = fmt::format("{}.__init__", as_str(as_tuple(bound)[1]).view());
  const std::vector<Value> values = bind_init(rt, function, parameters, args);
  const Value self = values[0];
  const Ref<List> init_only = make_list(rt);
  for (const DataField& f : data_fields(rt, all)) {
    const auto at = std::ranges::find_if(parameters, [&](const DataField& p) { return p.name == f.name; });
    Value value = at == parameters.end() ? Value(unset) : values[static_cast<std::size_t>(at - parameters.begin()) + 1];
    if (is_unset(value) && !is_unset(f.factory)) value = call(rt, f.factory);
    if (is_unset(value) && at != parameters.end()) value = f.otherwise;
    if (f.kind == Kind::init_only) init_only->append(value);
    if (f.kind != Kind::plain || is_unset(value)) continue;
    frozen ? store(rt, self, f, value) : setattr(rt, self, f.name.get(), value);
  }
  const Value after = getattr_or_unset(rt, self, rt.heap().intern("__post_init__"));
  if (!is_unset(after)) call(rt, after, Args(init_only->items.begin(), init_only->size()));
  return none;
}

}  // namespace orrery::script
