// heapq. (CPython: Modules/_heapqmodule.c, Lib/heapq.py.)
#include <fmt/format.h>

#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/iterators.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

List& heap_argument(Runtime& rt, Args args, std::string_view function) {
  if (!is_list(args[0])) {
    const std::string_view place = args.size() == 1 ? "" : " 1";
    raise_type_error(
        rt, fmt::format("{}() argument{} must be list, not {}", function, place, type_of(rt, args[0])->name()));
  }
  return as_list(args[0]);
}

// `a < b` of two items; the list must have kept its length.
bool before(Runtime& rt, List& heap, std::size_t a, std::size_t b) {
  const std::size_t size = heap.size();
  const Value x = heap[a], y = heap[b];
  const bool result = less(rt, x, y);
  if (heap.size() != size) raise(rt, rt.types().runtime_error, "list changed size during iteration");
  return result;
}

// The item at `at` moves towards the root as long as it is smaller than its parent.
void sift_down(Runtime& rt, List& heap, std::size_t root, std::size_t at) {
  while (at > root) {
    const std::size_t parent = (at - 1) / 2;
    if (!before(rt, heap, at, parent)) return;
    std::swap(heap[at], heap[parent]);
    at = parent;
  }
}

// The smaller child moves up until a leaf is reached; from there the item finds its place.
void sift_up(Runtime& rt, List& heap, std::size_t at) {
  const std::size_t root = at, end = heap.size();
  while (2 * at + 1 < end) {
    std::size_t child = 2 * at + 1;
    if (child + 1 < end && !before(rt, heap, child, child + 1)) ++child;
    std::swap(heap[at], heap[child]);
    at = child;
  }
  sift_down(rt, heap, root, at);
}

Value heappush(Runtime& rt, Args args) {
  List& heap = heap_argument(rt, args, "heappush");
  heap.append(args[1]);
  sift_down(rt, heap, 0, heap.size() - 1);
  return none;
}

// Puts an item in the place of the smallest, which is the result.
Value replace_first(Runtime& rt, List& heap, const Value& item) {
  const Value first = std::exchange(heap[0], item);
  sift_up(rt, heap, 0);
  return first;
}

Value heappop(Runtime& rt, Args args) {
  List& heap = heap_argument(rt, args, "heappop");
  if (heap.size() == 0) raise(rt, rt.types().index_error, "index out of range");
  const Value last = heap.items.pop();
  return heap.size() == 0 ? last : replace_first(rt, heap, last);
}
Value heapreplace(Runtime& rt, Args args) {
  List& heap = heap_argument(rt, args, "heapreplace");
  if (heap.size() == 0) raise(rt, rt.types().index_error, "index out of range");
  return replace_first(rt, heap, args[1]);
}
Value heappushpop(Runtime& rt, Args args) {
  List& heap = heap_argument(rt, args, "heappushpop");
  if (heap.size() == 0) return args[1];
  const bool smaller = less(rt, Value(heap[0]), args[1]);
  if (heap.size() == 0) raise(rt, rt.types().index_error, "index out of range");
  return smaller ? replace_first(rt, heap, args[1]) : args[1];
}
Value heapify(Runtime& rt, Args args) {
  List& heap = heap_argument(rt, args, "heapify");
  for (std::size_t i = heap.size() / 2; i-- > 0;) sift_up(rt, heap, i);
  return none;
}

// ---------------------------------------------------------------- nlargest, nsmallest

Value best(Runtime& rt, Args args, std::string_view function, bool reverse) {
  const auto [n, iterable, key] = bind_python<3>(rt, function, {"n", "iterable", "key"}, args, 2);
  const Ref<List> items = list_of(rt, iterable);
  const std::int64_t wanted = std::max<std::int64_t>(0, index_number(rt, n, nullptr));
  sort(rt, *items, is_unset(key) ? Value(none) : key, reverse);
  return getitem(rt, Value(items), Value(make_slice(rt, none, Value::integer(wanted), none)));
}
Value nlargest(Runtime& rt, Args args) {
  return best(rt, args, "nlargest", true);
}
Value nsmallest(Runtime& rt, Args args) {
  return best(rt, args, "nsmallest", false);
}

// ---------------------------------------------------------------- merge

class Merge final : public ScriptObject {
 public:
  explicit Merge(Type* type) noexcept : ScriptObject(type) {}
  struct Source {
    Value iterator;
    Value item;  // its next one
    Value key;
  };
  std::vector<Value> iterables;  // not yet begun
  std::vector<Source> sources;   // those that have items, in their order
  Value key_function;
  bool reverse = false;
};

// False once the iterator has ended.
bool advance(Runtime& rt, Merge& merge, Merge::Source& source) {
  const Value iterator = source.iterator, function = merge.key_function;
  source.item = next(rt, iterator);
  if (is_unset(source.item)) return false;
  source.key = function.is_none() ? source.item : call(rt, function, Value(source.item));
  return true;
}

void begin(Runtime& rt, Merge& merge) {
  const std::vector<Value> iterables = std::exchange(merge.iterables, {});
  for (const Value& iterable : iterables) {
    Merge::Source source{iter(rt, iterable), unset, unset};
    if (advance(rt, merge, source)) merge.sources.push_back(std::move(source));
  }
}

Value next_merged(Runtime& rt, const Value& self) {
  Merge& merge = *static_cast<Merge*>(self.object());
  if (!merge.iterables.empty()) begin(rt, merge);
  if (merge.sources.empty()) return unset;
  std::size_t first = 0;
  for (std::size_t i = 1; i < merge.sources.size(); ++i) {
    const Value a = merge.sources[i].key, b = merge.sources[first].key;
    if (merge.reverse ? less(rt, b, a) : less(rt, a, b)) first = i;
  }
  Merge::Source source = merge.sources[first];
  const Value item = source.item;
  const bool more = advance(rt, merge, source);
  if (more)
    merge.sources[first] = source;
  else
    merge.sources.erase(merge.sources.begin() + static_cast<std::ptrdiff_t>(first));
  return item;
}

Type* merge_type(Runtime& rt) {
  Type*& type = library_of(rt).merge;
  if (type) return type;
  TypeSpec spec{.name = "generator", .flags = TypeFlag::no_construct};
  spec.slots.iter = iter_itself;
  spec.slots.next = next_merged;
  return type = rt.types().keep(make_type(rt, spec));
}

Value merge(Runtime& rt, Args args) {
  Ref<Merge> merged = rt.heap().make<Merge>(merge_type(rt));
  merged->iterables.assign(args.begin(), args.end());
  for (std::size_t i = 0; i < args.keyword_count(); ++i) {
    const std::string_view name = args.keyword_name(i)->view();
    if (name == "key")
      merged->key_function = args.keyword_value(i);
    else if (name == "reverse")
      merged->reverse = truth(rt, args.keyword_value(i));
    else
      raise_type_error(rt, fmt::format("merge() got an unexpected keyword argument '{}'", name));
  }
  return Value(std::move(merged));
}

constexpr NativeMethod functions[] = {{"heappush", heappush, between(2, 2)},
                                      {"heappop", heappop, one_argument()},
                                      {"heapreplace", heapreplace, between(2, 2)},
                                      {"heappushpop", heappushpop, between(2, 2)},
                                      {"heapify", heapify, one_argument()},
                                      {"nlargest", nlargest},
                                      {"nsmallest", nsmallest},
                                      {"merge", merge}};

}  // namespace

Ref<ModuleObject> heapq_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "heapq");
  add_functions(rt, *module->dict, "heapq", functions);
  return module;
}

}  // namespace orrery::script
