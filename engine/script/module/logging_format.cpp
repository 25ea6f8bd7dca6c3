// logging.Formatter.
#include <fmt/format.h>

#include <cctype>
#include <cmath>

#include "engine/script/module/calendar.hpp"
#include "engine/script/module/logging.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

// Whether somewhere in it stands "%(name)" with a conversion.
bool has_percent_field(std::string_view format) {
  for (std::size_t at = format.find("%("); at != std::string_view::npos; at = format.find("%(", at + 1)) {
    std::size_t i = at + 2;
    while (i < format.size() && (std::isalnum(static_cast<unsigned char>(format[i])) || format[i] == '_')) ++i;
    if (i == at + 2 || i >= format.size() || format[i] != ')') continue;
    i = format.find_first_not_of("#0+ -*.123456789", i + 1);
    if (i != std::string_view::npos &&
        std::string_view("diouxefgcrsaDIOUXEFGCRSA%").find(format[i]) != std::string_view::npos)
      return true;
  }
  return false;
}

void validate(Runtime& rt, std::string_view format, std::string_view style) {
  if (style == "%" && !has_percent_field(format))
    raise_value_error(rt, fmt::format("Invalid format '{}' for '%' style", format));
  const std::string_view mark = style == "{" ? "{" : "$";
  if (style != "%" && format.find(mark) == std::string_view::npos) raise_value_error(rt, "invalid format: no fields");
}

Value init_formatter(Runtime& rt, Args args) {
  const auto v =
      bind_python<6>(rt, "Formatter.__init__", {"self", "fmt", "datefmt", "style", "validate", "defaults"}, args, 1, 5);
  const std::string style(is_unset(v[3]) ? "%" : std::string(str(rt, v[3])->view()));
  const std::string_view otherwise = default_format(rt, style);
  const Value format = is_none_or_unset(v[1]) ? text(rt, otherwise) : v[1];
  if ((is_unset(v[4]) || truth(rt, v[4])) && is_str(format)) validate(rt, as_str(format).view(), style);
  set_field(rt, v[0], "_style", text(rt, style));
  set_field(rt, v[0], "_fmt", format);
  set_field(rt, v[0], "datefmt", is_unset(v[2]) ? Value(none) : v[2]);
  set_field(rt, v[0], "_defaults", is_unset(v[5]) ? Value(none) : v[5]);
  return none;
}

std::string_view style_of(Runtime& rt, const Value& self) {
  return as_str(getattr(rt, self, "_style")).view();
}

Value uses_time(Runtime& rt, Args args) {
  const std::string_view style = style_of(rt, args[0]), format = as_str(getattr(rt, args[0], "_fmt")).view();
  const auto has = [&](std::string_view what) { return format.find(what) != std::string_view::npos; };
  if (style == "%") return boolean(has("%(asctime)"));
  return boolean(style == "{" ? has("{asctime") : has("$asctime") || has("${asctime}"));
}

Value format_time_method(Runtime& rt, Args args) {
  const auto [self, record, date_format] =
      bind_python<3>(rt, "Formatter.formatTime", {"self", "record", "datefmt"}, args, 2);
  const double created = to_double(rt, getattr(rt, record, "created"));
  CalendarTime t = calendar_time(static_cast<std::int64_t>(std::floor(created)));
  t.offset = "+0000";
  t.zone = "UTC";
  t.microsecond = -1;  // strftime of the C library knows no %f
  if (!is_unset(date_format) && truth(rt, date_format)) return text(rt, format_time(t, as_str(date_format).view()));
  const Value own = getattr(rt, self, "default_time_format"), own_ms = getattr(rt, self, "default_msec_format");
  const Value seconds = text(rt, format_time(t, as_str(own).view()));
  if (!truth(rt, own_ms)) return seconds;
  return binary(rt, BinaryOp::modulo, own_ms, Value(make_tuple(rt, {seconds, getattr(rt, record, "msecs")})));
}

// The attributes of a record, the defaults of the formatter behind them.
Ref<Dict> values_of(Runtime& rt, const Value& self, const Value& record) {
  Ref<Dict> values = make_dict(rt);
  const Value defaults = getattr(rt, self, "_defaults");
  if (truth(rt, defaults)) update(rt, *values, defaults);
  update(rt, *values, getattr(rt, record, "__dict__"));
  return values;
}

