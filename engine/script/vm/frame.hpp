// A frame: one running or suspended activation of a function, module, class body or comprehension.
//
// Calls between functions of the script push frames, not C++ calls. A running frame belongs to the interpreter, a
// suspended one to its generator; a traceback that names it keeps it, and thereby its locals, alive, as in CPython.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/script/object/dict.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/object.hpp"
#include "engine/script/vm/callable.hpp"
#include "engine/script/vm/code.hpp"

namespace orrery::script {

class FramePool;
class Generator;

// The error being handled in one stack of frames (sys.exc_info): generators have their own on top of their caller's.
struct Handling {
  Value error;  // None if there is none
  Handling* previous = nullptr;
};

class Frame final : public Object {
 public:
  Frame(FramePool& pool, std::uint32_t size_class, Ref<Function> called) noexcept
      : Object(Tag::other),
        function(std::move(called)),
        code(function->code.get()),
        pc(code->instructions.data()),
        pool_(&pool),
        size_class_(size_class) {}

  Ref<Function> function;
  Code* code;             // the function's
  const Instruction* pc;  // the instruction being executed
  Value* sp = nullptr;    // valid while it isn't the innermost: one beyond the top of the stack
  Frame* back = nullptr;  // who called or resumed it; valid while it runs
  Generator* generator = nullptr;
  Ref<Dict> names;     // the namespace of a module or class body
  Value constructed;   // of an __init__ called by a class: the instance
  bool entry = false;  // called or resumed from C++: when it ends or yields, so does run()

  Value* slots() noexcept { return reinterpret_cast<Value*>(this + 1); }
  Value* stack() noexcept { return slots() + code->first_free() + code->frees.size(); }
  const Position& position() const noexcept {
    return code->positions[static_cast<std::size_t>(pc - code->instructions.data())];
  }
  int line() const noexcept { return position().line; }
  // Lets go of locals and stack, in their order.
  void clear() noexcept;

 protected:
  ~Frame() override = default;
  void dispose() noexcept override;

 private:
  friend class FramePool;
  FramePool* pool_;
  std::uint32_t size_class_;
  bool cleared_ = false;
};

// Memory of frames by size. Everything goes back to the system when the pool goes.
class FramePool {
 public:
  explicit FramePool(Heap& heap) noexcept : heap_(heap) {}
  ~FramePool();
  FramePool(const FramePool&) = delete;
  FramePool& operator=(const FramePool&) = delete;

  // A frame with all locals unset; the reference is the caller's.
  Frame* make(Ref<Function> function);
  void free(Frame* frame) noexcept;
  Heap& heap() noexcept { return heap_; }

 private:
  static constexpr std::uint32_t classes = 33;  // of 4 slots each; class 0 is "larger"
  struct Free {
    Free* next;
  };
  void* allocate(std::uint32_t size_class, std::size_t bytes);

  Heap& heap_;
  std::array<Free*, classes> free_{};
};

// Gives up a frame that has ended: its locals go, unless a traceback holds it.
inline void leave_frame(Frame* frame) noexcept {
  if (frame->references() == 1) frame->clear();
  frame->release();
}

}  // namespace orrery::script
