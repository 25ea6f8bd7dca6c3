// Pieces of text that flow over lines, some of them links.
#include <cmath>
#include <cstdio>
#include <vector>

#include "app/widgets/rows.hpp"

namespace orrery::widgets {
namespace {

// One unbreakable run of letters of one piece, placed.
struct Word {
  std::string_view text;
  std::size_t piece;
  Vec at;
  float width;
};

Type type_of(const Piece& piece, bool big) {
  if (piece.mono) return big ? Type::mono : Type::mono_small;
  if (piece.strong) return big ? Type::strong : Type::small_strong;
  return big ? Type::body : Type::small;
}

// The next word of `text` with the spaces before it.
std::string_view next_word(std::string_view text) {
  std::size_t i = text.find_first_not_of(' ');
  if (i == std::string_view::npos) return text;
  i = text.find(' ', i);
  return text.substr(0, i);
}

class Flow {
 public:
  Flow(const Pen& pen, float width, bool big) : pen_(pen), width_(width), big_(big) {
    step_ = line_height(pen, big ? Type::body : Type::small);
  }

  void add(const Piece& piece, std::size_t index) {
    std::string_view rest = piece.text;
    while (!rest.empty()) {
      const std::string_view word = next_word(rest);
      place(word, piece, index);
      rest.remove_prefix(word.size());
    }
  }

  float height() const { return words.empty() ? 0 : y_ + step_; }
  float step() const { return step_; }
  std::vector<Word> words;

 private:
  void place(std::string_view word, const Piece& piece, std::size_t index) {
    const Type type = type_of(piece, big_);
    float wide = text_size(pen_, type, word).x;
    if (x_ > 0 && x_ + wide > width_) {
      x_ = 0;
      y_ += step_;
    }
    if (x_ == 0) {
      while (!word.empty() && word.front() == ' ') word.remove_prefix(1);
      wide = text_size(pen_, type, word).x;
    }
    if (word.empty()) return;
    words.push_back({word, index, {x_, y_ + (step_ - pen_.face(type).size) / 2}, wide});
    x_ += wide;
  }

  const Pen& pen_;
  float width_;
  bool big_;
  float step_ = 0;
  float x_ = 0;
  float y_ = 0;
};

Flow flow_of(const Pen& pen, float width, std::span<const Piece> pieces, bool big) {
  Flow flow(pen, width, big);
  for (std::size_t i = 0; i < pieces.size(); ++i) flow.add(pieces[i], i);
  return flow;
}

// Which piece the mouse is on and whether it is clicked: every word of a link is an item, the first carries the link's
// own name.
void touch_links(const char* id, Vec at, std::span<const Piece> pieces, const Flow& flow, RichResult& result) {
  std::size_t last = pieces.size();
  int number = -1;
  int part = 0;
  for (const Word& word : flow.words) {
    const int link = pieces[word.piece].link;
    if (link < 0) continue;
    if (word.piece != last) ++number, part = 0;
    last = word.piece;
    char name[64];
    std::snprintf(name, sizeof name, part == 0 ? "%s/%d" : "%s/%d.%d", id, number, part);
    ++part;
    const Touch t = touch(name, Rect::at(at + Vec(word.at.x, word.at.y), word.width, flow.step()));
    if (t.hovered) result.hovered = link;
    if (t.clicked) result.clicked = link;
  }
}

}  // namespace

RichResult rich_text(const Pen& pen, const char* id, Vec at, float width, std::span<const Piece> pieces, bool big) {
  const Flow flow = flow_of(pen, width, pieces, big);
  RichResult result{flow.height()};
  touch_links(id, at, pieces, flow, result);
  const Theme& theme = pen.theme();
  for (const Word& word : flow.words) {
    const Piece& piece = pieces[word.piece];
    ImU32 color = piece.color ? piece.color : piece.link >= 0 ? theme.accent : theme.text;
    const Type type = type_of(piece, big);
    const Vec place = at + word.at;
    text(pen, place, type, color, word.text);
    if (piece.link < 0) continue;
    const bool lit = result.hovered == piece.link;
    const float y = std::round(place.y + pen.face(type).size * 1.02F);
    const float lead =
        text_size(pen, type, word.text.substr(0, std::min(word.text.size(), word.text.find_first_not_of(' ')))).x;
    pen.list->AddRectFilled({place.x + lead, y}, {place.x + word.width, y + pen.px(1)},
                            with_alpha(color, lit ? 1.0F : 0.35F));
  }
  if (result.hovered >= 0) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  return result;
}

float rich_text_height(const Pen& pen, float width, std::span<const Piece> pieces, bool big) {
  return flow_of(pen, width, pieces, big).height();
}

}  // namespace orrery::widgets
