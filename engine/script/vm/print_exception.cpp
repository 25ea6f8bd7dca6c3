// How an uncaught exception is printed: traceback, chain of causes, groups. (CPython: Python/pythonrun.c,
// Lib/traceback.py.)
#include <fmt/format.h>

#include <set>
#include <vector>

#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/entry_text.hpp"
#include "engine/script/vm/interpreter.hpp"

#include "engine/script/vm/suggestion.hpp"

namespace orrery::script {
namespace {

constexpr std::string_view of_cause = "\nThe above exception was the direct cause of the following exception:\n\n";
constexpr std::string_view of_context = "\nDuring handling of the above exception, another exception occurred:\n\n";
constexpr std::size_t widest_group = 15;
constexpr int deepest_group = 10;

class Printer {
 public:
  explicit Printer(Interpreter& in) noexcept : in_(in) {}

  std::string print(ExceptionObject& error, bool with_chain) {
    with_chain ? chain(error) : single(error);
    return std::move(text_);
  }

 private:
  struct Link {
    ExceptionObject* error;
    std::string_view leads_to;  // what is said before the one that came of it
  };

  void chain(ExceptionObject& last) {
    std::vector<Link> links{{&last, {}}};
    for (ExceptionObject* e = &last; e && seen_.insert(e).second;) {
      ExceptionObject* const before = e->cause ? e->cause.get() : e->suppress_context ? nullptr : e->context.get();
      if (!before || seen_.contains(before)) break;
      links.back().leads_to = e->cause ? of_cause : of_context;
      links.push_back({before, {}});
      e = before;
    }
    for (std::size_t i = links.size(); i > 0; --i) {
      if (!links[i - 1].leads_to.empty()) emit(links[i - 1].leads_to, '|');
      is_group(Value(links[i - 1].error)) ? group(*links[i - 1].error) : single(*links[i - 1].error);
    }
  }

  void single(ExceptionObject& error) {
    if (!error.traceback.empty()) {
      emit("Traceback (most recent call last):\n", '|');
      entries(error);
    }
    emit(told(error), '|');
  }

  std::string told(ExceptionObject& error) {
    offer_suggestion(in_, error);
    return last_line(in_, error) + "\n";
  }

  void group(ExceptionObject& error) {
    if (depth_ > deepest_group) return emit(fmt::format("... (max_group_depth is {})\n", deepest_group), '|');
    const bool outermost = depth_ == 0;
    if (outermost) ++depth_;
    if (!error.traceback.empty()) {
      emit("Exception Group Traceback (most recent call last):\n", outermost ? '+' : '|');
      entries(error);
    }
    emit(told(error), '|');
    members(as_tuple(error.fields[1]));
    if (outermost) depth_ = 0;
  }

  void members(const Tuple& items) {
    const std::size_t shown = std::min(items.size(), widest_group + 1);
    need_close_ = false;
    for (std::size_t i = 0; i < shown; ++i) {
      const bool last = i + 1 == shown, rest = i >= widest_group;
      if (last) need_close_ = true;
      text_ += fmt::format("{}{}+---------------- {} ----------------\n", indent(), i == 0 ? "+-" : "  ",
                           rest ? std::string("...") : fmt::format("{}", i + 1));
      ++depth_;
      rest ? and_more(items.size() - widest_group) : chain(as_exception(items[i]));
      if (last && need_close_) {
        text_ += indent() + "+------------------------------------\n";
        need_close_ = false;
      }
      --depth_;
    }
  }

  void and_more(std::size_t count) { emit(fmt::format("and {} more exception{}\n", count, count > 1 ? "s" : ""), '|'); }

  void entries(const ExceptionObject& error) {
    std::size_t repeated = 0;
    for (std::size_t i = error.traceback.size(); i > 0; --i) {
      const TracebackEntry& entry = error.traceback[i - 1];
      const bool same = i < error.traceback.size() && alike(entry, error.traceback[i]);
      if (!same) tell_repeated(repeated);
      repeated = same ? repeated + 1 : 0;
      if (repeated < shown_repeats) emit(entry_text(in_, entry), '|');
    }
    tell_repeated(repeated);
  }

  static constexpr std::size_t shown_repeats = 3;
  static bool alike(const TracebackEntry& a, const TracebackEntry& b) {
    return a.line == b.line && a.file == b.file && a.function->view() == b.function->view();
  }
  void tell_repeated(std::size_t repeated) {
    if (repeated < shown_repeats) return;
    const std::size_t more = repeated - shown_repeats + 1;
    emit(fmt::format("  [Previous line repeated {} more time{}]\n", more, more > 1 ? "s" : ""), '|');
  }

  std::string indent() const { return std::string(static_cast<std::size_t>(depth_) * 2, ' '); }

  // Each line with the margin of the groups around it.
  void emit(std::string_view text, char margin) {
    const std::string before = depth_ == 0 ? std::string() : indent() + margin + ' ';
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
      text_ += before;
      text_ += text.substr(0, end);
      text.remove_prefix(end);
    }
  }

  Interpreter& in_;
  std::string text_;
  std::set<const ExceptionObject*> seen_;
  int depth_ = 0;
  bool need_close_ = false;
};

}  // namespace

std::string Interpreter::format_exception(ExceptionObject& error, bool chain) {
  std::string text = Printer(*this).print(error, chain);
  if (!text.ends_with('\n')) text += '\n';
  return text;
}

}  // namespace orrery::script
