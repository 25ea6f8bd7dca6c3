#include "engine/script/syntax/vocabulary.hpp"

namespace orrery::script {

namespace {

constexpr std::string_view names[] = {
    "__future__", "asyncio",   "collections", "collections.abc", "contextlib", "contextvars", "datetime",
    "functools",  "heapq",     "inspect",     "itertools",       "logging",    "math",        "random",
    "select",     "selectors", "socket",      "string",          "sys",        "time",        "traceback",
    "types"};

class ModuleNames final : public Vocabulary {
 public:
  std::span<const std::string_view> modules() const override { return names; }
  std::span<const std::string_view> members(std::string_view) const override { return {}; }
  std::span<const std::string_view> builtins() const override { return {}; }
};

const ModuleNames the_names;

}  // namespace

const Vocabulary& module_names() noexcept {
  return the_names;
}

}  // namespace orrery::script
