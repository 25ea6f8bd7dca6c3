// orrery_gallery DIR: writes every sheet in both themes as DIR/<sheet>-<theme>.png; orrery_gallery alone opens them in
// a window.
#include <cstdio>
#include <exception>
#include <string>

#include "app/shell/offscreen.hpp"
#include "app/shell/window.hpp"
#include "tests/app/gallery/gallery.hpp"

namespace {

using namespace orrery;

struct Sheet {
  const char* name;
  void (*draw)(shell::Frame&);
};
constexpr Sheet sheets[] = {
    {"things", gallery::draw_things}, {"controls", gallery::draw_controls}, {"texts", gallery::draw_texts}};

void write_sheets(const std::string& folder, float scale) {
  shell::Offscreen screen(static_cast<int>(1600 * scale), static_cast<int>(1000 * scale), shell::ThemeName::dark,
                          scale);
  for (const auto theme : {shell::ThemeName::dark, shell::ThemeName::light}) {
    screen.set_theme(theme);
    for (const Sheet& sheet : sheets) {
      for (int i = 0; i < 3; ++i) screen.draw(sheet.draw);
      write_png(screen.read(),
                folder + "/" + sheet.name + (theme == shell::ThemeName::dark ? "-dark.png" : "-light.png"));
    }
  }
}

int show() {
  std::size_t current = 0;
  shell::WindowOptions options;
  return shell::open_window(options, [&](shell::Frame& frame) {
    for (const shell::KeyChord& chord : frame.keys) {
      if (chord.key == shell::Key::right) current = (current + 1) % std::size(sheets);
      if (chord.is('T'))
        frame.theme = frame.theme == shell::ThemeName::dark ? shell::ThemeName::light : shell::ThemeName::dark;
      if (chord.is('Q')) frame.close = true;
      std::printf("%s%s\n", words_of(chord).c_str(), chord.repeat ? " again" : "");
    }
    for (const std::string& path : frame.dropped) std::printf("dropped %s\n", path.c_str());
    std::fflush(stdout);
    frame.title = std::string("Orrery: ") + sheets[current].name;
    sheets[current].draw(frame);
  });
}

}  // namespace

int main(int count, char** arguments) try {
  if (count < 2) return show();
  write_sheets(arguments[1], count > 2 ? std::stof(arguments[2]) : 1.0F);
  return 0;
} catch (const std::exception& problem) {
  std::fprintf(stderr, "orrery_gallery: %s\n", problem.what());
  return 1;
}
