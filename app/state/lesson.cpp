#include "app/state/lesson.hpp"

#include <algorithm>

#include "engine/event/vocabulary.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::app {
namespace {

constexpr event::Seq remark_lasts = 6;  // events that a remark stays beyond its own
constexpr std::size_t most_choices = 3;

}  // namespace

Lesson::Lesson(const trace::Trace& trace, std::vector<LessonEntry> entries) : trace_(&trace) {
  for (LessonEntry& entry : entries) entries_.push_back({std::move(entry)});
}

bool Lesson::fits(const LessonEntry& entry, const event::Event& event) const {
  if (entry.kind != event.kind) return false;
  if (!entry.text.empty() && trace_->text(event).find(entry.text) == std::string_view::npos) return false;
  return entry.arg.empty() || entry.arg == event::arg_word(event.kind, event.arg);
}

void Lesson::extend() {
  for (const event::Seq end = trace_->size(); seen_ < end; ++seen_)
    for (Placed& placed : entries_)
      if (placed.seq == event::no_seq && fits(placed.entry, trace_->at(seen_)) && ++placed.seen == placed.entry.nth)
        placed.seq = seen_;
}

// Events from one to another, lines and variables not counted; more than a remark lasts need not be counted.
event::Seq Lesson::since(event::Seq from, event::Seq to) const {
  event::Seq count = 0;
  for (event::Seq seq = from; seq < to && count <= remark_lasts; ++seq)
    count += !event::is_detail(trace_->at(seq + 1).kind);
  return count;
}

const Lesson::Placed* Lesson::current(event::Seq cursor) const {
  const Placed* best = nullptr;
  for (const Placed& placed : entries_)
    if (placed.seq <= cursor && (!best || placed.seq >= best->seq)) best = &placed;
  return best && since(best->seq, cursor) <= (best->entry.asks ? 0 : remark_lasts) ? best : nullptr;
}

// The handles that run next, each name once, in an order that gives nothing away.
void Lesson::offer(event::Seq seq) {
  if (offered_ == seq) return;
  offered_ = seq;
  choices_.clear();
  right_ = {};
  for (event::Seq i = seq + 1; i < trace_->size() && choices_.size() < most_choices; ++i) {
    const event::Event& event = trace_->at(i);
    if (event.kind != event::Kind::handle_begin) continue;
    const std::string label(trace_->text(event));
    const auto same = [&](const Choice& c) { return c.label == label; };
    if (std::any_of(choices_.begin(), choices_.end(), same)) continue;
    if (choices_.empty()) right_ = event.subject;
    choices_.push_back({event.subject, label});
  }
  std::sort(choices_.begin(), choices_.end(), [](const Choice& a, const Choice& b) { return a.label < b.label; });
}

LessonView Lesson::at(event::Seq cursor) {
  LessonView view{};
  view.count = static_cast<unsigned>(entries_.size());
  for (const Placed& placed : entries_) view.number += placed.seq <= cursor;
  const Placed* placed = current(cursor);
  if (!placed) return view;
  if (!placed->entry.asks) {
    view.remark = placed->entry.words;
    return view;
  }
  offer(placed->seq);
  if (choices_.size() < 2) return view;
  view.question = placed->entry.words;
  view.choices = choices_;
  view.chosen = placed->chosen;
  if (placed->chosen) view.right = right_;
  return view;
}

event::Seq Lesson::barrier(event::Seq cursor) const {
  event::Seq first = event::no_seq;
  for (const Placed& placed : entries_)
    if (placed.entry.asks && !placed.chosen && placed.seq >= cursor) first = std::min(first, placed.seq);
  return first;
}

bool Lesson::speaks_at(event::Seq seq) const {
  return std::any_of(entries_.begin(), entries_.end(), [&](const Placed& p) { return p.seq == seq; });
}

void Lesson::answer(event::Seq cursor, event::Id choice) {
  for (Placed& placed : entries_)
    if (placed.entry.asks && placed.seq == cursor && !placed.chosen) placed.chosen = choice;
}

std::vector<std::string> Lesson::unmatched() const {
  std::vector<std::string> words;
  for (const Placed& placed : entries_)
    if (placed.seq == event::no_seq) words.push_back(placed.entry.words);
  return words;
}

}  // namespace orrery::app
