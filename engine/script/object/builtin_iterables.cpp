// print, sum, min, max, any, all, sorted, ord. (bltinmodule.c)
#include <fmt/format.h>

#include <cmath>

#include "engine/script/object/builtin_tables.hpp"
#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"

namespace orrery::script {

namespace {

// ---- print

std::string_view separator_of(Runtime& rt, const Value& v, std::string_view name, std::string_view otherwise) {
  if (is_unset(v) || v.is_none()) return otherwise;
  if (!is_str(v))
    raise_type_error(rt, fmt::format("{} must be None or a string, not {}", name, type_of(rt, v)->name()));
  return as_str(v).view();
}

// Lone surrogates have no UTF-8.
void check_printable(Runtime& rt, const std::string& text) {
  for (std::size_t at = text.find('\xed'); at != std::string::npos; at = text.find('\xed', at + 1)) {
    if (static_cast<unsigned char>(text[at + 1]) >= 0xA0) encode(rt, *make_str(rt, text), "utf-8", "strict");
  }
}

Value print_function(Runtime& rt, Args args) {
  const Args keywords(args.begin() + args.size(), 0, args.names());
  const auto values = bind<4>(rt, "print", {"sep", "end", "file", "flush"}, keywords, 0, 0, 0);
  const std::string_view separator = separator_of(rt, values[0], "sep", " ");
  const std::string_view end = separator_of(rt, values[1], "end", "\n");
  const bool to_file = !is_unset(values[2]) && !values[2].is_none();
  std::string text;
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (i > 0) text += separator;
    text += str(rt, args[i])->view();
    rt.heap().expect(text.size());
  }
  text += end;
  if (to_file) {
    call(rt, getattr(rt, values[2], rt.names().plain.write_), Value(make_str(rt, text)));
  } else {
    check_printable(rt, text);
    rt.write(Stream::output, text);
  }
  return none;
}

// ---- sum, min, max, any, all

// The sum of floats as CPython adds them since 3.12: what each addition rounds away is kept and added at the end.
// (Neumaier's summation; bltinmodule.c, builtin_sum_impl)
class Sum {
 public:
  explicit Sum(Runtime& rt, Value start)
      : rt_(rt), total_(std::move(start)), compensates_(rt.environment().rules() >= loop::Rules::py312) {}

  void add(const Value& item) {
    if (!compensates_ || !is_exact(total_, rt_.types().float_)) {
      total_ = binary(rt_, BinaryOp::add, total_, item);
    } else if (is_exact(item, rt_.types().float_)) {
      add_double(as_double(item));
    } else if (item.is_integer()) {
      total_ = make_float(rt_, as_double(total_) + static_cast<double>(item.as_integer()));
    } else {
      settle();
      total_ = binary(rt_, BinaryOp::add, total_, item);
    }
  }
  Value result() {
    settle();
    return total_;
  }

 private:
  void add_double(double x) {
    const double before = as_double(total_), sum = before + x;
    lost_ += std::fabs(before) >= std::fabs(x) ? (before - sum) + x : (x - sum) + before;
    total_ = make_float(rt_, sum);
  }
  void settle() {
    if (lost_ != 0 && std::isfinite(lost_)) total_ = make_float(rt_, as_double(total_) + lost_);
    lost_ = 0;
  }

