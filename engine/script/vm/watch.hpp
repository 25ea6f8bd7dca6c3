// Watching a program run: which line of which call begins, and what its variables are worth there.
//
// Only for a run that asks for it (Interpreter::watch): the compiler then puts a `watch_line` before each statement and
// a `watch_return` before each return, which come here. A watch looks and tells; it keeps no value alive and runs
// nothing of the program, so that a watched run is the same run with more events in it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/event/probe.hpp"
#include "engine/script/object/object.hpp"

namespace orrery::script {

class ExceptionObject;
class Frame;
class Generator;
class Interpreter;

class Watch {
 public:
  // Both outlive it.
  Watch(Interpreter& in, event::Probe& probe) noexcept : in_(in), probe_(probe) {}

  // What is to be said of a native object that runs nothing of the program: "locked, waiters:1"; empty: nothing.
  using StateWords = std::string (*)(Interpreter&, const Value&);
  void set_state_words(StateWords words) noexcept { state_words_ = words; }

  // A statement begins at this line.
  void reached(Frame& frame, std::uint32_t line) noexcept;
  // A coroutine or generator exists: its arguments are bound.
  void created(const Generator& generator) noexcept;
  // The frame is about to return this.
  void returns(Frame& frame, const Value& value) noexcept;
  // An exception leaves the frame; then it is gone.
  void raises(Frame& frame, ExceptionObject& error) noexcept;
  // The frame of a generator is gone.
  void forget(const Frame& frame) noexcept;

  // So many lines in a row with nothing else happening, then the rest is left out until something does.
  static constexpr std::uint32_t most_lines = 5'000;
  // So many events of a watch in a whole run; then it tells nothing any more.
  static constexpr std::uint32_t most_events = 2'000'000;

 private:
  // What was told of a frame. Found by its address while it lives, never gone through in the order of addresses.
  struct Seen {
    event::Id id;
    std::vector<event::Name> told;  // of each variable's slot: the repr told last, 0 if it has no value
    bool shares = false;            // it holds something that others can change
    bool whole = true;              // a class body's names are no variables
  };

  Seen& seen(const Frame& frame);
  Seen& begin(const Frame& frame);
  event::Id caller(const Frame& frame) const;
  bool may_tell() noexcept;
  void leave_out() noexcept;
  void tell_variables(Frame& frame, Seen& seen);
  void tell_others(const Frame& but);
  void tell_module();
  void tell_missing(std::size_t present, std::uint64_t round);
  void tell(event::Id whose, event::Name name, event::Name value) noexcept;
  void emit(event::Kind kind, event::Id subject, event::Id object, event::Payload value) noexcept;
  void end(Frame& frame, event::Kind how, const Value& value);
  event::Name shown(const Value& value);
  std::string attributes(const Value& value) const;
  bool is_shared(const Value& value) const noexcept;
  static bool is_module_value(Interpreter& in, const Value& value, std::string_view name) noexcept;

  Interpreter& in_;
  event::Probe& probe_;
  StateWords state_words_ = nullptr;
  std::unordered_map<const Frame*, Seen> frames_;
  std::vector<Frame*> sharing_;  // frames with Seen::shares, in the order in which they were found to
  std::size_t turn_ = 0;         // whose turn of them it is
  struct Told {
    event::Name value = 0;
    std::uint64_t round = 0;  // when it was last there
  };
  std::map<event::Name, Told> module_;  // the names of the module
  std::uint64_t round_ = 0;
  event::Seq next_ = 0;  // the number of the event after the last one of ours
  std::uint32_t lines_ = 0, told_ = 0;
  bool left_out_ = false;
};

}  // namespace orrery::script
