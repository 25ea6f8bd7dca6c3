#include "engine/script/vm/watch.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/callable.hpp"
#include "engine/script/vm/frame.hpp"
#include "engine/script/vm/generator.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {

using event::Id;
using event::Kind;
using event::Name;

namespace {

constexpr std::size_t longest_value = 160;     // characters of a value's repr
constexpr std::size_t longest_attribute = 40;  // characters of an attribute's
constexpr std::size_t most_others = 16;        // frames looked at beside the one that runs
constexpr std::uint32_t most_names = 256;      // of the module's names

std::uint16_t line_number(std::uint32_t line) noexcept {
  return static_cast<std::uint16_t>(std::min<std::uint32_t>(line, 65535));
}

// The value of a variable, out of its cell if it lies in one.
const Value& variable(Frame& frame, std::uint32_t slot) noexcept {
  const Value& value = frame.slots()[slot];
  if (slot < frame.code->first_cell() || value == unset) return value;
  return static_cast<const Cell*>(value.object())->content;
}

const Str* name_of(const Code& code, std::uint32_t slot) noexcept {
  if (slot < code.first_cell()) return code.locals[slot];
  if (slot < code.first_free()) return code.cells[slot - code.first_cell()];
  return code.frees[slot - code.first_free()];
}

}  // namespace

// ---------------------------------------------------------------- what may be told

// Whatever else happens gives new room.
bool Watch::may_tell() noexcept {
  if (told_ >= most_events) return left_out_ ? false : (leave_out(), false);
  if (probe_.count() != next_) {
    lines_ = 0;
    left_out_ = false;
  }
  if (left_out_) return false;
  if (++lines_ <= most_lines) return true;
  leave_out();
  return false;
}

// Nobody knows the values any more: each is told anew when it is seen again.
void Watch::leave_out() noexcept {
  left_out_ = true;
  for (auto& [frame, seen] : frames_) std::ranges::fill(seen.told, Name{0});
  for (auto& [name, told] : module_) told.value = 0;
  emit(Kind::values_left_out, {}, {}, {.integer = lines_});
}

void Watch::emit(Kind kind, Id subject, Id object, event::Payload value) noexcept {
  if (probe_.count() != next_) lines_ = 0;
  next_ = probe_.emit(kind, subject, object, 0, value) + 1;
  ++told_;
}

void Watch::tell(Id whose, Name name, Name value) noexcept {
  emit(Kind::local_set, whose, {}, {.text = {name, value}});
}

// ---------------------------------------------------------------- frames

// Who called: the nearest frame below that is known, whatever native code lies between.
Id Watch::caller(const Frame& frame) const {
  for (const Frame* back = frame.back; back; back = back->back) {
    if (back->generator) return back->generator->id();
    if (const auto found = frames_.find(back); found != frames_.end()) return found->second.id;
  }
  return {};
}

Watch::Seen& Watch::begin(const Frame& frame) {
  Seen& made = frames_[&frame];
  made = {};
  made.told.resize(frame.code->first_free() + frame.code->frees.size());
  made.whole = frame.code->flags.function_like;
  if (frame.generator) {
    made.id = frame.generator->id();
    return made;
  }
  made.id = in_.environment().next(event::Sort::frame);
  emit(Kind::call_begun, made.id, caller(frame), {.text = {probe_.intern(frame.code->name->view()), 0}});
  return made;
}

Watch::Seen& Watch::seen(const Frame& frame) {
  const auto found = frames_.find(&frame);
  return found == frames_.end() ? begin(frame) : found->second;
}

void Watch::forget(const Frame& frame) noexcept {
  const auto found = frames_.find(&frame);
  if (found == frames_.end()) return;
  if (found->second.shares) std::erase(sharing_, &frame);
  frames_.erase(found);
}

// ---------------------------------------------------------------- variables

bool Watch::is_shared(const Value& value) const noexcept {
  if (value.has_tag(Tag::future)) return true;
  if (!value.has_tag(Tag::script)) return false;
  const Types& types = in_.types();
  for (const Type* type : {types.str, types.int_, types.float_, types.bytes})
    if (is_exact(value, type)) return false;
  return !has_flag(value, TypeFlag::is_type) && !is_function(value, in_.vm.function);
}

// The class, and what lies in the object itself.
std::string Watch::attributes(const Value& value) const {
  Dict* const own = static_cast<ScriptObject*>(value.object())->attributes(false);
  std::string text = fmt::format("<{}", type_of(in_, value)->name());
  for (std::uint32_t i = 0; own && i < own->entry_count() && text.size() < longest_value; ++i) {
    if (!is_str(own->entry(i).key)) continue;
    text += fmt::format(" {}={}", as_str(own->entry(i).key).view(), in_.shown(own->entry(i).value, longest_attribute));
  }
  return text + ">";
}

