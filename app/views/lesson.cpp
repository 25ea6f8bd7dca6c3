// What the lesson says at this moment: a remark, or a question whose answer the engine knows.

#include <fmt/format.h>

#include "app/views/inspector.hpp"
#include "app/views/linked.hpp"
#include "app/widgets/buttons.hpp"
#include "app/widgets/sign.hpp"
#include "app/widgets/text.hpp"

namespace orrery::views {

using namespace widgets;

namespace {

struct Sizes {
  float padding, choice, gap;
  explicit Sizes(const Pen& pen) : padding(pen.px(12)), choice(pen.px(30)), gap(pen.px(6)) {}
};

std::string_view words_of(const app::LessonView& lesson) {
  return lesson.question.empty() ? lesson.remark : lesson.question;
}

std::string_view verdict(const app::LessonView& lesson) {
  if (!lesson.right) return {};
  return lesson.chosen == lesson.right ? "Yes: that is what the loop does." : "Not quite: look what the loop does.";
}

float height_of(const Pen& pen, const app::LessonView& lesson, float width) {
  const Sizes sizes(pen);
  const float inside = width - 2 * sizes.padding;
  float height = 2 * sizes.padding + text_wrapped(pen, {}, inside, Type::body, 0, words_of(lesson), false);
  if (lesson.question.empty()) return height;
  height += static_cast<float>(lesson.choices.size()) * (sizes.choice + sizes.gap) + sizes.gap;
  if (lesson.right) height += line_height(pen, Type::small) + sizes.gap;
  return height;
}

// How a choice looks: open, right, wrongly chosen, or passed over.
Tone tone_of_choice(const app::LessonView& lesson, event::Id choice) {
  if (!lesson.right) return Tone::accent;
  if (choice == lesson.right) return Tone::running;
  return choice == lesson.chosen ? Tone::failed : Tone::done;
}

void draw_choice(const Pen& pen, const app::LessonView& lesson, std::size_t number, const Rect& cell,
                 app::Commands& commands) {
  const app::Choice& choice = lesson.choices[number];
  const Tone tone = tone_of_choice(lesson, choice.id);
  const Touch hand = touch(fmt::format("choice/{}", number).c_str(), cell);
  const bool open = !lesson.right;
  const bool passed = tone == Tone::done;
  pen.list->AddRectFilled(cell.min, cell.max,
                          with_alpha(pen.of(tone), open && hand.hovered ? 0.24F
                                                   : passed             ? 0.0F
                                                                        : 0.12F),
                          pen.px(6));
  pen.list->AddRect(cell.min, cell.max, with_alpha(pen.of(tone), passed ? 0.35F : 0.7F), pen.px(6));
  Rect left = cell.inset(pen.px(10), 0);
  if (!open && !passed)
    sign(pen, left.cut_right(pen.px(16)).centre(), pen.px(5), tone == Tone::running ? Tone::done : tone, pen.of(tone));
  text_in(pen, left, Type::small_strong,
          passed ? pen.theme().dim
          : open ? pen.theme().text
                 : pen.of(tone),
          choice.label);
  if (open && hand.clicked) commands(app::command::AnswerQuestion{choice.id});
  if (!open && hand.clicked) select(commands, choice.id);
}

void question_part(const Pen& pen, const app::LessonView& lesson, Rect left, app::Commands& commands) {
  const Sizes sizes(pen);
  left.cut_top(sizes.gap);
  for (std::size_t i = 0; i < lesson.choices.size(); ++i) {
    draw_choice(pen, lesson, i, left.cut_top(sizes.choice), commands);
    left.cut_top(sizes.gap);
  }
  if (lesson.right)
    text_in(pen, left.cut_top(line_height(pen, Type::small)), Type::small,
            lesson.chosen == lesson.right ? pen.theme().running : pen.theme().dim, verdict(lesson));
}

}  // namespace

void lesson_part(const Pen& pen, const app::View& view, Rect& box, app::Commands& commands) {
  const app::LessonView& lesson = view.lesson;
  if (words_of(lesson).empty()) return;
  const Sizes sizes(pen);
  const Rect card = box.cut_bottom(height_of(pen, lesson, box.width()));
  const Rect head = box.cut_bottom(heading_height(pen) + pen.px(10));
  box.cut_bottom(pen.px(8));
  heading(pen, head.min, "Lesson", lesson.count ? fmt::format("{} of {}", lesson.number, lesson.count) : std::string());
  const Tone tone = lesson.question.empty() ? Tone::ready : Tone::accent;
  pen.list->AddRectFilled(card.min, card.max, pen.theme().raised, pen.px(8));
  pen.list->AddRectFilled(card.min, Vec(card.min.x + pen.px(3), card.max.y), pen.of(tone), pen.px(8),
                          ImDrawFlags_RoundCornersLeft);
  Rect left = card.inset(sizes.padding);
  left.cut_top(text_wrapped(pen, left.min, left.width(), Type::body, pen.theme().text, words_of(lesson)));
  if (!lesson.question.empty()) question_part(pen, lesson, left, commands);
}

}  // namespace orrery::views
