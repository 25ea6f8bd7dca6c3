// What a program of a run can reach: clock, selectors, the world, blocking calls. One for each sort of clock.
#pragma once

#include <memory>

#include "engine/io/clocks.hpp"
#include "engine/io/world.hpp"
#include "engine/scenario/document.hpp"
#include "engine/script/module/modules.hpp"
#include "engine/session/gate.hpp"

namespace orrery::session {

// `environment`, `world` and `gate` outlive it.
std::unique_ptr<script::Outside> make_outside(scenario::ClockSort clock, scenario::SelectorSort selector,
                                              loop::Environment& environment, io::World& world, PauseGate& gate);

}  // namespace orrery::session
