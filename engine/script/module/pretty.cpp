#include "engine/script/module/pretty.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/script/module/library.hpp"
#include "engine/script/object/dict.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

std::int64_t width_of(std::string_view text) {
  return static_cast<std::int64_t>(count_code_points(text));
}
std::string spaces(std::int64_t count) {
  return std::string(static_cast<std::size_t>(std::max<std::int64_t>(count, 0)), ' ');
}

// By `<`; what cannot be compared so, by the names of the types.
bool comes_before(Runtime& rt, const Value& a, const Value& b) {
  try {
    return less(rt, a, b);
  } catch (const loop::Raised& raised) {
    if (!is_exception_of(Value(to_exception(rt, raised.error())), rt.types().type_error)) throw;
    const std::string first(repr(rt, value_of(type_of(rt, a)))->view()),
        second(repr(rt, value_of(type_of(rt, b)))->view());
    return first != second ? first < second : rt.heap().id_of(a) < rt.heap().id_of(b);
  }
}

std::vector<Value> items_of(Runtime& rt, const Value& v) {
  std::vector<Value> items;
  for_each(rt, v, [&](const Value& item) { items.push_back(item); });
  return items;
}

// "word  " and so on: each word with the blanks behind it.
std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  constexpr std::string_view blanks = " \t\n\r\f\v";
  while (!line.empty()) {
    const std::size_t blank = std::min(line.find_first_of(blanks), line.size());
    const std::size_t next = std::min(line.find_first_not_of(blanks, blank), line.size());
    words.push_back(line.substr(0, next));
    line.remove_prefix(next);
  }
  return words;
}

std::string with_underscores(std::string digits) {
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, "_");
  return digits;
}

}  // namespace

std::string PrettyPrinter::operator()(const Value& v) {
  text_.clear();
  format(v, 0, 0, 0);
  return std::move(text_);
}

PrettyPrinter::Layout PrettyPrinter::layout_of(const Value& v) const {
  const Types& t = rt_.types();
  const auto shown = type_of(rt_, v)->slots.repr;
  if (shown == t.dict->slots.repr && is_dict(v)) return Layout::dict;
  if (shown == t.list->slots.repr) return Layout::list;
  if (shown == t.tuple->slots.repr) return Layout::tuple;
  if (shown == t.set->slots.repr || shown == t.frozenset->slots.repr) return Layout::set;
  return shown == t.str->slots.repr ? Layout::text : Layout::plain;
}

// ---------------------------------------------------------------- on one line

std::string PrettyPrinter::on_one_line(const Value& v, int level) {
  const Layout layout = layout_of(v);
  if (o_.underscores && is_int(v) && !is_boolean(v)) return with_underscores(std::string(repr(rt_, v)->view()));
  if (layout != Layout::dict && layout != Layout::list && layout != Layout::tuple)
    return std::string(repr(rt_, v)->view());
  if (length(rt_, v) == 0) return layout == Layout::dict ? "{}" : layout == Layout::list ? "[]" : "()";
  if (o_.depth >= 0 && level >= o_.depth)
    return layout == Layout::dict ? "{...}" : layout == Layout::list ? "[...]" : length(rt_, v) == 1 ? "(...,)" : "(...)";
  if (std::ranges::find(around_, v.object()) != around_.end())
    return fmt::format("<Recursion on {} with id={}>", type_of(rt_, v)->name(), rt_.heap().id_of(v));
  const Nested nested(rt_);
  around_.push_back(v.object());
  std::string text = layout == Layout::dict ? dict_on_one_line(v, level + 1) : items_on_one_line(v, level + 1);
  around_.pop_back();
  return text;
}

std::string PrettyPrinter::dict_on_one_line(const Value& v, int level) {
  std::string text;
  for (const auto& [key, value] : pairs_of(v)) {
    text += text.empty() ? "" : ", ";
    text += on_one_line(key, level);
    text += ": " + on_one_line(value, level);
  }
  return "{" + text + "}";
}

std::string PrettyPrinter::items_on_one_line(const Value& v, int level) {
  const std::vector<Value> items = items_of(rt_, v);
  std::string text;
  for (const Value& item : items) text += (text.empty() ? "" : ", ") + on_one_line(item, level);
  if (layout_of(v) == Layout::list) return "[" + text + "]";
  return "(" + text + (items.size() == 1 ? ",)" : ")");
}

std::vector<std::pair<Value, Value>> PrettyPrinter::pairs_of(const Value& v) const {
  std::vector<std::pair<Value, Value>> pairs;
  const Dict& dict = as_dict(v);
  for (std::uint32_t i = 0; i < dict.entry_count(); ++i)
    if (!is_unset(dict.entry(i).key)) pairs.emplace_back(dict.entry(i).key, dict.entry(i).value);
  if (o_.sort_dicts)
    std::ranges::stable_sort(pairs,
                             [this](const auto& a, const auto& b) { return comes_before(rt_, a.first, b.first); });
  return pairs;
}

// ---------------------------------------------------------------- on several

