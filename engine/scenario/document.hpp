// A scenario as a value: what the JSON document says, with defaults for what it leaves out.
// (docs: the format is described by scenarios/schema.json; load.hpp reads and checks it.)
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/loop/environment.hpp"

namespace orrery::scenario {

enum class ClockSort : std::uint8_t { virtual_clock, real_clock };
enum class SelectorSort : std::uint8_t { select, poll, epoll };
enum class Network : std::uint8_t { simulated, loopback };

struct WorldSocket {
  std::string name;
  int sndbuf = 0;  // SO_SNDBUF of the program's end in bytes; 0: the system's
};

// One thing that the outside does.
struct WorldStep {
  enum class What : std::uint8_t { send, send_bytes, read, close, reset, cancel };
  double at = 0;  // seconds of the run's clock
  What what = What::send;
  std::string target;      // the socket's name; of cancel the task's
  std::string bytes;       // of send
  std::size_t count = 0;   // of send_bytes and read
};

// One thing that a server of the world does with a connection, when those before it are done.
struct ServerStep {
  enum class What : std::uint8_t { send, send_bytes, close, reset };
  std::string on;     // bytes that must have come first; empty: none
  double after = 0;   // seconds from then on
  What what = What::send;
  std::string bytes;      // of send
  std::size_t count = 0;  // of send_bytes
};

// Somebody who answers at host:port.
struct WorldServer {
  std::string host;
  int port = 0;
  std::vector<ServerStep> steps;  // for each connection
};

struct World {
  std::vector<WorldSocket> sockets;  // in the order of the document
  std::vector<WorldServer> servers;
  std::vector<WorldStep> script;
};

// A remark or a question, tied to the nth event that fits.
struct LessonStep {
  std::string event;      // a kind of the event vocabulary
  unsigned nth = 1;       // from 1
  std::string text;       // part of the event's text; empty: any
  std::string arg;        // the word of its arg ("wakeup", "throw"); empty: any
  std::string say;        // the remark, or
  std::string ask;        // the question ("answer": "engine")
  std::string point;      // where to look: a word like "selector"; may be empty
};

// What a test of the scenario must see.
struct Expectation {
  std::optional<std::vector<std::string>> standard_output;  // lines
  std::optional<std::string> error;   // the last line of the traceback
  std::optional<bool> deadlock;
  std::vector<std::string> lints;
};

struct Document {
  std::string file;   // the path it was loaded from
  std::string title;  // default: the file's name without its ending
  std::string question, about;
  std::vector<std::string> tags;
  ClockSort clock = ClockSort::virtual_clock;
  SelectorSort selector = SelectorSort::select;
  loop::Rules rules = loop::Rules::py313;
  Network network = Network::simulated;
  World world;
  std::string program;  // the source, lines joined by '\n', ending with one
  std::vector<LessonStep> lesson;
  Expectation expect;
};

}  // namespace orrery::scenario
