// Frames and code objects as programs see them (gi_frame, f.__code__): a few attributes, read only.
#pragma once

#include "engine/script/object/object.hpp"
#include "engine/script/vm/code.hpp"
#include "engine/script/vm/frame.hpp"

namespace orrery::script {

Value view_of(Runtime& rt, Frame& frame);
Value code_view(Runtime& rt, Code& code);
// The names and values of a frame's variables, as locals() gives them.
Ref<Dict> locals_of(Runtime& rt, Frame& frame);

Ref<Type> make_frame_type(Runtime& rt);
Ref<Type> make_code_type(Runtime& rt);

}  // namespace orrery::script
