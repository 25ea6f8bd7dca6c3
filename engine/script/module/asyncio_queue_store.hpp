// Where the queues of scripts keep their items: natively, until the program looks at `_queue` or its class puts
// something of its own there; then in that object, as CPython's do.
#pragma once

#include "engine/loop/sync/queue_store.hpp"
#include "engine/script/object/object.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::script {

enum class QueueKind : std::uint8_t { first_in, priority, last_in };

class ScriptStore final : public loop::QueueStore {
 public:
  // `queue`: the script's object, which owns this and whose class may have _put() and _get() of its own.
  ScriptStore(Runtime& rt, QueueKind kind, Object* queue);
  ~ScriptStore() override;

  std::size_t size() override;
  bool empty() override;
  void put(Value item) override;
  Value get() override;
  std::vector<Value> items() override;
  void clear() noexcept override;

  // What _put() and _get() of asyncio's own classes do.
  void own_put(Value item);
  Value own_get();
  // The attribute `_queue`.
  Value object();
  void set_object(Value object);
  // Anew, as _init() of asyncio's own classes makes it.
  void reset();

 private:
  bool is_native() const noexcept { return is_unset(object_); }
  Value made_object();
  void put_in_heap(Value item);
  Value get_from_heap();

  Runtime& rt_;
  QueueKind kind_;
  Object* queue_;
  std::unique_ptr<loop::QueueStore> native_;
  std::size_t charged_ = 0;
  Value object_ = unset;
};

}  // namespace orrery::script
