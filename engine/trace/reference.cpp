// docs/events.md, from the vocabulary.
#include <fmt/format.h>

#include <vector>

#include "engine/trace/format.hpp"

namespace orrery::trace {

using event::Description;
using event::Group;
using event::Shape;

namespace {

constexpr std::string_view introduction = R"(# The events of a run

Everything that happens in a run is an event. `orrery run FILE --events` prints one line for each; the window shows the
same events as pictures and sentences. This file is made from `engine/event/kinds.def`, and a test compares the two.

## How to read a line

```
{heading}
{example}
```

| column | what it says |
|---|---|
| event | the sequence number: the first event of a run is 0 |
| seconds | the time on the run's clock; under the virtual clock running code takes no time, so many events share one |
| cause | the event that made this one happen; follow it again and again and you know why. A dash: nothing in the run did |
| line | the line of the program that was being executed; a dash: none |
| kind | what happened: the tables below |
| subject, object | the things it happened to. Each has a number within its sort, in order of creation; the same run gives the same numbers every time |
| what | a word, a text in double quotes, a number, as the tables below say. `count` follows texts that stand for bytes, `serial` is the number of a done-callback, `file` the file of a C++ coroutine, `value` the repr of a variable |

The example: event 63 happened one second into the run, because of event 61, while line 4 was executed. The wake-up of task 2 went
to the tail of the ready queue as handle 12; it is the done-callback with the serial number 2.

A text in quotes shows `"`, `\` and control characters escaped with a backslash. Times of the value are seconds, `inf` is for ever.
)";

constexpr std::string_view example =
    "    63    1.000000     <- 61      4  handle_scheduled         handle 12       task 2          wakeup "
    "\"reader.wakeup\" "
    "serial 2";

struct Section {
  Group group;
  std::string_view title;
};
constexpr Section sections[] = {
    {Group::program, "The program"}, {Group::loop, "The loop"},
    {Group::handle, "Handles"},      {Group::future, "Futures"},
    {Group::task, "Tasks"},          {Group::coroutine, "Coroutines and generators"},
    {Group::socket, "Sockets"},      {Group::world, "The world: the other end"},
    {Group::frame, "Lines and variables"},
};

std::string_view dash_if_none(std::string_view word) {
  return word == "none" ? "–" : word;
}

// All words that arg can be.
std::string arg_words(const Description& row) {
  if (row.arg == "exit_code") return "exit code";
  std::string words;
  for (std::uint8_t arg = 0; arg < 32; ++arg) {
    const std::string_view word = arg_word(row.kind, arg);
    if (!word.empty() && word != "?") words += fmt::format("{}{}", words.empty() ? "" : ", ", word);
  }
  return words.empty() ? "–" : words;
}

std::string_view value_words(Shape shape) {
  switch (shape) {
    case Shape::none:
      return "–";
    case Shape::number:
      return "seconds";
    case Shape::integer:
      return "integer";
    case Shape::text:
      return "text";
    case Shape::text_count:
      return "text, count";
    case Shape::text_serial:
      return "text, serial";
    case Shape::text_file:
      return "text, file";
    case Shape::text_source:
      return "text";
    case Shape::text_value:
      return "text, value";
  }
  return "–";
}

std::string table_row(const Description& row) {
  return fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", row.name, dash_if_none(row.subject),
                     dash_if_none(row.object), arg_words(row), value_words(row.shape), row.says);
}

std::string section_text(const Section& section) {
  std::string text =
      fmt::format("\n## {}\n\n| kind | subject | object | word | value | what it says |\n|---|---|---|---|---|---|\n",
                  section.title);
  for (const Description& row : event::vocabulary())
    if (row.group == section.group) text += table_row(row);
  return text;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  return text.replace(text.find(what), what.size(), with);
}

}  // namespace

std::string events_document() {
  std::string text = replaced(std::string(introduction), "{heading}", format_heading());
  text = replaced(std::move(text), "{example}", example);
  for (const Section& section : sections) text += section_text(section);
  return text;
}

}  // namespace orrery::trace
