// The modules a program can import, and how they come into an interpreter.
#pragma once

#include <string_view>
#include <vector>

#include "engine/script/object/function.hpp"

namespace orrery::script {

Ref<ModuleObject> abc_module(Runtime& rt);
Ref<ModuleObject> asyncio_module(Runtime& rt);
Ref<ModuleObject> base64_module(Runtime& rt);
Ref<ModuleObject> binascii_module(Runtime& rt);
Ref<ModuleObject> fnmatch_module(Runtime& rt);
Ref<ModuleObject> hashlib_module(Runtime& rt);
Ref<ModuleObject> pprint_module(Runtime& rt);
Ref<ModuleObject> queue_module(Runtime& rt);
Ref<ModuleObject> secrets_module(Runtime& rt);
Ref<ModuleObject> struct_module(Runtime& rt);
Ref<ModuleObject> urllib_module(Runtime& rt);
Ref<ModuleObject> urllib_parse_module(Runtime& rt);
Ref<ModuleObject> uuid_module(Runtime& rt);
Ref<ModuleObject> atexit_module(Runtime& rt);
Ref<ModuleObject> bisect_module(Runtime& rt);
Ref<ModuleObject> collections_module(Runtime& rt);
Ref<ModuleObject> collections_abc_module(Runtime& rt);
Ref<ModuleObject> concurrent_module(Runtime& rt);
Ref<ModuleObject> concurrent_futures_module(Runtime& rt);
Ref<ModuleObject> contextlib_module(Runtime& rt);
Ref<ModuleObject> contextvars_module(Runtime& rt);
Ref<ModuleObject> copy_module(Runtime& rt);
Ref<ModuleObject> dataclasses_module(Runtime& rt);
Ref<ModuleObject> datetime_module(Runtime& rt);
Ref<ModuleObject> errno_module(Runtime& rt);
Ref<ModuleObject> enum_module(Runtime& rt);
Ref<ModuleObject> functools_module(Runtime& rt);
Ref<ModuleObject> gc_module(Runtime& rt);
Ref<ModuleObject> heapq_module(Runtime& rt);
Ref<ModuleObject> inspect_module(Runtime& rt);
Ref<ModuleObject> io_module(Runtime& rt);
Ref<ModuleObject> itertools_module(Runtime& rt);
Ref<ModuleObject> json_module(Runtime& rt);
Ref<ModuleObject> logging_module(Runtime& rt);
Ref<ModuleObject> operator_module(Runtime& rt);
Ref<ModuleObject> os_module(Runtime& rt);
Ref<ModuleObject> os_path_module(Runtime& rt);
Ref<ModuleObject> statistics_module(Runtime& rt);
Ref<ModuleObject> string_module(Runtime& rt);
Ref<ModuleObject> textwrap_module(Runtime& rt);
Ref<ModuleObject> traceback_module(Runtime& rt);
Ref<ModuleObject> types_module(Runtime& rt);
Ref<ModuleObject> typing_module(Runtime& rt);
Ref<ModuleObject> warnings_module(Runtime& rt);
Ref<ModuleObject> weakref_module(Runtime& rt);
Ref<ModuleObject> math_module(Runtime& rt);
Ref<ModuleObject> random_module(Runtime& rt);
Ref<ModuleObject> re_module(Runtime& rt);
Ref<ModuleObject> select_module(Runtime& rt);
Ref<ModuleObject> selectors_module(Runtime& rt);
Ref<ModuleObject> signal_module(Runtime& rt);
Ref<ModuleObject> socket_module(Runtime& rt);
Ref<ModuleObject> sys_module(Runtime& rt);
Ref<ModuleObject> threading_module(Runtime& rt);
Ref<ModuleObject> time_module(Runtime& rt);

// What was registered with atexit, the last one first.
void run_exit_functions(Runtime& rt);

struct StandardModule {
  std::string_view name;
  Ref<ModuleObject> (*make)(Runtime& rt);
};
// All of them, by name.
const std::vector<StandardModule>& standard_modules();

}  // namespace orrery::script
