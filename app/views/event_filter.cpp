#include <algorithm>
#include <array>
#include <sstream>

#include "app/views/events.hpp"
#include "engine/event/vocabulary.hpp"
#include "engine/model/narrate.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::views {

namespace {

constexpr event::Seq events_a_frame = 5000;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool contains(std::string_view text, const std::string& word) {
  return std::ranges::search(text, word, {}, lower).begin() != text.end();
}

}  // namespace

void EventFilter::set_words(const std::string& words) {
  std::vector<std::string> wanted;
  std::istringstream in(words);
  for (std::string word; in >> word;) {
    std::ranges::transform(word, word.begin(), lower);
    wanted.push_back(std::move(word));
  }
  if (wanted == words_) return;
  *this = {};
  words_ = std::move(wanted);
}

bool EventFilter::extend(const app::View& view) {
  const event::Seq size = view.trace.size();
  if (trace_ != &view.trace || size < count_) {
    found_.clear();
    count_ = 0;
  }
  trace_ = &view.trace;
  numbers_ = view.numbers;
  if (all()) {
    count_ = size;
    return false;
  }
  const event::Seq end = std::min<std::uint64_t>(size, std::uint64_t{count_} + events_a_frame);
  for (; count_ < end; ++count_)
    if (passes(view, count_)) found_.push_back(count_);
  return count_ < size;
}

bool EventFilter::passes(const app::View& view, event::Seq seq) const {
  const event::Event& event = view.trace.at(seq);
  if (event::is_detail(event.kind)) return detail_passes(view, event);
  const model::State& state = view.moment.state;
  const std::array<std::string, 5> texts{
      std::string(event::to_string(event.kind)), std::string(event::arg_word(event.kind, event.arg)),
      event.subject ? model::label(state, view.trace, event.subject) : "",
      event.object ? model::label(state, view.trace, event.object) : "", std::to_string(view.number(seq))};
  return std::ranges::all_of(words_, [&](const std::string& word) {
    return contains(view.trace.text(event), word) ||
           std::ranges::any_of(texts, [&](const std::string& text) { return contains(text, word); });
  });
}

bool EventFilter::detail_passes(const app::View& view, const event::Event& event) const {
  const bool has_value = event::describe(event.kind).shape == event::Shape::text_value;
  const std::string_view value = has_value ? view.trace.name(event.value.text.extra) : std::string_view();
  return std::ranges::all_of(words_, [&](const std::string& word) {
    return contains(event::to_string(event.kind), word) || contains(view.trace.text(event), word) ||
           contains(value, word);
  });
}

int EventFilter::row_of(event::Seq seq) const {
  if (all() && numbers_) return numbers_->count() == 0 ? -1 : static_cast<int>(numbers_->number(seq));
  if (all()) return static_cast<int>(std::min<std::int64_t>(seq, std::int64_t{count_} - 1));
  return static_cast<int>(std::ranges::upper_bound(found_, seq) - found_.begin()) - 1;
}

}  // namespace orrery::views
