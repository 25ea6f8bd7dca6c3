// What values look like in the trace: as repr() where that is known without running anything of the program, otherwise
// the class alone. No addresses: two runs of a program look the same.
#include <fmt/format.h>

#include "engine/loop/task.hpp"
#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/set.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/callable.hpp"
#include "engine/script/vm/generator.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

class Shower {
 public:
  Shower(Interpreter& in, std::size_t limit) noexcept : in_(in), limit_(limit) {}

  std::string show(const Value& v) {
    add(v, 0);
    cut();
    return std::move(text_);
  }

 private:
  static constexpr int deepest = 4;
  bool full() const noexcept { return text_.size() > limit_; }

  // At a border between characters.
  void cut() {
    if (!full()) return;
    std::size_t end = limit_ - 3;
    while (end > 0 && (static_cast<unsigned char>(text_[end]) & 0xc0) == 0x80) --end;
    text_.resize(end);
    text_ += "...";
  }

  void add(const Value& v, int depth) {
    if (full()) return;
    if (v.is_integer())
      text_ += fmt::format("{}", v.as_integer());
    else if (v.is_none())
      text_ += "None";
    else if (v.is_constant())
      add_constant(v);
    else if (depth > deepest)
      text_ += "...";
    else
      add_object(v, depth);
  }

  void add_constant(const Value& v) {
    constexpr const char* words[] = {"False", "True", "Ellipsis", "NotImplemented", "<unset>"};
    text_ += words[v.as_constant() < 5 ? v.as_constant() : 4];
  }

  void add_object(const Value& v, int depth) {
    if (is_exception(v)) return add_exception(v, depth);
    if (const Generator* generator = as_generator(v)) {
      text_ += fmt::format("<{} {}>", generator->word(), generator->name());
    } else if (v.has_tag(Tag::task)) {
      text_ += fmt::format("<Task {}>", static_cast<loop::Task*>(v.object())->name());
    } else if (v.has_tag(Tag::future)) {
      text_ += fmt::format("<{} {}>", static_cast<loop::Future*>(v.object())->type_name(), state_of(v));
    } else if (v.tag() == Tag::script) {
      add_script(v, depth);
    } else {
      text_ += fmt::format("<{} object>", type_of(in_, v)->name());
    }
  }

  static std::string_view state_of(const Value& v) {
    const auto& future = *static_cast<loop::Future*>(v.object());
    return future.cancelled() ? "cancelled" : future.done() ? "finished" : "pending";
  }

  void add_script(const Value& v, int depth) {
    const Types& types = in_.types();
    if (is_exact(v, types.str))
      add_string(as_str(v).view());
    else if (is_exact(v, types.int_) || is_exact(v, types.float_))
      text_ += repr(in_, v)->view();
    else if (is_exact(v, types.bytes))
      text_ += bytes_quoted(as_bytes(v).view().substr(0, limit_));
    else if (is_exact(v, types.list))
      add_items("[", as_list(v).items, "]", depth);
    else if (is_exact(v, types.tuple))
      add_items("(", as_tuple(v).items(), as_tuple(v).size() == 1 ? ",)" : ")", depth);
    else if (is_exact(v, types.dict))
      add_dict(as_dict(v), depth);
    else if (is_exact(v, types.set))
      add_set(*static_cast<Set*>(v.object()), depth);
    else
      add_named(v);
  }

  void add_named(const Value& v) {
    if (has_flag(v, TypeFlag::is_type))
      text_ += fmt::format("<class '{}'>", static_cast<Type*>(v.object())->name());
    else if (is_function(v, in_.vm.function) && is_str(as_function(v).qualname))
      text_ += fmt::format("<function {}>", as_str(as_function(v).qualname).view());
    else
      text_ += fmt::format("<{} object>", type_of(in_, v)->name());
  }

  void add_string(std::string_view text) { text_ += quoted(text.substr(0, whole(text))); }

  std::size_t whole(std::string_view text) const noexcept {
    std::size_t end = std::min(text.size(), limit_);
    while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    return end;
  }

  template <class Items>
  void add_items(std::string_view open, const Items& items, std::string_view close, int depth) {
    text_ += open;
    bool first = true;
    for (const Value& item : items) {
      if (full()) return;
      if (!std::exchange(first, false)) text_ += ", ";
      add(item, depth + 1);
    }
    text_ += close;
  }

  void add_dict(const Dict& dict, int depth) {
    text_ += "{";
    bool first = true;
    for (std::uint32_t i = 0; i < dict.entry_count() && !full(); ++i) {
      if (is_unset(dict.entry(i).key)) continue;
      if (!std::exchange(first, false)) text_ += ", ";
      add(dict.entry(i).key, depth + 1);
      text_ += ": ";
      add(dict.entry(i).value, depth + 1);
    }
    text_ += "}";
  }

  void add_set(const Set& set, int depth) {
    if (set.size() == 0) {
      text_ += "set()";
      return;
    }
    text_ += "{";
    bool first = true;
    for (std::size_t i = 0; i < set.table_size() && !full(); ++i) {
      if (is_unset(set.entry(i).key)) continue;
      if (!std::exchange(first, false)) text_ += ", ";
      add(set.entry(i).key, depth + 1);
    }
    text_ += "}";
  }

  void add_exception(const Value& v, int depth) {
    const ExceptionObject& error = as_exception(v);
    text_ += error.type()->name();
    if (!error.args) return;
    add_items("(", error.args->items(), ")", depth);
  }

  Interpreter& in_;
  std::size_t limit_;
  std::string text_;
};

}  // namespace

std::string Interpreter::shown(const Value& value, std::size_t limit) {
  return Shower(*this, limit < 8 ? 8 : limit).show(value);
}

}  // namespace orrery::script
