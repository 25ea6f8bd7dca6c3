#include "app/views/loop_layout.hpp"

#include <algorithm>

#include "app/views/loop_sections.hpp"

namespace orrery::views::loop {
namespace {

using widgets::Rect;

// Where the sections are: queue and ring above the tasks; selector, sockets and timers above the futures.
struct Places {
  Rect queue, ring, right, tasks, futures;
};

// With many descriptors the right column grows at the cost of the futures below it.
void make_room(const Scope& scope, Places& places) {
  const float wanted = selector_height(scope) + sockets_height(scope) + threads_height(scope) + timers_height(scope);
  const float spare = std::max(0.0F, places.futures.height() - scope.px(130));
  const float more = std::clamp(wanted - places.right.height(), 0.0F, spare);
  places.right.max.y += more;
  places.futures.min.y += more;
}

Places divide(const Scope& scope, Rect inside) {
  const Sizes& size = scope.sizes;
  Places places;
  Rect upper = inside.cut_top(std::max(inside.height() * 0.54F, scope.px(272)));
  inside.cut_top(size.gap);
  const float right = std::clamp(inside.width() * 0.30F, scope.px(170), scope.px(300));
  places.right = upper.cut_right(right);
  upper.cut_right(size.gap);
  places.queue = upper.cut_left(std::clamp(upper.width() * 0.34F, scope.px(130), scope.px(220)));
  upper.cut_left(size.gap);
  places.ring = upper;
  places.futures = inside.cut_right(right);
  make_room(scope, places);
  inside.cut_right(size.gap);
  places.tasks = inside;
  return places;
}

Gutters gutters_of(const Scope& scope, const Places& places) {
  const float half = scope.sizes.gap / 2;
  return {true, places.queue.max.x + half, places.right.min.x - half, places.tasks.min.y - half,
          places.queue.min.y - scope.sizes.pad / 2};
}

void with_loop(const Scope& scope, const Rect& inside) {
  Places places = divide(scope, inside);
  scope.scene.gutters = gutters_of(scope, places);
  ring_part(scope, places.ring);
  ready_queue(scope, places.queue);
  selector_card(scope, places.right);
  socket_rows(scope, places.right);
  thread_jobs(scope, places.right);
  timer_heap(scope, places.right);
  task_cards(scope, places.tasks);
  future_cards(scope, places.futures);
  lasting_edges(scope);
}

const event::Event* last_of(const model::State& state, const trace::Trace& trace) {
  const bool known = state.applied > 0 && state.applied <= trace.size();
  return known ? &trace.at(state.applied - 1) : nullptr;
}

}  // namespace

float least_height(const widgets::Look& look) {
  return look.px(440);
}

Scene layout(const model::State& state, const trace::Trace& trace, std::span<const std::string> source,
             const widgets::Look& look, const Rect& pane, event::Id selected, std::string_view selector) {
  Scene scene;
  Rect place = pane;
  place.max.y = std::max(place.max.y, place.min.y + least_height(look));
  scene.height = place.height();
  const Scope scope{state,   trace, source, look, selected, Sizes::of(look, place), scene, last_of(state, trace),
                    selector};
  const Rect inside = place.inset(scope.sizes.pad);
  scene.outside = Rect::around({place.max.x, inside.min.y + inside.height() * 0.3F}, 2, 2);
  if (state.loop.state == model::LoopState::none && state.tasks.empty())
    by_hand(scope, inside);
  else
    with_loop(scope, inside);
  return scene;
}

}  // namespace orrery::views::loop