Value fill_in(Runtime& rt, const Value& self, const Value& record) {
  const Value format = getattr(rt, self, "_fmt");
  const Ref<Dict> values = values_of(rt, self, record);
  const std::string_view style = style_of(rt, self);
  if (style == "%") return binary(rt, BinaryOp::modulo, format, Value(values));
  if (style == "{") return call_with(rt, getattr(rt, format, "format"), {}, values.get());
  const Value filled = call(rt, module_member(rt, "string", "Template"), format);
  return call_with(rt, getattr(rt, filled, "substitute"), {}, values.get());
}

Value format_message(Runtime& rt, Args args) {
  try {
    return fill_in(rt, args[0], args[1]);
  } catch (const loop::Raised& raised) {
    const Ref<ExceptionObject> error = to_exception(rt, raised.error());
    if (!is_exception_of(Value(error), rt.types().key_error)) throw;
    raise_value_error(rt, fmt::format("Formatting field not found in record: {}", str(rt, Value(error))->view()));
  }
}

std::string without_last_newline(std::string shown) {
  if (shown.ends_with('\n')) shown.pop_back();
  return shown;
}

Value format_exception_method(Runtime& rt, Args args) {
  const Value error = getitem(rt, args[1], Value::integer(1));
  if (!is_exception(error)) return text(rt, "NoneType: None");
  return text(rt, without_last_newline(interpreter(rt).format_exception(as_exception(error))));
}
Value format_stack(Runtime&, Args args) {
  return args[1];
}

void append_block(Runtime& rt, Value& shown, const Value& block) {
  std::string all(as_str(shown).view());
  if (!all.ends_with('\n')) all += '\n';
  all += str(rt, block)->view();
  shown = text(rt, all);
}

Value format_record(Runtime& rt, Args args) {
  const Value &self = args[0], &record = args[1];
  set_field(rt, record, "message", call_method(rt, record, "getMessage"));
  if (truth(rt, call_method(rt, self, "usesTime")))
    set_field(rt, record, "asctime", call_method(rt, self, "formatTime", {record, getattr(rt, self, "datefmt")}));
  Value shown = call_method(rt, self, "formatMessage", {record});
  const Value exc_info = getattr(rt, record, "exc_info");
  if (truth(rt, exc_info) && !truth(rt, getattr(rt, record, "exc_text")))
    set_field(rt, record, "exc_text", call_method(rt, self, "formatException", {exc_info}));
  const Value exc_text = getattr(rt, record, "exc_text"), stack = getattr(rt, record, "stack_info");
  if (truth(rt, exc_text)) append_block(rt, shown, exc_text);
  if (truth(rt, stack)) append_block(rt, shown, call_method(rt, self, "formatStack", {stack}));
  return shown;
}

constexpr NativeMethod methods[] = {{"__init__", init_formatter},
                                    {"usesTime", uses_time, no_arguments()},
                                    {"formatTime", format_time_method},
                                    {"formatMessage", format_message, one_argument()},
                                    {"formatException", format_exception_method, one_argument()},
                                    {"formatStack", format_stack, one_argument()},
                                    {"format", format_record, one_argument()}};

}  // namespace

std::string_view default_format(Runtime& rt, std::string_view style) {
  if (style == "%") return "%(message)s";
  if (style == "{") return "{message}";
  if (style == "$") return "${message}";
  raise_value_error(rt, "Style must be one of: %,{,$");
}

Type* make_formatter_class(Runtime& rt) {
  return standard_state(rt).formatter =
             make_library_class(rt, {.name = "Formatter",
                                     .module = "logging",
                                     .methods = methods,
                                     .values = {{"default_time_format", text(rt, "%Y-%m-%d %H:%M:%S")},
                                                {"default_msec_format", text(rt, "%s,%03d")},
                                                {"converter", module_member(rt, "time", "localtime")}}});
}

Value default_formatter(Runtime& rt) {
  return call(rt, value_of(standard_state(rt).formatter));
}
Value new_formatter(Runtime& rt, const Value& format, const Value& date_format, const Value& style) {
  const Value values[] = {format, date_format, style};
  return call(rt, value_of(standard_state(rt).formatter), Args(values, 3));
}

}  // namespace orrery::script
