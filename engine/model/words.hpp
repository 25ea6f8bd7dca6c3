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
  // `articles`: in sentences timers and callbacks of descriptors have a "the" before them, in lists they have not.
  enum class Articles : std::uint8_t { none, some };
  Words(const State& state, const trace::Trace& trace, Articles articles = Articles::none)
      : state_(state), trace_(trace), articles_(articles) {}

  Words& operator<<(std::string_view words) {
    if (words.empty()) return *this;
    if (!text_.empty() && !text_.back().id && text_.back().seq == no_seq)
      text_.back().text += words;
    else
      text_.push_back({std::string(words), {}, no_seq});
    return *this;
  }
  Words& operator<<(char c) { return *this << std::string_view(&c, 1); }
  Words& operator<<(Id id) {
    if (!id) return *this << "something";
    Piece name = link(state_, trace_, id);
    if (articles_ == Articles::some) *this << article_before(name);
    text_.push_back(std::move(name));
    return *this;
  }
  Text take() { return std::move(text_); }

 private:
  std::string_view article_before(const Piece& name) const;

  const State& state_;
  const trace::Trace& trace_;
  Text text_;
  Articles articles_;
};

}  // namespace orrery::model
