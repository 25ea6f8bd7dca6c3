// What is raised at the end of the clauses of `except*`. (CPython: exceptions.c, _PyExc_PrepReraiseStar)
#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/vm/ops_exception.hpp"

namespace orrery::script::ops {
namespace {

void collect_leaves(Interpreter& in, const Value& error, List& leaves) {
  if (!is_group(error)) return leaves.append(error);
  const Nested nested(in);
  for (const Value& item : as_tuple(as_exception(error).fields[1]).items()) collect_leaves(in, item, leaves);
}

Value is_among(Runtime&, Args args) {
  for (const Value& leaf : as_list(args[0]).items)
    if (leaf == args[1]) return true_value;
  return false_value;
}

// The part of the caught group that consists of these exceptions, in its own shape.
Value projection(Interpreter& in, const Value& group, const Ref<List>& kept) {
  if (kept->size() == 0) return none;
  const Ref<List> leaves = make_list(in);
  for (const Value& error : kept->items) collect_leaves(in, error, *leaves);
  const Value wanted = make_bound_native(in, "is_among", is_among, Value(leaves));
  return call_special(in, group, in.heap().intern("subgroup"), {wanted});
}

bool same_trace(const ExceptionObject& a, const ExceptionObject& b) {
  if (a.traceback.size() != b.traceback.size()) return false;
  for (std::size_t i = 0; i < a.traceback.size(); ++i)
    if (a.traceback[i].line != b.traceback[i].line || a.traceback[i].frame != b.traceback[i].frame) return false;
  return true;
}

// True if `error` is a part of the caught group that a clause let through, not something new.
bool is_reraised(const Value& error, const ExceptionObject& group) {
  if (!is_group(error)) return false;
  const ExceptionObject& e = as_exception(error);
  return e.context == group.context && e.cause == group.cause && same_trace(e, group);
}

}  // namespace

// original list -> what to raise, or None
Value reraised_star(Interpreter& in, Machine m) {
  const Value& original = m.sp[-2];
  List& results = as_list(m.top());
  if (results.size() == 0) return none;
  if (!is_group(original)) return results[0];
  const Ref<List> raised = make_list(in), reraised = make_list(in);
  for (const Value& error : results.items) {
    if (error.is_none()) continue;
    (is_reraised(error, as_exception(original)) ? reraised : raised)->append(error);
  }
  Value rest = projection(in, original, reraised);
  if (raised->size() == 0) return rest;
  if (!rest.is_none()) raised->append(std::move(rest));
  if (raised->size() == 1) return (*raised)[0];
  return Value(make_group(in, in.types().base_exception_group, "", raised));
}

}  // namespace orrery::script::ops
