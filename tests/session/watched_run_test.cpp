// Runs whose lines and variables are told of.
#include <gtest/gtest.h>

#include <fstream>
#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "engine/model/narrate.hpp"
#include "engine/model/numbers.hpp"
#include "engine/model/queries.hpp"
#include "engine/model/timeline.hpp"
#include "engine/script/vm/watch.hpp"
#include "engine/trace/format.hpp"
#include "tests/session/scenario_runs.hpp"
#include "tests/support/seek_check.hpp"

namespace orrery::test {
namespace {

using event::Id;
using event::Kind;
using event::Seq;
using model::LineStep;
using model::Toward;

session::RunOptions watched() {
  session::RunOptions options;
  options.watch = true;
  return options;
}

// A watched run and where one stands in it.
class Watched {
 public:
  explicit Watched(const std::string& source) : ran_(run_source(source, watched())), timeline_(trace()) {}

  const trace::Trace& trace() const { return ran_->run->trace(); }
  const std::string& out() const { return ran_->printed.out; }
  const model::State& at(Seq seq) { return timeline_.seek(seq); }

  // The nth time, from 1, that this line is reached.
  Seq line(int number, int nth = 1) const {
    for (Seq seq = 0; seq < trace().size(); ++seq)
      if (trace().at(seq).kind == Kind::line_reached && trace().at(seq).line == number && --nth == 0) return seq;
    ADD_FAILURE() << "line " << number << " is not reached so often";
    return 0;
  }
  // "x=1 y=2": the variables of the frame that stands at this event, then those of the module if `with_module`.
  std::string values(Seq seq) { return words_of(at(seq).variables(at(seq).program.frame)); }
  std::string module_values(Seq seq) { return words_of(at(seq).variables(Id{})); }
  std::string values_of(Seq seq, Id frame) { return words_of(at(seq).variables(frame)); }

  // Steps, and the line where it ends.
  int step(Seq& seq, LineStep how, Toward toward = Toward::future, Id frame = {}) {
    seq = model::next_line(trace(), at(seq), frame, seq, how, toward);
    return trace().at(seq).kind == Kind::line_reached ? trace().at(seq).line : 0;
  }

 private:
  std::string words_of(const model::Variables* variables) const {
    std::string words;
    if (variables)
      for (const model::Variable& v : variables->all)
        words +=
            (words.empty() ? "" : " ") + std::string(trace().name(v.name)) + "=" + std::string(trace().name(v.value));
    return words;
  }

