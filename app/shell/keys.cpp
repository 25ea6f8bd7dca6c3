#include "app/shell/keys.hpp"

namespace orrery::shell {
namespace {

const char* name_of(Key key) {
  switch (key) {
    case Key::space:
      return "Space";
    case Key::escape:
      return "Esc";
    case Key::enter:
      return "Enter";
    case Key::tab:
      return "Tab";
    case Key::backspace:
      return "Backspace";
    case Key::insert:
      return "Insert";
    case Key::del:
      return "Delete";
    case Key::left:
      return "\xe2\x86\x90";
    case Key::right:
      return "\xe2\x86\x92";
    case Key::up:
      return "\xe2\x86\x91";
    case Key::down:
      return "\xe2\x86\x93";
    case Key::page_up:
      return "Page Up";
    case Key::page_down:
      return "Page Down";
    case Key::home:
      return "Home";
    case Key::end:
      return "End";
    default:
      return "";
  }
}

std::string words_of_key(Key key) {
  const auto code = static_cast<unsigned>(key);
  if (code > ' ' && code < 0x7f) return std::string(1, static_cast<char>(code));
  if (key >= Key::f1 && key <= Key::f12) return "F" + std::to_string(code - static_cast<unsigned>(Key::f1) + 1);
  return name_of(key);
}

}  // namespace

std::string words_of(const KeyChord& chord) {
  std::string words;
  if (chord.ctrl) words += "Ctrl+";
  if (chord.alt) words += "Alt+";
  if (chord.shift) words += "Shift+";
  return words + words_of_key(chord.key);
}

}  // namespace orrery::shell
