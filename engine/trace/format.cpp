#include "engine/trace/format.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "engine/trace/value_text.hpp"

namespace orrery::trace {

using event::Event;
using event::Id;
using event::Seq;

namespace {

constexpr auto columns = "{:>6}  {:>10}  {:>8}  {:>5}  {:<23}  {:<14}  {:<14}  {}";

std::string without_trailing_blanks(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

std::string id_text(Id id) {
  return id ? fmt::format("{} {}", to_string(id.sort()), id.ordinal()) : std::string();
}

std::string format_heading() {
  return fmt::format(fmt::runtime(columns), "event", "seconds", "cause", "line", "kind", "subject", "object", "what");
}

std::string format_event(const Trace& trace, Seq seq) {
  const Event& e = trace.at(seq);
  return without_trailing_blanks(fmt::format(fmt::runtime(columns), seq, fmt::format("{:.6f}", e.time),
                                             e.cause == event::no_seq ? "-" : fmt::format("<- {}", e.cause),
                                             e.line == 0 ? "-" : std::to_string(e.line), to_string(e.kind),
                                             id_text(e.subject), id_text(e.object), details_text(trace, e)));
}

}  // namespace orrery::trace
