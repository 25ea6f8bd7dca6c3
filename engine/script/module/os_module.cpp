// os: names and numbers, no files: a scenario has none. (CPython: Lib/os.py, Lib/posixpath.py.)
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "engine/script/module/define.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

std::string_view path_of(Runtime& rt, const Value& v) {
  if (!is_str(v))
    raise_type_error(rt, fmt::format("expected str, bytes or os.PathLike object, not {}", type_of(rt, v)->name()));
  return as_str(v).view();
}

// ---------------------------------------------------------------- os.path

std::size_t name_start(std::string_view path) {
  return path.rfind('/') + 1;  // npos + 1 is 0
}
Value basename(Runtime& rt, Args args) {
  const std::string_view path = path_of(rt, args[0]);
  return text(rt, path.substr(name_start(path)));
}
std::string_view directory(std::string_view path) {
  const std::string_view head = path.substr(0, name_start(path));
  const std::size_t last = head.find_last_not_of('/');
  return last == std::string_view::npos ? head : head.substr(0, last + 1);
}
Value dirname(Runtime& rt, Args args) {
  return text(rt, directory(path_of(rt, args[0])));
}
Value split(Runtime& rt, Args args) {
  return Value(make_tuple(rt, {dirname(rt, args), basename(rt, args)}));
}
Value splitext(Runtime& rt, Args args) {
  const std::string_view path = path_of(rt, args[0]);
  const std::size_t start = name_start(path), dot = path.rfind('.');
  const std::size_t first = path.find_first_not_of('.', start);
  const bool has = dot != std::string_view::npos && dot >= start && first != std::string_view::npos && first < dot;
  const std::size_t end = has ? dot : path.size();
  return Value(make_tuple(rt, {text(rt, path.substr(0, end)), text(rt, path.substr(end))}));
}
Value join(Runtime& rt, Args args) {
  std::string path;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const std::string_view part = path_of(rt, args[i]);
    if (i == 0 || part.starts_with('/'))
      path = part;
    else
      path += (path.empty() || path.ends_with('/') ? "" : "/") + std::string(part);
  }
  return text(rt, path);
}
Value isabs(Runtime& rt, Args args) {
  return boolean(path_of(rt, args[0]).starts_with('/'));
}
Value normpath(Runtime& rt, Args args) {
  const std::string_view path = path_of(rt, args[0]);
  const bool absolute = path.starts_with('/');
  std::vector<std::string_view> kept;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part != ".." || (!absolute && kept.empty()) || (!kept.empty() && kept.back() == ".."))
      kept.push_back(part);
    else if (!kept.empty())
      kept.pop_back();
  }
  std::string shown = absolute ? "/" : "";
  for (std::size_t i = 0; i < kept.size(); ++i) shown += (i == 0 ? "" : "/") + std::string(kept[i]);
  return text(rt, shown.empty() ? "." : shown);
}
constexpr NativeMethod path_functions[] = {
    {"basename", basename, one_argument()}, {"dirname", dirname, one_argument()}, {"split", split, one_argument()},
    {"splitext", splitext, one_argument()}, {"join", join, between(1, 255)},      {"isabs", isabs, one_argument()},
    {"normpath", normpath, one_argument()}};

// ---------------------------------------------------------------- os

Value getpid(Runtime&, Args) {
  return Value::integer(process_number);
}
Value getppid(Runtime&, Args) {
  return Value::integer(process_number - 1);
}
// Signals to the program itself; no other process is known.
Value kill(Runtime& rt, Args args) {
  if (index_number(rt, args[0], rt.types().overflow_error) != process_number) raise_os_error(rt, ESRCH);
  return call(rt, module_member(rt, "signal", "raise_signal"), args[1]);
}
// Of the computer that is played, so that runs are alike everywhere.
Value cpu_count(Runtime&, Args) {
  return Value::integer(4);
}
Value getenv(Runtime& rt, Args args) {
  const Value environ = module_member(rt, "os", "environ");
  const Value* const found = as_dict(environ).find(rt, args[0]);
  return found ? *found : args.size() > 1 ? args[1] : Value(none);
}
Value fspath(Runtime& rt, Args args) {
  path_of(rt, args[0]);
  return args[0];
}
Value strerror(Runtime& rt, Args args) {
  return text(rt, std::string(::strerror(static_cast<int>(index_number(rt, args[0], rt.types().overflow_error)))));
}
constexpr NativeMethod functions[] = {{"getpid", getpid, no_arguments()},    {"getppid", getppid, no_arguments()},
                                      {"kill", kill, between(2, 2)},         {"cpu_count", cpu_count, no_arguments()},
                                      {"getenv", getenv, between(1, 2)},     {"fspath", fspath, one_argument()},
                                      {"strerror", strerror, one_argument()}};

}  // namespace

Ref<ModuleObject> os_path_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "posixpath");
  add_functions(rt, *module->dict, "posixpath", path_functions);
  define(rt, *module, "sep", text(rt, "/"));
  return module;
}

Ref<ModuleObject> os_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "os");
  add_functions(rt, *module->dict, "os", functions);
  define(rt, *module, "name", text(rt, "posix"));
  define(rt, *module, "sep", text(rt, "/"));
  define(rt, *module, "linesep", text(rt, "\n"));
  define(rt, *module, "pathsep", text(rt, ":"));
  define(rt, *module, "curdir", text(rt, "."));
  define(rt, *module, "pardir", text(rt, ".."));
  define(rt, *module, "devnull", text(rt, "/dev/null"));
  // Nothing comes in from outside: a program may set what it wants to find.
  define(rt, *module, "environ", Value(make_dict(rt)));
  define(rt, *module, "path", Value(os_path_module(rt)));
  return module;
}

}  // namespace orrery::script
