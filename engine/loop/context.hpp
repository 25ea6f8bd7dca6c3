// Context variables: values that belong to a task, or to whatever else runs, and are inherited by what it starts.
// (CPython: Python/context.c, the module contextvars, PEP 567; asyncio/events.py Handle, asyncio/tasks.py Task.)
//
// A Context maps variables to values. The map behind it is shared until somebody changes it, so a copy costs O(1).
// What is copied is mostly never looked at again: a handle or a task has a ContextHolder, which is empty as long as no
// variable was set, holds a shared map after a copy, and a Context only once somebody asks for the object or sets a
// variable there. Entering a context is a swap of the environment's pointer to the current holder.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/loop/value.hpp"

namespace orrery::loop {

class Context;
class ContextToken;
class Environment;

// A variable. Its identity is the object; its name is for people. A script's `ContextVar` is this very object.
class ContextVar final : public Object {
 public:
  // `fallback`: what get() gives where the variable was never set; none: nothing.
  ContextVar(Environment& environment, std::string name, std::optional<Value> fallback = {});
  ~ContextVar() override;

  const std::string& name() const noexcept { return name_; }
  const std::optional<Value>& fallback() const noexcept { return fallback_; }
  // Order of creation: the order in which a Context lists its variables.
  std::uint32_t ordinal() const noexcept { return ordinal_; }

  // The value in the current context, else the fallback; nothing if there is neither (Python: LookupError).
  std::optional<Value> get() const;
  // The value in the current context; null where it was never set.
  const Value* find() const noexcept;
  // Sets it in the current context. The token takes it back.
  Ref<ContextToken> set(Value value);
  // Takes the set() back that gave this token. RuntimeError: the token was used; ValueError: it is of another variable,
  // or of another context than the current one.
  void reset(ContextToken& token);

 private:
  void check(ContextToken& token) const;

  Environment& environment_;
  std::string name_;
  std::optional<Value> fallback_;
  std::uint32_t ordinal_;
};

// What a context knows: immutable while it is shared. Inside of Context and ContextHolder.
class ContextMap final : public Object {
 public:
  struct Entry {
    Ref<ContextVar> variable;
    Value value;
  };
  ContextMap() noexcept : Object(Tag::other) {}
  ContextMap(const ContextMap& other) : Object(Tag::other), entries_(other.entries_) {}

  const std::vector<Entry>& entries() const noexcept { return entries_; }
  const Value* find(const ContextVar& variable) const noexcept;
  void assign(ContextVar& variable, Value value);
  void erase(const ContextVar& variable);

 private:
  std::size_t place(const ContextVar& variable) const noexcept;
  bool holds(std::size_t place, const ContextVar& variable) const noexcept;
  std::vector<Entry> entries_;  // in order of the variables' ordinals
};

// A context as an object: Python's contextvars.Context.
class Context final : public Object {
 public:
  // An empty one, or one with the contents of a map, which it shares.
  explicit Context(Ref<ContextMap> map = {}) noexcept : Object(Tag::context), map_(std::move(map)) {}

  // O(1).
  Ref<Context> copy() const { return make<Context>(map_); }
  const Ref<ContextMap>& map() const noexcept { return map_; }
  // The variables that are set, in order of their creation.
  const std::vector<ContextMap::Entry>& entries() const noexcept;
  const Value* find(const ContextVar& variable) const noexcept { return map_ ? map_->find(variable) : nullptr; }
  void assign(ContextVar& variable, Value value);
  void erase(const ContextVar& variable);
  // Lets go of everything: for the end of a program, whose values must not outlive it.
  void clear() noexcept { map_ = nullptr; }

  // Whether something runs in it. It can be entered once at a time.
  bool entered() const noexcept { return entered_; }

 private:
  friend class ContextHolder;
  friend class ContextScope;
  ContextMap& own_map();

