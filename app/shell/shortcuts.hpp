#pragma once
// The keys and what they ask for: one table for the keyboard, the list of keys and the tests.

#include <optional>
#include <string_view>
#include <vector>

#include "app/shell/keys.hpp"
#include "app/state/command.hpp"

namespace orrery::shell {

// Keys that mean something to a pane rather than to the program as a whole.
enum class PaneKey : std::uint8_t { none, search, close };

struct Shortcut {
  KeyChord chord;
  std::string_view group;  // of the list of keys; rows of a group follow each other
  std::string_view words;  // what it does
  std::optional<app::Command> command;
  PaneKey pane = PaneKey::none;  // set where there is no command
};

// All of them, in the order of the list.
const std::vector<Shortcut>& shortcuts();
// The one of this chord, whether the key repeats or not; null if there is none.
const Shortcut* shortcut_for(const KeyChord& chord);

}  // namespace orrery::shell
