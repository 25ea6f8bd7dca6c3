// Abstract base classes: what `abc` and `collections.abc` share.
#pragma once

#include <span>
#include <string_view>

#include "engine/script/module/library.hpp"

namespace orrery::script {

// abc.ABCMeta and abc.ABC, made at the first call.
Type* abc_meta(Runtime& rt);
Type* abstract_base(Runtime& rt);

// A method that a subclass must define.
Value abstract_function(Runtime& rt, std::string_view name);
// Computes __abstractmethods__ of a class that was not made by a class statement.
void set_abstract(Runtime& rt, Type& type);
// What has all these methods is a subclass. (__subclasshook__ of the one-trick classes)
void set_hook(Runtime& rt, Type& type, std::span<const std::string_view> names);
// type.register(sub)
void add_virtual_subclass(Runtime& rt, Type& type, Type* sub);

// A class of collections.abc, by name; all are made at the first call.
Type* abstract_class(Runtime& rt, std::string_view name);

}  // namespace orrery::script
