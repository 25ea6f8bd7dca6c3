// The servers of the world: "host:port", and what each does with a connection.
#include "engine/scenario/read_document.hpp"

namespace orrery::scenario {

namespace {

using Type = JsonValue::Type;
using What = ServerStep::What;

constexpr std::int64_t most_bytes = std::int64_t{1} << 30;

struct StepDraft {
  ServerStep step;
  std::vector<std::string_view> actions;  // the keys that say what happens
};

void begin_action(StepDraft& draft, std::string_view key, What what) {
  draft.actions.push_back(key);
  draft.step.what = what;
}

void read_true(Reading& reading, const JsonValue& value, const std::string& path) {
  bool wanted = true;
  if (reading.boolean(value, path, wanted) && !wanted)
    reading.report(value.at, path, "only true makes sense here", "leave the step out otherwise");
}

void not_empty(Reading& reading, const JsonValue& value, const std::string& path, const std::string& text,
               std::string hint) {
  if (text.empty()) reading.report(value.at, path, "there is nothing in it", std::move(hint));
}

constexpr Field<StepDraft> step_fields[] = {
    {"on",
     [](Reading& reading, const JsonValue& value, const std::string& path, StepDraft& draft) {
       if (reading.string(value, path, draft.step.on))
         not_empty(reading, value, path, draft.step.on, "without \"on\" the step waits for no bytes");
     }},
    {"after", [](Reading& reading, const JsonValue& value, const std::string& path,
                 StepDraft& draft) { reading.seconds(value, path, draft.step.after); }},
    {"send",
     [](Reading& reading, const JsonValue& value, const std::string& path, StepDraft& draft) {
       begin_action(draft, "send", What::send);
       if (reading.string(value, path, draft.step.bytes))
         not_empty(reading, value, path, draft.step.bytes, "to end the connection: \"close\": true");
     }},
    {"send_bytes",
     [](Reading& reading, const JsonValue& value, const std::string& path, StepDraft& draft) {
       begin_action(draft, "send_bytes", What::send_bytes);
       std::int64_t count = 0;
       if (reading.whole(value, path, 1, most_bytes, count)) draft.step.count = static_cast<std::size_t>(count);
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
};

void check_actions(Reading& reading, const JsonValue& value, const std::string& path, const StepDraft& draft) {
  if (draft.actions.empty())
    reading.report(value.at, path, "it doesn't say what happens", "one of send, send_bytes, close, reset is needed");
  else if (draft.actions.size() > 1)
    reading.report(value.at, path, fmt::format("\"{}\" and \"{}\" in one step", draft.actions[0], draft.actions[1]),
                   "make it two steps");
}

void read_steps(Reading& reading, const JsonValue& value, const std::string& path, WorldServer& server) {
  if (!reading.expect(value, path, Type::array)) return;
  bool over = false;
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    const std::string at = item_path(path, i);
    if (over) return reading.report(value.items[i].at, at, "nothing can come behind the end of the connection");
    StepDraft draft;
    if (!read_fields<StepDraft>(reading, value.items[i], at, step_fields, draft)) continue;
    check_actions(reading, value.items[i], at, draft);
    over = draft.actions.size() == 1 && (draft.step.what == What::close || draft.step.what == What::reset);
    server.steps.push_back(std::move(draft.step));
  }
}

// "host:port"; 0 if the port is none.
int port_in(std::string_view key) {
  const std::size_t colon = key.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return 0;
  int port = 0;
  for (const char c : key.substr(colon + 1)) {
    if (c < '0' || c > '9' || port > 65535) return 0;
    port = port * 10 + (c - '0');
  }
  return port <= 65535 ? port : 0;
}

}  // namespace

void read_servers(Reading& reading, const JsonValue& value, const std::string& path, World& world) {
  if (!reading.expect(value, path, Type::object)) return;
  reading.check_twice(value, path);
  for (const JsonMember& member : value.members) {
    WorldServer server;
    server.port = port_in(member.key);
    if (server.port == 0)
      reading.report(member.key_at, path, fmt::format("\"{}\" is no address of a server", member.key),
                     "host:port, as in \"example.com:80\"");
    else
      server.host = member.key.substr(0, member.key.rfind(':'));
    read_steps(reading, member.value, member_path(path, member.key), server);
    world.servers.push_back(std::move(server));
  }
}

std::vector<std::string_view> known_server_keys() {
  return keys_of<StepDraft>(step_fields);
}

}  // namespace orrery::scenario
