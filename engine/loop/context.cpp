#include "engine/loop/context.hpp"

#include <algorithm>

#include "engine/loop/environment.hpp"

namespace orrery::loop {

// ---- ContextMap

std::size_t ContextMap::place(const ContextVar& variable) const noexcept {
  const auto before = [](const Entry& entry, std::uint32_t ordinal) { return entry.variable->ordinal() < ordinal; };
  const auto found = std::lower_bound(entries_.begin(), entries_.end(), variable.ordinal(), before);
  return static_cast<std::size_t>(found - entries_.begin());
}

bool ContextMap::holds(std::size_t place, const ContextVar& variable) const noexcept {
  return place < entries_.size() && entries_[place].variable.get() == &variable;
}

const Value* ContextMap::find(const ContextVar& variable) const noexcept {
  const std::size_t at = place(variable);
  return holds(at, variable) ? &entries_[at].value : nullptr;
}

// What is replaced is let go of last: it may have code to run, which may look in here.
void ContextMap::assign(ContextVar& variable, Value value) {
  const std::size_t at = place(variable);
  if (holds(at, variable))
    const Value replaced = std::exchange(entries_[at].value, std::move(value));
  else
    entries_.insert(entries_.begin() + static_cast<std::ptrdiff_t>(at), {Ref<ContextVar>(&variable), std::move(value)});
}

void ContextMap::erase(const ContextVar& variable) {
  const std::size_t at = place(variable);
  if (!holds(at, variable)) return;
  const Entry removed = std::move(entries_[at]);
  entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(at));
}

// ---- Context

const std::vector<ContextMap::Entry>& Context::entries() const noexcept {
  static const std::vector<ContextMap::Entry> none;
  return map_ ? map_->entries() : none;
}

// The map to change: a copy if others hold it too.
ContextMap& Context::own_map() {
  if (!map_)
    map_ = make<ContextMap>();
  else if (map_->references() > 1)
    map_ = make<ContextMap>(*map_);
  return *map_;
}

void Context::assign(ContextVar& variable, Value value) {
  own_map().assign(variable, std::move(value));
}

void Context::erase(const ContextVar& variable) {
  if (find(variable)) own_map().erase(variable);
}

// ---- ContextHolder

Ref<ContextMap> ContextHolder::map() const noexcept {
  if (!held()) return {};
  if (const Context* context = object()) return context->map();
  return Ref<ContextMap>(static_cast<ContextMap*>(held()));
}

Ref<Context> ContextHolder::context() {
  if (!object()) {
    const auto context = make<Context>(map());
    context->entered_ = bits_ & is_entered;
    hold(context);
  }
  return Ref<Context>(object());
}

const Value* ContextHolder::find(const ContextVar& variable) const noexcept {
  const Ref<ContextMap> known = map();
  return known ? known->find(variable) : nullptr;
}

// ---- ContextVar

ContextVar::ContextVar(Environment& environment, std::string name, std::optional<Value> fallback)
    : Object(Tag::context_variable),
      environment_(environment),
      name_(std::move(name)),
      fallback_(std::move(fallback)),
      ordinal_(environment.next_context_variable()) {}

ContextVar::~ContextVar() = default;

const Value* ContextVar::find() const noexcept {
  return environment_.context().find(*this);
}

std::optional<Value> ContextVar::get() const {
  const Value* value = find();
  return value ? *value : fallback_;
}

Ref<ContextToken> ContextVar::set(Value value) {
  const Ref<Context> context = environment_.context().context();
  const Value* before = context->find(*this);
  auto token =
      make<ContextToken>(context, Ref<ContextVar>(this), before ? std::optional<Value>(*before) : std::nullopt);
  context->assign(*this, std::move(value));
  return token;
}

void ContextVar::reset(ContextToken& token) {
  check(token);
  token.used_ = true;
  if (token.before_)
    token.context_->assign(*this, *token.before_);
  else
    token.context_->erase(*this);
}

// The checks and their order are those of context.c, PyContextVar_Reset.
void ContextVar::check(ContextToken& token) const {
  const auto refuse = [&](ErrorKind kind, std::string_view words) {
    environment_.errors().make(kind, environment_.values().repr(Value(&token)) + std::string(words))->raise();
  };
  if (token.used_) refuse(ErrorKind::runtime, " has already been used once");
  if (token.variable_.get() != this) refuse(ErrorKind::value, " was created by a different ContextVar");
  if (token.context_ != environment_.context().context())
    refuse(ErrorKind::value, " was created in a different Context");
}

// ---- entering

void ContextScope::enter(Context& context) const {
  if (context.entered_) {
    const std::string shown = environment_.values().repr(Value(&context));
    environment_.errors().make(ErrorKind::runtime, "cannot enter context: " + shown + " is already entered")->raise();
  }
  context.entered_ = true;
}

ContextHolder context_or_copy(Environment& environment, Ref<Context> context) noexcept {
  return context ? ContextHolder(std::move(context)) : environment.context().copy();
}

Ref<Context> copy_context(Environment& environment) {
  return environment.context().copy().context();
}

}  // namespace orrery::loop
