// What caused an event, and what it caused.
#include "engine/event/vocabulary.hpp"
#include "engine/model/queries.hpp"

namespace orrery::model {

using event::Event;
using trace::Trace;

std::vector<Seq> why(const Trace& trace, Seq seq, std::size_t limit) {
  std::vector<Seq> chain;
  while (seq < trace.size() && chain.size() < limit) {
    chain.push_back(seq);
    const Seq cause = trace.at(seq).cause;
    if (cause >= seq) break;  // none, or nonsense: a cause comes before its effect
    seq = cause;
  }
  return chain;
}

// Per event: its first and last effect, and the next effect of its own cause.
void Effects::extend() {
  const Seq size = trace_->size();
  const Seq known = static_cast<Seq>(first_.size());
  for (auto* links : {&first_, &last_, &next_}) links->resize(size, no_seq);
  for (Seq seq = known; seq < size; ++seq) {
    const Seq cause = trace_->at(seq).cause;
    if (cause >= seq || event::is_detail(trace_->at(seq).kind)) continue;
    (first_[cause] == no_seq ? first_[cause] : next_[last_[cause]]) = seq;
    last_[cause] = seq;
  }
}

std::vector<Seq> Effects::of(Seq seq) {
  std::vector<Seq> effects;
  for (Seq effect = first(seq); effect != no_seq; effect = next_[effect]) effects.push_back(effect);
  return effects;
}

Seq Effects::first(Seq seq) {
  extend();
  return seq < first_.size() ? first_[seq] : no_seq;
}

}  // namespace orrery::model
