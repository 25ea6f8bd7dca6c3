#include "engine/script/object/runtime.hpp"

#include <fmt/format.h>
#include <pthread.h>

#include <algorithm>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

Runtime::Runtime(std::size_t memory_limit) : heap_(*this, memory_limit), types_(std::make_unique<Types>()) {
  types_->make_bare(*this);
  names_ = std::make_unique<Names>(heap_);
  types_->fill(*this);
}

Runtime::~Runtime() {
  heap_.clear_all();
  types_->clear();
  heap_.drop_interned();
}

void Runtime::shutdown() noexcept {
  heap_.clear_all();
}

void Runtime::too_deep(std::string_view where) {
  --depth_;
  // Room for the handlers, as CPython leaves them some.
  raise(*this, types_->recursion_error, fmt::format("maximum recursion depth exceeded{}", where));
}

void Runtime::out_of_stack() {
  raise(*this, types_->recursion_error, "maximum recursion depth exceeded");
}

// The address below which only a reserve is left for handlers and for destructors.
std::uintptr_t Runtime::stack_limit() noexcept {
  constexpr std::size_t reserve = std::size_t{512} << 10;
  pthread_attr_t attributes;
  void* lowest = nullptr;
  std::size_t size = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 1;
  const bool known = pthread_attr_getstack(&attributes, &lowest, &size) == 0;
  pthread_attr_destroy(&attributes);
  return known ? reinterpret_cast<std::uintptr_t>(lowest) + std::min(reserve, size / 4) : 1;
}

bool Runtime::enter_repr(const Object* object) {
  if (std::find(showing_.begin(), showing_.end(), object) != showing_.end()) return false;
  showing_.push_back(object);
  return true;
}

Type* type_of_special(Runtime& rt, const Value& v) noexcept {
  Types& types = rt.types();
  if (v.is_integer()) return types.int_;
  if (v.is_none()) return types.none_type;
  if (v.is_constant()) {
    if (is_boolean(v)) return types.bool_;
    return v == ellipsis ? types.ellipsis_type : types.not_implemented_type;
  }
  if (v.tag() == Tag::error) return as_exception(v).type();
  return rt.foreign_type(*v.object());
}

}  // namespace orrery::script
