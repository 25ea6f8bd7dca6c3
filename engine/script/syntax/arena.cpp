#include "engine/script/syntax/arena.hpp"

#include <cstring>

namespace orrery::script {

std::string_view Arena::text(std::string_view text) {
  if (text.empty()) return {"", 0};
  char* copy = static_cast<char*>(memory_.allocate(text.size(), 1));
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

std::string_view Arena::name(std::string_view name) {
  const auto found = names_.find(name);
  return found != names_.end() ? *found : *names_.insert(text(name)).first;
}

}  // namespace orrery::script
