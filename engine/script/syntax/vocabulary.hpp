// A port: what programs may import and use. The module bindings fill it, so that a program that asks for what isn't
// there is refused before it runs.
#pragma once

#include <span>
#include <string_view>

namespace orrery::script {

class Vocabulary {
 public:
  virtual ~Vocabulary() = default;
  // All modules that can be imported, dotted ones in full ("collections.abc").
  virtual std::span<const std::string_view> modules() const = 0;
  // The names in a module; empty if they are not known here, and then they aren't checked.
  virtual std::span<const std::string_view> members(std::string_view module) const = 0;
  // The builtins there are; empty if they are not known here, and then they aren't checked.
  virtual std::span<const std::string_view> builtins() const = 0;
};

// The modules of the scenario language, with members and builtins unknown.
const Vocabulary& module_names() noexcept;

}  // namespace orrery::script
