#include "engine/script/vm/interpreter.hpp"

#include <fmt/format.h>

#include "engine/loop/interrupt.hpp"
#include "engine/loop/threadsafe.hpp"
#include "engine/loop/unwind.hpp"
#include "engine/loop/values.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/special.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/anext.hpp"
#include "engine/script/vm/builtins.hpp"
#include "engine/script/vm/callable.hpp"
#include "engine/script/vm/compiler.hpp"
#include "engine/script/vm/delegate.hpp"
#include "engine/script/vm/frame_view.hpp"
#include "engine/script/vm/generator.hpp"
#include "engine/script/vm/loop_ports.hpp"
#include "engine/script/vm/machine.hpp"

namespace orrery::script {
namespace {

// What their handlers raise is raised where the program is now.
void deal_with_signals(const loop::Environment& environment) {
  const loop::ThreadPorts* const ports = environment.thread_ports();
  if (loop::Interrupts* const interrupts = ports ? ports->interrupts() : nullptr) interrupts->deal();
}

// The program is to end now, whatever it thinks of that.
struct Stopped final : loop::Unwind {};

}  // namespace

Interpreter::Interpreter(loop::Environment& environment, Output& output, Limits limits)
    : Runtime(limits.memory),
      environment_(environment),
      output_(output),
      limits_(limits),
      pool_(std::make_unique<FramePool>(heap())),
      base_handling_(std::make_unique<Handling>()),
      errors_(make_error_factory(*this)),
      values_(make_values(*this)) {
  handling_ = base_handling_.get();
  set_recursion_limit(limits.recursion);
  make_types();
  builtins_ = make_dict(*this);
  add_builtins(*this, *builtins_);
  add_frame_builtins(*this, *builtins_);
  environment_.set_errors(*errors_);
  environment_.set_values(*values_);
}

void Interpreter::watch_lines() {
  if (event::Probe* probe = environment_.probe()) watch_ = std::make_unique<Watch>(*this, *probe);
}

Interpreter::~Interpreter() {
  modules_.clear();
  main_ = nullptr;
  base_handling_->error = none;
  builtins_ = nullptr;
  shutdown();
  environment_.set_errors(loop::native_errors());
  environment_.set_values(loop::native_values());
}

void Interpreter::make_types() {
  vm.function = types().keep(make_function_type(*this));
  vm.cell = types().keep(make_cell_type(*this));
  vm.generator = types().keep(make_generator_type(*this));
  vm.coroutine = types().keep(make_coroutine_type(*this));
  vm.coroutine_wrapper = types().keep(make_coroutine_wrapper_type(*this));
  vm.async_generator = types().keep(make_async_generator_type(*this));
  vm.asend = types().keep(make_async_step_type(*this, "async_generator_asend"));
  vm.athrow = types().keep(make_async_step_type(*this, "async_generator_athrow"));
  vm.anext = types().keep(make_anext_type(*this));
  vm.code = types().keep(make_code_type(*this));
  vm.frame = types().keep(make_frame_type(*this));
}

// ---- calls

Value Interpreter::call(Function& function, Args args) {
  if (heap().closing()) return none;  // its module may be gone already
  if (--slice_left_ == 0) check_operations();
  Frame* const frame = pool_->make(Ref<Function>(&function));
  try {
    bind_arguments(*this, function, args, *frame);
    if (frame->code->flags.resumable()) return make_generator(*this, frame);
    enter(" while calling a Python object");
  } catch (...) {
    leave_frame(frame);
    throw;
  }
  return call(frame);
}

Value Interpreter::call_body(Function& function, Ref<Dict> names) {
  Frame* const frame = pool_->make(Ref<Function>(&function));
  frame->names = std::move(names);
  try {
    bind_arguments(*this, function, Args(), *frame);
    enter(" while calling a Python object");
  } catch (...) {
    leave_frame(frame);
    throw;
  }
  return call(frame);
}

// Precondition: the depth counts it already.
Value Interpreter::call(Frame* frame) {
  frame->back = frame_;
  frame->entry = true;
  frame_ = frame;
  loop::Sent sent = run(*this, frame);
  if (unwinding_) std::rethrow_exception(unwinding_);
  if (sent.outcome == loop::Sent::Outcome::raised) rethrow(std::move(sent.error));
  return std::move(sent.value);
}

void Interpreter::rethrow(Ref<loop::Error> error) {
  const auto* const known = dynamic_cast<const ExceptionObject*>(error.get());
  // One without traceback and context has not been raised yet: its context is still to be set where it arrives.
  if (known && (!known->traceback.empty() || known->context)) propagating_ = error.get();
  throw loop::Raised(std::move(error));
}

void Interpreter::check_operations() {
  const bool wanted = stop_wanted_.load(std::memory_order_relaxed);
  operations_ += slice;
  slice_left_ = slice;
  if (!wanted && operations_ < limits_.operations && stop_ == Stop::no) return deal_with_signals(environment_);
  if (stop_ == Stop::no) stop_ = wanted ? Stop::wanted : Stop::operations;
  slice_left_ = 1;  // whatever still runs is stopped at its next operation
  if (stop_line_ == 0) stop_line_ = line();
  throw Stopped();
}

// ---- modules

void Interpreter::add_module(std::string name, ModuleFactory factory) {
  factories_.insert_or_assign(std::move(name), std::move(factory));
}

ModuleObject* Interpreter::imported(std::string_view name) {
  const auto found = modules_.find(name);
  return found == modules_.end() ? nullptr : found->second.get();
}

Value Interpreter::import_module(std::string_view name) {
  if (ModuleObject* const module = imported(name)) return Value(module);
  const auto factory = factories_.find(name);
  if (factory == factories_.end()) {
    Ref<ExceptionObject> error =
        make_exception(*this, types().module_not_found_error, fmt::format("No module named '{}'", name));
    error->fields[0] = error->first_argument();
    error->fields[1] = make_str(*this, name);
    raise(std::move(error));
  }
  const std::size_t dot = name.rfind('.');
  if (dot != std::string_view::npos) import_module(name.substr(0, dot));
  Ref<ModuleObject> module = factory->second(*this);
  modules_.insert_or_assign(std::string(name), module);
  if (dot != std::string_view::npos)
    if (ModuleObject* const parent = imported(name.substr(0, dot)))
      parent->dict->set(heap().intern(name.substr(dot + 1)), Value(module));
  return Value(module);
}

// ---- awaiting

bool Interpreter::is_awaitable(const Value& value) {
  if (const Generator* generator = as_generator(value)) return generator->awaitable();
  if (value.has_tag(Tag::coroutine) || value.has_tag(Tag::future) || value.has_tag(Tag::task)) return true;
  return type_of(*this, value)->slots.await != nullptr;
}

Value Interpreter::awaitable_iterator(const Value& value) {
  if (!is_awaitable(value))
    raise_type_error(*this,
                     fmt::format("object {} can't be used in 'await' expression", type_of(*this, value)->name()));
  const bool future = value.has_tag(Tag::future) || value.has_tag(Tag::task);
  if (value.has_tag(Tag::coroutine)) return value;
  if (future && type_of(*this, value)->slots.await != &dispatch::await) return value;
  Value iterator = type_of(*this, value)->slots.await(*this, value);
  if (const Generator* generator = as_generator(iterator); generator && generator->awaitable())
    raise_type_error(*this, "__await__() returned a coroutine");
  const bool drivable =
      iterator.has_tag(Tag::coroutine) || iterator.has_tag(Tag::future) || iterator.has_tag(Tag::task);
  if (!drivable && !type_of(*this, iterator)->slots.next)
    raise_type_error(*this,
                     fmt::format("__await__() returned non-iterator of type '{}'", type_of(*this, iterator)->name()));
  return iterator;
}

// ---- Runtime

void Interpreter::write(Stream stream, std::string_view text) {
  if (event::Probe* probe = environment_.probe()) emit_output(*this, *probe, stream, text);
  output_.write(stream, text);
}

Type* Interpreter::foreign_type(const Object& object) noexcept {
  if (object.tag() == Tag::coroutine) {
    if (const Generator* generator = as_generator(Value(const_cast<Object*>(&object)))) {
      Type* const by_kind[] = {vm.generator, vm.coroutine, vm.async_generator};
      return by_kind[static_cast<std::size_t>(generator->kind())];
    }
  }
  const ForeignType of = foreign_[static_cast<std::size_t>(object.tag())];
  Type* const known = of ? of(*this, object) : nullptr;
  return known ? known : types().object;
}

ExceptionObject* Interpreter::handled() noexcept {
  for (const Handling* h = handling_; h; h = h->previous)
    if (ExceptionObject* error = error_in(*h)) return error;
  return nullptr;
}

int Interpreter::line() const noexcept {
  return frame_ ? frame_->line() : 0;
}

std::string_view Interpreter::source_line(int number) const noexcept {
  if (!program_ || number < 1) return {};
  std::string_view text = program_->line(number);
  const std::size_t first = text.find_first_not_of(" \t\f");
  if (first == std::string_view::npos) return {};
  text.remove_prefix(first);
  const std::size_t last = text.find_last_not_of(" \t\f\r\n");
  return text.substr(0, last + 1);
}

std::size_t Interpreter::indentation(int number) const noexcept {
  if (!program_ || number < 1) return 0;
  const std::size_t first = program_->line(number).find_first_not_of(" \t\f");
  return first == std::string_view::npos ? 0 : first;
}

void Interpreter::warn(Type* category, std::string_view text) {
  // A program that has the module warnings may have filters of its own.
  if (ModuleObject* const module = imported("warnings"); module && !heap().closing()) {
    const Value filter = *module->dict->find(std::string_view("_engine_warning"));
    script::call(*this, filter, Value(static_cast<Object*>(category)), Value(make_str(*this, text)));
    return;
  }
  const int where = line();
  if (!warned_.emplace(where, std::string(text)).second) return;
  const std::string place = frame_ ? fmt::format("{}:{}", file_, where) : std::string("sys:1");
  std::string message = fmt::format("{}: {}: {}\n", place, category->name(), text);
  if (const std::string_view source = source_line(where); frame_ && !source.empty())
    message += fmt::format("  {}\n", source);
  if (frame_ && text.starts_with("coroutine '"))
    message += "RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n";
  write(Stream::error, message);
}

void Interpreter::unraisable(ExceptionObject& error, std::string_view where) noexcept {
  try {
    write(Stream::error, fmt::format("Exception ignored in: {}\n{}", where, format_exception(error, false)));
  } catch (const loop::Raised&) {
    output_.write(Stream::error, "Exception ignored\n");
  }
}

}  // namespace orrery::script
