// Memory for events in pieces of one size, and who provides them.
//
// Touching fresh memory for the first time costs more than storing the events. So once a trace has outgrown its first
// chunk a thread of the pool keeps a few chunks allocated and touched, and the thread that records only picks them up:
// no lock, no allocation, unless it is faster than that thread.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "engine/event/event.hpp"

namespace orrery::trace {

struct Chunk {
  static constexpr unsigned bits = 13;
  static constexpr event::Seq size = 1u << bits;  // events

  event::Event events[size];
  Chunk* next_of_pool;

  // The chunk whose first event this is.
  static Chunk* of(const event::Event* first) { return reinterpret_cast<Chunk*>(const_cast<event::Event*>(first)); }
};

// Owns every chunk it ever gave out until it is destroyed itself. `take` belongs to one thread, `give_back` to any
// other.
class ChunkPool {
 public:
  ChunkPool() = default;
  ~ChunkPool();
  ChunkPool(const ChunkPool&) = delete;
  ChunkPool& operator=(const ChunkPool&) = delete;

  // A chunk whose contents are undefined; null if memory is exhausted or `limit` is reached.
  Chunk* take() noexcept;
  // From now on takes are served by a thread where it keeps up. Nothing happens if no thread can be had.
  void prepare_ahead() noexcept;
  // Ends that thread. Chunks stay valid.
  void stop() noexcept;
  // A chunk nobody reads any more, to be taken again.
  void give_back(Chunk* chunk) noexcept;

  // The most chunks there may be. Set before the first take.
  void set_limit(std::size_t chunks) noexcept { limit_ = chunks; }
  // Chunks in memory now, those that lie ready included.
  std::size_t count() const noexcept { return count_.load(std::memory_order_relaxed); }

 private:
  static constexpr std::size_t ahead = 16;   // four megabytes
  static constexpr std::size_t at_once = 4;  // so many are taken between two words to the thread

  Chunk* take_by_itself() noexcept;
  Chunk* allocate() noexcept;
  Chunk* recycled() noexcept;
  Chunk* pop_returned() noexcept;  // with mutex_ held
  void wake() noexcept;
  void keep_ready();
  bool fill(std::atomic<Chunk*>& place) noexcept;

  std::array<std::atomic<Chunk*>, ahead> ready_{};
  std::size_t next_ = 0;                // of ready_, to be taken
  std::atomic<std::uint32_t> news_{0};  // changes when the thread has something to do
  std::atomic<bool> stopped_{false};
  std::atomic<Chunk*> all_{nullptr};  // every chunk, linked
  std::atomic<std::size_t> count_{0};
  std::size_t limit_ = SIZE_MAX;
  std::mutex mutex_;  // of returned_
  std::vector<Chunk*> returned_;
  std::thread thread_;
};

// Where each chunk of a trace is. One thread adds; others read places below what has been published to them.
class Directory {
 public:
  Directory() = default;
  ~Directory();
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;

  const event::Event& operator[](event::Seq i) const noexcept {
    return places_.load(std::memory_order_acquire)[i >> Chunk::bits][i & (Chunk::size - 1)];
  }
  // The next chunk's events. False if memory is exhausted.
  bool add(const event::Event* events) noexcept;
  std::size_t size() const noexcept { return size_; }

 private:
  bool grow() noexcept;

  std::atomic<const event::Event**> places_{nullptr};
  std::size_t size_ = 0, room_ = 0;
  std::vector<const event::Event**> outgrown_;  // a reader may still hold one
};

}  // namespace orrery::trace
