// Threads, signals, debug mode: nothing of the loop's state changes by them; what they bring about has events of its
// own.
#include "engine/model/rules.hpp"

namespace orrery::model::rules {

void job_submitted(Fold&) {}
void job_begun(Fold&) {}
void job_ended(Fold&) {}
void signal_received(Fold&) {}
void slow_callback(Fold&) {}

}  // namespace orrery::model::rules