  std::unique_ptr<Ran> ran_;
  model::Timeline timeline_;
};

// The trace as text without lines and variables, causes by their number.
std::string plain_text(const trace::Trace& trace) {
  model::Numbers numbers(trace);
  numbers.extend();
  std::string text;
  for (Seq seq = 0; seq < trace.size(); ++seq) {
    const event::Event& e = trace.at(seq);
    if (event::is_detail(e.kind)) continue;
    std::string line = trace::format_event(trace, seq);
    line.replace(0, line.find("  ", line.find_first_not_of(' ')), std::to_string(numbers.number(seq)));
    if (e.cause != event::no_seq) {
      const std::size_t at = line.find("<- ") + 3;
      line.replace(at, line.find(' ', at) - at, std::to_string(numbers.number(e.cause)));
    }
    while (line.find("  ") != std::string::npos) line.replace(line.find("  "), 2, " ");
    text += line + "\n";
  }
  return text;
}

void expect_same_run(const std::function<std::unique_ptr<Ran>(session::RunOptions)>& run, const std::string& name) {
  const auto plain = run({}), seen = run(watched());
  EXPECT_EQ(plain->printed.out, seen->printed.out) << name;
  EXPECT_EQ(plain->printed.err, seen->printed.err) << name;
  EXPECT_EQ(plain->ending.exit_code, seen->ending.exit_code) << name;
  EXPECT_EQ(plain_text(plain->run->trace()), plain_text(seen->run->trace())) << name;
  EXPECT_GT(seen->run->trace().size(), plain->run->trace().size()) << name;
}

TEST(WatchedRun, IsTheSameRunWithMoreEvents) {
  for (const std::string& path : scenario_files())
    if (stem(path) != "h_full_buffer") expect_same_run([&](session::RunOptions o) { return run_file(path, o); }, path);
}

TEST(WatchedRun, OfManyProgramsIsTheSameRun) {
  int count = 0;
  const std::filesystem::path folder = ORRERY_SOURCE_DIR "/tests/conformance/programs";
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".py") files.push_back(entry.path());
  std::ranges::sort(files);
  for (std::size_t i = 0; i < files.size(); i += 12, ++count)
    expect_same_run([&](session::RunOptions o) { return run_file(files[i].string(), o); }, files[i].string());
  EXPECT_GT(count, 10);
}

TEST(WatchedRun, CanBeSoughtLikeAnyOther) {
  for (const std::string& path : scenario_files()) expect_seek_equals_fold(run_file(path, watched())->run->trace());
}

TEST(WatchedRun, TellsWhatVariablesAreWorthBeforeEachLine) {
  Watched run(
      "def work(a, b=2):\n"
      "    c = a + b\n"
      "    d = [c]\n"
      "    d.append('x')\n"
      "    del c\n"
      "    return d\n"
      "answer = work(1)\n"
      "print(answer)\n");
  EXPECT_EQ(run.values(run.line(2)), "a=1 b=2");
  EXPECT_EQ(run.values(run.line(3)), "a=1 b=2 c=3");
  EXPECT_EQ(run.values(run.line(5)), "a=1 b=2 c=3 d=[3, 'x']");
  EXPECT_EQ(run.values(run.line(6)), "a=1 b=2 d=[3, 'x']");
  EXPECT_EQ(run.module_values(run.line(8)), "answer=[3, 'x']");
  EXPECT_EQ(run.out(), "[3, 'x']\n");
}

TEST(WatchedRun, KnowsVariablesThatFunctionsShareAndAttributes) {
  Watched run(
      "class Box:\n"
      "    def __init__(self, n):\n"
      "        self.n = n\n"
      "        self.all = []\n"
      "def outer(k):\n"
      "    def inner():\n"
      "        nonlocal k\n"
      "        k += 1\n"
      "        return k\n"
      "    box = Box(k)\n"
      "    inner()\n"
      "    box.all.append(k)\n"
      "    return box\n"
      "outer(5)\n");
  EXPECT_EQ(run.values(run.line(9)), "k=6");
  const std::string last = run.values(run.line(13));
  EXPECT_NE(last.find("box=<Box n=5 all=[6]>"), std::string::npos) << last;
  EXPECT_NE(last.find("k=6"), std::string::npos) << last;
}

TEST(WatchedRun, SeesWhatOthersDoToAListThatASuspendedCoroutineHolds) {
  Watched run(
      "import asyncio\n"
      "async def add(items, n):\n"
      "    items.append(n)\n"
      "    return n\n"
      "async def main():\n"
      "    mine = []\n"
      "    await asyncio.gather(add(mine, 1), add(mine, 2))\n"
      "    print(mine)\n"
      "asyncio.run(main())\n");
  const Seq second = run.line(4, 2);
  const Id main_frame = run.trace().at(run.line(7)).subject;
  EXPECT_EQ(run.values(second), "items=[1, 2] n=2");
  EXPECT_EQ(run.values_of(second, main_frame), "mine=[1, 2]");
  EXPECT_EQ(run.values_of(run.line(4, 1), main_frame), "mine=[1]");
}

TEST(WatchedRun, KnowsTheArgumentsOfACoroutineThatHasNotBegun) {
  Watched run(
      "import asyncio\n"
      "async def child(n):\n"
      "    return n\n"
      "async def main():\n"
      "    c = child(7)\n"
      "    print('made')\n"
      "    await c\n"
      "asyncio.run(main())\n");
  const Seq made = run.line(6);
  bool found = false;
  for (auto [ordinal, variables] : run.at(made).coroutine_variables)
    found |= run.values_of(made, {event::Sort::coroutine, ordinal}) == "n=7";
  EXPECT_TRUE(found);
}

TEST(WatchedRun, TellsHowCallsEnd) {
  Watched run(
      "def good():\n"
      "    return 'yes'\n"
      "def bad():\n"
      "    raise ValueError('no')\n"
      "good()\n"
      "try:\n"
      "    bad()\n"
      "except ValueError:\n"
      "    pass\n");
  std::map<Kind, std::string> ends;
  for (Seq seq = 0; seq < run.trace().size(); ++seq)
    if (const event::Event& e = run.trace().at(seq); e.kind == Kind::call_returned || e.kind == Kind::call_raised)
      ends.emplace(e.kind, run.trace().text(e));
  EXPECT_EQ(ends[Kind::call_returned], "'yes'");
  EXPECT_EQ(ends[Kind::call_raised], "ValueError('no')");
  EXPECT_TRUE(run.at(run.trace().size() - 1).calls.empty());
}

TEST(WatchedRun, LeavesLongComputationsOutAndSaysSo) {
  Watched run(
      "total = 0\n"
      "for n in range(20000):\n"
      "    total += n\n"
      "print(total)\n"
      "total = 1\n"
      "total = 2\n");
  EXPECT_EQ(run.out(), "199990000\n");
  EXPECT_LT(run.trace().size(), 4 * script::Watch::most_lines);
  Seq left_out = 0;
  while (left_out < run.trace().size() && run.trace().at(left_out).kind != Kind::values_left_out) ++left_out;
  ASSERT_LT(left_out, run.trace().size());
  EXPECT_TRUE(run.at(left_out).program.left_out);
  EXPECT_EQ(run.module_values(left_out), "");
  EXPECT_EQ(run.module_values(run.line(6)), "total=1 n=19999");
  EXPECT_FALSE(run.at(run.line(6)).program.left_out);
}

TEST(WatchedRun, EmitsEveryKindOfLinesAndVariables) {
  Watched run(
      "def bad():\n"
      "    raise ValueError('no')\n"
      "try:\n"
      "    bad()\n"
      "except ValueError:\n"
      "    pass\n"
      "for n in range(20000):\n"
      "    pass\n");
  std::set<Kind> seen;
  for (Seq seq = 0; seq < run.trace().size(); ++seq) seen.insert(run.trace().at(seq).kind);
  for (const event::Description& row : event::vocabulary())
    EXPECT_TRUE(seen.contains(row.kind) || row.group != event::Group::frame) << row.name;
}

TEST(WatchedRun, SaysInWhatStateLocksAndQueuesAre) {
  Watched run(
      "import asyncio\n"
      "async def main():\n"
      "    lock, queue = asyncio.Lock(), asyncio.Queue(3)\n"
      "    await lock.acquire()\n"
      "    queue.put_nowait('x')\n"
      "    print('here')\n"
      "asyncio.run(main())\n");
  EXPECT_EQ(run.values(run.line(4)), "lock=<Lock unlocked> queue=<Queue 0 of 3 items>");
  EXPECT_EQ(run.values(run.line(6)), "lock=<Lock locked> queue=<Queue 1 of 3 items tasks=1>");
}

constexpr const char* steps_program =
    "import asyncio\n"                        // 1
    "def helper(x):\n"                        // 2
    "    y = x + 1\n"                         // 3
    "    return y\n"                          // 4
    "async def inner(n):\n"                   // 5
    "    await asyncio.sleep(0.1)\n"          // 6
    "    return helper(n)\n"                  // 7
    "async def other():\n"                    // 8
    "    print('other')\n"                    // 9
    "async def main():\n"                     // 10
    "    t = asyncio.create_task(other())\n"  // 11
    "    got = await inner(1)\n"              // 12
    "    print(got)\n"                        // 13
    "asyncio.run(main())\n";                  // 14

TEST(StepsByLine, GoOverWhatIsCalledAndAwaited) {
  Watched run(steps_program);
  Seq at = run.line(11);
  EXPECT_EQ(run.step(at, LineStep::over), 12);
  EXPECT_EQ(run.step(at, LineStep::over), 13);
  EXPECT_EQ(run.step(at, LineStep::over, Toward::past), 12);
  EXPECT_EQ(run.step(at, LineStep::over, Toward::past), 11);
}

TEST(StepsByLine, GoIntoWhateverRunsNext) {
  Watched run(steps_program);
  Seq at = run.line(12);
  EXPECT_EQ(run.step(at, LineStep::into), 6);
  EXPECT_EQ(run.step(at, LineStep::into), 9);  // inner sleeps: the other task has its turn
  EXPECT_EQ(run.step(at, LineStep::into), 7);
  EXPECT_EQ(run.step(at, LineStep::into), 3);
  EXPECT_EQ(run.step(at, LineStep::into, Toward::past), 7);
}

TEST(StepsByLine, GoOutToWhoCalledOrAwaits) {
  Watched run(steps_program);
  Seq at = run.line(3);
  EXPECT_EQ(run.at(at).program.frame.sort(), event::Sort::frame);
  Seq out = at;
  EXPECT_EQ(run.step(out, LineStep::out), 13);  // line 7 returns what helper returns: nothing of inner is left
  EXPECT_EQ(run.step(at, LineStep::out, Toward::past), 7);
  EXPECT_EQ(run.step(at, LineStep::out, Toward::past), 12);
}

TEST(StepsByLine, FollowTheFrameThatIsLookedAt) {
  Watched run(steps_program);
  Seq at = run.line(9);
  const Id inner = run.trace().at(run.line(6)).subject;
  EXPECT_EQ(run.step(at, LineStep::over, Toward::future, inner), 7);
}

TEST(StepsByLine, TakeOtherLinesOfEventsWhereNothingIsWatched) {
  const auto ran = run_source(steps_program);
  model::Timeline timeline(ran->run->trace());
  Seq at = 0;
  int lines = 0;
  while (at + 1 < ran->run->trace().size()) {
    const Seq next = model::next_line(ran->run->trace(), timeline.seek(at), {}, at, LineStep::over);
    ASSERT_GT(next, at);
    at = next;
    ++lines;
  }
  EXPECT_GT(lines, 5);
}

TEST(StackOfFrames, NamesCallsAndCoroutinesFromTheInnermostOut) {
  Watched run(steps_program);
  const Seq at = run.line(3);
  const model::State& state = run.at(at);
  std::vector<std::string> names;
  for (const Id id : model::stack_of(state, run.trace(), {})) names.push_back(model::label(state, run.trace(), id));
  EXPECT_EQ(names, (std::vector<std::string>{"helper()", "inner()", "main()"}));
  const auto stack = model::stack_of(state, run.trace(), {});
  const model::Variable* x = model::value_of(state, run.trace(), stack, "x");
  ASSERT_TRUE(x);
  EXPECT_EQ(run.trace().name(x->value), "1");
  EXPECT_FALSE(model::value_of(state, run.trace(), stack, "n"));
}

TEST(Numbers, AreThoseOfARunThatIsNotWatched) {
  Watched run(steps_program);
  const auto plain = run_source(steps_program);
  model::Numbers numbers(run.trace());
  numbers.extend();
  ASSERT_EQ(numbers.count(), plain->run->trace().size());
  for (Seq n = 0; n < numbers.count(); ++n) {
    EXPECT_EQ(run.trace().at(numbers.seq(n)).kind, plain->run->trace().at(n).kind);
    EXPECT_EQ(numbers.number(numbers.seq(n)), n);
  }
  EXPECT_EQ(numbers.seq(numbers.count() + 7), run.trace().size() - 1);
}

}  // namespace
}  // namespace orrery::test
