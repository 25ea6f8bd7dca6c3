#include "engine/trace/value_text.hpp"

#include <fmt/format.h>

namespace orrery::trace {

using event::Event;
using event::Shape;

namespace {

std::string escaped(char c) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      break;
  }
  const auto code = static_cast<unsigned char>(c);
  return code < 0x20 || code == 0x7f ? fmt::format("\\x{:02x}", code) : std::string(1, c);
}

std::string arg_text(const Event& e) {
  const std::string_view arg = describe(e.kind).arg;
  if (arg == "none") return {};
  return arg == "exit_code" ? fmt::format("exit code {}", e.arg) : std::string(arg_word(e.kind, e.arg));
}

std::string value_text(const Trace& trace, const Event& e) {
  switch (describe(e.kind).shape) {
    case Shape::none:
      return {};
    case Shape::number:
      return fmt::format("{} s", e.value.number);
    case Shape::integer:
      return std::to_string(e.value.integer);
    default:
      break;
  }
  std::string text = e.value.text.text ? quoted(trace.text(e)) : std::string();
  const Shape shape = describe(e.kind).shape;
  if (shape == Shape::text_count) text += fmt::format("{}count {}", text.empty() ? "" : " ", e.value.text.extra);
  if (shape == Shape::text_serial && e.value.text.extra)
    text += fmt::format("{}serial {}", text.empty() ? "" : " ", e.value.text.extra);
  if (shape == Shape::text_value && e.value.text.extra)
    text += fmt::format("{}value {}", text.empty() ? "" : " ", quoted(trace.name(e.value.text.extra)));
  if (shape == Shape::text_file && e.value.text.extra)
    text += fmt::format("{}file {}", text.empty() ? "" : " ", quoted(trace.name(e.value.text.extra)));
  return text;
}

}  // namespace

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) result += escaped(c);
  return result + '"';
}

std::string details_text(const Trace& trace, const Event& event) {
  std::string arg = arg_text(event);
  std::string value = value_text(trace, event);
  return arg.empty() || value.empty() ? arg + value : arg + ' ' + value;
}

}  // namespace orrery::trace
