#include "engine/script/module/async_generators.hpp"

#include <algorithm>

#include "engine/loop/co.hpp"
#include "engine/loop/gather.hpp"
#include "engine/script/module/adapted_coroutine.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

Ref<loop::Coroutine> closer(Interpreter& in, const Value& generator) {
  return adapt_awaitable(in, call(in, getattr(in, generator, "aclose")), "aclose");
}

// `closing` begins to close them; it is asked when the task runs for the first time.
using Closing = std::function<std::vector<Value>()>;

loop::Co<Value> shutdown_asyncgens(Interpreter& in, loop::EventLoop& loop, Closing closing) {
  const std::vector<Value> generators = closing();
  if (generators.empty()) co_return Value{};
  std::vector<Value> closers;
  for (const Value& generator : generators) closers.emplace_back(closer(in, generator));
  const Value results = co_await loop::gather(loop, closers, true);
  std::size_t at = 0;
  for_each(in, results, [&](const Value& result) {
    const Value& generator = generators[at++];
    if (!is_exception(result)) return;
    const std::string text =
        "an error occurred during closing of asynchronous generator " + std::string(repr(in, generator)->view());
    loop.call_exception_handler({text, Ref<loop::Error>(&as_exception(result)), nullptr, nullptr});
  });
  co_return Value{};
}

}  // namespace

std::vector<AsyncGenerators::Known>::iterator AsyncGenerators::find(const Generator& generator) noexcept {
  return std::ranges::find(known_, &generator, &Known::generator);
}

// Without a loop that runs, nobody takes care of it.
void AsyncGenerators::first_iterated(const Value& generator) {
  Generator& known = *as_generator(generator);
  if (loop::EventLoop* loop = in_.environment().running_loop())
    known_.push_back({&known, Ref<loop::EventLoop>(loop)});
  else
    known.hooked = false;
}

void AsyncGenerators::finalize(const Value& generator) {
  const auto found = find(*as_generator(generator));
  if (found == known_.end()) return;
  const Ref<loop::EventLoop> loop = found->loop;
  known_.erase(found);
  if (loop->closed()) return;
  const Ref<loop::Coroutine> closing = closer(in_, generator);
  loop->call_soon_threadsafe(
      loop::callback("BaseEventLoop.create_task", [&of = *loop, closing] { of.create_task(closing); }));
}

void AsyncGenerators::forget(const Generator& generator) noexcept {
  if (const auto found = find(generator); found != known_.end()) known_.erase(found);
}

std::vector<Value> AsyncGenerators::take(loop::EventLoop& loop) {
  std::vector<Value> taken;
  for (const Known& known : known_)
    if (known.loop.get() == &loop && known.generator->references() > 0)
      taken.emplace_back(Ref<Generator>(known.generator));
  std::erase_if(known_, [&](const Known& known) { return known.loop.get() == &loop; });
  return taken;
}

Ref<loop::Coroutine> AsyncGenerators::shut_down(loop::EventLoop& loop) {
  return loop::as_coroutine(in_.environment(), shutdown_asyncgens(in_, loop, [this, &loop] { return take(loop); }));
}

}  // namespace orrery::script