  Ref<ContextMap> map_;
  bool entered_ = false;
};

// The context of a handle, a task, or a run. See above.
class ContextHolder {
 public:
  ContextHolder() noexcept = default;
  ContextHolder(Ref<Context> context) noexcept : ContextHolder(Ref<Object>(std::move(context))) {}
  ContextHolder(ContextHolder&& other) noexcept : bits_(std::exchange(other.bits_, 0)) {}
  ContextHolder& operator=(ContextHolder&& other) noexcept {
    std::swap(bits_, other.bits_);
    return *this;
  }
  ORRERY_HOT_MEMBER ~ContextHolder() {
    if (bits_ > is_entered) [[unlikely]]
      clear();
  }

  // What call_soon, add_done_callback and create_task take when no context is given: contextvars.copy_context().
  ContextHolder copy() const noexcept { return held() ? ContextHolder(Ref<Object>(map())) : ContextHolder(); }
  // The object, made at the first call; the same from then on.
  Ref<Context> context();
  // The value of a variable here, or null.
  const Value* find(const ContextVar& variable) const noexcept;
  // Nothing is known here, as in a new context.
  void clear() noexcept { hold(nullptr); }

 private:
  friend class ContextScope;
  explicit ContextHolder(Ref<Object> held) noexcept : bits_(reinterpret_cast<std::uintptr_t>(held.detach())) {}
  // Null, a ContextMap, or a Context.
  Object* held() const noexcept { return reinterpret_cast<Object*>(bits_ & ~is_entered); }
  ORRERY_HOT_MEMBER Context* object() const noexcept {
    return bits_ > is_entered && held()->tag() == Tag::context ? static_cast<Context*>(held()) : nullptr;
  }
  void hold(Ref<Object> held) noexcept {
    const Ref<Object> before = Ref<Object>::adopt(this->held());
    bits_ = reinterpret_cast<std::uintptr_t>(held.detach()) | (bits_ & is_entered);
  }
  Ref<ContextMap> map() const noexcept;

  static constexpr std::uintptr_t is_entered = 1;
  std::uintptr_t bits_ = 0;  // what is held, and whether something runs in it
};
static_assert(sizeof(ContextHolder) == 8);

// What ContextVar::set returns: Python's contextvars.Token.
class ContextToken final : public Object {
 public:
  ContextToken(Ref<Context> context, Ref<ContextVar> variable, std::optional<Value> before) noexcept
      : Object(Tag::context_token),
        context_(std::move(context)),
        variable_(std::move(variable)),
        before_(std::move(before)) {}

  const Ref<ContextVar>& variable() const noexcept { return variable_; }
  // The value before; nothing if it was not set then (Python: Token.MISSING).
  const std::optional<Value>& before() const noexcept { return before_; }
  bool used() const noexcept { return used_; }

 private:
  friend class ContextVar;
  Ref<Context> context_;
  Ref<ContextVar> variable_;
  std::optional<Value> before_;
  bool used_ = false;
};

// The current context for the length of a scope: what a handle's callback or Context.run runs in. `holder` outlives the
// scope. RuntimeError ("cannot enter context: … is already entered") if something runs in its context already.
class ContextScope {
 public:
  ContextScope(Environment& environment, ContextHolder& holder);  // inline in environment.hpp
  ~ContextScope();
  ContextScope(const ContextScope&) = delete;
  ContextScope& operator=(const ContextScope&) = delete;

 private:
  void enter(Context& context) const;

  Environment& environment_;
  ContextHolder* before_;
};

// What a handle or a task gets: `context`, or a copy of the current one if that is null.
ContextHolder context_or_copy(Environment& environment, Ref<Context> context) noexcept;

// contextvars.copy_context(): a new object with what is set in the current context.
Ref<Context> copy_context(Environment& environment);

// Context.run: calls `function` inside of `context`. RuntimeError if something runs in it already.
template <class Function>
auto run_in_context(Environment& environment, Ref<Context> context, Function&& function) {
  ContextHolder holder(std::move(context));
  const ContextScope scope(environment, holder);
  return function();
}

}  // namespace orrery::loop
