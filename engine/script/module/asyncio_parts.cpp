#include "engine/script/module/asyncio_parts.hpp"

#include <fmt/format.h>

#include <array>
#include <span>
#include <string>
#include <utility>

#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::string_view base_events[] = {"BaseEventLoop", "Server"};
constexpr std::string_view coroutines[] = {"iscoroutine", "iscoroutinefunction"};
constexpr std::string_view events[] = {
    "AbstractEventLoop", "AbstractEventLoopPolicy", "AbstractServer",        "Handle",         "TimerHandle",
    "get_event_loop",    "get_event_loop_policy",   "set_event_loop_policy", "set_event_loop", "new_event_loop",
    "get_running_loop",  "_get_running_loop",       "_set_running_loop"};
constexpr std::string_view exceptions[] = {
    "BrokenBarrierError",  "CancelledError",    "InvalidStateError",        "TimeoutError",
    "IncompleteReadError", "LimitOverrunError", "SendfileNotAvailableError"};
constexpr std::string_view futures[] = {"Future", "isfuture", "wrap_future"};
constexpr std::string_view locks[] = {"Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier"};
constexpr std::string_view log[] = {"logger"};
constexpr std::string_view protocols[] = {"BaseProtocol", "Protocol", "DatagramProtocol", "BufferedProtocol",
                                          "SubprocessProtocol"};
constexpr std::string_view queues[] = {"Queue",      "PriorityQueue", "LifoQueue",
                                       "QueueEmpty", "QueueFull",     "QueueShutDown"};
constexpr std::string_view runners[] = {"Runner", "run"};
constexpr std::string_view selector_events[] = {"BaseSelectorEventLoop"};
constexpr std::string_view streams[] = {"StreamReader",     "StreamWriter", "StreamReaderProtocol",
                                        "open_connection",  "start_server", "open_unix_connection",
                                        "start_unix_server"};
constexpr std::string_view taskgroups[] = {"TaskGroup"};
constexpr std::string_view tasks[] = {"Task",
                                      "create_task",
                                      "FIRST_COMPLETED",
                                      "FIRST_EXCEPTION",
                                      "ALL_COMPLETED",
                                      "wait",
                                      "wait_for",
                                      "as_completed",
                                      "sleep",
                                      "gather",
                                      "shield",
                                      "ensure_future",
                                      "run_coroutine_threadsafe",
                                      "current_task",
                                      "all_tasks",
                                      "create_eager_task_factory",
                                      "eager_task_factory",
                                      "_register_task",
                                      "_unregister_task",
                                      "_enter_task",
                                      "_leave_task"};
constexpr std::string_view threads[] = {"to_thread"};
constexpr std::string_view timeouts[] = {"Timeout", "timeout", "timeout_at"};
constexpr std::string_view transports[] = {"BaseTransport", "ReadTransport",     "WriteTransport",
                                           "Transport",     "DatagramTransport", "SubprocessTransport"};
constexpr std::string_view unix_events[] = {"SelectorEventLoop", "DefaultEventLoopPolicy"};

struct Part {
  std::string_view name;  // in full
  Names members;
};
constexpr Part parts[] = {{"asyncio.base_events", base_events},
                          {"asyncio.coroutines", coroutines},
                          {"asyncio.events", events},
                          {"asyncio.exceptions", exceptions},
                          {"asyncio.futures", futures},
                          {"asyncio.locks", locks},
                          {"asyncio.log", log},
                          {"asyncio.protocols", protocols},
                          {"asyncio.queues", queues},
                          {"asyncio.runners", runners},
                          {"asyncio.selector_events", selector_events},
                          {"asyncio.streams", streams},
                          {"asyncio.taskgroups", taskgroups},
                          {"asyncio.tasks", tasks},
                          {"asyncio.threads", threads},
                          {"asyncio.timeouts", timeouts},
                          {"asyncio.transports", transports},
                          {"asyncio.unix_events", unix_events}};
constexpr std::size_t count = std::size(parts);

// Not before somebody asks for it: the module logging changes how errors are reported.
void define_logger(Runtime& rt, ModuleObject& module) {
  define(rt, module, "logger", call(rt, module_member(rt, "logging", "getLogger"), text(rt, "asyncio")));
}

std::string_view short_name(const Part& part) {
  return part.name.substr(std::string_view("asyncio.").size());
}

template <std::size_t i>
Ref<ModuleObject> made(Runtime& rt) {
  const Value* const part = interpreter(rt).imported("asyncio")->dict->find(rt.heap().intern(short_name(parts[i])));
  const Ref<ModuleObject> module(static_cast<ModuleObject*>(part->object()));
  if (parts[i].members.data() == log) define_logger(rt, *module);
  return module;
}

template <std::size_t... i>
std::vector<StandardModule> all(std::index_sequence<i...>) {
  return {StandardModule{parts[i].name, made<i>}...};
}

}  // namespace

void add_parts(Runtime& rt, ModuleObject& asyncio) {
  for (const Part& part : parts) {
    const Ref<ModuleObject> module = make_module(rt, part.name);
    for (const std::string_view name : part.members)
      if (const Value* const member = asyncio.dict->find(rt.heap().intern(name))) define(rt, *module, name, *member);
    define(rt, asyncio, short_name(part), Value(module));
  }
}

const std::vector<StandardModule>& asyncio_parts() {
  static const std::vector<StandardModule> modules = all(std::make_index_sequence<count>());
  return modules;
}

}  // namespace orrery::script
