#include "app/views/loop_scene.hpp"

#include <algorithm>

namespace orrery::views::loop {

const Item* Scene::find(const Key& key) const {
  const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.key == key; });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace orrery::views::loop
