#include "app/views/loop_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "app/views/linked.hpp"
#include "app/views/loop_draw.hpp"
#include "app/views/loop_layout.hpp"
#include "app/views/scroll_area.hpp"
#include "app/widgets/buttons.hpp"
#include "app/widgets/ring.hpp"
#include "engine/model/state.hpp"
#include "engine/trace/format.hpp"

namespace orrery::views {
namespace {

using loop::Attention;
using loop::Item;
using loop::Key;
using loop::Placed;
using loop::Scene;
using loop::What;
using widgets::Pen;
using widgets::Rect;
using widgets::Tone;

std::string item_name(const Key& key) {
  const std::string id = trace::id_text(key.id);
  switch (key.what) {
    case What::interest:
      return fmt::format("loop/{}/{}", id, key.part == 0 ? "read" : "write");
    case What::callback:
      return fmt::format("loop/{}/callback {}", id, key.part);
    case What::task:
      return fmt::format("loop/{}{}", id, key.part || key.id.sort() != event::Sort::task ? "/card" : "");
    case What::caller:
      return "loop/program";
    case What::more:
      return fmt::format("loop/more {}", key.part);
    case What::job:
      return fmt::format("loop/job {}", key.part);
    case What::values:
      return fmt::format("loop/{}/values", id);
    default:
      return "loop/" + id;
  }
}

// The moment as two scenes and what happens between them.
class Picture {
 public:
  Picture(const widgets::Look& look, const app::View& view, const Rect& pane)
      : view_(view),
        progress_(static_cast<float>(std::clamp(view.moment.progress, 0.0, 1.0))),
        after_(loop::layout(view.moment.state, view.trace, view.source.lines, look, pane, view.selection.id,
                            view.selector)),
        backwards_(view.moment.state.applied < view.moment.before.applied) {
    const bool moves = progress_ < 1 && view.moment.before.applied != view.moment.state.applied;
    before_ = moves ? loop::layout(view.moment.before, view.trace, view.source.lines, look, pane, view.selection.id,
                                   view.selector)
                    : after_;
    placed_ = loop::between(look, before_, after_, backwards_, moves ? progress_ : 1);
    // Backwards, the picture shows the event that is undone until it arrives.
    if (view.moment.state.applied > 0)
      travel_ = loop::travel_of(view.moment.state, view.trace, view.moment.state.applied - 1);
    attention_.resize(placed_.size());
  }

  float height() const { return after_.height; }

  // Lets the mouse find the things, those on top first.
  void touch(const Pen& pen, app::Commands& commands) {
    for (std::size_t i = placed_.size(); i-- > 0;) {
      const Item& item = *placed_[i].item;
      attention_[i].selected =
          view_.selection.id && item.key.id == view_.selection.id && item.key.what != What::callback;
      if (item.key.what == What::more) continue;
      const widgets::Touch touch = widgets::touch(item_name(item.key).c_str(), placed_[i].box);
      attention_[i].hovered = touch.hovered;
      if (touch.hovered) widgets::tooltip(pen, item.tip.empty() ? tip_of(view_, item.key.id) : item.tip);
      if (touch.clicked && item.key.id) select(commands, item.key.id);
    }
    touch_ring(pen, commands);
  }

  void draw(const Pen& pen) const {
    loop::draw_fields(pen, after_);
    loop::draw_ring(pen, after_.ring, loop::hand_between(before_.ring, after_.ring, backwards_, progress_));
    loop::draw_words(pen, after_);
    loop::draw_edges(pen, after_, travel_, placed_);
    glow(pen);
    for (std::size_t i = 0; i < placed_.size(); ++i) loop::draw_item(pen, placed_[i], attention_[i]);
    loop::draw_travel(pen, before_, after_, travel_, placed_, backwards_ ? 1 : progress_);
  }

 private:
  void touch_ring(const Pen&, app::Commands& commands) const {
    const event::Id id = view_.moment.state.loop.id;
    if (!after_.ring.shown || !id) return;
    const float size = 2 * after_.ring.radius;
    if (widgets::touch("loop/ring", Rect::around(after_.ring.centre, size, size)).clicked) select(commands, id);
  }

  void glow(const Pen& pen) const {
    for (const Placed& placed : placed_) {
      const auto& touched = travel_.touched;
      if (std::find(touched.begin(), touched.end(), placed.item->key) == touched.end()) continue;
      loop::draw_glow(pen, placed.box, travel_.tone, 0.4F + 0.6F * progress_);
    }
  }

  const app::View& view_;
  float progress_;
  Scene after_, before_;
  bool backwards_;
  std::vector<Placed> placed_;
  loop::Travel travel_;
  std::vector<Attention> attention_;
};

}  // namespace

void loop_view(const widgets::Look& look, const app::View& view, const Rect& box, app::Commands& commands) {
  if (box.empty()) return;
  const ScrollArea area("loop", box);
  const Pen pen(look);
  Rect pane = Rect::at(area.origin(), box.width(), box.height());
  Picture picture(look, view, pane);
  picture.touch(pen, commands);
  picture.draw(pen);
  area.content_height(picture.height());
}

}  // namespace orrery::views
