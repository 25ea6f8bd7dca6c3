// Words about lines and variables.
#include <fmt/format.h>

#include <algorithm>

#include "engine/model/narration.hpp"

namespace orrery::model {
namespace {

std::string value_of(const Scene& s, std::size_t length) {
  return shortened(s.trace.name(s.count()), length);
}

// "data = b'hello'" or "data has no value any more".
std::string variable(const Scene& s, std::size_t length) {
  return s.count() ? s.text() + " = " + value_of(s, length) : s.text() + " has no value any more";
}

// What was set in this frame since the line before, the last first: "numbers = [1], n = 2"; at most three.
std::string just_set(const Scene& s) {
  constexpr Seq farthest = 60;
  std::string words;
  int count = 0;
  for (Seq back = 1; back <= std::min(farthest, s.seq) && count < 3; ++back) {
    const event::Event& e = s.trace.at(s.seq - back);
    if (e.kind == event::Kind::line_reached) break;
    if (e.kind != event::Kind::local_set || e.subject != s.subject() || e.value.text.extra == 0) continue;
    words += fmt::format("{}{} = {}", count++ == 0 ? "" : ", ", s.trace.text(e),
                         shortened(s.trace.name(e.value.text.extra), 40));
  }
  return words;
}

}  // namespace

namespace headlines {

Text line_reached(const Scene& s) {
  Words words = s.say() << fmt::format("line {}", s.event.line);
  if (s.subject()) words << " of " << s.subject();
  return words.take();
}
Text call_begun(const Scene& s) {
  return (s.say() << s.subject() << " is called").take();
}
Text call_returned(const Scene& s) {
  return (s.say() << s.subject() << " returns " << s.text()).take();
}
Text call_raised(const Scene& s) {
  return (s.say() << s.subject() << " raises " << s.text()).take();
}
Text local_set(const Scene& s) {
  return (s.say() << variable(s, 40)).take();
}
Text values_left_out(const Scene&) {
  return {{"lines and values are left out", {}, no_seq}};
}

}  // namespace headlines

namespace narrators {

Text line_reached(const Scene& s) {
  Words words = s.say() << fmt::format("Line {} is next", s.event.line);
  if (s.subject()) words << ", in " << s.subject();
  words << '.';
  if (const std::string set = just_set(s); !set.empty()) words << " Now " << set << '.';
  return words.take();
}

Text call_begun(const Scene& s) {
  Words words = s.say() << s.subject() << " is called";
  if (s.object()) words << " by " << s.object();
  return (words << ". It is a plain function: it runs to its end before anything else can happen.").take();
}

Text call_returned(const Scene& s) {
  return (s.say() << s.subject() << " returns " << s.text() << '.').take();
}

Text call_raised(const Scene& s) {
  return (s.say() << "The exception " << s.text() << " leaves " << s.subject() << '.').take();
}

Text local_set(const Scene& s) {
  Words words = s.say() << "The variable " << variable(s, 60);
  if (s.subject()) words << ", in " << s.subject();
  return (words << '.').take();
}

Text values_left_out(const Scene& s) {
  return (s.say() << fmt::format(
              "The program has run {} lines in a row and nothing else happened. From here on its lines "
              "and values are left out, until something does.",
              s.event.value.integer))
      .take();
}

}  // namespace narrators
}  // namespace orrery::model
