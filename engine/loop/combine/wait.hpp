// wait: for the first, the first that fails, or all of several futures. It cancels nothing.
// (CPython: asyncio/tasks.py, wait and _wait; asyncio-semantics.md, 1.5.)
#pragma once

#include <optional>
#include <vector>

#include "engine/loop/co.hpp"
#include "engine/loop/event_loop.hpp"

namespace orrery::loop {

enum class ReturnWhen : std::uint8_t { all_completed, first_completed, first_exception };

struct Waited {
  std::vector<Ref<Future>> done;
  std::vector<Ref<Future>> pending;
};

// Some futures and tasks, for wait(). (g++ 12 does not compile `co_await wait(loop, {a, b})`.)
template <class... F>
std::vector<Ref<Future>> futures(const Ref<F>&... all) {
  std::vector<Ref<Future>> list;
  (list.emplace_back(all), ...);
  return list;
}

// Equal futures count once. `done` holds everything that is done by then, in the order of `futures`. `timeout`:
// seconds; nothing: none. At the timeout it returns what there is. Suspends even if all are done. ValueError: there are
// none.
Co<Waited> wait(EventLoop& loop, std::vector<Ref<Future>> futures, ReturnWhen when = ReturnWhen::all_completed,
                std::optional<double> timeout = {});

}  // namespace orrery::loop
