// What GLFW's keys are called here.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <string_view>

#include "app/shell/glfw_input.hpp"

namespace orrery::shell {
namespace {

struct Named {
  int glfw;
  Key key;
};
constexpr Named named[] = {
    {GLFW_KEY_ESCAPE, Key::escape},
    {GLFW_KEY_ENTER, Key::enter},
    {GLFW_KEY_KP_ENTER, Key::enter},
    {GLFW_KEY_TAB, Key::tab},
    {GLFW_KEY_BACKSPACE, Key::backspace},
    {GLFW_KEY_INSERT, Key::insert},
    {GLFW_KEY_DELETE, Key::del},
    {GLFW_KEY_LEFT, Key::left},
    {GLFW_KEY_RIGHT, Key::right},
    {GLFW_KEY_UP, Key::up},
    {GLFW_KEY_DOWN, Key::down},
    {GLFW_KEY_PAGE_UP, Key::page_up},
    {GLFW_KEY_PAGE_DOWN, Key::page_down},
    {GLFW_KEY_HOME, Key::home},
    {GLFW_KEY_END, Key::end},
};

Key named_key(int key) {
  for (const Named& n : named)
    if (n.glfw == key) return n.key;
  if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12) return static_cast<Key>(static_cast<int>(Key::f1) + key - GLFW_KEY_F1);
  return Key::none;
}

// The character on the key: by the user's layout where that is ASCII, else by the place of the key on a US keyboard.
int printable(int key, const char* name) {
  const bool plain = name && name[0] > ' ' && name[0] < 0x7f && name[1] == 0;
  const int c = plain ? name[0] : key;
  if (c >= 'a' && c <= 'z') return c - 'a' + 'A';
  return c >= ' ' && c < 0x7f ? c : 0;
}

bool is_foreign(const char* name) {
  return name && static_cast<unsigned char>(name[0]) >= 0x80;
}

}  // namespace

KeyChord chord_of(int key, int mods, bool repeat, const char* name) {
  KeyChord chord;
  chord.ctrl = (mods & (GLFW_MOD_CONTROL | GLFW_MOD_SUPER)) != 0;
  chord.shift = (mods & GLFW_MOD_SHIFT) != 0;
  chord.alt = (mods & GLFW_MOD_ALT) != 0;
  chord.repeat = repeat;
  chord.key = named_key(key);
  if (chord.key != Key::none) return chord;
  // Without Ctrl and Alt the character itself comes, by on_character; a letter beyond ASCII is of use for its place
  // only.
  if (chord.ctrl || chord.alt || is_foreign(name)) chord.key = static_cast<Key>(printable(key, name));
  return chord;
}

KeyChord chord_of_character(unsigned code, bool shift, bool repeat) {
  KeyChord chord;
  chord.repeat = repeat;
  if (code < ' ' || code >= 0x7f) return chord;
  const bool lower = code >= 'a' && code <= 'z';
  const bool letter = lower || (code >= 'A' && code <= 'Z');
  chord.key = static_cast<Key>(lower ? code - 'a' + 'A' : code);
  chord.shift = shift && (letter || code == ' ');  // of other characters Shift is a part
  return chord;
}

bool is_for_text(const KeyChord& chord) {
  if (chord.key >= Key::f1 && chord.key <= Key::f12) return false;
  if (chord.key == Key::escape) return false;  // the field ends its typing by itself; the program closes what is open
  if (!chord.ctrl) return true;
  constexpr std::string_view editing = "ACVXYZ";
  const auto code = static_cast<unsigned>(chord.key);
  if (code < 0x7f) return editing.find(static_cast<char>(code)) != std::string_view::npos;
  return chord.key != Key::enter;
}

}  // namespace orrery::shell
