// Values as text of several lines: what the module pprint makes. (CPython: Lib/pprint.py.)
#pragma once

#include <string>
#include <vector>

#include "engine/script/object/runtime.hpp"

namespace orrery::script {

struct PrettyOptions {
  std::int64_t indent = 1;
  std::int64_t width = 80;  // code points
  std::int64_t depth = -1;  // -1: any
  bool compact = false;
  bool sort_dicts = true;
  bool underscores = false;  // 1_000_000
};

class PrettyPrinter {
 public:
  PrettyPrinter(Runtime& rt, PrettyOptions options) : rt_(rt), o_(options) {}
  // Without a newline at the end.
  std::string operator()(const Value& v);

 private:
  // What a value is laid out as when it is too long for its line.
  enum class Layout : std::uint8_t { plain, dict, list, tuple, set, text };
  Layout layout_of(const Value& v) const;
  void format(const Value& v, std::int64_t indent, std::int64_t allowance, int level);
  void format_dict(const Value& v, std::int64_t indent, std::int64_t allowance, int level);
  void format_set(const Value& v, std::int64_t indent, std::int64_t allowance, int level);
  void format_text(const Value& v, std::int64_t indent, std::int64_t allowance, int level);
  void format_items(const std::vector<Value>& items, std::int64_t indent, std::int64_t allowance, int level);
  std::vector<std::string> pieces_of(const Value& v, std::int64_t indent, std::int64_t allowance, bool& whole) const;
  std::string on_one_line(const Value& v, int level);
  std::string dict_on_one_line(const Value& v, int level);
  std::string items_on_one_line(const Value& v, int level);
  std::vector<std::pair<Value, Value>> pairs_of(const Value& v) const;

  Runtime& rt_;
  PrettyOptions o_;
  std::string text_;
  std::vector<const Object*> around_;  // the containers being shown
};

}  // namespace orrery::script
