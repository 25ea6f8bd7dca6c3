// The one description of every kind of event. Text (`--events`), JSON, docs/events.md and the inspector read it.
#pragma once

#include <span>
#include <string_view>

#include "engine/event/event.hpp"

namespace orrery::event {

enum class Kind : std::uint8_t {
#define ORRERY_KIND(name, group, subject, object, arg, shape, says) name,
#include "engine/event/kinds.def"
  count_
};

constexpr std::size_t kind_count = static_cast<std::size_t>(Kind::count_);

// How `Event::value` is to be read.
enum class Shape : std::uint8_t { none, number, integer, text, text_count, text_serial, text_file, text_source, text_value };
enum class Group : std::uint8_t { program, loop, handle, future, task, coroutine, socket, world, frame };

struct Description {
  Kind kind;
  std::string_view name;
  Group group;
  std::string_view subject;  // a Sort's name, "any" or "none"
  std::string_view object;
  std::string_view arg;      // the name of the enum in `arg`, "exit_code" or "none"
  Shape shape;
  std::string_view says;
};

// The row of a kind. Precondition: kind < Kind::count_.
const Description& describe(Kind kind) noexcept;
std::span<const Description> vocabulary() noexcept;

// Whether it tells of lines and variables: such events come between those that every run has.
constexpr bool is_detail(Kind kind) noexcept { return kind >= Kind::line_reached && kind <= Kind::values_left_out; }

std::string_view to_string(Kind) noexcept;
std::string_view to_string(Sort) noexcept;
std::string_view to_string(Group) noexcept;
// The word for `arg` of an event of this kind: "next_timer", "send", … ; empty where the kind has none.
std::string_view arg_word(Kind, std::uint8_t arg) noexcept;

constexpr bool has_text(Shape s) { return s >= Shape::text; }
// Whether `extra` is the name of another text, or 0.
constexpr bool has_two_texts(Shape s) { return s >= Shape::text_file; }

}  // namespace orrery::event
