// select: select(), poll() and epoll(). (CPython: Modules/selectmodule.c.)
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <string>

#include "engine/io/polling.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/select_call.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"

namespace orrery::script {
namespace {

// The events of poll and epoll, which are the same numbers.
constexpr int event_in = 1, event_priority = 2, event_out = 4, event_error = 8, event_hang_up = 16, event_bad = 32;

// ---------------------------------------------------------------- select.select

struct Listed {
  Value object;
  int fd;
};

std::vector<Listed> listed(Runtime& rt, const Value& sequence) {
  if (is_unset(getattr_or_unset(rt, sequence, rt.heap().intern("__iter__"))))
    raise_type_error(rt, "arguments 1-3 must be sequences");
  std::vector<Listed> all;
  for_each(rt, sequence, [&](const Value& each) { all.push_back({each, selectable(rt, each)}); });
  return all;
}

Asked& asked_of(std::vector<Asked>& all, int fd) {
  const auto found = std::find_if(all.begin(), all.end(), [fd](const Asked& each) { return each.fd == fd; });
  if (found != all.end()) return *found;
  return all.emplace_back(Asked{fd, {}});
}

// The objects that are ready, in the order of the argument.
Value chosen(Runtime& rt, const std::vector<Listed>& all, const std::vector<loop::Ready>& ready,
             bool loop::Ready::*how) {
  const Ref<List> list = make_list(rt);
  for (const Listed& each : all)
    for (const loop::Ready& found : ready)
      if (found.fd == each.fd && found.*how) list->append(each.object);
  return Value(list);
}

Value select(Runtime& rt, Args args) {
  const std::vector<Listed> reading = listed(rt, args[0]), writing = listed(rt, args[1]);
  listed(rt, args[2]);  // nothing is ever exceptional about the sockets here
  const double timeout = timeout_of(rt, args.size() > 3 ? args[3] : none, 1, false);
  std::vector<Asked> asked;
  for (const Listed& each : reading) asked_of(asked, each.fd).interest.read = true;
  for (const Listed& each : writing) asked_of(asked, each.fd).interest.write = true;
  const std::vector<loop::Ready> ready = select_call(rt, asked, timeout);
  return Value(make_tuple(rt, {chosen(rt, reading, ready, &loop::Ready::read),
                               chosen(rt, writing, ready, &loop::Ready::write), Value(make_list(rt))}));
}

// ---------------------------------------------------------------- poll and epoll

// The descriptors of a poll or epoll object, ascending.
class Poller final : public ScriptObject {
 public:
  explicit Poller(Type* type) noexcept : ScriptObject(type) {}
  struct Entry {
    int fd;
    int events;
  };
  std::vector<Entry> entries;
  bool closed = false;

