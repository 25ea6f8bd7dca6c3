// What the user wants. Panes, keys and scripts emit commands; they are applied after all panes have drawn, by apply()
// in app_state.hpp, which is the only way that anything changes.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/event/id.hpp"
#include "engine/model/queries.hpp"

namespace orrery::app {

enum class StepSize : std::uint8_t { event, line, callback, turn };
enum class BottomTab : std::uint8_t { timeline, events };

namespace command {

// Transport.
struct TogglePlay {};
struct Pause {};
struct Step {
  int direction;  // +1 or -1
  StepSize size;
};
// By source line, of the selected task, coroutine or call, or else of what runs. Step by lines is LineStep::over.
struct StepLine {
  int direction;  // +1 or -1
  model::LineStep how;
};
struct Seek {
  event::Seq to;  // the event to stand on; beyond the end means the end
};
struct Home {};
struct End {};
struct SetStepSize {
  StepSize size;
};
struct SetSpeed {
  double speed;  // 0.05 … 20
};

// Selection. Selecting an event does not move the cursor; GoTo selects it and moves there.
struct Select {
  event::Id id;
};
struct SelectEvent {
  event::Seq seq;
};
struct GoTo {
  event::Seq seq;
};
struct ToCause {};
struct ToEffect {};
struct ClearSelection {};

// Documents.
struct ShowBrowser {};
struct CloseBrowser {};  // back to the program that is open, if there is one
struct Open {
  std::string path;  // of a .json or .py file
};
struct EditProgram {
  std::string source;  // what the editor holds now; the run is not touched
};
struct RunEdited {};
struct DiscardEdit {};

// The window.
struct SetEditing {
  bool on;
};
struct ToggleTheme {};
struct ToggleHelp {};
struct SelectTab {
  BottomTab tab;
};
struct DismissNotice {};
struct AnswerQuestion {
  event::Id choice;  // what the user says runs next
};

}  // namespace command

using Command =
    std::variant<command::TogglePlay, command::Pause, command::Step, command::StepLine, command::Seek, command::Home,
                 command::End, command::SetStepSize, command::SetSpeed, command::Select, command::SelectEvent,
                 command::GoTo, command::ToCause, command::ToEffect, command::ClearSelection, command::ShowBrowser,
                 command::CloseBrowser, command::Open, command::EditProgram, command::RunEdited, command::DiscardEdit,
                 command::SetEditing, command::ToggleTheme, command::ToggleHelp, command::SelectTab,
                 command::DismissNotice, command::AnswerQuestion>;

// The panes' one way out.
class Commands {
 public:
  template <class C>
  void operator()(C command) {
    queue_.emplace_back(std::move(command));
  }
  std::vector<Command> take() { return std::exchange(queue_, {}); }
  bool empty() const { return queue_.empty(); }

 private:
  std::vector<Command> queue_;
};

}  // namespace orrery::app
