#include "engine/library/spawn.hpp"

namespace orrery {

void library::note_line(loop::EventLoop& loop, const std::source_location& where) {
  loop::Environment& environment = loop.environment();
  if (!environment.probe() || !environment.host()) return;
  const loop::Place place = environment.host()->place(where);
  if (place.file != 0 && place.file == environment.noted_file()) environment.note_place(place);
}

loop::Ref<loop::CallbackHandle> call_soon(loop::EventLoop& loop, std::string name, std::function<void()> function,
                                          std::source_location where) {
  library::note_line(loop, where);
  return loop.call_soon(loop::callback(std::move(name), std::move(function)));
}

loop::Ref<loop::TimerHandle> call_later(loop::EventLoop& loop, double delay, std::string name,
                                        std::function<void()> function, std::source_location where) {
  library::note_line(loop, where);
  return loop.call_later(delay, loop::callback(std::move(name), std::move(function)));
}

loop::Ref<loop::TimerHandle> call_at(loop::EventLoop& loop, double when, std::string name,
                                     std::function<void()> function, std::source_location where) {
  library::note_line(loop, where);
  return loop.call_at(when, loop::callback(std::move(name), std::move(function)));
}

}  // namespace orrery
