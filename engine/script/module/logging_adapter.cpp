// logging.LoggerAdapter.
#include <fmt/format.h>

#include "engine/script/module/logging.hpp"
#include "engine/script/object/number.hpp"

namespace orrery::script {
namespace {

Value init(Runtime& rt, Args args) {
  const auto [self, logger, extra, merge] =
      bind_python<4>(rt, "LoggerAdapter.__init__", {"self", "logger", "extra", "merge_extra"}, args, 2);
  set_field(rt, self, "logger", logger);
  set_field(rt, self, "extra", is_unset(extra) ? Value(none) : extra);
  set_field(rt, self, "merge_extra", is_unset(merge) ? Value(false_value) : merge);
  return none;
}

Value process(Runtime& rt, Args args) {
  const Value extra = getattr(rt, args[0], "extra");
  const Value key = text(rt, "extra");
  if (truth(rt, getattr(rt, args[0], "merge_extra")) && contains(rt, args[2], key)) {
    Ref<Dict> all = make_dict(rt);
    if (truth(rt, extra)) update(rt, *all, extra);
    update(rt, *all, getitem(rt, args[2], key));
    setitem(rt, args[2], key, Value(all));
  } else {
    setitem(rt, args[2], key, extra);
  }
  return Value(make_tuple(rt, {args[1], args[2]}));
}

bool enabled(Runtime& rt, const Value& self, const Value& wanted) {
  return truth(rt, call_method(rt, getattr(rt, self, "logger"), "isEnabledFor", {wanted}));
}

// Past process() to the logger: `rest` are the arguments of the message.
Value send(Runtime& rt, const Value& self, const Value& wanted, const Value& message, std::span<const Value> rest,
           const Ref<Dict>& keywords) {
  if (!enabled(rt, self, wanted)) return none;
  const Value processed = call_method(rt, self, "process", {message, Value(keywords)});
  Value parts[2];
  unpack(rt, processed, 2, parts);
  std::vector<Value> all{wanted, parts[0]};
  all.insert(all.end(), rest.begin(), rest.end());
  return call_with(rt, getattr(rt, getattr(rt, self, "logger"), "log"), all, &as_dict(parts[1]));
}

template <int wanted, bool with_error = false>
Value log_at(Runtime& rt, Args args) {
  if (args.size() < 2) raise_type_error(rt, "LoggerAdapter.log() missing 1 required positional argument: 'msg'");
  const Ref<Dict> keywords = keywords_of(rt, args);
  if (with_error && !keywords->find(std::string_view("exc_info")))
    keywords->set(rt.heap().intern("exc_info"), true_value);
  return send(rt, args[0], Value::integer(wanted), args[1], args.positional().subspan(2), keywords);
}
Value log(Runtime& rt, Args args) {
  if (args.size() < 3) raise_type_error(rt, "LoggerAdapter.log() missing required positional arguments");
  return send(rt, args[0], args[1], args[2], args.positional().subspan(3), keywords_of(rt, args));
}

Value to_logger(Runtime& rt, Args args, std::string_view method) {
  const Value logger = getattr(rt, args[0], "logger");
  return call(rt, getattr(rt, logger, method), args.skip(1));
}
Value is_enabled_for(Runtime& rt, Args args) {
  return to_logger(rt, args, "isEnabledFor");
}
Value set_level(Runtime& rt, Args args) {
  return to_logger(rt, args, "setLevel");
}
Value get_effective_level(Runtime& rt, Args args) {
  return to_logger(rt, args, "getEffectiveLevel");
}
Value has_handlers(Runtime& rt, Args args) {
  return to_logger(rt, args, "hasHandlers");
}
Value get_name(Runtime& rt, const Value& self) {
  return getattr(rt, getattr(rt, self, "logger"), "name");
}

constexpr NativeMethod methods[] = {{"__init__", init},
                                    {"process", process, between(2, 2)},
                                    {"debug", log_at<10>},
                                    {"info", log_at<20>},
                                    {"warning", log_at<30>},
                                    {"warn", log_at<30>},
                                    {"error", log_at<40>},
                                    {"critical", log_at<50>},
                                    {"exception", log_at<40, true>},
                                    {"log", log},
                                    {"isEnabledFor", is_enabled_for, one_argument()},
                                    {"setLevel", set_level, one_argument()},
                                    {"getEffectiveLevel", get_effective_level, no_arguments()},
                                    {"hasHandlers", has_handlers, no_arguments()}};
constexpr NativeAttribute attributes[] = {{"name", get_name}};

}  // namespace

Type* make_adapter_class(Runtime& rt) {
  return standard_state(rt).logger_adapter = make_library_class(
             rt, {.name = "LoggerAdapter", .module = "logging", .methods = methods, .attributes = attributes});
}

}  // namespace orrery::script
