#include "tests/weather/shrink.hpp"

#include <iterator>

namespace orrery::test::weather {
namespace {

int size(const Ops& ops) {
  int count = 0;
  for (const Op& op : ops) count += 1 + size(op.body);
  return count;
}

enum class Cut { away, hoist, calm };

bool change(Ops& ops, std::size_t at, Cut cut) {
  Op op = ops[at];
  if (cut == Cut::calm) {
    ops[at].rescue = Rescue::pass_on;
    return op.rescue != Rescue::pass_on;
  }
  if (cut == Cut::hoist && op.body.empty()) return false;
  const auto place = ops.erase(ops.begin() + static_cast<std::ptrdiff_t>(at));
  if (cut == Cut::hoist)
    ops.insert(place, std::make_move_iterator(op.body.begin()), std::make_move_iterator(op.body.end()));
  return true;
}

// Changes the nth operation, counted as they are written. False if there is nothing to change.
bool cut_nth(Ops& ops, int& n, Cut cut) {
  for (std::size_t i = 0; i < ops.size(); ++i) {
    if (n-- == 0) return change(ops, i, cut);
    if (cut_nth(ops[i].body, n, cut)) return true;
    if (n < 0) return false;
  }
  return false;
}

bool cut_nth(Plan& plan, int n, Cut cut) {
  for (auto* blocks : {&plan.bodies, &plan.callbacks})
    for (Ops& ops : *blocks) {
      if (cut_nth(ops, n, cut)) return true;
      if (n < 0) return false;
    }
  return false;
}

using Fails = std::function<bool(const Plan&)>;

bool accept(Plan& plan, Plan smaller, const Fails& fails) {
  if (!fails(smaller)) return false;
  plan = std::move(smaller);
  return true;
}

bool cut_somewhere(Plan& plan, const Fails& fails) {
  bool progress = false;
  for (const Cut cut : {Cut::away, Cut::hoist, Cut::calm})
    for (int n = 0; n < size(plan);) {
      Plan smaller = plan;
      const bool better = cut_nth(smaller, n, cut) && accept(plan, smaller, fails);
      progress |= better;
      n += !better || cut == Cut::calm;
    }
  return progress;
}

// Without what it may not need: another selector, eager tasks, a trace.
void simplify(Plan& plan, const Fails& fails) {
  Plan simpler = plan;
  simpler.selector = io::SelectorKind::select;
  accept(plan, simpler, fails);
  simpler = plan;
  simpler.eager = false;
  accept(plan, simpler, fails);
  simpler = plan;
  simpler.traced = false;
  accept(plan, simpler, fails);
}

}  // namespace

int size(const Plan& plan) {
  int count = 0;
  for (const Ops& ops : plan.bodies) count += size(ops);
  for (const Ops& ops : plan.callbacks) count += size(ops);
  return count;
}

Plan shrunk(Plan plan, const Fails& fails) {
  simplify(plan, fails);
  while (cut_somewhere(plan, fails)) {
  }
  return plan;
}

}  // namespace orrery::test::weather
