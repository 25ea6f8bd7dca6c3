// Threads, signals, debug mode: of these only the jobs of threads are kept; what the others bring about has events of its
// own.
#include "engine/model/rules.hpp"

namespace orrery::model::rules {

void job_submitted(Fold& f) {
  Job& job = f.state.jobs.edit(f.extra());
  job = {};
  job.function = f.text();
  job.task = f.subject();
  job.submitted = f.now();
}

void job_begun(Fold& f) {
  Job* job = f.state.jobs.find_to_edit(f.extra());
  if (!job) return;
  job->thread = f.text();
  job->future = f.subject();
}

void job_ended(Fold& f) {
  f.state.jobs.erase(f.extra());
}

void signal_received(Fold&) {}
void slow_callback(Fold&) {}

}  // namespace orrery::model::rules
