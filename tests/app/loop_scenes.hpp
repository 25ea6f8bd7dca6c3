// For tests of the loop pane's scenes: moments of the sample run, or of a run written by hand, as scenes.
#pragma once

#include <algorithm>
#include <string>

#include "app/views/loop_layout.hpp"
#include "engine/model/timeline.hpp"
#include "tests/support/sample_trace.hpp"

namespace orrery::test {

namespace loop = views::loop;
using loop::Item;
using loop::Key;
using loop::Scene;
using loop::What;

inline const widgets::Rect roomy_pane{{0, 0}, {855, 640}}, tight_pane{{0, 0}, {683, 480}};

inline Key handle_key(std::uint32_t n) {
  return {What::handle, handle(n), 0};
}
inline Key frame_key(std::uint32_t n) {
  return {What::frame, coroutine(n), 0};
}
inline Key task_key(std::uint32_t n) {
  return {What::task, task(n), 0};
}
inline Key future_key(std::uint32_t n) {
  return {What::future, future(n), 0};
}

// Sizes need no fonts.
inline widgets::Look plain_look() {
  widgets::Look look;
  look.theme = widgets::Theme::dark();
  return look;
}

inline Scene scene_of(const model::State& state, const trace::Trace& trace, const widgets::Rect& pane = roomy_pane,
                      Id selected = {}) {
  return loop::layout(state, trace, {}, plain_look(), pane, selected);
}

inline Scene scene_at(const trace::Trace& trace, Seq seq, const widgets::Rect& pane = roomy_pane) {
  model::Timeline timeline(trace);
  return scene_of(timeline.state_after(seq), trace, pane);
}

// All words of the scene that are not in items, in one text.
inline std::string words_of(const Scene& scene) {
  std::string all = scene.ring.above + "\n" + scene.ring.word + "\n" + scene.ring.below + "\n";
  for (const loop::Words& words : scene.words) all += words.text + "  " + words.aside + "\n";
  for (const loop::Field& field : scene.fields) all += field.text + "\n";
  return all;
}

inline std::size_t count_of(const Scene& scene, What what) {
  return static_cast<std::size_t>(
      std::count_if(scene.items.begin(), scene.items.end(), [&](const Item& item) { return item.key.what == what; }));
}

}  // namespace orrery::test
