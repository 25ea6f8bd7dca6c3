#include "engine/script/module/short_repr.hpp"

#include <vector>

#include "engine/script/object/dict.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

constexpr int deepest = 6;
constexpr std::size_t most_items = 6, most_entries = 4, longest_int = 40, longest = 30;

// The beginning and the end, with dots between; in characters, not bytes.
std::string cut(Runtime& rt, Str& text, std::size_t limit) {
  if (text.size() <= limit) return std::string(text.view());
  const std::size_t head = (limit - 3) / 2, tail = limit - 3 - head;
  const Value whole{Ref<Str>(&text)};
  const auto part = [&](std::int64_t from, std::int64_t to) {
    const Value slice =
        call(rt, Value(static_cast<Object*>(rt.types().slice)), Value::integer(from), Value::integer(to));
    return std::string(as_str(getitem(rt, whole, slice)).view());
  };
  const auto size = static_cast<std::int64_t>(text.size());
  return part(0, static_cast<std::int64_t>(head)) + "..." + part(size - static_cast<std::int64_t>(tail), size);
}

class Short {
 public:
  explicit Short(Runtime& rt) noexcept : rt_(rt) {}

  std::string of(const Value& value, int level) {
    const Types& types = rt_.types();
    if (is_exact(value, types.tuple)) return items(value, level, "(", length(rt_, value) == 1 ? ",)" : ")");
    if (is_exact(value, types.list)) return items(value, level, "[", "]");
    if (is_exact(value, types.set)) return length(rt_, value) ? items(ordered(value), level, "{", "}") : "set()";
    if (is_exact(value, types.frozenset))
      return length(rt_, value) ? items(ordered(value), level, "frozenset({", "})") : "frozenset()";
    if (is_exact(value, types.dict)) return entries(value, level);
    if (is_exact(value, types.str)) return text(value);
    const Ref<Str> whole = repr(rt_, value);
    return cut(rt_, *whole, is_exact(value, types.int_) ? longest_int : longest);
  }

 private:
  std::string items(const Value& value, int level, std::string_view left, std::string_view right) {
    std::vector<std::string> parts;
    if (level <= 0 && length(rt_, value)) return std::string(left) + "..." + std::string(right);
    std::size_t seen = 0;
    for_each(rt_, value, [&](const Value& item) {
      if (seen++ < most_items) parts.push_back(of(item, level - 1));
    });
    if (seen > most_items) parts.emplace_back("...");
    return std::string(left) + joined(parts) + std::string(right);
  }

  std::string entries(const Value& value, int level) {
    if (length(rt_, value) == 0) return "{}";
    if (level <= 0) return "{...}";
    std::vector<std::string> parts;
    std::size_t seen = 0;
    for_each(rt_, ordered(value), [&](const Value& key) {
      if (seen++ < most_entries) parts.push_back(of(key, level - 1) + ": " + of(getitem(rt_, value, key), level - 1));
    });
    if (seen > most_entries) parts.emplace_back("...");
    return "{" + joined(parts) + "}";
  }

  // What goes in comes out shortened before and after it is quoted.
  std::string text(const Value& value) {
    const Ref<Str> begin = repr(rt_, value);
    if (begin->size() <= longest) return std::string(begin->view());
    return cut(rt_, *begin, longest);
  }

  // Sorted if that is possible.
  Value ordered(const Value& value) {
    const Ref<List> list = list_of(rt_, value);
    try {
      call(rt_, getattr(rt_, Value(list), "sort"));
    } catch (const loop::Raised&) {
      return Value(list_of(rt_, value));
    }
    return Value(list);
  }

  static std::string joined(const std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& part : parts) all += (all.empty() ? "" : ", ") + part;
    return all;
  }

  Runtime& rt_;
};

}  // namespace

std::string short_repr(Runtime& rt, const Value& value) {
  return Short(rt).of(value, deepest);
}

}  // namespace orrery::script
