// Pictures of the window without one.
#include <charconv>
#include <cstdio>
#include <optional>

#include "app/cli/cli.hpp"
#include "app/shell/desk.hpp"
#include "app/shell/offscreen.hpp"
#include "engine/event/vocabulary.hpp"
#include "engine/scenario/load.hpp"

namespace orrery::cli {
namespace {

constexpr int settling_frames = 4;      // ImGui knows sizes of things from the frame before
constexpr double patience = 10;         // seconds for a run to come to its end

int complain(const std::string& sentence, int code) {
  std::fprintf(stderr, "orrery: %s\n", sentence.c_str());
  return code;
}

std::optional<event::Seq> number(std::string_view text) {
  event::Seq value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "task 2" and the like.
std::optional<event::Id> id_named(std::string_view text) {
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  for (auto sort = event::Sort::loop; sort <= event::Sort::world; sort = static_cast<event::Sort>(static_cast<int>(sort) + 1))
    if (event::to_string(sort) == text.substr(0, space))
      if (const auto ordinal = number(text.substr(space + 1))) return event::Id(sort, *ordinal);
  return std::nullopt;
}

// What is wrong with the wish, or an empty text.
std::string stand_at(app::AppState& state, const ShotCommand& command) {
  state.session().settle(patience);
  const event::Seq size = state.session().trace().size();
  std::optional<event::Seq> at = command.at.empty() ? event::Seq{0} : number(command.at);
  if (command.at == "end") at = size == 0 ? 0 : size - 1;
  if (!at || (*at >= size && size > 0))
    return "--at: \"" + command.at + "\" is no event of this run: give a number from 0 to " +
           std::to_string(size ? size - 1 : 0) + ", or end";
  state.show(*at);
  if (command.select.empty()) return {};
  const auto id = id_named(command.select);
  if (!id) return "--select: \"" + command.select + "\" names nothing: write it like \"task 2\" or \"future 1\"";
  state.apply(app::command::Select{*id});
  return {};
}

// Says what is wrong with the file; whether there is a run to look at. What is wrong is in the picture, too.
bool open(app::AppState& state, const std::string& file) {
  state.apply(app::command::Open{file});
  if (session::Recording::is(file)) {
    if (state.has_session()) state.session().settle(patience);
    const std::string problem = state.has_session() ? state.session().problem() : std::string(state.notice().text);
    if (!problem.empty()) complain(problem, exit_failed);
    return state.has_session();
  }
  const scenario::LoadResult loaded = scenario::load_file(file);
  for (const script::Problem& problem : loaded.problems)
    std::fprintf(stderr, "%s\n", script::to_string(problem).c_str());
  return loaded.ok();
}

}  // namespace

int shot(const ShotCommand& command) {
  if (command.width < 64 || command.height < 64 || command.width > 16384 || command.height > 16384)
    return complain("--size: from 64x64 to 16384x16384 pixels", exit_usage);
  app::AppState state({scenario_folder(), !command.light, 1, {}, command.options});
  shell::Desk desk;
  if (!command.file.empty()) {
    if (open(state, command.file))
      if (const std::string problem = stand_at(state, command); !problem.empty())
        return complain(problem, exit_usage);
    if (command.tab == "events") state.apply(app::command::SelectTab{app::BottomTab::events});
  }
  try {
    shell::Offscreen screen(command.width, command.height, command.light ? shell::ThemeName::light : shell::ThemeName::dark,
                            static_cast<float>(command.scale));
    for (int i = 0; i < settling_frames; ++i) screen.draw([&](shell::Frame& frame) { shell::frame(frame, state, desk); });
    shell::write_png(screen.read(), command.out);
  } catch (const std::runtime_error& error) {
    return complain(error.what(), exit_failed);
  }
  return exit_ok;
}

}  // namespace orrery::cli
