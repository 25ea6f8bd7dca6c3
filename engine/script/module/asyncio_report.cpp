// What is said of errors that nobody caught. (CPython: base_events.py, default_exception_handler.)
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/script/module/asyncio.hpp"
#include "engine/script/module/asyncio_datagram.hpp"
#include "engine/script/module/asyncio_streams.hpp"
#include "engine/script/module/logging.hpp"
#include "engine/script/object/dict.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

Value field(Dict& dict, std::string_view key) {
  for (std::uint32_t i = 0; i < dict.entry_count(); ++i) {
    const Value& k = dict.entry(i).key;
    if (!is_unset(k) && is_str(k) && as_str(k).view() == key) return dict.entry(i).value;
  }
  return none;
}

std::vector<std::string> sorted_keys(Dict& dict) {
  std::vector<std::string> keys;
  for (std::uint32_t i = 0; i < dict.entry_count(); ++i)
    if (!is_unset(dict.entry(i).key) && is_str(dict.entry(i).key)) keys.emplace_back(as_str(dict.entry(i).key).view());
  std::ranges::sort(keys);
  return keys;
}

}  // namespace

Ref<Dict> context_dict(Runtime& rt, const loop::ExceptionContext& context) {
  Ref<Dict> dict = make_dict(rt);
  const auto set = [&](std::string_view key, Value value) { dict->set(rt.heap().intern(key), std::move(value)); };
  // Of a future that nobody asked, CPython says so with "future"; only of a task that was left, with "task".
  const bool as_task = context.future && !context.message.ends_with("never retrieved") && !context.handle;
  const bool of_callback = context.handle && context.message.starts_with("Exception in callback ");
  set("message",
      text_value(rt, of_callback ? "Exception in callback " + handle_words(*context.handle) : context.message));
  if (context.exception) set("exception", Value(to_exception(rt, context.exception)));
  if (context.future) set(as_task && context.future->tag() == Tag::task ? "task" : "future", Value(context.future));
  if (context.handle) set("handle", Value(context.handle));
  describe_datagrams(rt, context.transport.get(), *dict);
  if (auto* const transport = dynamic_cast<io::Transport*>(context.transport.get())) {
    set("transport", wrap_transport(rt, Ref<io::Transport>(transport)));
    if (!context.message.ends_with("client_connected_cb")) set("protocol", protocol_object(transport->protocol()));
  }
  return dict;
}

void report_exception(Runtime& rt, const loop::ExceptionContext& context) {
  report_exception(rt, *context_dict(rt, context));
}

void report_exception(Runtime& rt, Dict& context) {
  const Value message = field(context, "message"), error = field(context, "exception");
  std::string text = "Unhandled exception in event loop";
  if (truth(rt, message)) text = str(rt, message)->view();
  for (const std::string& key : sorted_keys(context))
    if (key != "message" && key != "exception")
      text += fmt::format("\n{}: {}", key, repr(rt, field(context, key))->view());
  if (log_as_asyncio(rt, level::error, text, error)) return;
  text += "\n";
  if (is_exception(error)) text += interpreter(rt).format_exception(as_exception(error));
  rt.write(Stream::error, text);
}

}  // namespace orrery::script
