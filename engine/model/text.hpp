// Sentences about a run in which the names of things are links.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/event/id.hpp"

namespace orrery::model {

// A stretch of text; with an id it is the name of that thing, with a seq a reference to that event.
struct Piece {
  std::string text;
  event::Id id;
  event::Seq seq = event::no_seq;
  friend bool operator==(const Piece&, const Piece&) = default;
};

using Text = std::vector<Piece>;

// The words without the links.
std::string plain(const Text& text);

}  // namespace orrery::model
