// Words about threads, signals and what debug mode notices.
#include "engine/model/narration.hpp"

namespace orrery::model {
namespace {

std::string job(const Scene& s) {
  return "job " + std::to_string(s.count());
}

}  // namespace

namespace headlines {

Text job_submitted(const Scene& s) {
  return (doer(s) << " gives " << s.text() << " to a thread, as " << job(s)).take();
}
Text job_begun(const Scene& s) {
  return (s.say() << s.text() << " begins " << job(s)).take();
}
Text job_ended(const Scene& s) {
  return (s.say() << s.text() << " has ended " << job(s)).take();
}
Text signal_received(const Scene& s) {
  return (s.say() << "the signal " << s.text() << " comes").take();
}
Text slow_callback(const Scene& s) {
  return (s.say() << s.subject() << " took " << seconds(s.event.value.number)).take();
}

}  // namespace headlines

namespace narrators {

Text job_submitted(const Scene& s) {
  return (doer(s) << " hands " << s.text() << " to an executor, as " << job(s)
                  << ". A thread will run it beside the loop; the loop goes on meanwhile.")
      .take();
}

Text job_begun(const Scene& s) {
  Words words = s.say() << "The thread " << s.text() << " has begun " << job(s);
  if (s.subject()) words << ", for which " << s.subject() << " waits";
  return (words << '.').take();
}

Text job_ended(const Scene& s) {
  return (s.say() << "The thread " << s.text() << " has ended " << job(s)
                  << ". A thread may not touch futures: by call_soon_threadsafe it asks the loop to do it, and a byte "
                     "in the self-pipe wakes the loop.")
      .take();
}

Text signal_received(const Scene& s) {
  return (s.say() << "The signal " << s.text() << " has come. Its handler runs in the loop, between callbacks.").take();
}

Text slow_callback(const Scene& s) {
  return (s.say() << s.subject() << " ran for " << seconds(s.event.value.number)
                  << ". Nothing else could run meanwhile: debug mode warns of that.")
      .take();
}

}  // namespace narrators
}  // namespace orrery::model
