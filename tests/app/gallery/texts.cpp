#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "app/shell/root.hpp"
#include "app/widgets/code_view.hpp"
#include "app/widgets/rows.hpp"
#include "tests/app/gallery/gallery.hpp"

namespace orrery::gallery {
namespace {

using namespace widgets;

constexpr std::string_view source =
    "import asyncio\n\nasync def read_line(loop):\n    data = await loop.sock_recv(conn, 100)\n    return "
    "data.decode()  # "
    "bytes \xe2\x86\x92 str\n\nasync def ticker():\n    for n in range(3):\n        print('tick', n)\n        await "
    "asyncio.sleep(0.4)\n\nasyncio.run(main())\n";

// A few colours by searching for words; the real ones come from the lexer.
std::vector<SyntaxSpan> colours() {
  std::vector<SyntaxSpan> spans;
  const auto mark = [&](std::string_view word, Syntax syntax) {
    for (std::size_t i = source.find(word); i != source.npos; i = source.find(word, i + 1))
      spans.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + word.size()), syntax});
  };
  for (std::string_view w : {"import ", "async ", "def ", "await ", "for ", "return ", " in "})
    mark(w, Syntax::keyword);
  mark("'tick'", Syntax::string), mark("0.4", Syntax::number), mark("print", Syntax::builtin);
  mark("# bytes \xe2\x86\x92 str", Syntax::comment);
  std::sort(spans.begin(), spans.end(), [](const SyntaxSpan& a, const SyntaxSpan& b) { return a.begin < b.begin; });
  return spans;
}

void inspector(const Pen& outer, const Rect& box) {
  ImGui::SetCursorScreenPos(box.min);
  ImGui::BeginChild("inspector", {box.width(), box.height()});
  const Pen pen(outer.look);
  heading_row(pen, "inspector");
  key_value(pen, nullptr, {"result", "b'hello'", 0, true});
  key_value(pen, "created", {"created by", "reader, event 31", 0, false, true});
  key_value(pen, nullptr, {"awaited by", "task reader, and then a long list of other tasks that needs two lines"});
  separator(pen);
  heading_row(pen, "why", "chain of causes");
  chain_row(pen, "1", {"world sends 5 bytes to conn", "#44", Tone::waiting, true});
  chain_row(pen, "2", {"select woke: fd 7 readable", "#57", Tone::io});
  chain_row(pen, "3", {"reader callback of fd 7 runs, a line too long to fit", "#59", Tone::running});
  chain_row(pen, "4", {"reader.wakeup \xe2\x86\x92 ready queue", "#63", Tone::ready, false, true, true});
  separator(pen);
  heading_row(pen, "waits", "what would wake reader");
  const Piece pieces[] = {
      {"Nothing more is needed: its wake-up is second in the "}, {"ready queue", 0, 1}, {", for turn 5."}};
  const Vec at = ImGui::GetCursorScreenPos();
  rich_text(pen, "waits", at, ImGui::GetContentRegionAvail().x, pieces, false);
  ImGui::EndChild();
}

void samples(const Pen& pen, Vec at) {
  constexpr std::pair<Type, std::string_view> all[] = {
      {Type::display, "display 26"},
      {Type::title, "title 20"},
      {Type::strong, "strong 16"},
      {Type::body, "body 16"},
      {Type::small_strong, "small strong 14"},
      {Type::small, "small 14 \xe2\x86\x92 \xc3\x97 \xe2\x80\xa6 \xe2\x8f\x8e"},
      {Type::tiny, "tiny 13"},
      {Type::caps, "CAPS 12"},
      {Type::mono, "mono 15 \xe2\x86\x92 0O1lI"},
      {Type::mono_small, "mono small 13 \xe2\x8f\x8e \xe2\x90\xa3 \xc2\xb7"}};
  for (const auto& [type, words] : all) {
    text(pen, at, type, pen.theme().text, words);
    at.y += line_height(pen, type) + pen.px(4);
  }
}

}  // namespace

void draw_texts(shell::Frame& frame) {
  const shell::Root root(frame);
  const Pen pen(frame.look);
  const float m = pen.px(24);
  const auto syntax = colours();
  const LineMark marks[] = {{4, Tone::io, true, true, "reader"},
                            {10, Tone::timer, true, false, "ticker"},
                            {10, Tone::waiting},
                            {12, Tone::running}};
  const Squiggle squiggles[] = {{9, 9, 5, "print is not known"}};
  const int stops[] = {8};
  const Code code{source, syntax, marks, squiggles, stops};
  code_view(pen, "code", Rect::at({m, m}, pen.px(440), pen.px(300)), code);
  std::string text(source);
  code_editor(pen, "editor", Rect::at({m, pen.px(360)}, pen.px(440), pen.px(300)), text, code, frame.now < 0.1);
  inspector(pen, Rect::at({pen.px(520), m}, pen.px(330), pen.px(460)));
  const Piece sentence[] = {{"The callback stored the bytes: "},
                            {"F5", pen.theme().io, 1},
                            {" is now "},
                            {"finished", 0, -1, true},
                            {". Its done-callbacks, "},
                            {"reader.wakeup", pen.theme().ready, 2},
                            {" among them, go to the ready queue. Nothing has run yet."}};
  rich_text(pen, "sentence", {pen.px(520), pen.px(520)}, pen.px(600), sentence);
  samples(pen, {pen.px(900), m});
}

}  // namespace orrery::gallery