void PrettyPrinter::format(const Value& v, std::int64_t indent, std::int64_t allowance, int level) {
  const Nested nested(rt_);
  const std::string whole = on_one_line(v, level);
  const Layout layout = layout_of(v);
  const bool fits = width_of(whole) <= o_.width - indent - allowance;
  const bool shown = v.is_object() && std::ranges::find(around_, v.object()) != around_.end();
  if (fits || shown || layout == Layout::plain) {
    text_ += whole;
    return;
  }
  around_.push_back(v.object());
  ++level;
  const bool single = layout == Layout::tuple && length(rt_, v) == 1;
  switch (layout) {
    case Layout::dict:
      format_dict(v, indent, allowance, level);
      break;
    case Layout::set:
      format_set(v, indent, allowance, level);
      break;
    case Layout::text:
      format_text(v, indent, allowance, level);
      break;
    case Layout::list:
      text_ += "[";
      format_items(items_of(rt_, v), indent, allowance + 1, level);
      text_ += "]";
      break;
    default:
      text_ += "(";
      format_items(items_of(rt_, v), indent, allowance + (single ? 2 : 1), level);
      text_ += single ? ",)" : ")";
  }
  around_.pop_back();
}

void PrettyPrinter::format_dict(const Value& v, std::int64_t indent, std::int64_t allowance, int level) {
  text_ += "{" + spaces(o_.indent - 1);
  indent += o_.indent;
  const auto pairs = pairs_of(v);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const bool last = i + 1 == pairs.size();
    const std::string key = on_one_line(pairs[i].first, level);
    text_ += key + ": ";
    format(pairs[i].second, indent + width_of(key) + 2, last ? allowance + 1 : 1, level);
    if (!last) text_ += ",\n" + spaces(indent);
  }
  text_ += "}";
}

void PrettyPrinter::format_set(const Value& v, std::int64_t indent, std::int64_t allowance, int level) {
  std::vector<Value> items = items_of(rt_, v);
  if (items.empty()) {
    text_ += repr(rt_, v)->view();
    return;
  }
  std::ranges::stable_sort(items, [this](const Value& a, const Value& b) { return comes_before(rt_, a, b); });
  const bool plain = type_of(rt_, v) == rt_.types().set;
  const std::string& name = type_of(rt_, v)->name();
  text_ += plain ? "{" : name + "({";
  if (!plain) indent += width_of(name) + 1;
  format_items(items, indent, allowance + (plain ? 1 : 2), level);
  text_ += plain ? "}" : "})";
}

void PrettyPrinter::format_items(const std::vector<Value>& items, std::int64_t indent, std::int64_t allowance,
                                 int level) {
  indent += o_.indent;
  text_ += spaces(o_.indent - 1);
  const std::string break_line = ",\n" + spaces(indent);
  const std::int64_t most = o_.width - indent + 1;
  std::int64_t left = most;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool last = i + 1 == items.size();
    if (o_.compact) {
      const std::string shown = on_one_line(items[i], level);
      const std::int64_t room = last ? most - allowance : most;
      if (last) left -= allowance;
      const std::int64_t wanted = width_of(shown) + 2;
      const bool breaks = left < wanted;
      if (breaks) left = room;
      if (left >= wanted) {
        left -= wanted;
        text_ += (i == 0 ? "" : breaks ? break_line : ", ") + shown;
        continue;
      }
    }
    if (i > 0) text_ += break_line;
    format(items[i], indent, last ? allowance : 1, level);
  }
}

// The text in pieces that fit; `whole`: it is one after all.
std::vector<std::string> PrettyPrinter::pieces_of(const Value& v, std::int64_t indent, std::int64_t allowance,
                                                  bool& whole) const {
  const Value lines = call(rt_, getattr(rt_, v, "splitlines"), true_value);
  const std::int64_t room = o_.width - indent;
  std::vector<std::string> pieces;
  const std::vector<Value> all = items_of(rt_, lines);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool last_line = i + 1 == all.size();
    const std::string_view line = as_str(all[i]).view();
    if (width_of(quoted(line)) <= room - (last_line ? allowance : 0)) {
      pieces.push_back(quoted(line));
      continue;
    }
    std::string current;
    const std::vector<std::string_view> words = words_of(line);
    for (std::size_t j = 0; j < words.size(); ++j) {
      const std::string candidate = current + std::string(words[j]);
      const bool last = last_line && j + 1 == words.size();
      if (width_of(quoted(candidate)) <= room - (last ? allowance : 0)) {
        current = candidate;
        continue;
      }
      if (!current.empty()) pieces.push_back(quoted(current));
      current = words[j];
    }
    if (!current.empty()) pieces.push_back(quoted(current));
  }
  whole = pieces.size() == 1;
  return pieces;
}

void PrettyPrinter::format_text(const Value& v, std::int64_t indent, std::int64_t allowance, int level) {
  const bool outermost = level == 1;
  if (outermost) ++indent, ++allowance;
  bool whole = false;
  const std::vector<std::string> pieces = pieces_of(v, indent, allowance, whole);
  if (outermost && !whole) text_ += "(";
  for (std::size_t i = 0; i < pieces.size(); ++i) text_ += (i == 0 ? "" : "\n" + spaces(indent)) + pieces[i];
  if (outermost && !whole) text_ += ")";
}

}  // namespace orrery::script
