// Tasks, callbacks and results with their C++ types, and with the line of the program that asks for them.
#pragma once

#include <functional>
#include <source_location>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "engine/loop/co.hpp"
#include "engine/loop/event_loop.hpp"
#include "engine/loop/gather.hpp"

namespace orrery {

namespace library {

// The events to come stand at this line, if it is in the file where the program was last.
void note_line(loop::EventLoop& loop, const std::source_location& where);

template <class T>
using Kept = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

template <class T>
Kept<T> kept(const loop::Value& value) {
  if constexpr (std::is_void_v<T>)
    return {};
  else
    return loop::from_value<T>(value);
}

template <class T>
struct TypedAwaiter : loop::FutureAwaiter {
  T await_resume() {
    const loop::Value value = FutureAwaiter::await_resume();
    if constexpr (!std::is_void_v<T>) return loop::from_value<T>(value);
  }
};

template <class... T>
struct GatheredAwaiter : loop::FutureAwaiter {
  std::tuple<Kept<T>...> await_resume() {
    const loop::Value value = FutureAwaiter::await_resume();
    return taken(*value.unbox<std::vector<loop::Value>>(), std::index_sequence_for<T...>());
  }

 private:
  template <std::size_t... I>
  static std::tuple<Kept<T>...> taken(const std::vector<loop::Value>& values, std::index_sequence<I...>) {
    return {kept<T>(values[I])...};
  }
};

// A future whose awaiter is an A.
template <class A>
class [[nodiscard]] Awaiting {
 public:
  explicit Awaiting(loop::Ref<loop::Future> future) noexcept : future_(std::move(future)) {}
  A awaiter() && { return A{{std::move(future_)}}; }

 private:
  loop::Ref<loop::Future> future_;
};

}  // namespace library

// asyncio.create_task. The coroutine begins in the next turn; an empty name: `Task-N`. Keep the reference, or a task
// that nothing else holds may be gone before it has ended, as in asyncio.
template <class T>
loop::Ref<loop::Task> create_task(loop::EventLoop& loop, loop::Co<T> coroutine, std::string_view name = {},
                                  std::source_location where = std::source_location::current()) {
  library::note_line(loop, where);
  return loop.create_task(loop::as_coroutine(loop.environment(), std::move(coroutine)), name);
}

// loop.call_soon, call_later, call_at: `name` is how the callback is called in the window. An exception that it throws
// goes to the loop's exception handler. RuntimeError if the loop is closed.
loop::Ref<loop::CallbackHandle> call_soon(loop::EventLoop& loop, std::string name, std::function<void()> function,
                                          std::source_location where = std::source_location::current());
loop::Ref<loop::TimerHandle> call_later(loop::EventLoop& loop, double delay, std::string name,
                                        std::function<void()> function,
                                        std::source_location where = std::source_location::current());
loop::Ref<loop::TimerHandle> call_at(loop::EventLoop& loop, double when, std::string name,
                                     std::function<void()> function,
                                     std::source_location where = std::source_location::current());

// `co_await as<int>(task)`: the result of a task of a Co<int>, or of a future that was given to_value<int>.
template <class T>
library::Awaiting<library::TypedAwaiter<T>> as(loop::Ref<loop::Future> future) {
  return library::Awaiting<library::TypedAwaiter<T>>(std::move(future));
}

// `auto [a, b] = co_await gather(loop, fetch(loop, 1), fetch(loop, 2));` The first failure is raised, and the others go
// on, as in asyncio. The result of a Co<void> is a std::monostate.
template <class... T>
library::Awaiting<library::GatheredAwaiter<T...>> gather(loop::EventLoop& loop, loop::Co<T>... coroutines) {
  std::vector<loop::Value> awaitables;
  (awaitables.emplace_back(loop::as_coroutine(loop.environment(), std::move(coroutines))), ...);
  return library::Awaiting<library::GatheredAwaiter<T...>>(loop::gather(loop, awaitables));
}

}  // namespace orrery
