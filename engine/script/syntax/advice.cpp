#include "engine/script/syntax/advice.hpp"

namespace orrery::script {
namespace {

struct Advice {
  std::string_view name;
  std::string_view text;
};

constexpr std::string_view processes =
    "there are no other processes here: asyncio.sleep() can stand for their work, "
    "asyncio.to_thread() runs a function beside the loop";
constexpr std::string_view unix_sockets = "there are no UNIX sockets with a path here: use TCP on 127.0.0.1";
constexpr std::string_view web =
    "there is no web here: asyncio.open_connection() talks to servers of the program's own";
constexpr std::string_view files = "there are no files here: io.StringIO() and io.BytesIO() are like open files";
constexpr std::string_view pipes = "there are no pipes here: socket.socketpair() gives two ends that can be watched";
constexpr std::string_view tests = "plain assert statements do";

constexpr Advice all[] = {
    {"asyncio.create_subprocess_exec", processes},
    {"asyncio.create_subprocess_shell", processes},
    {"asyncio.subprocess", processes},
    {"asyncio.SubprocessProtocol", processes},
    {"asyncio.SubprocessTransport", processes},
    {"asyncio.open_unix_connection", unix_sockets},
    {"asyncio.start_unix_server", unix_sockets},
    {"concurrent.futures.ProcessPoolExecutor", "there are no other processes here: use ThreadPoolExecutor"},
    {"subprocess", processes},
    {"multiprocessing", processes},
    {"ssl", "there is no TLS here: connections with ssl=None are"},
    {"aiohttp", web},
    {"httpx", web},
    {"requests", web},
    {"urllib.request", web},
    {"http", web},
    {"aiofiles", files},
    {"pathlib", files},
    {"tempfile", files},
    {"shutil", files},
    {"os.pipe", pipes},
    {"argparse", "a program here has no arguments: write the values into it"},
    {"unittest", tests},
    {"pytest", tests},
    {"uvloop", "the loop here is asyncio's own"},
    {"nest_asyncio", "await what is to be run instead of running a loop inside of a loop"},
    {"trio", "asyncio.TaskGroup is its nursery"},
    {"anyio", "asyncio.TaskGroup is its task group"},
    {"curio", "asyncio.TaskGroup is its task group"},
};

}  // namespace

std::string_view advice(std::string_view name) noexcept {
  for (const Advice& each : all)
    if (each.name == name) return each.text;
  return {};
}

}  // namespace orrery::script
