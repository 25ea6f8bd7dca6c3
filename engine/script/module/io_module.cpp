// io: files in memory. Files of the system are not for scenarios. (CPython: Lib/io.py.)
#include "engine/script/module/define.hpp"
#include "engine/script/module/io_buffer.hpp"
#include "engine/script/module/standard.hpp"

namespace orrery::script {

Ref<ModuleObject> io_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "io");
  define(rt, *module, "StringIO", value_of(make_string_io_class(rt)));
  define(rt, *module, "BytesIO", value_of(make_bytes_io_class(rt)));
  define(rt, *module, "SEEK_SET", Value::integer(0));
  define(rt, *module, "SEEK_CUR", Value::integer(1));
  define(rt, *module, "SEEK_END", Value::integer(2));
  define(rt, *module, "DEFAULT_BUFFER_SIZE", Value::integer(8192));
  return module;
}

}  // namespace orrery::script
