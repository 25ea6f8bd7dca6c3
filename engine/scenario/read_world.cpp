// The world: sockets by name, and what happens to them and when.
#include <limits>
#include <optional>

#include "engine/scenario/read_document.hpp"
#include "engine/script/syntax/characters.hpp"
#include "engine/script/syntax/nearest.hpp"
#include "engine/script/syntax/token.hpp"

namespace orrery::scenario {

namespace {

using Type = JsonValue::Type;
using What = WorldStep::What;

constexpr std::int64_t most_bytes = std::int64_t{1} << 30;

constexpr Field<WorldSocket> socket_fields[] = {
    {"sndbuf", [](Reading& reading, const JsonValue& value, const std::string& path, WorldSocket& socket) {
       std::int64_t size = 0;
       if (reading.whole(value, path, 1, most_bytes, size)) socket.sndbuf = static_cast<int>(size);
     }}};

// A name that a program can use as a variable.
bool is_identifier(std::string_view name) {
  return !name.empty() && script::name_length(name) == name.size() && !script::is_keyword(name);
}

void read_sockets(Reading& reading, const JsonValue& value, const std::string& path, World& world) {
  if (!reading.expect(value, path, Type::object)) return;
  reading.check_twice(value, path);
  for (const JsonMember& member : value.members) {
    if (!is_identifier(member.key))
      reading.report(member.key_at, path, fmt::format("\"{}\" can't be the name of a socket", member.key),
                     "programs find it by its name: letters, digits and '_'");
    WorldSocket socket;
    socket.name = member.key;
    read_fields<WorldSocket>(reading, member.value, member_path(path, member.key), socket_fields, socket);
    world.sockets.push_back(std::move(socket));
  }
}

// A step, and what was found in it on the way.
struct StepDraft {
  WorldStep step;
  const JsonValue* socket = nullptr;
  std::vector<std::string_view> actions;  // the keys that say what happens
};

void begin_action(StepDraft& draft, std::string_view key, What what) {
  draft.actions.push_back(key);
  draft.step.what = what;
}

void read_count(Reading& reading, const JsonValue& value, const std::string& path, StepDraft& draft) {
  std::int64_t count = 0;
  if (reading.whole(value, path, 1, most_bytes, count)) draft.step.count = static_cast<std::size_t>(count);
}

// `"close": true`
void read_true(Reading& reading, const JsonValue& value, const std::string& path) {
  bool wanted = true;
  if (reading.boolean(value, path, wanted) && !wanted)
    reading.report(value.at, path, "only true makes sense here", "leave the step out otherwise");
}

constexpr Field<StepDraft> step_fields[] = {
    {"at", [](Reading& reading, const JsonValue& value, const std::string& path,
              StepDraft& draft) { reading.seconds(value, path, draft.step.at); }},
    {"socket",
     [](Reading& reading, const JsonValue& value, const std::string& path, StepDraft& draft) {
       if (reading.string(value, path, draft.step.target)) draft.socket = &value;
     }},
    {"send",
     [](Reading& reading, const JsonValue& value, const std::string& path, StepDraft& draft) {
       begin_action(draft, "send", What::send);
       if (reading.string(value, path, draft.step.bytes) && draft.step.bytes.empty())
         reading.report(value.at, path, "nothing to send", "to end the connection: \"close\": true");
     }},
    {"send_bytes",
     [](Reading& reading, const JsonValue& value, const std::string& path, StepDraft& draft) {
       begin_action(draft, "send_bytes", What::send_bytes);
       read_count(reading, value, path, draft);
     }},
    {"read",
     [](Reading& reading, const JsonValue& value, const std::string& path, StepDraft& draft) {
       begin_action(draft, "read", What::read);
       read_count(reading, value, path, draft);
     }},
    {"close",
     [](Reading& reading, const JsonValue& value, const std::string& path, StepDraft& draft) {
       begin_action(draft, "close", What::close);
       read_true(reading, value, path);
     }},
    {"reset",
     [](Reading& reading, const JsonValue& value, const std::string& path, StepDraft& draft) {
       begin_action(draft, "reset", What::reset);
       read_true(reading, value, path);
     }},
    {"cancel",
     [](Reading& reading, const JsonValue& value, const std::string& path, StepDraft& draft) {
       begin_action(draft, "cancel", What::cancel);
       reading.string(value, path, draft.step.target);
     }},
};

void check_actions(Reading& reading, const JsonValue& value, const std::string& path, const StepDraft& draft) {
  if (draft.actions.empty()) {
    reading.report(value.at, path, "it doesn't say what happens",
                   "one of send, send_bytes, read, close, reset, cancel is needed");
  } else if (draft.actions.size() > 1) {
    reading.report(value.at, path, fmt::format("\"{}\" and \"{}\" in one step", draft.actions[0], draft.actions[1]),
                   "make it two steps");
  }
}

void check_socket(Reading& reading, const JsonValue& value, const std::string& path, const StepDraft& draft,
                  const World& world) {
  const bool cancels = draft.actions.size() == 1 && draft.actions[0] == "cancel";
  if (cancels && value.find("socket"))
    return reading.report(value.find("socket")->at, path, "\"cancel\" names a task and needs no socket");
  if (!cancels && !draft.actions.empty() && !value.find("socket"))
    return reading.report(value.at, member_path(path, "socket"), "is missing", "the name of a socket of world.sockets");
  if (cancels || !draft.socket) return;
  std::vector<std::string_view> names;
  for (const WorldSocket& socket : world.sockets) names.push_back(socket.name);
  if (std::find(names.begin(), names.end(), draft.socket->text) != names.end()) return;
  const std::string_view near = script::nearest(draft.socket->text, names);
  std::string hint = names.empty()   ? "world.sockets has none"
                     : !near.empty() ? fmt::format("there is \"{}\"", near)
                                     : fmt::format("there is {}", one_of(names));
  reading.report(draft.socket->at, member_path(path, "socket"),
                 fmt::format("no socket named \"{}\"", draft.socket->text), std::move(hint));
}

void read_step(Reading& reading, const JsonValue& value, const std::string& path, World& world) {
  StepDraft draft;
  if (!read_fields<StepDraft>(reading, value, path, step_fields, draft)) return;
  if (!value.find("at")) reading.report(value.at, member_path(path, "at"), "is missing", "when it happens, in seconds");
  check_actions(reading, value, path, draft);
  check_socket(reading, value, path, draft, world);
  world.script.push_back(std::move(draft.step));
}

// Reads the script when the sockets are known, wherever they stand in the document.
void read_script(Reading& reading, const JsonValue& value, const std::string& path, World& world) {
  if (!reading.expect(value, path, Type::array)) return;
  for (std::size_t i = 0; i < value.items.size(); ++i) read_step(reading, value.items[i], item_path(path, i), world);
}

struct WorldDraft {
  World& world;
  const JsonValue* script = nullptr;
};

constexpr Field<WorldDraft> world_fields[] = {
    {"sockets", [](Reading& reading, const JsonValue& value, const std::string& path,
                   WorldDraft& draft) { read_sockets(reading, value, path, draft.world); }},
    {"servers", [](Reading& reading, const JsonValue& value, const std::string& path,
                   WorldDraft& draft) { read_servers(reading, value, path, draft.world); }},
    {"script", [](Reading&, const JsonValue& value, const std::string&, WorldDraft& draft) { draft.script = &value; }},
};

}  // namespace

void read_world(Reading& reading, const JsonValue& value, const std::string& path, World& world) {
  WorldDraft draft{world};
  read_fields<WorldDraft>(reading, value, path, world_fields, draft);
  if (draft.script) read_script(reading, *draft.script, member_path(path, "script"), world);
}

std::vector<std::pair<std::string, std::vector<std::string_view>>> known_world_keys() {
  return {{"world", keys_of<WorldDraft>(world_fields)},
          {"world.sockets.*", keys_of<WorldSocket>(socket_fields)},
          {"world.servers.*[]", known_server_keys()},
          {"world.script[]", keys_of<StepDraft>(step_fields)}};
}

}  // namespace orrery::scenario
