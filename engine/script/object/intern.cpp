// The table of interned strings.
#include "engine/script/object/heap.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

Str** Heap::interned_slot(std::string_view text, std::uint64_t hash) noexcept {
  const std::size_t mask = interned_.size() - 1;
  for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
    if (!interned_[i] || interned_[i]->view() == text) return &interned_[i];
  }
}

void Heap::grow_interned() {
  std::vector<Str*> old(interned_.size() * 2);
  old.swap(interned_);
  for (Str* text : old) {
    if (text) *interned_slot(text->view(), static_cast<std::uint64_t>(text->hash())) = text;
  }
}

Str* Heap::intern(Str* text) {
  if (text->interned_) return text;
  if (interned_count_ * 2 >= interned_.size()) grow_interned();
  Str** slot = interned_slot(text->view(), static_cast<std::uint64_t>(text->hash()));
  if (*slot) return *slot;
  if (text->type() != runtime_->types().str) return intern(make_str(*runtime_, text->view()).get());
  text->retain();
  text->interned_ = true;
  ++interned_count_;
  return *slot = text;
}

Str* Heap::intern(std::string_view text) {
  Str** slot = interned_slot(text, static_cast<std::uint64_t>(hash_bytes(text)));
  return *slot ? *slot : intern(make_str(*runtime_, text).get());
}

void Heap::drop_interned() noexcept {
  for (Str*& text : interned_) {
    if (text) std::exchange(text, nullptr)->release();
  }
  interned_count_ = 0;
}

Names::Names(Heap& heap) : empty(heap.intern("")) {
#define X(name) dunder.name##_ = heap.intern("__" #name "__");
  ORRERY_DUNDER_NAMES(X)
#undef X
#define X(name) plain.name##_ = heap.intern(#name);
  ORRERY_PLAIN_NAMES(X)
#undef X
}

}  // namespace orrery::script
