// collections.deque as an object.
#pragma once

#include <deque>

#include "engine/script/object/derived.hpp"
#include "engine/script/object/object.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::script {

class Deque : public ScriptObject, public Tracked {
 public:
  static constexpr std::int64_t unbounded = -1;

  explicit Deque(Type* type) noexcept : ScriptObject(type), Tracked(type->heap()) {}
  ~Deque() override { type()->heap().refund(charged_); }

  std::int64_t size() const noexcept { return static_cast<std::int64_t>(items_.size()); }
  const std::deque<Value>& items() const noexcept { return items_; }
  std::deque<Value>& change() noexcept {
    ++state_;
    return items_;
  }
  // Changes with every change of its length or order: iterators ask.
  std::uint64_t state() const noexcept { return state_; }

  // With one too many, the one at the other end goes.
  void push_back(Value value);
  void push_front(Value value);
  // Precondition: not empty.
  Value pop_back() noexcept;
  Value pop_front() noexcept;
  void rotate(std::int64_t steps) noexcept;
  void clear() noexcept;

  std::int64_t maxlen = unbounded;

  void clear_references() noexcept override { clear(); }
  Object* tracked_object() noexcept override { return this; }

 private:
  void charge();

  std::deque<Value> items_;
  std::uint64_t state_ = 0;
  std::size_t charged_ = 0;
};

// The class, made at the first call.
Type* deque_type(Runtime& rt);

}  // namespace orrery::script
