#include "engine/trace/chunk.hpp"

#include <algorithm>
#include <cstdlib>
#include <new>
#include <system_error>
#include <utility>

namespace orrery::trace {

// ---------------------------------------------------------------- the pool

ChunkPool::~ChunkPool() {
  stop();
  for (Chunk* chunk = all_.load(); chunk;) std::free(std::exchange(chunk, chunk->next_of_pool));
}

Chunk* ChunkPool::take() noexcept {
  Chunk* chunk = ready_[next_].load(std::memory_order_acquire);
  if (!chunk) return take_by_itself();
  ready_[next_].store(nullptr, std::memory_order_release);
  next_ = (next_ + 1) % ahead;
  if (next_ % at_once == 0) wake();
  return chunk;
}

// The thread is slower than whoever records: better a chunk that was used before, if that needs no waiting.
Chunk* ChunkPool::take_by_itself() noexcept {
  if (const std::unique_lock lock(mutex_, std::try_to_lock); lock)
    if (Chunk* chunk = pop_returned()) return chunk;
  return allocate();
}

void ChunkPool::wake() noexcept {
  news_.fetch_add(1, std::memory_order_release);
  news_.notify_one();
}

void ChunkPool::prepare_ahead() noexcept try {
  if (!thread_.joinable()) thread_ = std::thread([this] { keep_ready(); });
} catch (const std::system_error&) {
  // takes allocate by themselves
}

void ChunkPool::stop() noexcept {
  if (!thread_.joinable()) return;
  stopped_ = true;
  wake();
  thread_.join();
}

void ChunkPool::give_back(Chunk* chunk) noexcept try {
  const std::lock_guard lock(mutex_);
  returned_.push_back(chunk);
  wake();
} catch (...) {
  // it stays ours, unused
}

Chunk* ChunkPool::allocate() noexcept {
  if (count_.fetch_add(1, std::memory_order_relaxed) >= limit_) {
    count_.fetch_sub(1, std::memory_order_relaxed);
    return recycled();
  }
  auto* chunk = static_cast<Chunk*>(std::malloc(sizeof(Chunk)));
  if (!chunk) return nullptr;
  chunk->next_of_pool = all_.load(std::memory_order_relaxed);
  while (!all_.compare_exchange_weak(chunk->next_of_pool, chunk)) {
  }
  return chunk;
}

Chunk* ChunkPool::recycled() noexcept {
  const std::lock_guard lock(mutex_);
  return pop_returned();
}

Chunk* ChunkPool::pop_returned() noexcept {
  if (returned_.empty()) return nullptr;
  Chunk* chunk = returned_.back();
  returned_.pop_back();
  return chunk;
}

// Puts a chunk there whose every page has been touched. False if there is none to be had.
bool ChunkPool::fill(std::atomic<Chunk*>& place) noexcept {
  Chunk* chunk = recycled();
  if (!chunk) {
    if (!(chunk = allocate())) return false;
    constexpr event::Seq page = 4096 / sizeof(event::Event);
    for (event::Seq i = 0; i < Chunk::size; i += page) new (&chunk->events[i]) event::Event();
  }
  place.store(chunk, std::memory_order_release);
  return true;
}

// The order of filling is the order of taking. With nothing to be had it waits for the next news.
void ChunkPool::keep_ready() {
  for (std::size_t place = 0; !stopped_;) {
    const std::uint32_t seen = news_.load(std::memory_order_acquire);
    while (!ready_[place].load(std::memory_order_acquire) && fill(ready_[place])) place = (place + 1) % ahead;
    if (!stopped_) news_.wait(seen, std::memory_order_acquire);
  }
}

// ---------------------------------------------------------------- the directory

Directory::~Directory() {
  std::free(places_.load());
  for (const event::Event** places : outgrown_) std::free(places);
}

bool Directory::add(const event::Event* events) noexcept {
  if (size_ == room_ && !grow()) return false;
  places_.load(std::memory_order_relaxed)[size_++] = events;
  return true;
}

bool Directory::grow() noexcept try {
  const std::size_t room = std::max<std::size_t>(16, 2 * room_);
  const event::Event** old = places_.load(std::memory_order_relaxed);
  outgrown_.reserve(outgrown_.size() + 1);
  auto* places = static_cast<const event::Event**>(std::malloc(room * sizeof(const event::Event*)));
  if (!places) return false;
  std::copy_n(old, size_, places);
  places_.store(places, std::memory_order_release);
  if (old) outgrown_.push_back(old);
  room_ = room;
  return true;
} catch (...) {
  return false;
}

}  // namespace orrery::trace
