// A probe that keeps everything in memory, for tests.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/event/probe.hpp"

namespace orrery::test {

class Recorder final : public event::Probe {
 public:
  Recorder() { refill(); }

  event::Name intern(std::string_view text) noexcept override {
    const auto [place, added] = names_.try_emplace(std::string(text), static_cast<event::Name>(texts_.size()));
    if (added) texts_.push_back(place->first);
    return place->second;
  }

  std::size_t size() const { return count(); }
  const event::Event& at(event::Seq seq) const { return chunks_[seq / chunk_size][seq % chunk_size]; }
  std::vector<event::Event> events() const {
    std::vector<event::Event> all;
    for (event::Seq seq = 0; seq < count(); ++seq) all.push_back(at(seq));
    return all;
  }
  const std::string& text(event::Name name) const { return texts_.at(name); }
  // The text of an event whose kind has one; empty otherwise.
  std::string text(const event::Event& e) const {
    return event::has_text(event::describe(e.kind).shape) ? texts_.at(e.value.text.text) : std::string();
  }

  // The events of one kind, in order.
  std::vector<event::Seq> all(event::Kind kind) const {
    std::vector<event::Seq> found;
    for (event::Seq seq = 0; seq < count(); ++seq)
      if (at(seq).kind == kind) found.push_back(seq);
    return found;
  }
  // The kinds of the causes of an event, itself first, back to the root.
  std::vector<event::Kind> causes(event::Seq seq) const {
    std::vector<event::Kind> kinds;
    for (; seq != event::no_seq; seq = at(seq).cause) kinds.push_back(at(seq).kind);
    return kinds;
  }

 protected:
  void refill() noexcept override {
    chunks_.emplace_back(chunk_size);
    next_ = chunks_.back().data();
    end_ = next_ + chunk_size;
  }

 private:
  static constexpr std::size_t chunk_size = 4096;
  std::deque<std::vector<event::Event>> chunks_;
  std::vector<std::string> texts_{""};
  std::unordered_map<std::string, event::Name> names_{{"", 0}};
};

}  // namespace orrery::test
