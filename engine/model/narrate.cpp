#include "engine/model/narrate.hpp"

#include <fmt/format.h>

#include "engine/model/narration.hpp"

namespace orrery::model {
namespace {

using event::HandleRole;
using event::Kind;
using trace::Trace;

using Writer = Text (*)(const Scene&);

constexpr Writer headline_of[] = {
#define ORRERY_KIND(name, group, subject, object, arg, shape, says) headlines::name,
#include "engine/event/kinds.def"
};
constexpr Writer narrator_of[] = {
#define ORRERY_KIND(name, group, subject, object, arg, shape, says) narrators::name,
#include "engine/event/kinds.def"
};

Text write(const Writer (&writers)[event::kind_count], const Scene& scene) {
  if (scene.event.kind >= Kind::count_) return {};
  return writers[static_cast<std::size_t>(scene.event.kind)](scene);
}

}  // namespace

Text headline(const State& state, const Trace& trace, Seq seq) {
  if (seq >= trace.size()) return {};
  return write(headline_of, {state, state, trace, seq, trace.at(seq), Words::Articles::none});
}

Text narrate(const State& before, const State& after, const Trace& trace, Seq seq) {
  if (seq >= trace.size()) return {};
  return write(narrator_of, {before, after, trace, seq, trace.at(seq)});
}

Piece handle_at(const Scene& scene) {
  const auto role = scene.arg<HandleRole>();
  const bool of_task = scene.object().sort() == Sort::task;
  if (of_task && (role == HandleRole::step || role == HandleRole::wakeup))
    return {label(scene.after, scene.trace, scene.object()) + (role == HandleRole::step ? ".step" : ".wakeup"),
            scene.subject(), no_seq};
  return link(scene.after, scene.trace, scene.subject());
}

Words doer(const Scene& scene) {
  Words words = scene.say();
  const Handle* h = scene.running_handle();
  if (const Id task = scene.before.running.task)
    words << task;
  else if (h && h->role != HandleRole::step && h->role != HandleRole::wakeup)
    words << scene.before.running.handle;
  else
    words << (scene.articles == Words::Articles::some ? "The program" : "the program");
  return words;
}

std::string direction_words(event::Direction direction) {
  return direction == event::Direction::read ? "reading" : "writing";
}

}  // namespace orrery::model
