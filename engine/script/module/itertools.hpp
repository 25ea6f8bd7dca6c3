// What the iterators of itertools are made of.
#pragma once

#include <string_view>
#include <vector>

#include "engine/script/module/library.hpp"

namespace orrery::script {

// One iterator: what it goes over, and where it is. Each kind gives the parts their meaning.
class Walk final : public ScriptObject {
 public:
  explicit Walk(Type* type) noexcept : ScriptObject(type) {}
  Value source;    // an iterator
  Value function;  // predicate, key, start, …
  Value extra;
  std::vector<Value> pool;
  std::vector<std::int64_t> indices;
  std::int64_t position = 0, step = 0, limit = -1;
  bool started = false, finished = false;
};
inline Walk& walk_of(const Value& v) noexcept {
  return *static_cast<Walk*>(v.object());
}

struct WalkKind {
  std::string_view name;
  Value (*construct)(Runtime&, Type*, Args);
  Value (*next)(Runtime&, const Value&);
  Value (*repr)(Runtime&, const Value&) = nullptr;
  std::span<const NativeMethod> methods = {};
};
// count, cycle, repeat, chain, compress, dropwhile, …: one item after the other.
std::span<const WalkKind> linear_walks();
// product, permutations, combinations, …: tuples of items of a pool.
std::span<const WalkKind> combinatoric_walks();
// groupby, tee: several iterators over one source.
std::span<const WalkKind> sharing_walks();
Value tee(Runtime& rt, Args args);

inline Ref<Walk> make_walk(Runtime& rt, Type* type) {
  return rt.heap().make<Walk>(type);
}

}  // namespace orrery::script