Name Watch::shown(const Value& value) try {
  if (value == unset) return 0;
  const bool plain =
      value.has_tag(Tag::script) && !is_exception(value) && type_of(in_, value)->has(TypeFlag::plain_instance);
  if (const std::string words = state_words_ ? state_words_(in_, value) : std::string(); !words.empty())
    return probe_.intern(fmt::format("<{} {}>", type_of(in_, value)->name(), words));
  return probe_.intern(plain ? attributes(value) : in_.shown(value, longest_value));
} catch (const loop::Raised&) {
  return probe_.intern(fmt::format("<{} object>", type_of(in_, value)->name()));  // an int of too many digits
}

void Watch::tell_variables(Frame& frame, Seen& seen) {
  if (!seen.whole) return;
  bool shares = false;
  for (std::uint32_t slot = 0; slot < seen.told.size(); ++slot) {
    const Value& value = variable(frame, slot);
    shares |= is_shared(value);
    const Name now = shown(value);
    const std::string_view name = name_of(*frame.code, slot)->view();
    if (now == seen.told[slot] || name.starts_with('.')) continue;
    seen.told[slot] = now;
    tell(seen.id, probe_.intern(name), now);
  }
  if (shares && !seen.shares) sharing_.push_back(&frame);
  if (!shares && seen.shares) std::erase(sharing_, &frame);
  seen.shares = shares;
}

// What others hold may be changed through another reference: they are looked at in turn.
void Watch::tell_others(const Frame& but) {
  for (std::size_t n = std::min(most_others, sharing_.size()); n > 0 && !sharing_.empty(); --n) {
    turn_ = (turn_ + 1) % sharing_.size();
    Frame& frame = *sharing_[turn_];
    if (&frame != &but) tell_variables(frame, frames_.at(&frame));
  }
}

// Functions, classes and modules are what the program is made of, not what it works on.
bool Watch::is_module_value(Interpreter& in, const Value& value, std::string_view name) noexcept {
  if (name.starts_with("__")) return false;
  if (!value.has_tag(Tag::script)) return true;
  const auto& object = *static_cast<const ScriptObject*>(value.object());
  return !has_flag(value, TypeFlag::is_type) && !is_function(value, in.vm.function) &&
         object.type() != in.types().module && object.type() != in.types().builtin_function;
}

void Watch::tell_module() {
  Dict* const names = in_.main_names();
  if (!names) return;
  std::size_t present = 0;
  ++round_;
  for (std::uint32_t i = 0; i < std::min(names->entry_count(), most_names); ++i) {
    const Dict::Entry& entry = names->entry(i);
    if (!is_str(entry.key) || !is_module_value(in_, entry.value, as_str(entry.key).view())) continue;
    const Name name = probe_.intern(as_str(entry.key).view()), now = shown(entry.value);
    Told& told = module_[name];
    told.round = round_;
    ++present;
    if (std::exchange(told.value, now) != now) tell({}, name, now);
  }
  tell_missing(present, round_);
}

void Watch::tell_missing(std::size_t present, std::uint64_t round) {
  if (module_.size() == present) return;
  std::erase_if(module_, [&](const auto& entry) {
    if (entry.second.round == round) return false;
    tell({}, entry.first, 0);
    return true;
  });
}

// ---------------------------------------------------------------- what happens

void Watch::reached(Frame& frame, std::uint32_t line) noexcept try {
  probe_.line = line_number(line);
  if (!may_tell()) return;
  Seen& known = seen(frame);
  tell_variables(frame, known);
  tell_module();
  const Id id = known.id;
  tell_others(frame);
  emit(Kind::line_reached, id, {}, {.integer = 0});
} catch (...) {
  // There is no memory to tell it with; the program goes on.
}

void Watch::created(const Generator& generator) noexcept try {
  if (generator.frame && may_tell()) tell_variables(*generator.frame, seen(*generator.frame));
} catch (...) {
}

void Watch::end(Frame& frame, Kind how, const Value& value) {
  const auto found = frames_.find(&frame);
  if (found == frames_.end()) return;
  if (!left_out_) tell_variables(frame, found->second);
  if (frame.generator) return;
  emit(how, found->second.id, {}, {.text = {shown(value), 0}});
  forget(frame);
}

void Watch::returns(Frame& frame, const Value& value) noexcept try {
  end(frame, Kind::call_returned, value);
} catch (...) {
}

void Watch::raises(Frame& frame, ExceptionObject& error) noexcept try {
  end(frame, Kind::call_raised, Value(&error));
} catch (...) {
}

}  // namespace orrery::script
