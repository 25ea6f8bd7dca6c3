#include "engine/loop/depth.hpp"

#include <utility>

namespace orrery::loop {

void Depth::let_go(Ref<Object> object) {
  if (letting_go_ == most) {
    put_off_.push_back(std::move(object));
    return;
  }
  ++letting_go_;
  object = nullptr;
  while (letting_go_ == 1 && !put_off_.empty()) {
    const Ref<Object> last = std::move(put_off_.back());
    put_off_.pop_back();
  }
  --letting_go_;
}

}  // namespace orrery::loop
