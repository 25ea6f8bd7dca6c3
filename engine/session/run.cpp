#include "engine/session/run.hpp"

#include "engine/io/signals.hpp"
#include "engine/io/mapped_file.hpp"
#include "engine/io/world.hpp"
#include "engine/loop/event_loop.hpp"
#include "engine/loop/interrupt.hpp"
#include "engine/loop/threadsafe.hpp"
#include "engine/script/module/asyncio_sync.hpp"
#include "engine/script/module/socket_object.hpp"
#include "engine/script/vm/input.hpp"
#include "engine/script/vm/interpreter.hpp"
#include "engine/script/vm/watch.hpp"
#include "engine/session/outside.hpp"
#include "engine/session/recording.hpp"

namespace orrery::session {
namespace {

class Silent final : public script::Output {
 public:
  void write(script::Stream, std::string_view) override {}
};

io::WorldAction action_of(const scenario::WorldStep& step) {
  using What = scenario::WorldStep::What;
  switch (step.what) {
    case What::send:
      return io::WorldAction::send(step.at, step.target, step.bytes);
    case What::send_bytes:
      return io::WorldAction::send_bytes(step.at, step.target, step.count);
    case What::read:
      return io::WorldAction::read(step.at, step.target, step.count);
    case What::close:
      return io::WorldAction::close(step.at, step.target);
    case What::reset:
      return io::WorldAction::reset(step.at, step.target);
    case What::cancel:
      break;
  }
  return io::WorldAction::cancel(step.at, step.target);
}

io::ServerStep server_step(const scenario::ServerStep& step) {
  using What = scenario::ServerStep::What;
  using Type = io::ServerStep::Type;
  const Type type = step.what == What::close ? Type::close : step.what == What::reset ? Type::reset : Type::send;
  return {step.on, step.after, type,
          step.what == What::send_bytes ? io::WorldAction::pattern(step.count) : step.bytes};
}

void build_servers(io::WorldServers& servers, const scenario::World& plan) {
  for (const scenario::WorldServer& server : plan.servers) {
    std::vector<io::ServerStep> steps;
    for (const scenario::ServerStep& step : server.steps) steps.push_back(server_step(step));
    servers.add(server.host, server.port, std::move(steps));
  }
}

void build(io::World& world, const scenario::World& plan) {
  build_servers(world.servers(), plan);
  for (const scenario::WorldSocket& socket : plan.sockets) world.add_socket(socket.name, socket.sndbuf);
  for (const scenario::WorldStep& step : plan.script) world.add_action(action_of(step));
}

script::Limits limits_of(const RunOptions& options) {
  script::Limits limits;
  if (options.most_operations > 0) limits.operations = options.most_operations;
  if (options.most_memory > 0) limits.memory = options.most_memory;
  return limits;
}

}  // namespace

// Everything that lives as long as the program runs, in the order in which it is made; torn down in the opposite one.
struct Run::Inside {
  Inside(Run& run, script::Output& output)
      : environment(run.options_.record ? &run.recorder_ : nullptr, run.options_.rules.value_or(run.document_.rules)),
        world(environment),
        outside(make_outside(run.clock_, run.options_.selector.value_or(run.document_.selector), environment, world,
                             run.gate_)),
        interpreter(environment, output, limits_of(run.options_)),
        modules(interpreter, *outside) {
    if (run.options_.watch) watch();
    if (run.document_.network == scenario::Network::loopback)
      world.network().set_kind(io::NetworkKind::loopback);
    if (run.options_.read_input) script::read_standard_input(interpreter);
    build(world, run.document_.world);
    world.set_task_finder([this](std::string_view name) { return find_task(name); });
    for (const std::string& name : world.socket_names())
      interpreter.builtins().set(interpreter.heap().intern(name), script::wrap_socket(interpreter, world.socket(name)));
  }

  void watch() {
    interpreter.watch_lines();
    if (script::Watch* const watching = interpreter.watch()) watching->set_state_words(script::sync_state);
  }

  loop::Ref<loop::Task> find_task(std::string_view name) const {
    if (const loop::EventLoop* loop = environment.running_loop())
      for (const loop::Ref<loop::Task>& task : loop->all_tasks())
        if (task->name() == name) return task;
    return {};
  }

  loop::Environment environment;
  io::World world;
  std::unique_ptr<script::Outside> outside;
  script::Interpreter interpreter;
  script::Modules modules;
};

Run::Run(const scenario::Document& document, script::Program program, RunOptions options, script::Output* output)
    : signals_(options.take_interrupts ? std::make_unique<io::SignalSource>(std::initializer_list<int>{SIGINT},
                                                                            [this](int number) { interrupt(number); })
                                       : nullptr),
      document_(document),
      program_(std::move(program)),
      options_(options),
      output_(output),
      clock_(options.clock.value_or(document.clock)),
      recorder_(trace_, {options.memory_limit}),
      gate_(options.record ? &recorder_ : nullptr) {
  if (!options_.record_file.empty()) open_file();
  made_ = true;
}

// The document goes in as it is run.
void Run::open_file() {
  scenario::Document document = document_;
  document.clock = clock_;
  document.selector = options_.selector.value_or(document_.selector);
  document.rules = options_.rules.value_or(document_.rules);
  using enum trace::FileWriter::IfExists;
  file_ = std::make_unique<trace::FileWriter>(options_.record_file, about_run(document),
                                              options_.replace_file ? replace : refuse, io::create_beside);
}

Run::~Run() {
  stop();
  if (thread_.joinable()) thread_.join();
  signals_ = nullptr;
}

// The program deals with it between two instructions, or where it waits.
void Run::interrupt(int signal) {
  if (!made_) return;
  {
    const std::lock_guard lock(interpreter_mutex_);
    if (interpreter_) interpreter_->environment().thread_ports()->interrupts()->arrived(signal);
  }
  gate_.interrupt();
}

Ending Run::run_here() {
  execute();
  return ending_;
}

void Run::start(std::function<void()> on_end) {
  thread_ = std::thread([this, on_end = std::move(on_end)] {
    execute();
    if (on_end) on_end();
  });
}

void Run::stop() {
  gate_.end();
  const std::lock_guard lock(interpreter_mutex_);
  if (interpreter_) interpreter_->stop();
}

void Run::publish(script::Interpreter* interpreter) {
  const std::lock_guard lock(interpreter_mutex_);
  interpreter_ = interpreter;
  if (interpreter && gate_.ended()) interpreter->stop();
}

void Run::execute() {
  if (file_)
    file_->start(trace_, [this](event::Seq written) {
      if (options_.forget_written) recorder_.forget_before(written);
    });
  ending_ = set_up_and_run();
  if (file_) file_->finish(about_ending(ending_));
  ended_.store(true, std::memory_order_release);
}

Ending Run::set_up_and_run() {
  Silent silent;
  try {
    Inside inside(*this, output_ ? *output_ : silent);
    publish(&inside.interpreter);
    Ending ending = run_program(inside);
    publish(nullptr);
    return ending;
  } catch (const std::exception& error) {
    publish(nullptr);
    return {Ending::How::broken, 1, error.what()};
  }
}

Ending Run::run_program(Inside& inside) {
  const script::Interpreter& in = inside.interpreter;
  const int exit_code = inside.interpreter.run_program(program_);
  const auto how = in.stopped()            ? Ending::How::stopped
                   : in.deadlocked()       ? Ending::How::deadlock
                   : in.uncaught().empty() ? Ending::How::finished
                                           : Ending::How::failed;
  return {how, exit_code, in.uncaught()};
}

}  // namespace orrery::session
