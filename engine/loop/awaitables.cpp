#include "engine/loop/awaitables.hpp"

#include "engine/loop/error.hpp"
#include "engine/loop/future.hpp"

namespace orrery::loop {
namespace {

class NativeAwaitables final : public Awaitables {
 public:
  Value drivable(const Value& value) override {
    const bool fits = value.has_tag(Tag::coroutine) || value.has_tag(Tag::future) || value.has_tag(Tag::task);
    return fits ? value : Value();
  }
  Value awaited(const Value& value) override {
    Value drivable_value = drivable(value);
    if (drivable_value.is_none()) throw TypeError("object can't be used in 'await' expression");
    return drivable_value;
  }
  Ref<Future> foreign_future(Task&, const Value&) override { return nullptr; }
};

}  // namespace

Awaitables& native_awaitables() noexcept {
  static NativeAwaitables awaitables;  // without state: one for all runs
  return awaitables;
}

}  // namespace orrery::loop
