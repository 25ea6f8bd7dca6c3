// A server, a task group, a timeout and a recording, with nothing but the installed headers.
#include <orrery/orrery.hpp>

using namespace orrery;

namespace {

Co<void> answer(Ref<StreamReader> reader, Ref<StreamWriter> writer) {
  writer->write("you said " + co_await read_line(reader));
  co_await writer->drain();
  writer->close();
}

Co<void> ask(EventLoop& loop, int port, int& answers) {
  const Streams streams = co_await open_connection(loop, "127.0.0.1", port);
  streams.writer->write("hello\n");
  const std::string line = co_await with_timeout(loop, 10, read_line(streams.reader));
  streams.writer->close();
  if (line == "you said hello\n") ++answers;
}

Co<bool> times_out(EventLoop& loop) {
  try {
    co_await with_timeout(loop, 0.01, sleep(loop, 60));
  } catch (const TimeoutError&) {
    co_return true;
  }
  co_return false;
}

Co<int> amain(EventLoop& loop) {
  const Ref<Server> server = co_await start_server(loop, answer, "127.0.0.1", 0);
  int answers = 0;
  const auto ask_twice = [&](TaskGroup& group) {
    for (int i = 0; i < 2; ++i) group.create_task(ask(loop, port_of(*server), answers));
    return [](EventLoop& of) -> Co<void> { co_await sleep(of, 0); }(loop);
  };
  co_await with_task_group(loop, ask_twice);
  server->close();
  print(loop, std::to_string(answers) + " answers");
  const bool late = co_await times_out(loop);
  co_return answers == 2 && late ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  if (argc > 1) options.record = argv[1];
  return run(amain, options);
}
