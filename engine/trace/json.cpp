#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/trace/format.hpp"

namespace orrery::trace {

using event::Event;
using event::Seq;
using event::Shape;
using nlohmann::ordered_json;

namespace {

// "SelectReason" -> "select_reason"
std::string snake_case(std::string_view camel) {
  std::string snake;
  for (const char c : camel) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !snake.empty()) snake += '_';
    snake += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return snake;
}

// JSON has no infinities.
ordered_json number_json(double number) {
  if (std::isfinite(number)) return number;
  return std::isnan(number) ? "nan" : number > 0 ? "inf" : "-inf";
}

void add_arg(ordered_json& line, const Event& e) {
  const std::string_view arg = describe(e.kind).arg;
  if (arg == "exit_code") line["exit_code"] = e.arg;
  if (const std::string_view word = arg_word(e.kind, e.arg); !word.empty()) line[snake_case(arg)] = word;
}

void add_value(ordered_json& line, const Trace& trace, const Event& e) {
  const Shape shape = describe(e.kind).shape;
  if (shape == Shape::number) line["number"] = number_json(e.value.number);
  if (shape == Shape::integer) line["integer"] = e.value.integer;
  if (has_text(shape)) line["text"] = trace.text(e);
  if (shape == Shape::text_count) line["count"] = e.value.text.extra;
  if (shape == Shape::text_serial && e.value.text.extra) line["serial"] = e.value.text.extra;
  if (shape == Shape::text_file && e.value.text.extra) line["file"] = trace.name(e.value.text.extra);
  if (shape == Shape::text_value && e.value.text.extra) line["value"] = trace.name(e.value.text.extra);
  if (shape == Shape::text_source) line["source"] = trace.name(e.value.text.extra);
}

}  // namespace

std::string to_json(const Trace& trace, Seq seq) {
  const Event& e = trace.at(seq);
  ordered_json line;
  line["seq"] = seq;
  line["time"] = number_json(e.time);
  line["kind"] = to_string(e.kind);
  if (e.subject) line["subject"] = id_text(e.subject);
  if (e.object) line["object"] = id_text(e.object);
  add_arg(line, e);
  add_value(line, trace, e);
  if (e.cause != event::no_seq) line["cause"] = e.cause;
  if (e.line) line["line"] = e.line;
  return line.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace orrery::trace
