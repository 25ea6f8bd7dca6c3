#pragma once
// From a scene to pixels.

#include <span>

#include "app/views/loop_motion.hpp"
#include "app/views/loop_travel.hpp"

namespace orrery::views::loop {

// How the attention of the user lies on an item.
struct Attention {
  bool selected = false;
  bool hovered = false;
};

// Everything drawn between construction and destruction gets this opacity.
class Fade {
 public:
  Fade(const widgets::Pen& pen, float opacity) : list_(pen.list), first_(pen.list->VtxBuffer.Size), opacity_(opacity) {}
  ~Fade();
  Fade(const Fade&) = delete;
  Fade& operator=(const Fade&) = delete;

 private:
  ImDrawList* list_;
  int first_;
  float opacity_;
};

// Cards, slots, dividers, headings, captions: what has no identity.
void draw_fields(const widgets::Pen& pen, const Scene& scene);
void draw_words(const widgets::Pen& pen, const Scene& scene);
// `hand` in arcs, -1 none.
void draw_ring(const widgets::Pen& pen, const RingPart& ring, float hand);
void draw_item(const widgets::Pen& pen, const Placed& placed, const Attention& attention);
// A soft outline around what the event is about.
void draw_glow(const widgets::Pen& pen, const widgets::Rect& box, widgets::Tone tone, float strength);
// Who waits for whom; those that the event itself draws are left out.
void draw_edges(const widgets::Pen& pen, const Scene& scene, const Travel& travel, std::span<const Placed> placed);
// The arrow from cause to effect, and what goes along it. `before`: where things were that are gone now.
void draw_travel(const widgets::Pen& pen, const Scene& before, const Scene& after, const Travel& travel,
                 std::span<const Placed> placed, float progress);

}  // namespace orrery::views::loop
