#include "engine/script/object/heap.hpp"

#include <cstdlib>
#include <limits>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/runtime.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

constexpr std::size_t grain = 16;
constexpr std::size_t chunk_size = std::size_t{64} << 10;
constexpr unsigned deepest_death = 100;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool pooled = false;  // every object by itself, so that the sanitizer sees each of them
#else
constexpr bool pooled = true;
#endif

bool is_native_type(Tracked& node) {
  const auto* type = dynamic_cast<Type*>(&node);
  return type && !type->has(TypeFlag::heap_type);
}

}  // namespace

struct Heap::Root final : Tracked {
  void clear_references() noexcept override {}
  Object* tracked_object() noexcept override { return nullptr; }
};

Heap::Heap(Runtime& runtime, std::size_t limit)
    : runtime_(&runtime),
      limit_(limit),
      tracked_(new Root, [](Tracked* root) { delete static_cast<Root*>(root); }),
      interned_(1024) {}

// Once the limit was met small things may pass it by so much: what handles the MemoryError needs some memory too.
static constexpr std::size_t reserve = 64 * 1024;

Heap::~Heap() {
  for (void* chunk : chunks_) std::free(chunk);
}

// The exception itself must find room: for it the limit does not hold.
void Heap::out_of_memory() {
  struct WithoutLimit {
    explicit WithoutLimit(std::size_t& l) : limit(l), before(l) { limit = std::numeric_limits<std::size_t>::max(); }
    ~WithoutLimit() { limit = before; }
    std::size_t& limit;
    std::size_t before;
  };
  const WithoutLimit room(limit_);
  exhausted_ = true;
  raise(make_exception(*runtime_, runtime_->types().memory_error));
}

void* Heap::allocate(std::size_t bytes, std::uint8_t& size_class) {
  const std::size_t wanted = (bytes + grain - 1) / grain;
  if (!pooled || wanted >= classes) return allocate_large(bytes);
  size_class = static_cast<std::uint8_t>(wanted);
  void* memory = free_[wanted];
  if (!memory) return refill(wanted);
  free_[wanted] = *static_cast<void**>(memory);
  return memory;
}

void* Heap::allocate_large(std::size_t bytes) {
  const std::size_t total = bytes + grain;
  const bool may_use_reserve = exhausted_ && bytes < classes * grain && (used_ < reserve || used_ - reserve < limit_);
  if (may_use_reserve)
    used_ += total;
  else
    charge(total);
  void* memory = std::malloc(total);
  if (!memory) {
    refund(total);
    throw std::bad_alloc();
  }
  *static_cast<std::size_t*>(memory) = total;
  return static_cast<char*>(memory) + grain;
}

void* Heap::refill(std::size_t size_class) {
  used_ += chunk_size;  // beyond the limit only by a chunk: exceptions must still be possible
  if (used_ > limit_ && used_ - limit_ > (std::size_t{16} << 20)) {  // there may be no limit: see out_of_memory
    used_ -= chunk_size;
    out_of_memory();
  }
  char* chunk = static_cast<char*>(std::malloc(chunk_size));
  if (!chunk) throw std::bad_alloc();
  chunks_.push_back(chunk);
  const std::size_t size = size_class * grain;
  void* first = nullptr;
  for (std::size_t at = chunk_size / size; at-- > 1;) {
    void* piece = chunk + at * size;
    *static_cast<void**>(piece) = first;
    first = piece;
  }
  free_[size_class] = first;
  return chunk;
}

void Heap::free(void* memory, std::uint8_t size_class) noexcept {
  if (size_class != 0) {
    *static_cast<void**>(memory) = free_[size_class];
    free_[size_class] = memory;
    return;
  }
  void* begin = static_cast<char*>(memory) - grain;
  refund(*static_cast<std::size_t*>(begin));
  std::free(begin);
}

void Heap::dispose(Object* object, void (*destroy)(Object*) noexcept) noexcept {
  if (dying_ >= deepest_death) {
    doomed_.push_back({object, destroy});
    return;
  }
  ++dying_;
  destroy(object);
  while (dying_ == 1 && !doomed_.empty()) {
    const Doomed next = doomed_.back();
    doomed_.pop_back();
    next.destroy(next.object);
  }
  --dying_;
}

void Heap::clear_all() noexcept {
  closing_ = true;
  Root done;
  while (tracked_->next_ != tracked_.get()) {
    Tracked* node = tracked_->next_;
    node->previous_->next_ = node->next_;
    node->next_->previous_ = node->previous_;
    node->previous_ = &done;
    node->next_ = done.next_;
    done.next_->previous_ = node;
    done.next_ = node;
    if (is_native_type(*node)) continue;  // needed until the end; Types::clear empties them
    const Value alive(node->tracked_object());
    node->clear_references();
  }
  while (done.next_ != &done) {
    Tracked* node = done.next_;
    done.next_ = node->next_;
    node->next_->previous_ = &done;
    node->previous_ = tracked_.get();
    node->next_ = tracked_->next_;
    tracked_->next_->previous_ = node;
    tracked_->next_ = node;
  }
}

std::size_t Heap::tracked() const noexcept {
  std::size_t count = 0;
  for (const Tracked* node = tracked_->next_; node != tracked_.get(); node = node->next_) ++count;
  return count;
}

std::int64_t Heap::id_of(const Value& value) {
  if (!value.is_object()) return static_cast<std::int64_t>(value.bits() >> 1) + 1000;
  Object* object = value.object();
  if (object->tag() == Tag::script) static_cast<ScriptObject*>(object)->has_id_ = true;
  const auto [place, fresh] = ids_.try_emplace(object, 0);
  if (fresh) place->second = std::int64_t{0x7f0000000000} + ++last_id_ * 16;
  return place->second;
}

}  // namespace orrery::script
