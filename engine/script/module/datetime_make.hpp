// The ways to a datetime: constructors, class methods, replace.
#pragma once

#include "engine/script/module/datetime.hpp"

namespace orrery::script {

Value construct_datetime(Runtime& rt, Type* type, Args args);
// Class methods: args[0] is the class.
Value datetime_now(Runtime& rt, Args args);
Value datetime_today(Runtime& rt, Args args);
Value datetime_utcnow(Runtime& rt, Args args);
Value datetime_fromtimestamp(Runtime& rt, Args args);
Value datetime_utcfromtimestamp(Runtime& rt, Args args);
Value datetime_combine(Runtime& rt, Args args);
Value datetime_fromisoformat(Runtime& rt, Args args);
Value datetime_strptime(Runtime& rt, Args args);
Value replace_datetime(Runtime& rt, Args args);

}  // namespace orrery::script
