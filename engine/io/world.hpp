// The world: what holds the other ends of the program's named sockets, and what it does with them, and when.
#pragma once

#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/clocks.hpp"
#include "engine/io/network.hpp"
#include "engine/io/socket.hpp"
#include "engine/io/world_servers.hpp"
#include "engine/loop/selector.hpp"
#include "engine/loop/task.hpp"

namespace orrery::io {

// One thing that happens outside, at `at` seconds of the run's clock.
struct WorldAction {
  enum class Type : std::uint8_t { send, read, close, reset, cancel };
  double at = 0;
  Type type = Type::send;
  std::string target;     // the socket's name; the task's for cancel
  std::string bytes;      // to send
  std::size_t count = 0;  // bytes to read

  static WorldAction send(double at, std::string socket, std::string bytes);
  // `count` bytes of a repeating pattern, for those whose content does not matter.
  static WorldAction send_bytes(double at, std::string socket, std::size_t count);
  static std::string pattern(std::size_t count);
  static WorldAction read(double at, std::string socket, std::size_t count);
  static WorldAction close(double at, std::string socket);
  static WorldAction reset(double at, std::string socket);
  static WorldAction cancel(double at, std::string task);
};

class World final : public Passenger {
 public:
  // The run's network, and those of its servers that the program doesn't hold.
  Network& network() noexcept { return network_; }
  WorldServers& servers() noexcept { return servers_; }
  // By which the moments of connections are counted; needed by servers that wait. Must outlive the world's use.
  void set_clock(const loop::Clock& clock) noexcept { servers_.set_clock(clock); }

  // Finds a task by name, for `cancel`; null if there is none.
  using TaskFinder = std::function<Ref<loop::Task>(std::string_view name)>;

  explicit World(loop::Environment& environment);

  // A pair of connected sockets: the program's end is returned and kept under `name`, the other is the world's.
  // `send_buffer`: SO_SNDBUF of the program's end, 0 for the system's. Throws OsError; ValueError if the name is taken.
  Ref<Socket> add_socket(std::string name, int send_buffer = 0);
  // The program's end, or null.
  Ref<Socket> socket(std::string_view name) const;
  std::vector<std::string> socket_names() const;

  // Actions of equal time are done in the order of their adding. ValueError for an unknown socket.
  void add_action(WorldAction action);
  void set_task_finder(TaskFinder finder) { find_task_ = std::move(finder); }

  double next_moment() const override;
  void pass(double time) override;
  // Nothing left to begin.
  // Whether there is nothing of it: no other ends, no servers, nothing that it will do or has done.
  bool empty() const noexcept { return actions_.empty() && ends_.empty() && servers_.empty() && !stirred_; }
  bool exhausted() const noexcept { return actions_.empty() && servers_.next_moment() == loop::forever; }
  // Goes on with what could not be finished at its moment: sends what did not fit into the kernel's buffers, reads what
  // had not come. True if something moved.
  bool carry_on();
  // Whether it put something into a ready queue since it was last asked (cancelled a task).
  bool take_stir() noexcept { return std::exchange(stirred_, false); }

 private:
  // One pair: the program's end, and ours with what is still to be done there.
  struct End {
    std::string name;
    Ref<Socket> program;
    UniqueFd ours;
    std::string backlog;      // bytes that have yet to go
    std::size_t to_read = 0;  // bytes that have yet to come
    bool closing = false;     // close once the backlog is gone
  };
  double next_action() const;
  End* find(std::string_view name);
  void perform(const WorldAction& action);
  bool flush(End& end);
  bool drain(End& end);
  void close(End& end);
  void reset(End& end);
  void cancel(const std::string& task);
  event::Seq emit(event::Kind kind, const End& end, std::string_view bytes, std::size_t count);
  loop::Descriptor* program_side(const End& end);
  event::Probe* probe() const noexcept { return environment_.probe(); }

  loop::Environment& environment_;
  Network network_;
  WorldServers servers_;
  std::vector<End> ends_;
  std::vector<WorldAction> actions_;  // those not yet done, by time
  TaskFinder find_task_;
  bool stirred_ = false;
};

}  // namespace orrery::io
