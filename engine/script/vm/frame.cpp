#include "engine/script/vm/frame.hpp"

#include <new>

namespace orrery::script {

void Frame::clear() noexcept {
  if (cleared_) return;
  cleared_ = true;
  Value* const top = sp ? sp : stack();
  sp = stack();
  for (Value* slot = slots(); slot < top; ++slot) *slot = unset;
  constructed = none;
  names = nullptr;
}

void Frame::dispose() noexcept {
  FramePool& pool = *pool_;
  pool.heap().dispose(this, [](Object* object) noexcept {
    auto* frame = static_cast<Frame*>(object);
    frame->clear();
    frame->pool_->free(frame);
  });
}

FramePool::~FramePool() {
  for (Free* list : free_)
    while (list) {
      Free* const next = list->next;
      ::operator delete(list);
      list = next;
    }
}

void* FramePool::allocate(std::uint32_t size_class, std::size_t bytes) {
  if (Free* const block = free_[size_class]; block && size_class != 0) {
    free_[size_class] = block->next;
    return block;
  }
  heap_.charge(bytes);
  return ::operator new(bytes);
}

namespace {

void take_closure(const Function& function, Value* into, const Value* end) noexcept {
  for (std::size_t i = 0; into < end; ++i) new (into++) Value((*function.closure)[i]);
}

}  // namespace

Frame* FramePool::make(Ref<Function> function) {
  const std::uint32_t slots = function->code->slots();
  std::uint32_t size_class = (slots + 3) / 4 + 1;
  if (size_class >= classes) size_class = 0;
  const std::size_t room = size_class != 0 ? (size_class - 1) * 4 : slots;
  const std::size_t bytes = sizeof(Frame) + room * sizeof(Value);
  auto* frame = new (allocate(size_class, bytes)) Frame(*this, size_class, std::move(function));
  frame->retain();
  Value* const first = frame->slots();
  Value* const stack = frame->stack();
  Value* const frees = first + frame->code->first_free();
  for (Value* slot = first; slot < frees; ++slot) new (slot) Value(unset);
  if (frees < stack) take_closure(*frame->function, frees, stack);
  frame->sp = stack;
  return frame;
}

void FramePool::free(Frame* frame) noexcept {
  const std::uint32_t size_class = frame->size_class_;
  const std::size_t bytes = sizeof(Frame) + frame->code->slots() * sizeof(Value);
  frame->~Frame();
  if (size_class == 0) {
    heap_.refund(bytes);
    ::operator delete(static_cast<void*>(frame));
    return;
  }
  auto* block = new (static_cast<void*>(frame)) Free{free_[size_class]};
  free_[size_class] = block;
}

}  // namespace orrery::script
