// Instances of a script's subclasses of native types: the native object, and attributes.
#pragma once

#include <utility>

#include "engine/script/object/dict.hpp"
#include "engine/script/object/object.hpp"
#include "engine/script/object/type.hpp"

namespace orrery::script {

template <class Base>
class WithAttributes final : public Base {
 public:
  using Base::Base;
  Dict* attributes(bool create) override {
    if (!dict_ && create) dict_ = make_dict(this->type()->heap().runtime());
    return dict_.get();
  }

 private:
  Ref<Dict> dict_;
};

// For Base that is Tracked.
template <class Base>
class TrackedWithAttributes final : public Base {
 public:
  using Base::Base;
  Dict* attributes(bool create) override {
    if (!dict_ && create) dict_ = make_dict(this->type()->heap().runtime());
    return dict_.get();
  }
  void clear_references() noexcept override {
    const Ref<Dict> dead = std::exchange(dict_, nullptr);
    Base::clear_references();
  }

 private:
  Ref<Dict> dict_;
};

// A T for the native type itself, one with attributes for subclasses.
template <class T>
Ref<T> make_tracked(Heap& heap, Type* type, const Type* native) {
  if (type == native) return heap.make<T>(type);
  return heap.make<TrackedWithAttributes<T>>(type);
}

}  // namespace orrery::script
