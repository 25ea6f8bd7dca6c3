// The memory of a run: its events in order and the texts they name. Append-only: what is stored never changes or moves.
//
// A trace is filled by a Recorder while the run goes on, by a FileReader, or by `append`. One thread fills it; any
// thread may read the events below `size()` and the names these events mention.
#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>

#include "engine/event/probe.hpp"
#include "engine/trace/chunk.hpp"
#include "engine/trace/names.hpp"

namespace orrery::trace {

class Trace {
 public:
  Trace() = default;

  // Events published so far. May grow between two calls while a recorder is attached.
  event::Seq size() const noexcept;
  bool empty() const noexcept { return size() == 0; }
  // Precondition: seq < size().
  const event::Event& at(event::Seq seq) const noexcept { return events_[seq]; }
  const event::Event& operator[](event::Seq seq) const noexcept { return events_[seq]; }
  std::string_view name(event::Name name) const noexcept { return names_.text(name); }
  // The text an event carries; empty if its kind has none.
  std::string_view text(const event::Event& event) const noexcept;
  event::Name name_count() const noexcept { return names_.size(); }
  // Events that found no memory, or none below the limit, and are not in the trace: all since the first of them.
  std::uint64_t lost() const noexcept { return lost_.load(std::memory_order_relaxed); }
  // Bytes of memory that events and texts take. What is mapped from a file counts nothing.
  std::size_t memory() const noexcept { return pool_.count() * sizeof(Chunk) + names_.bytes(); }

  // Filling by hand (files, tests). Not while a recorder is attached. append returns no_seq if memory is exhausted.
  event::Name intern(std::string_view text) noexcept { return names_.intern(text); }
  event::Seq append(const event::Event& event) noexcept;

  class Iterator;
  Iterator begin() const noexcept;
  Iterator end() const noexcept;  // at the size of the moment of the call

 private:
  friend class Recorder;
  friend class FileReader;

  Chunk* new_chunk() noexcept;

  ChunkPool pool_;
  Directory events_;
  Names names_;
  Chunk* last_ = nullptr;                               // the last chunk that was begun
  std::atomic<const event::Probe*> recorder_{nullptr};  // whose count() is our size, while it lives
  std::atomic<event::Seq> size_{0};                     // the size without a recorder; the most it can be with one
  std::atomic<std::uint64_t> lost_{0};
};

class Trace::Iterator {
 public:
  using value_type = event::Event;
  using difference_type = std::ptrdiff_t;
  using reference = const event::Event&;
  using pointer = const event::Event*;
  using iterator_category = std::forward_iterator_tag;

  Iterator() = default;
  Iterator(const Trace* trace, event::Seq seq) : trace_(trace), seq_(seq) {}
  reference operator*() const { return trace_->at(seq_); }
  pointer operator->() const { return &trace_->at(seq_); }
  Iterator& operator++() {
    ++seq_;
    return *this;
  }
  Iterator operator++(int) {
    Iterator before = *this;
    ++seq_;
    return before;
  }
  event::Seq seq() const { return seq_; }
  friend bool operator==(const Iterator& a, const Iterator& b) { return a.seq_ == b.seq_; }

 private:
  const Trace* trace_ = nullptr;
  event::Seq seq_ = 0;
};

inline Trace::Iterator Trace::begin() const noexcept {
  return {this, 0};
}
inline Trace::Iterator Trace::end() const noexcept {
  return {this, size()};
}

}  // namespace orrery::trace
