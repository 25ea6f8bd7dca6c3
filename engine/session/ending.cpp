#include "engine/session/ending.hpp"

namespace orrery::session {

std::string words(const Ending& ending) {
  switch (ending.how) {
    case Ending::How::finished:
      return ending.exit_code == 0 ? "the program has ended"
                                   : "the program has ended with exit code " + std::to_string(ending.exit_code);
    case Ending::How::failed:
      return "the program failed: " + ending.text;
    case Ending::How::deadlock:
      return ending.text;
    case Ending::How::stopped:
      return ending.text.empty() ? "the run was stopped" : "the run was stopped: " + ending.text;
    case Ending::How::broken:
      return "the run could not begin: " + ending.text;
    case Ending::How::running:
      break;
  }
  return {};
}

}  // namespace orrery::session
