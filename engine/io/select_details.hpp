// What the selectors' sources share.
#pragma once

#include "engine/loop/selector.hpp"

namespace orrery::io {

// Throws OsError for an errno.
[[noreturn]] void throw_errno(int error);
// Seconds as poll's timeout; -1 for ever.
int whole_milliseconds(double timeout);

}  // namespace orrery::io
