// What the modules of the standard library keep for one interpreter: their classes, and what programs set in them.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "engine/script/module/library.hpp"
#include "engine/script/module/mersenne.hpp"

namespace orrery::script {

struct StandardState {
  // datetime
  Type* timedelta = nullptr;
  Type* date = nullptr;
  Type* datetime = nullptr;
  Type* time_of_day = nullptr;
  Type* tzinfo = nullptr;
  Type* timezone = nullptr;
  Value utc;
  // time
  Type* struct_time = nullptr;
  // logging
  Type* log_record = nullptr;
  Type* formatter = nullptr;
  Type* handler = nullptr;
  Type* stream_handler = nullptr;
  Type* logger = nullptr;
  Type* logger_adapter = nullptr;
  Value root_logger;
  Value last_resort;
  Value loggers;      // a dict: name -> logger
  Value level_names;  // a dict: number -> name
  Value level_numbers;
  Value log_record_factory;
  Value logger_class;
  Value handler_names;  // a list of the handlers made, for shutdown
  std::int64_t disabled_level = 0;
  double logging_started = 0;
  // traceback
  Type* frame_summary = nullptr;
  Type* stack_summary = nullptr;
  Type* traceback_exception = nullptr;
  // warnings
  Type* warning_message = nullptr;
  // json
  Type* decode_error = nullptr;
  // secrets, uuid: chance of its own, so that the module random's numbers stay what they are
  Mersenne entropy{4711};
  // weakref
  Type* weak_ref = nullptr;
  Type* weak_proxy = nullptr;
  Type* finalizer = nullptr;
  // io
  Type* string_io = nullptr;
  Type* bytes_io = nullptr;
};
StandardState& standard_state(Runtime& rt);

// What os.getpid() says: always the same, so that runs are alike.
inline constexpr std::int64_t process_number = 4711;

// Seconds since 1970 by the clock of the run. Virtual time begins with the epoch, so that runs are alike; real time is
// the system's.
double wall_seconds(Runtime& rt);

// What a system's source of chance would give.
std::string entropy_bytes(Runtime& rt, std::size_t count);

// The attribute of a module, imported if need be.
Value module_member(Runtime& rt, std::string_view module, std::string_view name);

// Writes to the program's own sys.stderr, which may have been exchanged.
void write_error(Runtime& rt, std::string_view text);

}  // namespace orrery::script
