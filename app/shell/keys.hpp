#pragma once
// Shortcuts, free of the window library.

#include <cstdint>
#include <string>

namespace orrery::shell {

// Printable keys are their character on the user's keyboard layout, letters as capitals: Key{'B'}, Key{'['}, Key{'/'}.
enum class Key : std::uint16_t {
  none = 0,
  space = ' ',
  escape = 0x100,
  enter,
  tab,
  backspace,
  insert,
  del,
  left,
  right,
  up,
  down,
  page_up,
  page_down,
  home,
  end,
  f1,
  f2,
  f3,
  f4,
  f5,
  f6,
  f7,
  f8,
  f9,
  f10,
  f11,
  f12,
};

struct KeyChord {
  Key key = Key::none;
  bool ctrl = false;  // or Command
  bool shift = false;
  bool alt = false;
  bool repeat = false;  // the keyboard repeats a key that is held

  bool is(Key k) const { return key == k && !ctrl && !shift && !alt; }
  bool is(char k) const { return is(static_cast<Key>(k)); }
  friend bool operator==(const KeyChord&, const KeyChord&) = default;
};

// "Ctrl+Enter", "Shift+→", "B": as written in tooltips and the list of keys.
std::string words_of(const KeyChord& chord);

}  // namespace orrery::shell
