// What the modules of one interpreter share, and how a module is defined.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string_view>

#include "engine/io/company.hpp"
#include "engine/loop/event_loop.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/mersenne.hpp"
#include "engine/script/object/dict.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::io {
class Network;
}

namespace orrery::script {

class AsyncGenerators;
class Signals;
class Threads;
struct ThreadingClasses;
class Interpreter;

// What a program can reach outside itself. The session makes it from clocks, selectors and the world.
class Outside {
 public:
  virtual ~Outside() = default;
  virtual loop::Clock& clock() = 0;
  // A selector for a new loop.
  virtual std::unique_ptr<loop::Selector> new_selector() = 0;
  // time.sleep: nothing else of this program can run for so many seconds.
  virtual void block(double seconds) = 0;
  // Until the descriptor is readable, or writable: what a blocking call of a socket does. False after `timeout` seconds.
  // Throws loop::Deadlock if it can never happen.
  virtual bool wait(int fd, event::Direction direction, double timeout) = 0;
  // Where its TCP sockets come from.
  virtual io::Network& network() = 0;
  // Whether time is the program's own and passes only when nothing can go on.
  virtual bool virtual_time() const { return true; }
  // Virtual time: passes to this moment, for a thread that waited for it. Real time has passed already.
  virtual void pass_until(double) {}
  // The other threads of the program, while there may be any: they run while somebody waits here.
  virtual void set_company(io::Company*) {}
  // Somebody who may hold up the loops, or null.
  virtual loop::Gate* gate() { return nullptr; }
};

class Modules {
 public:
  Modules(Interpreter& interpreter, Outside& outside);
  ~Modules();
  Modules(const Modules&) = delete;
  Modules& operator=(const Modules&) = delete;

  Outside& outside() noexcept { return outside_; }
  Interpreter& interpreter() noexcept { return interpreter_; }
  AsyncGenerators& async_generators() noexcept { return *async_generators_; }
  Threads& threads() noexcept { return *threads_; }
  Signals& signals() noexcept { return *signals_; }
  ThreadingClasses& threading() noexcept { return *threading_; }

  // ---- asyncio
  // A new loop, prepared for the session's gate.
  Ref<loop::EventLoop> new_loop();
  // asyncio.set_event_loop; null: none.
  Ref<loop::EventLoop> current_loop;
  // Whether the main thread has said which that is, or that there is none.
  bool loop_was_set = false;
  // asyncio.set_event_loop_policy's; None: asyncio's own.
  Value policy;

  // The classes of the loop's objects, as scripts see them.
  struct Classes {
    Type* future = nullptr;
    Type* gathering_future = nullptr;
    Type* task = nullptr;
    Type* handle = nullptr;
    Type* timer_handle = nullptr;
    Type* event_loop = nullptr;
    Type* socket = nullptr;
    Type* random = nullptr;
    Type* future_iterator = nullptr;
    Type* native_coroutine = nullptr;  // of asyncio.sleep(), loop.sock_recv() …
    Type* native_wrapper = nullptr;
    Type* transport = nullptr;
    Type* base_transport = nullptr;
    Type* read_transport = nullptr;
    Type* write_transport = nullptr;
    Type* abstract_transport = nullptr;
    Type* abstract_datagrams = nullptr;
    Type* abstract_server = nullptr;
    Type* stream_protocol = nullptr;
    Type* base_protocol = nullptr;
    Type* protocol = nullptr;
    Type* stream_reader = nullptr;
    Type* stream_writer = nullptr;
    Type* server = nullptr;
    Type* poll = nullptr;
    Type* epoll = nullptr;
    Type* selector_key = nullptr;
    Type* selector_map = nullptr;
    Type* ordered_set = nullptr;  // what all_tasks() and wait() return
    Type* timeout = nullptr;
    Type* task_group = nullptr;
    Type* runner = nullptr;
    Type* as_completed = nullptr;
    // asyncio.locks and asyncio.queues
    Type* lock = nullptr;
    Type* event = nullptr;
    Type* condition = nullptr;
    Type* semaphore = nullptr;
    Type* bounded_semaphore = nullptr;
    Type* barrier = nullptr;
    Type* queue = nullptr;
    Type* priority_queue = nullptr;
    Type* lifo_queue = nullptr;
    // policies
    Type* abstract_policy = nullptr;
    Type* default_policy = nullptr;
    // datagrams
    Type* datagram_transport = nullptr;
    Type* datagram_protocol = nullptr;
    Type* buffered_protocol = nullptr;
  } classes;

  Library library;

  // The default executors of loops, by the loop's number; None once it was shut down.
  std::map<std::uint32_t, Value> executors;

  // The random module's own generator.
  Mersenne chance;

 private:
  Interpreter& interpreter_;
  Outside& outside_;
  std::unique_ptr<AsyncGenerators> async_generators_;
  std::unique_ptr<Threads> threads_;
  std::unique_ptr<ThreadingClasses> threading_;
  std::unique_ptr<Signals> signals_;
  std::unique_ptr<loop::Awaitables> awaitables_;
};

// The modules of the interpreter behind a runtime.
Modules& modules_of(Runtime& rt);

// ---- for the definition of modules
Value text_value(Runtime& rt, std::string_view text);
// Seconds: an int or a float. TypeError as CPython's float conversion says.
double seconds_of(Runtime& rt, const Value& value);

}  // namespace orrery::script
