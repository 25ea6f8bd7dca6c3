// datetime. (CPython: Modules/_datetimemodule.c.)
#include "engine/script/module/datetime.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/standard.hpp"

namespace orrery::script {

Ref<ModuleObject> datetime_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "datetime");
  define(rt, *module, "timedelta", value_of(make_timedelta_class(rt)));
  make_zone_classes(rt);
  define(rt, *module, "tzinfo", value_of(standard_state(rt).tzinfo));
  define(rt, *module, "timezone", value_of(standard_state(rt).timezone));
  define(rt, *module, "date", value_of(make_date_class(rt)));
  define(rt, *module, "time", value_of(make_time_class(rt)));
  define(rt, *module, "datetime", value_of(make_datetime_class(rt)));
  define(rt, *module, "MINYEAR", Value::integer(1));
  define(rt, *module, "MAXYEAR", Value::integer(9999));
  define(rt, *module, "UTC", standard_state(rt).utc);
  return module;
}

}  // namespace orrery::script
