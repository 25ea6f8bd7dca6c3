#include "engine/session/recording.hpp"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/io/mapped_file.hpp"

// What of a document and an ending goes into a file. A field that is missing there is read as its default.
namespace orrery::loop {
NLOHMANN_JSON_SERIALIZE_ENUM(Rules, {{Rules::py311, "3.11"}, {Rules::py312, "3.12"}, {Rules::py313, "3.13"}})
}
namespace orrery::scenario {
using What = WorldStep::What;
using ServerWhat = ServerStep::What;
NLOHMANN_JSON_SERIALIZE_ENUM(ClockSort, {{ClockSort::virtual_clock, "virtual"}, {ClockSort::real_clock, "real"}})
NLOHMANN_JSON_SERIALIZE_ENUM(SelectorSort, {{SelectorSort::select, "select"},
                                            {SelectorSort::poll, "poll"},
                                            {SelectorSort::epoll, "epoll"}})
NLOHMANN_JSON_SERIALIZE_ENUM(Network, {{Network::simulated, "simulated"}, {Network::loopback, "loopback"}})
NLOHMANN_JSON_SERIALIZE_ENUM(What, {{What::send, "send"},
                                    {What::send_bytes, "send_bytes"},
                                    {What::read, "read"},
                                    {What::close, "close"},
                                    {What::reset, "reset"},
                                    {What::cancel, "cancel"}})
NLOHMANN_JSON_SERIALIZE_ENUM(ServerWhat, {{ServerWhat::send, "send"},
                                          {ServerWhat::send_bytes, "send_bytes"},
                                          {ServerWhat::close, "close"},
                                          {ServerWhat::reset, "reset"}})
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(WorldSocket, name, sndbuf)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(WorldStep, at, what, target, bytes, count)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(ServerStep, on, after, what, bytes, count)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(WorldServer, host, port, steps)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(World, sockets, servers, script)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(LessonStep, event, nth, text, arg, say, ask, point)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Document, file, title, question, about, tags, clock, selector, rules,
                                                network, world, program, lesson)
}  // namespace orrery::scenario
namespace orrery::session {
using How = Ending::How;
NLOHMANN_JSON_SERIALIZE_ENUM(How, {{How::stopped, "stopped"},
                                   {How::finished, "finished"},
                                   {How::failed, "failed"},
                                   {How::deadlock, "deadlock"},
                                   {How::broken, "broken"}})
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Ending, how, exit_code, text)

namespace {

using nlohmann::json;

// Bytes that are no UTF-8 become U+FFFD: the file is for reading, too.
std::string dumped(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

// Of text that is not what we write, as much as can be read.
template <class T>
T parsed(std::string_view text) try {
  return json::parse(text).get<T>();
} catch (const json::exception&) {
  return {};
}

}  // namespace

std::string about_run(const scenario::Document& document) {
  return dumped(document);
}
std::string about_ending(const Ending& ending) {
  return dumped(ending);
}

bool Recording::is(const std::string& path) {
  char begin[8] = {};
  std::ifstream file(path, std::ios::binary);
  file.read(begin, sizeof begin);
  return trace::is_trace_file({begin, static_cast<std::size_t>(file.gcount())}) || path.ends_with(recording_suffix);
}

Recording::File Recording::open(const std::string& path) {
  io::MappedFile mapped = io::map_file(path);
  return {{mapped.bytes, std::move(mapped.owner)}, std::move(mapped.problem)};
}

Recording::Recording(const std::string& path) : Recording(path, open(path)) {}

Recording::Recording(const std::string& path, File file)
    : path_(path),
      unreadable_(std::move(file.problem)),
      reader_(std::move(file.bytes)),
      document_(parsed<scenario::Document>(reader_.about())) {
  if (document_.title.empty()) document_.title = std::filesystem::path(path).stem().string();
}

std::string Recording::problem() const {
  if (!unreadable_.empty()) return path_ + " can't be read: " + unreadable_;
  if (!reader_.problem().empty()) return path_ + ": " + reader_.problem();
  const std::uint64_t missing = reader_.never_recorded();
  return missing ? path_ + ": " + std::to_string(missing) + " events at the end of the run were not recorded" : "";
}

Ending Recording::ending() const {
  if (reader_.complete()) return parsed<Ending>(reader_.ending());
  return {Ending::How::stopped, 0, "the recording breaks off here"};
}

}  // namespace orrery::session
