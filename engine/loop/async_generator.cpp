#include "engine/loop/async_generator.hpp"

#include <algorithm>

#include "engine/loop/gather.hpp"

namespace orrery::loop {

// ---------------------------------------------------------------- the generator

AsyncGeneratorObject::~AsyncGeneratorObject() {
  forget();
}

std::string AsyncGeneratorObject::name() const {
  return coroutine_ ? std::string(coroutine_->name()) : root_.get()->name();
}

void AsyncGeneratorObject::set_name(std::string name) {
  if (root_.get()) root_.get()->set_name(std::move(name));
}

// The loop that runs now is to close it.
void AsyncGeneratorObject::begin(Environment& environment) {
  if (coroutine_) return;
  coroutine_ = make<NativeCoroutine>(environment, std::move(root_), event::CoroutineSort::async_generator);
  loop_ = environment.running_loop();
  environment.async_generators().push_back(this);
}

void AsyncGeneratorObject::forget() noexcept {
  if (coroutine_) std::erase(coroutine_->environment().async_generators(), this);
}

// ---------------------------------------------------------------- a step

event::Id AsyncStep::begun(Environment& environment, AsyncGeneratorObject& generator) {
  generator.begin(environment);
  return generator.coroutine()->id();
}

AsyncStep::AsyncStep(Environment& environment, Ref<AsyncGeneratorObject> generator, What what, Value value,
                     Ref<Error> error)
    : Coroutine(begun(environment, *generator)),
      environment_(environment),
      generator_(std::move(generator)),
      value_(std::move(value)),
      error_(std::move(error)),
      what_(what) {}

AsyncStep::~AsyncStep() {
  if (state_ == State::running) generator_->running_ = false;
}

std::string_view AsyncStep::word() const noexcept {
  if (what_ == What::close) return "aclose";
  return what_ == What::throw_in ? "athrow" : "anext";
}

Sent AsyncStep::refuse(std::string_view words) {
  state_ = State::closed;
  return Sent::raised(environment_.errors().make(ErrorKind::runtime, words));
}

Sent AsyncStep::over() {
  ended_ = true;
  state_ = State::closed;
  return Sent::returned({});
}

Sent AsyncStep::start() {
  if (generator_->running_) return refuse(std::string(word()) + "(): asynchronous generator is already running");
  if (generator_->finished()) return over();
  state_ = State::running;
  generator_->running_ = true;
  NativeCoroutine& coroutine = *generator_->coroutine();
  if (what_ == What::send) return take(coroutine.send(std::move(value_)));
  if (what_ == What::close) error_ = environment_.errors().make(ErrorKind::generator_exit, Value());
  return take(coroutine.throw_in(std::move(error_)));
}

Sent AsyncStep::send(Value value) {
  if (state_ == State::closed) return refuse("cannot reuse already awaited " + std::string(word()) + "()");
  if (state_ == State::created) return start();
  return take(generator_->coroutine()->send(std::move(value)));
}

Sent AsyncStep::throw_in(Ref<Error> error) {
  if (state_ == State::closed) return refuse("cannot reuse already awaited " + std::string(word()) + "()");
  if (state_ == State::running) return take(generator_->coroutine()->throw_in(std::move(error)));
  state_ = State::closed;
  return Sent::raised(std::move(error));
}

Sent AsyncStep::close() {
  if (state_ != State::running) {
    state_ = State::closed;
    return Sent::returned({});
  }
  Sent sent = throw_in(environment_.errors().make(ErrorKind::generator_exit, Value()));
  if (sent.outcome == Sent::Outcome::yielded) return refuse("coroutine ignored GeneratorExit");
  const bool exit = sent.error && sent.error->kind() == ErrorKind::generator_exit;
  return exit ? Sent::returned({}) : sent;
}

// What came out of the generator: the chain waits for something, or the step is over.
Sent AsyncStep::take(Sent sent) {
  const bool yielded = sent.outcome == Sent::Outcome::yielded;
  const bool item = yielded && generator_->coroutine()->take_item();
  if (yielded && !item) return sent;
  generator_->running_ = false;
  state_ = State::closed;
  if (generator_->finished()) generator_->forget();
  if (item && what_ == What::close) return refuse("async generator ignored GeneratorExit");
  if (item) return Sent::returned(std::move(sent.value));
  return sent.error ? take_raised(std::move(sent)) : over();
}

Sent AsyncStep::take_raised(Sent sent) {
  const ErrorKind kind = sent.error->kind();
  const bool quiet = kind == ErrorKind::generator_exit || kind == ErrorKind::stop_async_iteration;
  return what_ == What::close && quiet ? over() : sent;
}

// ---------------------------------------------------------------- the end of a loop

namespace {

Co<void> aclose(Ref<AsyncGeneratorObject> generator) {
  co_await Step<CloseAwaiter>(std::move(generator), AsyncStep::What::close);
}

std::vector<Ref<AsyncGeneratorObject>> take_of(EventLoop& loop) {
  std::vector<AsyncGeneratorObject*>& all = loop.environment().async_generators();
  std::vector<Ref<AsyncGeneratorObject>> taken;
  for (AsyncGeneratorObject* one : all)
    if (one->belongs_to(loop)) taken.emplace_back(one);
  std::erase_if(all, [&](const AsyncGeneratorObject* one) { return one->belongs_to(loop); });
  return taken;
}

void report(EventLoop& loop, const AsyncGeneratorObject& generator, const Value& result) {
  if (!result.has_tag(Tag::error)) return;
  const std::string words = "an error occurred during closing of asynchronous generator " + generator.name();
  loop.call_exception_handler({words, Ref<Error>(static_cast<Error*>(result.object())), nullptr, nullptr});
}

}  // namespace

Co<void> shutdown_asyncgens(EventLoop& loop) {
  const std::vector<Ref<AsyncGeneratorObject>> generators = take_of(loop);
  if (generators.empty()) co_return;
  std::vector<Value> closers;
  for (const auto& generator : generators) closers.emplace_back(as_coroutine(loop.environment(), aclose(generator)));
  const Value results = co_await gather(loop, closers, true);
  const auto* list = results.unbox<std::vector<Value>>();
  for (std::size_t i = 0; i < generators.size(); ++i) report(loop, *generators[i], (*list)[i]);
}

}  // namespace orrery::loop
