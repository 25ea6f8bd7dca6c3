#pragma once
// Glyphs of Fork Awesome, UTF-8, by what they are used for.

namespace orrery::widgets::icons {

inline constexpr const char* play = "\xef\x81\x8b";           // U+F04B
inline constexpr const char* pause = "\xef\x81\x8c";          // U+F04C
inline constexpr const char* stop = "\xef\x81\x8d";           // U+F04D
inline constexpr const char* backward = "\xef\x81\x8a";       // U+F04A
inline constexpr const char* forward = "\xef\x81\x8e";        // U+F04E
inline constexpr const char* to_start = "\xef\x81\x88";       // U+F048
inline constexpr const char* to_end = "\xef\x81\x91";         // U+F051
inline constexpr const char* to_first = "\xef\x81\x89";       // U+F049
inline constexpr const char* to_last = "\xef\x81\x90";        // U+F050
inline constexpr const char* search = "\xef\x80\x82";         // U+F002
inline constexpr const char* check = "\xef\x80\x8c";          // U+F00C
inline constexpr const char* cross = "\xef\x80\x8d";          // U+F00D
inline constexpr const char* gear = "\xef\x80\x93";           // U+F013
inline constexpr const char* clock = "\xef\x80\x97";          // U+F017
inline constexpr const char* refresh = "\xef\x80\xa1";        // U+F021
inline constexpr const char* tag = "\xef\x80\xab";            // U+F02B
inline constexpr const char* book = "\xef\x80\xad";           // U+F02D
inline constexpr const char* bookmark = "\xef\x80\xae";       // U+F02E
inline constexpr const char* camera = "\xef\x80\xb0";         // U+F030
inline constexpr const char* pencil = "\xef\x81\x80";         // U+F040
inline constexpr const char* arrow_left = "\xef\x81\xa0";     // U+F060
inline constexpr const char* arrow_right = "\xef\x81\xa1";    // U+F061
inline constexpr const char* level_down = "\xef\x85\x89";     // U+F149
inline constexpr const char* level_up = "\xef\x85\x88";       // U+F148
inline constexpr const char* plus = "\xef\x81\xa7";           // U+F067
inline constexpr const char* eye = "\xef\x81\xae";            // U+F06E
inline constexpr const char* warning = "\xef\x81\xb1";        // U+F071
inline constexpr const char* chevron_left = "\xef\x81\x93";   // U+F053
inline constexpr const char* chevron_right = "\xef\x81\x94";  // U+F054
inline constexpr const char* chevron_up = "\xef\x81\xb7";     // U+F077
inline constexpr const char* chevron_down = "\xef\x81\xb8";   // U+F078
inline constexpr const char* question = "\xef\x81\x99";       // U+F059
inline constexpr const char* info = "\xef\x81\x9a";           // U+F05A
inline constexpr const char* ban = "\xef\x81\x9e";            // U+F05E
inline constexpr const char* circle = "\xef\x84\x91";         // U+F111
inline constexpr const char* circle_hollow = "\xef\x84\x8c";  // U+F10C
inline constexpr const char* exchange = "\xef\x83\xac";       // U+F0EC
inline constexpr const char* bolt = "\xef\x83\xa7";           // U+F0E7
inline constexpr const char* hourglass = "\xef\x89\x94";      // U+F254
inline constexpr const char* plug = "\xef\x87\xa6";           // U+F1E6
inline constexpr const char* sun = "\xef\x86\x85";            // U+F185
inline constexpr const char* moon = "\xef\x86\x86";           // U+F186
inline constexpr const char* folder = "\xef\x81\xbc";         // U+F07C
inline constexpr const char* graduation = "\xef\x86\x9d";     // U+F19D
inline constexpr const char* keyboard = "\xef\x84\x9c";       // U+F11C
inline constexpr const char* list = "\xef\x80\xba";           // U+F03A
inline constexpr const char* crosshairs = "\xef\x81\x9b";     // U+F05B
inline constexpr const char* link = "\xef\x83\x81";           // U+F0C1

// All of them: only these are loaded.
inline constexpr const char* all[] = {
    play,    pause,         stop,          backward,   forward,      to_start,    to_end,     to_first,
    to_last, search,        check,         cross,      gear,         clock,       refresh,    tag,
    book,    bookmark,      camera,        pencil,     arrow_left,   arrow_right, plus,       eye,
    warning, chevron_left,  chevron_right, chevron_up, chevron_down, question,    info,       ban,
    circle,  circle_hollow, exchange,      bolt,       hourglass,    plug,        sun,        moon,
    folder,  graduation,    keyboard,      list,       crosshairs,   link,        level_down, level_up};

}  // namespace orrery::widgets::icons
