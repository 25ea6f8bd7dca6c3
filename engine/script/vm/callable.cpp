#include "engine/script/vm/callable.hpp"

#include <fmt/format.h>

#include <vector>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"
#include "engine/script/vm/spread.hpp"

namespace orrery::script {

Function::Function(Type* type, Ref<Code> body, Ref<Dict> module_names)
    : ScriptObject(type),
      Tracked(type->heap()),
      code(std::move(body)),
      globals(std::move(module_names)),
      name(Ref<Str>(code->name)),
      qualname(Ref<Str>(code->qualname)),
      doc(code->doc) {}

Dict* Function::attributes(bool create) {
  if (!dict_ && create) dict_ = make_dict(type()->heap().runtime());
  return dict_.get();
}

// The code stays: a frame may still be running it.
void Function::clear_references() noexcept {
  globals = nullptr;
  defaults = nullptr;
  keyword_defaults = nullptr;
  closure = nullptr;
  annotations = nullptr;
  type_parameters = nullptr;
  dict_ = nullptr;
  name = qualname = module = doc = none;
}

std::string callable_name(Runtime& rt, const Value& callable) {
  const auto text_of = [&](std::string_view attribute) {
    const Value v = getattr_or_unset(rt, callable, rt.heap().intern(attribute));
    return is_str(v) ? std::string(as_str(v).view()) : std::string();
  };
  const std::string qualname = text_of("__qualname__");
  if (qualname.empty()) return std::string(str(rt, callable)->view());
  const std::string module = text_of("__module__");
  return (module.empty() || module == "builtins" ? "" : module + ".") + qualname + "()";
}

SpreadArguments::SpreadArguments(Interpreter& in, const Value& callable, const Value& positional,
                                 const Dict* keywords) {
  const Type* const type = type_of(in, positional);
  if (!type->slots.iter && !type->slots.getitem)
    raise_type_error(
        in, fmt::format("{} argument after * must be an iterable, not {}", callable_name(in, callable), type->name()));
  const Ref<Tuple> items = tuple_of(in, positional);
  values_.assign(items->items().begin(), items->items().end());
  positional_ = values_.size();
  if (!keywords || keywords->size() == 0) return;
  std::vector<Value> names;
  for (std::uint32_t i = 0; i < keywords->entry_count(); ++i) {
    const Dict::Entry& entry = keywords->entry(i);
    if (is_unset(entry.key)) continue;
    names.emplace_back(in.heap().intern(&as_str(entry.key)));
    values_.push_back(entry.value);
  }
  names_ = script::make_tuple(in, names);
}

}  // namespace orrery::script