  Runtime& rt_;
  Value total_;
  bool compensates_;
  double lost_ = 0;
};

Value sum_function(Runtime& rt, Args args) {
  const auto values = bind<2>(rt, "sum", {"", "start"}, args, 1, 1);
  const Value total = is_unset(values[1]) ? Value::integer(0) : values[1];
  const Value items = iter(rt, values[0]);
  if (is_str(total)) raise_type_error(rt, "sum() can't sum strings [use ''.join(seq) instead]");
  if (is_bytes_like(total))
    raise_type_error(rt, fmt::format("sum() can't sum {} [use b''.join(seq) instead]", type_of(rt, total)->name()));
  Sum sum(rt, total);
  for_each(rt, items, [&](const Value& item) { sum.add(item); });
  return sum.result();
}

struct Extreme {
  std::string_view name;
  CompareOp better;
};

Value extreme(Runtime& rt, Args args, Extreme what) {
  const Args keywords(args.begin() + args.size(), 0, args.names());
  const auto values = bind<2>(rt, what.name, {"key", "default"}, keywords, 0, 0, 0);
  if (args.size() == 0) raise_type_error(rt, fmt::format("{} expected at least 1 argument, got 0", what.name));
  if (args.size() > 1 && !is_unset(values[1]))
    raise_type_error(rt,
                     fmt::format("Cannot specify a default for {}() with multiple positional arguments", what.name));
  const bool keyed = !is_unset(values[0]) && !values[0].is_none();
  Value best = unset;
  Value best_key;
  const auto consider = [&](const Value& item) {
    Value key = keyed ? call(rt, values[0], item) : item;
    if (!is_unset(best) && !truth(rt, compare(rt, what.better, key, best_key))) return;
    best = item;
    best_key = std::move(key);
  };
  if (args.size() > 1) {
    for (const Value& item : args) consider(item);
  } else {
    for_each(rt, args[0], consider);
  }
  if (!is_unset(best)) return best;
  if (is_unset(values[1])) {
    const bool old = rt.environment().rules() == loop::Rules::py311;
    raise_value_error(
        rt, fmt::format("{}() {}", what.name, old ? "arg is an empty sequence" : "iterable argument is empty"));
  }
  return values[1];
}

Value min_function(Runtime& rt, Args args) {
  return extreme(rt, args, {"min", CompareOp::less});
}
Value max_function(Runtime& rt, Args args) {
  return extreme(rt, args, {"max", CompareOp::greater});
}

template <bool wanted>
Value until(Runtime& rt, Args args) {
  const Value iterator = iter(rt, args[0]);
  for (;;) {
    const Value item = next(rt, iterator);
    if (is_unset(item)) return boolean(!wanted);
    if (truth(rt, item) == wanted) return boolean(wanted);
  }
}

Value sorted_function(Runtime& rt, Args args) {
  if (args.size() != 1) raise_type_error(rt, fmt::format("sorted expected 1 argument, got {}", args.size()));
  const Args keywords(args.begin() + 1, 0, args.names());
  const Ref<List> list = list_of(rt, args[0]);
  const auto values = bind<2>(rt, "sort", {"key", "reverse"}, keywords, 0, 0, 0);
  sort(rt, *list, is_unset(values[0]) ? Value() : values[0], !is_unset(values[1]) && truth(rt, values[1]));
  return Value(list);
}

Value ord_function(Runtime& rt, Args args) {
  if (is_bytes_like(args[0])) {
    const Bytes& bytes = as_bytes(args[0]);
    if (bytes.size() == 1) return Value::integer(bytes[0]);
    raise_type_error(rt, fmt::format("ord() expected a character, but string of length {} found", bytes.size()));
  }
  if (!is_str(args[0]))
    raise_type_error(rt, fmt::format("ord() expected string of length 1, but {} found", type_of(rt, args[0])->name()));
  Str& text = as_str(args[0]);
  if (text.length() != 1)
    raise_type_error(rt, fmt::format("ord() expected a character, but string of length {} found", text.length()));
  return Value::integer(static_cast<std::int64_t>(text.at(0)));
}

constexpr NativeMethod functions[] = {
    {"print", print_function},
    {"sum", sum_function},
    {"min", min_function},
    {"max", max_function},
    {"any", until<true>, one_argument()},
    {"all", until<false>, one_argument()},
    {"sorted", sorted_function},
    {"ord", ord_function, one_argument()},
};

}  // namespace

std::span<const NativeMethod> iterable_functions() noexcept {
  return functions;
}

}  // namespace orrery::script
