// A producer, two consumers, and a bug that asyncio programs have again and again.
//
//   producer_consumer [ITEMS] [--record FILE] [--virtual]
//
// The producer puts items into a queue and waits in join() until all of them have been dealt with. A consumer that gets
// an item it does not like goes on with the next one at once: its `continue` jumps over task_done(). The queue counts
// that item as unfinished for ever, join() never returns, the consumers wait in get() for items that nobody will put,
// and the program stands still: a deadlock, which Orrery notices and reports (exit code 3).
//
// In the window (`orrery FILE`): go to the end; the main task waits in join(), both consumers in get(). Look for the
// last "spoilt" in the output and step on from there: the task goes from its `continue` straight back to get(), and no
// task_done() comes between. The cure is a scope that calls task_done() however the body is left: see `careful` below,
// which is what runs if a word `cured` stands before all else.
#include <orrery/orrery.hpp>
#include <string_view>

#include "examples/options.hpp"

using namespace orrery;

namespace {

bool spoilt(std::int64_t item) {
  return item % 4 == 3;
}

Co<void> hasty(EventLoop& loop, Ref<Queue> queue, std::string name) {
  for (;;) {
    const auto item = from_value<std::int64_t>(co_await queue->get());
    if (spoilt(item)) {
      print(loop, name + ": " + std::to_string(item) + " is spoilt");
      continue;  // the bug: nobody tells the queue
    }
    co_await sleep(loop, 0.01);
    print(loop, name + ": " + std::to_string(item));
    queue->task_done();
  }
}

// Tells the queue when it goes, whatever way that is.
struct Done {
  Ref<Queue> queue;
  ~Done() { queue->task_done(); }
};

Co<void> careful(EventLoop& loop, Ref<Queue> queue, std::string name) {
  for (;;) {
    const auto item = from_value<std::int64_t>(co_await queue->get());
    const Done done{queue};
    if (spoilt(item)) continue;
    co_await sleep(loop, 0.01);
    print(loop, name + ": " + std::to_string(item));
  }
}

Co<void> produce(EventLoop& loop, Ref<Queue> queue, int items) {
  for (int i = 0; i < items; ++i) {
    co_await queue->put(to_value(i));
    co_await sleep(loop, 0.002);
  }
}

Co<int> amain(EventLoop& loop, int items, bool cured) {
  const auto queue = make<Queue>(loop.environment(), 2);
  const auto consumer = cured ? careful : hasty;
  const auto first = create_task(loop, consumer(loop, queue, "first"), "first");
  const auto second = create_task(loop, consumer(loop, queue, "second"), "second");
  co_await produce(loop, queue, items);
  co_await queue->join();
  print(loop, "all " + std::to_string(items) + " items are done");
  co_return 0;  // the consumers are cancelled when main has ended
}

}  // namespace

int main(int argc, char** argv) {
  const bool cured = argc > 1 && std::string_view(argv[1]) == "cured";
  const examples::Wishes wishes = examples::read_wishes(argc - cured, argv + cured, 8);
  return run([&](EventLoop& loop) { return amain(loop, wishes.count, cured); }, wishes.options);
}
