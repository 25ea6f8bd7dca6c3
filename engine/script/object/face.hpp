// What a script's class adds to an object that is the loop's: the class, and attributes.
//
// A future or task of a subclass is a loop::Future whose face() is one of these; everything else of it is the loop's.
#pragma once

#include <utility>

#include "engine/script/object/dict.hpp"
#include "engine/script/object/type.hpp"

namespace orrery::script {

class Face final : public Object, public Tracked {
 public:
  explicit Face(Type* type) : Object(Tag::other), Tracked(type->heap()), type_(type) {}

  Type* type() const noexcept { return type_.get(); }
  // As ScriptObject::attributes.
  Dict* attributes(bool create) {
    if (!dict_ && create) dict_ = make_dict(type_->heap().runtime());
    return dict_.get();
  }

  void clear_references() noexcept override { const Ref<Dict> dead = std::exchange(dict_, nullptr); }
  Object* tracked_object() noexcept override { return this; }

 private:
  Ref<Type> type_;
  Ref<Dict> dict_;
};

}  // namespace orrery::script
