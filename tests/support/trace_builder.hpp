// Writes events by hand, for tests of whatever reads a trace.
//
//   TraceBuilder b;
//   b.at(1.0).line(4).by(b.last());
//   Seq done = b.emit(Kind::future_result, future(5), {}, 0, "b'hello'");
#pragma once

#include <string_view>
#include <type_traits>

#include "engine/trace/trace.hpp"

namespace orrery::test {

using event::Id;
using event::Kind;
using event::Seq;
using event::Sort;

constexpr Id loop_id(std::uint32_t n = 1) {
  return {Sort::loop, n};
}
constexpr Id task(std::uint32_t n) {
  return {Sort::task, n};
}
constexpr Id future(std::uint32_t n) {
  return {Sort::future, n};
}
constexpr Id handle(std::uint32_t n) {
  return {Sort::handle, n};
}
constexpr Id coroutine(std::uint32_t n) {
  return {Sort::coroutine, n};
}
constexpr Id socket(std::uint32_t n) {
  return {Sort::socket, n};
}
constexpr Id world() {
  return {Sort::world, 1};
}

class TraceBuilder {
 public:
  const trace::Trace& trace() const { return trace_; }
  Seq last() const { return trace_.size() - 1; }

  // What the following events are stamped with.
  TraceBuilder& at(double time) { return set(now_, time); }
  TraceBuilder& line(std::uint16_t line) { return set(line_, line); }
  TraceBuilder& by(Seq cause) { return set(cause_, cause); }

  Seq emit(Kind kind, Id subject = {}, Id object = {}) { return append(kind, subject, object, 0, {.integer = 0}); }
  template <class Arg>
  Seq emit(Kind kind, Id subject, Id object, Arg arg) {
    return append(kind, subject, object, static_cast<std::uint8_t>(arg), {.integer = 0});
  }
  template <class Arg>
  Seq emit(Kind kind, Id subject, Id object, Arg arg, std::string_view text, std::uint32_t extra = 0) {
    return append(kind, subject, object, static_cast<std::uint8_t>(arg), {.text = {trace_.intern(text), extra}});
  }
  template <class Arg>
  Seq emit_number(Kind kind, Id subject, Id object, Arg arg, double number) {
    return append(kind, subject, object, static_cast<std::uint8_t>(arg), {.number = number});
  }
  template <class Arg>
  Seq emit_integer(Kind kind, Id subject, Id object, Arg arg, std::int64_t integer) {
    return append(kind, subject, object, static_cast<std::uint8_t>(arg), {.integer = integer});
  }
  Seq append(const event::Event& e) { return trace_.append(e); }
  event::Name intern(std::string_view text) { return trace_.intern(text); }

 private:
  template <class T>
  TraceBuilder& set(T& place, T value) {
    place = value;
    return *this;
  }
  Seq append(Kind kind, Id subject, Id object, std::uint8_t arg, event::Payload value) {
    return trace_.append({now_, value, cause_, subject, object, kind, arg, line_});
  }

  trace::Trace trace_;
  double now_ = 0;
  Seq cause_ = event::no_seq;
  std::uint16_t line_ = 0;
};

}  // namespace orrery::test
