// The world: what holds the other ends of the program's named sockets, and what it does with them, and when.
#pragma once

#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/clocks.hpp"
#include "engine/io/socket.hpp"
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
  static WorldAction read(double at, std::string socket, std::size_t count);
  static WorldAction close(double at, std::string socket);
  static WorldAction reset(double at, std::string socket);
  static WorldAction cancel(double at, std::string task);
};

class World final : public Passenger {
 public:
  // Finds a task by name, for `cancel`; null if there is none.
  using TaskFinder = std::function<Ref<loop::Task>(std::string_view name)>;

  explicit World(loop::Environment& environment);
  ~World() override;

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
  // Nothing left to do, and nothing left to send.
  bool exhausted() const noexcept;
  // Sends what did not fit into the kernel's buffers before. True if something went.
  bool send_backlog();
  // Whether it put something into a ready queue since it was last asked (cancelled a task).
  bool take_stir() noexcept { return std::exchange(stirred_, false); }

 private:
  struct End;
  End& end(std::string_view name);
  void perform(WorldAction& action);
  void send(End& end, std::string_view bytes);
  bool flush(End& end);
  void read(End& end, std::size_t count);
  bool drain(End& end);
  void close(End& end);
  void reset(End& end);
  void cancel(std::string_view task);
  event::Probe* probe() const noexcept { return environment_.probe(); }

  loop::Environment& environment_;
  std::vector<End> ends_;
  std::vector<WorldAction> actions_;  // those not yet done, by time
  TaskFinder find_task_;
  bool stirred_ = false;
};

}  // namespace orrery::io