  Entry* find(int fd) noexcept {
    const auto found = std::find_if(entries.begin(), entries.end(), [fd](const Entry& each) { return each.fd == fd; });
    return found == entries.end() ? nullptr : &*found;
  }
};

Poller& self_of(Runtime& rt, Args args) {
  Poller& self = *static_cast<Poller*>(args[0].object());
  if (self.closed) raise_value_error(rt, "I/O operation on closed epoll object");
  return self;
}

bool is_epoll(const Poller& self) {
  return self.type()->name() == "epoll";
}

int events_of(Runtime& rt, Args args, std::size_t place) {
  if (args.size() <= place) return event_in | event_priority | event_out;
  return static_cast<int>(index_number(rt, args[place], rt.types().overflow_error));
}

Value register_(Runtime& rt, Args args) {
  Poller& self = self_of(rt, args);
  const int fd = selectable(rt, args[1]);
  const int events = events_of(rt, args, 2);
  Poller::Entry* known = self.find(fd);
  if (known && is_epoll(self)) raise_os_error(rt, EEXIST);
  if (known) return known->events = events, none;
  if (is_epoll(self) && !io::is_open(fd)) raise_os_error(rt, EBADF);
  const auto place = std::upper_bound(self.entries.begin(), self.entries.end(), fd,
                                      [](int wanted, const Poller::Entry& each) { return wanted < each.fd; });
  self.entries.insert(place, {fd, events});
  return none;
}

Value modify(Runtime& rt, Args args) {
  Poller& self = self_of(rt, args);
  Poller::Entry* known = self.find(selectable(rt, args[1]));
  if (!known) raise_os_error(rt, ENOENT);
  known->events = events_of(rt, args, 2);
  return none;
}

Value unregister(Runtime& rt, Args args) {
  Poller& self = self_of(rt, args);
  const int fd = selectable(rt, args[1]);
  if (!self.find(fd) && is_epoll(self)) raise_os_error(rt, ENOENT);
  if (!self.find(fd)) raise(rt, rt.types().key_error, Value::integer(fd));
  std::erase_if(self.entries, [fd](const Poller::Entry& each) { return each.fd == fd; });
  return none;
}

int wanted_of(const Poller::Entry& each) {
  return each.events & (event_in | event_priority | event_out);
}

// What the kernel says beyond "readable" and "writable".
Value found_list(Runtime& rt, const Poller& self, std::size_t most) {
  const Ref<List> list = make_list(rt);
  for (const Poller::Entry& each : self.entries) {
    const int found = io::poll_now(each.fd, wanted_of(each));
    if (found && list->size() < most)
      list->append(Value(make_tuple(rt, {Value::integer(each.fd), Value::integer(found)})));
  }
  return Value(list);
}

Value wait(Runtime& rt, Poller& self, double timeout, std::size_t most) {
  const Value already = found_list(rt, self, most);
  std::vector<Asked> asked;
  for (const Poller::Entry& each : self.entries)
    if (io::is_open(each.fd))
      asked.push_back({each.fd, {(each.events & (event_in | event_priority)) != 0, (each.events & event_out) != 0}});
  std::erase_if(asked, [](const Asked& each) { return !each.interest.any(); });
  select_call(rt, asked, as_list(already).size() > 0 ? 0 : timeout);
  return found_list(rt, self, most);
}

Value poll(Runtime& rt, Args args) {
  const Value timeout = args.size() > 1 ? args[1] : none;
  return wait(rt, self_of(rt, args), timeout_of(rt, timeout, 1000), static_cast<std::size_t>(-1));
}

Value epoll_poll(Runtime& rt, Args args) {
  const auto [timeout, most] = script::bind<2>(rt, "poll", {"timeout", "maxevents"}, args.skip(1));
  const std::int64_t limit = is_none_or_unset(most) ? -1 : index_number(rt, most, nullptr);
  if (limit == 0 || limit < -1) raise_value_error(rt, fmt::format("maxevents must be greater than 0, got {}", limit));
  return wait(rt, self_of(rt, args), timeout_of(rt, timeout), static_cast<std::size_t>(limit));
}

Value close(Runtime&, Args args) {
  static_cast<Poller*>(args[0].object())->closed = true;
  return none;
}
Value enter(Runtime& rt, Args args) {
  self_of(rt, args);
  return args[0];
}
Value closed(Runtime&, const Value& self) {
  return boolean(static_cast<Poller*>(self.object())->closed);
}

constexpr NativeMethod poll_methods[] = {{"register", register_, between(1, 2)},
                                         {"modify", modify, between(2, 2)},
                                         {"unregister", unregister, one_argument()},
                                         {"poll", poll, between(0, 1)}};
constexpr NativeMethod epoll_methods[] = {{"register", register_, between(1, 2)},
                                          {"modify", modify, between(2, 2)},
                                          {"unregister", unregister, one_argument()},
                                          {"poll", epoll_poll},
                                          {"close", close, no_arguments()},
                                          {"__enter__", enter, no_arguments()},
                                          {"__exit__", close}};
constexpr NativeAttribute epoll_attributes[] = {{"closed", closed}};

Value make_poll(Runtime& rt, Args) {
  return Value(rt.heap().make<Poller>(modules_of(rt).classes.poll));
}
Value make_epoll(Runtime& rt, Type* type, Args) {
  return Value(rt.heap().make<Poller>(type));
}

void make_classes(Runtime& rt) {
  Modules::Classes& classes = modules_of(rt).classes;
  if (classes.poll) return;
  classes.poll = rt.types().keep(
      make_type(rt, {.name = "poll", .module = "select", .flags = TypeFlag::no_construct, .methods = poll_methods}));
  TypeSpec epoll{.name = "epoll", .module = "select", .methods = epoll_methods, .attributes = epoll_attributes};
  epoll.slots.construct = make_epoll;
  classes.epoll = rt.types().keep(make_type(rt, epoll));
}

constexpr NativeMethod functions[] = {{"select", select, between(3, 4)}, {"poll", make_poll, no_arguments()}};

}  // namespace

Ref<ModuleObject> select_module(Runtime& rt) {
  make_classes(rt);
  Ref<ModuleObject> module = make_module(rt, "select");
  add_functions(rt, *module->dict, "select", functions);
  define(rt, *module, "epoll", value_of(modules_of(rt).classes.epoll));
  define(rt, *module, "error", value_of(rt.types().os_error));
  for (const auto& [name, number] : {std::pair{"IN", event_in},
                                     {"PRI", event_priority},
                                     {"OUT", event_out},
                                     {"ERR", event_error},
                                     {"HUP", event_hang_up}}) {
    define(rt, *module, std::string("POLL") + name, Value::integer(number));
    define(rt, *module, std::string("EPOLL") + name, Value::integer(number));
  }
  define(rt, *module, "POLLNVAL", Value::integer(event_bad));
  return module;
}

}  // namespace orrery::script
