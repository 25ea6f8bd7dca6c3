// keys(), values(), items() and the iterators of dicts.
#pragma once

#include "engine/script/object/dict.hpp"

namespace orrery::script {

class DictView final : public ScriptObject {
 public:
  DictView(Type* type, Ref<Dict> of) noexcept : ScriptObject(type), dict(std::move(of)) {}
  Ref<Dict> dict;
};

class DictIterator final : public ScriptObject {
 public:
  DictIterator(Type* type, Ref<Dict> of) noexcept : ScriptObject(type), dict(std::move(of)), size(dict->size()) {}
  Ref<Dict> dict;    // null once exhausted
  std::size_t size;  // when it was made: a change is an error
  std::uint32_t position = 0;
};

Value make_view(Runtime& rt, Type* type, const Value& dict);
Value make_dict_iterator(Runtime& rt, Type* type, const Value& dict);

}  // namespace orrery::script
