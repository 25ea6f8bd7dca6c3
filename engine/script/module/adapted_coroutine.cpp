#include "engine/script/module/adapted_coroutine.hpp"

#include "engine/loop/future.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/vm/delegate.hpp"
#include "engine/script/vm/generator.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

using loop::Sent;

class AdaptedCoroutine final : public loop::Coroutine, public Tracked {
 public:
  enum class Drives : std::uint8_t { iterator, object };

  AdaptedCoroutine(Interpreter& in, Value awaitable, std::string name, Drives drives = Drives::iterator)
      : Coroutine(in.environment().next(event::Sort::coroutine)),
        Tracked(in.heap()),
        in_(in),
        awaitable_(std::move(awaitable)),
        name_(std::move(name)),
        wraps_(name_ == "_wrap_awaitable"),
        drives_(drives) {
    if (event::Probe* p = probe())
      p->emit_text(event::Kind::coroutine_created, id(), {}, static_cast<std::uint8_t>(event::CoroutineSort::native),
                   name_);
  }
  ~AdaptedCoroutine() override {
    if (event::Probe* p = probe()) p->emit(event::Kind::coroutine_released, id());
  }

  Sent send(Value value) override {
    return step([&](const Value& iterator) {
      if (Generator* generator = driven_generator(in_, iterator)) return generator->send(std::move(value));
      if (loop::Future* future = future_of(iterator)) return awaits(*future);
      return send_to_foreign(in_, iterator, std::move(value));
    });
  }
  Sent throw_in(Ref<loop::Error> error) override {
    if (is_unset(iterator_) && wraps_) return ended(Sent::raised(std::move(error)));
    return step([&](const Value& iterator) { return thrown(iterator, std::move(error)); });
  }
  Sent close() override {
    if (finished_ || is_unset(iterator_)) return finished_ = true, Sent::returned(none);
    return step([&](const Value& iterator) {
      if (Generator* generator = driven_generator(in_, iterator)) return generator->close();
      close_foreign(in_, iterator);
      return Sent::returned(none);
    });
  }
  std::string_view name() const noexcept override { return name_; }
  event::Id innermost() const noexcept override {
    if (const Generator* generator = is_unset(iterator_) ? nullptr : driven_generator(in_, iterator_))
      return generator->innermost();
    return id();
  }
  void clear_references() noexcept override { awaitable_ = none, iterator_ = unset, finished_ = true; }
  Object* tracked_object() noexcept override { return this; }
  // What was given to drive; none if that was something to await.
  Value object() const { return drives_ == Drives::object ? awaitable_ : none; }

 private:
  event::Probe* probe() const noexcept { return in_.environment().probe(); }
  static loop::Future* future_of(const Value& v) noexcept {
    return v.has_tag(Tag::future) || v.has_tag(Tag::task) ? static_cast<loop::Future*>(v.object()) : nullptr;
  }
  Sent awaits(loop::Future& future) {
    if (!waiting_) return waiting_ = true, await_future(future);
    return awaited_future(in_, future);
  }
  Sent thrown(const Value& iterator, Ref<loop::Error> error) {
    Ref<ExceptionObject> what = to_exception(in_, error);
    if (Generator* generator = driven_generator(in_, iterator)) return generator->throw_in(std::move(what));
    return throw_into_foreign(in_, iterator, std::move(what));
  }

  // One step, whatever it is; errors on the way come back in Sent.
  template <class Function>
  Sent step(Function function) {
    const Ref<AdaptedCoroutine> self(this);
    if (finished_)
      return Sent::raised(make_exception(in_, in_.types().runtime_error, "cannot reuse already awaited coroutine"));
    try {
      begin();
      return ended(function(Value(iterator_)));
    } catch (const loop::Raised& raised) {
      return ended(Sent::raised(raised.error()));
    }
  }
  void begin() {
    if (!is_unset(iterator_)) return;
    iterator_ = drives_ == Drives::object ? awaitable_ : in_.awaitable_iterator(awaitable_);
    if (event::Probe* p = probe()) p->emit(event::Kind::coroutine_awaits, id(), id_of_delegate(in_, iterator_));
  }
  Sent ended(Sent sent) {
    if (sent.outcome == Sent::Outcome::yielded) return sent;
    finished_ = true;
    iterator_ = none;
    if (drives_ == Drives::iterator) awaitable_ = none;
    if (event::Probe* p = probe()) note_end(*p, sent);
    return sent;
  }
  void note_end(event::Probe& p, const Sent& sent) {
    if (sent.error)
      p.emit_text(event::Kind::coroutine_raised, id(), awaiter(), 0, sent.error->repr());
    else
      p.emit_text(event::Kind::coroutine_returned, id(), awaiter(), 0, in_.shown(sent.value));
  }

  Interpreter& in_;
  Value awaitable_;
  Value iterator_ = unset;
  std::string name_;
  // A coroutine around the awaitable, where what is thrown before the first step ends it. Otherwise it stands for an
  // object that CPython's task would drive itself: aclose() passes what is thrown on to its generator.
  bool wraps_;
  Drives drives_;
  bool waiting_ = false;
  bool finished_ = false;
};

}  // namespace

Ref<loop::Coroutine> adapt_awaitable(Runtime& rt, Value awaitable, std::string name) {
  return Ref<loop::Coroutine>(new AdaptedCoroutine(interpreter(rt), std::move(awaitable), std::move(name)));
}

Ref<loop::Coroutine> adapt_coroutine(Runtime& rt, Value coroutine) {
  std::string name = type_of(rt, coroutine)->name();
  return Ref<loop::Coroutine>(new AdaptedCoroutine(interpreter(rt), std::move(coroutine), std::move(name),
                                                   AdaptedCoroutine::Drives::object));
}

Value adapted_coroutine(const Ref<loop::Coroutine>& coroutine) {
  const auto* const adapted = dynamic_cast<const AdaptedCoroutine*>(coroutine.get());
  const Value object = adapted ? adapted->object() : none;
  return object.is_none() ? Value(coroutine) : object;
}

}  // namespace orrery::script
