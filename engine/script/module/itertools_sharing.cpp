// groupby and tee: several iterators over one source. (CPython: Modules/itertoolsmodule.c.)
#include "engine/script/module/itertools.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/iterators.hpp"
#include "engine/script/object/number.hpp"

namespace orrery::script {
namespace {

// ---------------------------------------------------------------- groupby

class GroupBy final : public ScriptObject {
 public:
  explicit GroupBy(Type* type) noexcept : ScriptObject(type) {}
  Value source, key_function;
  Value target = unset;  // the key of the group handed out last
  Value key = unset;     // of `item`
  Value item = unset;    // read, not handed on yet
  std::int64_t group = 0;
};
GroupBy& groups_of(const Value& v) {
  return *static_cast<GroupBy*>(v.object());
}

class Group final : public ScriptObject {
 public:
  Group(Type* type, Value of, Value its_key, std::int64_t n) noexcept
      : ScriptObject(type), parent(std::move(of)), key(std::move(its_key)), number(n) {}
  Value parent, key;
  std::int64_t number;
};

// False at the end of the source.
bool read(Runtime& rt, GroupBy& g) {
  const Value source = g.source, function = g.key_function;
  const Value item = next(rt, source);
  if (is_unset(item)) return false;
  const Value key = function.is_none() ? item : call(rt, function, item);
  g.item = item;
  g.key = key;
  return true;
}

Value next_in_group(Runtime& rt, const Value& self) {
  auto& group = *static_cast<Group*>(self.object());
  GroupBy& g = groups_of(group.parent);
  if (g.group != group.number) return unset;
  if (is_unset(g.item) && !read(rt, g)) return unset;
  if (!equal(rt, Value(group.key), Value(g.key))) return unset;
  return std::exchange(g.item, unset);
}

Type* group_type(Runtime& rt) {
  Type*& type = library_of(rt).group;
  if (type) return type;
  TypeSpec spec{.name = "itertools._grouper", .module = "itertools", .flags = TypeFlag::no_construct};
  spec.slots.iter = iter_itself;
  spec.slots.next = next_in_group;
  return type = rt.types().keep(make_type(rt, spec));
}

Value construct_groupby(Runtime& rt, Type* type, Args args) {
  const auto [iterable, key] = script::bind<2>(rt, "groupby", {"iterable", "key"}, args, 1);
  Ref<GroupBy> g = rt.heap().make<GroupBy>(type);
  g->source = iter(rt, iterable);
  g->key_function = is_unset(key) ? Value(none) : key;
  return Value(std::move(g));
}

// Skips what is left of the group before.
Value next_group(Runtime& rt, const Value& self) {
  GroupBy& g = groups_of(self);
  ++g.group;
  for (;;) {
    if (!is_unset(g.key) && (is_unset(g.target) || !equal(rt, Value(g.target), Value(g.key)))) break;
    if (!read(rt, g)) return unset;
  }
  g.target = g.key;
  return make_tuple(rt, {g.key, Value(rt.heap().make<Group>(group_type(rt), self, g.key, g.group))});
}

// ---------------------------------------------------------------- tee: links of a chain that ends where nobody has
// read

class Link final : public loop::Object {
 public:
  explicit Link(Value from) noexcept : Object(Tag::other), source(std::move(from)) {}
  ~Link() override {
    // Link by link: a long chain must not end in deep recursion.
    Ref<Link> rest = std::move(next);
    while (rest && rest->references() == 1) rest = Ref<Link>(std::move(rest->next));
  }
  Value source;
  Value item = unset;
  Ref<Link> next;
};

class Tee final : public ScriptObject {
 public:
  Tee(Type* type, Ref<Link> at) noexcept : ScriptObject(type), link(std::move(at)) {}
  Ref<Link> link;
};

Value next_tee(Runtime& rt, const Value& self) {
  auto& tee = *static_cast<Tee*>(self.object());
  const Ref<Link> link = tee.link;
  if (!link->next) {
    const Value source = link->source, item = next(rt, source);
    if (is_unset(item)) return unset;
    link->item = item;
    link->next = Ref<Link>(new Link(source));
  }
  tee.link = link->next;
  return link->item;
}
Value copy_tee(Runtime& rt, Args args) {
  return Value(rt.heap().make<Tee>(type_of(rt, args[0]), static_cast<Tee*>(args[0].object())->link));
}
constexpr NativeMethod tee_methods[] = {{"__copy__", copy_tee, no_arguments()}};

Type* tee_type(Runtime& rt) {
  Type*& type = library_of(rt).tee;
  if (type) return type;
  TypeSpec spec{
      .name = "itertools._tee", .module = "itertools", .flags = TypeFlag::no_construct, .methods = tee_methods};
  spec.slots.iter = iter_itself;
  spec.slots.next = next_tee;
  return type = rt.types().keep(make_type(rt, spec));
}

constexpr WalkKind kinds[] = {{"groupby", construct_groupby, next_group}};

}  // namespace

std::span<const WalkKind> sharing_walks() {
  return kinds;
}

Value tee(Runtime& rt, Args args) {
  const std::int64_t n = args.size() > 1 ? index_number(rt, args[1], rt.types().overflow_error) : 2;
  if (n < 0) raise_value_error(rt, "n must be >= 0");
  const Value source = iter(rt, args[0]);
  const bool is_tee = is_exact(source, tee_type(rt));
  const Ref<Link> first = is_tee ? static_cast<Tee*>(source.object())->link : Ref<Link>(new Link(source));
  std::vector<Value> all;
  for (std::int64_t i = 0; i < n; ++i)
    all.push_back(is_tee && i == 0 ? source : Value(rt.heap().make<Tee>(tee_type(rt), first)));
  return Value(make_tuple(rt, std::span<const Value>(all)));
}

}  // namespace orrery::script
