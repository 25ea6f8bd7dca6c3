#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

#include "app/shell/glfw_input.hpp"

namespace orrery::shell {
namespace {

TEST(KeyChord, IsWrittenAsPeopleWriteIt) {
  EXPECT_EQ(words_of({Key::enter, true}), "Ctrl+Enter");
  EXPECT_EQ(words_of({Key::right, false, true}), "Shift+\xe2\x86\x92");
  EXPECT_EQ(words_of({Key{'B'}}), "B");
  EXPECT_EQ(words_of({Key{'['}}), "[");
  EXPECT_EQ(words_of({Key::space}), "Space");
  EXPECT_EQ(words_of({Key::f12}), "F12");
}

TEST(KeyChord, IsOnlyItselfWithoutModifiers) {
  EXPECT_TRUE((KeyChord{Key{'B'}}.is('B')));
  EXPECT_FALSE((KeyChord{Key{'B'}, true}.is('B')));
  EXPECT_TRUE((KeyChord{Key::home}.is(Key::home)));
}

TEST(GlfwKeys, NamedKeysComeWithTheirModifiers) {
  EXPECT_EQ(chord_of(GLFW_KEY_RIGHT, GLFW_MOD_CONTROL | GLFW_MOD_SHIFT, true, nullptr),
            (KeyChord{Key::right, true, true, false, true}));
  EXPECT_EQ(chord_of(GLFW_KEY_KP_ENTER, GLFW_MOD_CONTROL, false, nullptr), (KeyChord{Key::enter, true}));
  EXPECT_EQ(chord_of(GLFW_KEY_F1, 0, false, nullptr), KeyChord{Key::f1});
}

TEST(GlfwKeys, PrintableKeysComeAsCharactersOnce) {
  EXPECT_EQ(chord_of(GLFW_KEY_B, 0, false, "b").key, Key::none);
  EXPECT_EQ(chord_of_character('b', false, false), KeyChord{Key{'B'}});
  EXPECT_EQ(chord_of_character('B', true, false), (KeyChord{Key{'B'}, false, true}));
  EXPECT_EQ(chord_of_character('/', true, false), KeyChord{Key{'/'}});  // Shift+7 on some keyboards: still a slash
  EXPECT_EQ(chord_of_character(' ', false, false), KeyChord{Key::space});
}

TEST(GlfwKeys, WithCtrlTheLayoutDecides) {
  EXPECT_EQ(chord_of(GLFW_KEY_Y, GLFW_MOD_CONTROL, false, "z"), (KeyChord{Key{'Z'}, true}));
}

TEST(GlfwKeys, LettersBeyondAsciiStandForTheirPlace) {
  EXPECT_EQ(chord_of(GLFW_KEY_LEFT_BRACKET, 0, false, "\xc3\xbc"), KeyChord{Key{'['}});
  EXPECT_EQ(chord_of_character(0xfc, false, false).key, Key::none);
}

TEST(GlfwKeys, ATextFieldKeepsWhatItEditsWith) {
  for (const KeyChord& chord : {KeyChord{Key{'B'}}, KeyChord{Key::space}, KeyChord{Key::left, true},
                                KeyChord{Key{'V'}, true}, KeyChord{Key::enter}, KeyChord{Key::home}})
    EXPECT_TRUE(is_for_text(chord)) << words_of(chord);
  for (const KeyChord& chord : {KeyChord{Key::enter, true}, KeyChord{Key::f1}, KeyChord{Key{'S'}, true}})
    EXPECT_FALSE(is_for_text(chord)) << words_of(chord);
}

}  // namespace
}  // namespace orrery::shell
