// Words about lines and variables.
#include <fmt/format.h>

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
  return (words << '.').take();
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
