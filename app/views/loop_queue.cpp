#include <algorithm>
#include <utility>

#include "app/views/loop_sections.hpp"

namespace orrery::views::loop {
namespace {

using widgets::Rect;

constexpr std::size_t most_shown = 40;

// Which places of the queue are shown: the first ones, and the tail, where new ones arrive.
struct Shown {
  std::size_t head = 0;    // this many from the front
  std::size_t hidden = 0;  // then so many are only counted
  bool tail = false;       // then the last one
};

Shown choose(std::size_t size, std::size_t room) {
  if (size <= room) return {size, 0, false};
  const std::size_t head = room > 2 ? room - 2 : 1;
  return {head, size - head - 1, true};
}

class Writer {
 public:
  Writer(const Scope& scope, Rect column, float step, float height)
      : scope_(scope), column_(column), step_(step), height_(height) {}

  void chip(event::Id id, std::size_t place) {
    Item item = handle_item(scope_, id, next());
    item.badge = std::to_string(place + 1);
    item.compact = height_ < scope_.sizes.chip;
    scope_.scene.items.push_back(std::move(item));
  }
  void hidden(std::size_t count) { scope_.more(next(), 0, "+ " + counted(count, "handle")); }
  // The line between what runs in this turn and what waits for the next.
  void divider() {
    const float height = scope_.sizes.line;
    const Rect line = column_.cut_top(height);
    scope_.scene.fields.push_back({Field::Kind::divider, line, "next turn"});
    column_.cut_top(scope_.px(4));
  }
  void slot() {
    if (column_.height() < height_) return;
    scope_.scene.fields.push_back({Field::Kind::slot, next(), {}});
  }
  Rect rest() const { return column_; }

 private:
  Rect next() {
    const Rect box = column_.cut_top(height_);
    column_.cut_top(step_ - height_);
    return {{box.min.x + scope_.px(18), box.min.y}, box.max};
  }

  const Scope& scope_;
  Rect column_;
  float step_, height_;
};

bool in_run_phase(const model::Loop& loop) {
  return loop.in_turn && loop.phase == event::Phase::run;
}

std::string aside(const Scope& scope) {
  const std::size_t size = scope.state.ready.size();
  return size == 0 ? "empty" : counted(size, "handle");
}

std::string rule(const Scope& scope) {
  const model::Loop& loop = scope.state.loop;
  if (in_run_phase(loop)) return "what is added now waits for the next turn";
  return loop.in_turn ? "runs in this turn, first in first out" : "runs next turn, first in first out";
}

// Room for so many chips, leaving place for the divider, the empty slot and the rule.
std::size_t room_for(float height, float chip, float gap) {
  return height <= chip ? 1 : static_cast<std::size_t>((height + gap) / (chip + gap));
}

void write_chips(const Scope& scope, Writer& writer, const Shown& shown) {
  const model::Queue& queue = scope.state.ready;
  const model::Loop& loop = scope.state.loop;
  const std::size_t batch = in_run_phase(loop) ? loop.batch_left : queue.size();
  const std::size_t last = queue.size() - 1;
  std::size_t place = 0;
  bool divided = false;
  for (auto [key, id] : queue) {
    const bool is_shown = place < shown.head || (shown.tail && place == last);
    if (is_shown && place >= batch && !std::exchange(divided, true)) writer.divider();
    if (is_shown) writer.chip(id, place);
    if (shown.hidden > 0 && place == shown.head) writer.hidden(shown.hidden);
    ++place;
  }
}

}  // namespace

void ready_queue(const Scope& scope, Rect column) {
  const Sizes& size = scope.sizes;
  const std::size_t count = scope.state.ready.size();
  scope.heading(column, "ready queue", aside(scope));
  const Rect caption = column.cut_bottom(size.line * 2);
  const float chips = column.height() - size.line - scope.px(4);
  const bool fits = room_for(chips, size.chip, size.small_gap) > count;
  const float chip = fits ? size.chip : size.low_chip;
  const float gap = fits ? size.small_gap : scope.px(4);
  scope.scene.head = Rect::at(column.min + widgets::Vec(scope.px(18), 0), column.width() - scope.px(18), chip);
  Writer writer(scope, column, chip + gap, chip);
  if (count > 0) write_chips(scope, writer, choose(count, std::min(most_shown, room_for(chips, chip, gap))));
  writer.slot();
  const float below = std::min(writer.rest().min.y + scope.px(2), caption.min.y);
  scope.caption(Rect::at({column.min.x + scope.px(18), below}, column.width() - scope.px(18), size.line * 2),
                rule(scope));
}

}  // namespace orrery::views::loop
