// Small helpers with which sentences are put together. Inside of engine/model only.
#pragma once

#include <string>
#include <string_view>

#include "engine/model/narrate.hpp"

namespace orrery::model {

// "1 handle", "3 handles", "no handles".
std::string count_of(std::uint64_t count, std::string_view thing);
// "first", "second", … "tenth", "11th", "21st".
std::string ordinal_word(std::uint64_t number);
// At most `length` characters of a text, with … where it was cut; line ends become blanks at the end of it.
std::string shortened(std::string_view text, std::size_t length = 60);

// A text being put together: words and names of things.
class Words {
 public:
  Words(const State& state, const trace::Trace& trace) : state_(state), trace_(trace) {}

  Words& operator<<(std::string_view words) {
    if (!text_.empty() && !text_.back().id && text_.back().seq == no_seq)
      text_.back().text += words;
    else
      text_.push_back({std::string(words), {}, no_seq});
    return *this;
  }
  Words& operator<<(char c) { return *this << std::string_view(&c, 1); }
  Words& operator<<(Id id) {
    if (!id) return *this << "something";
    text_.push_back(link(state_, trace_, id));
    return *this;
  }
  Text take() { return std::move(text_); }

 private:
  const State& state_;
  const trace::Trace& trace_;
  Text text_;
};

}  // namespace orrery::model
