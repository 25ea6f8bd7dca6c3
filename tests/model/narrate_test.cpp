#include "engine/model/narrate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/model/timeline.hpp"
#include "engine/model/words.hpp"
#include "tests/model/random_trace.hpp"
#include "tests/model/seven_hops.hpp"

using namespace orrery;
using namespace orrery::model;
using namespace orrery::test;
using event::HandleRole;
using ::testing::Contains;
using ::testing::Field;
using ::testing::HasSubstr;

namespace {

std::string sentence(const trace::Trace& trace, Seq seq) {
  Timeline timeline(trace);
  return plain(narrate(timeline.seek_position(seq), timeline.state_after(seq), trace, seq));
}

}  // namespace

TEST(Narration, TellsTheSevenHops) {
  SevenHops s;
  const auto& t = s.b.trace();
  EXPECT_EQ(sentence(t, s.sleep),
            "Nothing is ready and no timer is set: the loop sleeps in select() until fd 7 conn wakes it.");
  EXPECT_EQ(sentence(t, s.ready),
            "fd 7 conn is ready to be read: 5 bytes wait in the kernel. The reader callback of fd 7 goes to the ready "
            "queue; nothing has been read yet.");
  EXPECT_EQ(sentence(t, s.received), "recv() takes 5 bytes, b'hello', out of the kernel's buffer of fd 7 conn.");
  EXPECT_EQ(sentence(t, s.result),
            "The callback hands over what it got: F5 is now FINISHED, with b'hello'. Its 2 done-callbacks, the wake-up "
            "of reader among them, go to the ready queue. Nothing has run yet.");
  EXPECT_EQ(sentence(t, s.scheduled),
            "F5 is done, so the wake-up of reader goes to the ready queue, where it is the second. The task itself has "
            "not run yet.");
  EXPECT_EQ(sentence(t, s.step), "reader resumes: it sends b'hello' into its coroutine reader().");
  EXPECT_EQ(sentence(t, s.resumed),
            "b'hello' goes in at reader() and down to sock_recv(), the innermost, which goes on where it stopped.");
  EXPECT_EQ(sentence(t, s.returned), "sock_recv() returns b'hello' to the line of reader() that awaits it.");
}

TEST(Narration, MakesTheNamesOfThingsLinks) {
  SevenHops s;
  Timeline timeline(s.b.trace());
  const Text text = narrate(timeline.seek_position(s.result), timeline.state_after(s.result), s.b.trace(), s.result);
  EXPECT_THAT(text, Contains(Piece{"F5", s.f5, event::no_seq}));
  EXPECT_THAT(text, Contains(Piece{"reader", s.reader, event::no_seq}));
}

TEST(Narration, HasASentenceAndAHeadlineForEveryKindWhateverIsKnown) {
  for (const bool known : {false, true}) {
    for (const auto& row : event::vocabulary()) {
      for (std::uint8_t arg = 0; arg < 9; ++arg) {
        TraceBuilder b;
        b.emit(Kind::task_created, task(1), coroutine(1), 0, "t");
        if (row.shape == event::Shape::number)
          b.emit_number(row.kind, task(1), future(2), arg, 0.5);
        else
          b.emit(row.kind, known ? task(1) : Id(), known ? handle(1) : Id(), arg, "text", 3);
        const std::string words = sentence(b.trace(), 1);
        ASSERT_GT(words.size(), 10u) << row.name;
        ASSERT_TRUE(words.back() == '.' || words.back() == 't') << row.name << ": " << words;
        ASSERT_EQ(words.find(".."), std::string::npos) << words;
        ASSERT_EQ(words.find("  "), std::string::npos) << words;
        Timeline timeline(b.trace());
        ASSERT_FALSE(plain(headline(timeline.seek(1), b.trace(), 1)).empty()) << row.name;
        ASSERT_FALSE(describe_event(timeline.seek(1), b.trace(), 1).empty()) << row.name;
      }
    }
  }
}

TEST(Narration, SaysWhoSleepsHowLongAndWhatWouldWakeTheLoop) {
  TraceBuilder b;
  b.emit(Kind::task_created, task(1), coroutine(1), 0, "ticker");
  b.emit(Kind::future_created, future(1), task(1), 0, "sleep");
  b.emit(Kind::handle_created, handle(1), future(1), HandleRole::timer, "set_result");
  b.emit_number(Kind::timer_scheduled, handle(1), future(1), 0, 0.4);
  const Seq enter = b.emit_number(Kind::select_enter, loop_id(), handle(1), event::SelectReason::next_timer, 0.4);
  EXPECT_EQ(sentence(b.trace(), enter),
            "Nothing is ready: the loop sleeps in select() for at most 0.4 s, until the timer of ticker is due.");
  const Seq back = b.at(0.4).emit_integer(Kind::select_return, loop_id(), {}, event::SelectOutcome::jumped, 0);
  EXPECT_EQ(sentence(b.trace(), back),
            "Nothing could happen before 0.4 s, so the virtual clock went straight there: the timer of ticker is due.");
}

TEST(Narration, SurvivesNonsense) {
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    TraceBuilder b;
    write_nonsense(b, seed, 600, 8);
    Timeline timeline(b.trace());
    State before;
    for (Seq k = 0; k < b.trace().size(); ++k) {
      const State after = timeline.seek(k);
      EXPECT_FALSE(narrate(before, after, b.trace(), k).empty());
      EXPECT_FALSE(headline(after, b.trace(), k).empty());
      for (std::uint32_t n = 0; n < 8; ++n) {
        for (const Id id : {task(n), future(n), handle(n), coroutine(n), socket(n), loop_id(n)}) {
          EXPECT_FALSE(label(after, b.trace(), id).empty());
          EXPECT_FALSE(status_words(after, b.trace(), id).empty());
          describe(after, b.trace(), id);
        }
      }
      before = after;
    }
  }
}

TEST(Label, IsShortAndOutlivesTheThing) {
  SevenHops s;
  Timeline timeline(s.b.trace());
  const State& end = timeline.seek(event::no_seq);
  const auto& t = s.b.trace();
  EXPECT_EQ(label(end, t, s.reader), "reader");
  EXPECT_EQ(label(end, t, s.f5), "F5");
  EXPECT_EQ(label(end, t, handle(4)), "reader.wakeup");
  EXPECT_EQ(label(end, t, handle(1)), "reader.step");
  EXPECT_EQ(label(end, t, handle(2)), "reader callback of fd 7");
  EXPECT_EQ(label(end, t, coroutine(2)), "sock_recv()");
  EXPECT_EQ(label(end, t, s.conn), "fd 7 conn");
  EXPECT_EQ(label(end, t, loop_id()), "loop");
  EXPECT_EQ(label(end, t, {}), "");
  EXPECT_EQ(label(end, t, task(99)), "task 99");
  EXPECT_EQ(status_words(end, t, handle(4)), "gone");
  EXPECT_EQ(sort_words(end, handle(2)), "Reader callback");
}

TEST(Headline, NamesATasksHandleByWhatItWasThen) {
  TraceBuilder b;
  b.emit(Kind::task_created, task(1), coroutine(1), 0, "t");
  b.emit(Kind::handle_scheduled, handle(1), task(1), HandleRole::step, "t.step", 0);
  b.emit(Kind::handle_scheduled, handle(1), task(1), HandleRole::wakeup, "t.wakeup", 1);
  Timeline timeline(b.trace());
  EXPECT_EQ(plain(headline(timeline.seek(2), b.trace(), 1)), "t.step → ready queue");
  EXPECT_EQ(plain(headline(timeline.seek(2), b.trace(), 2)), "t.wakeup → ready queue");
}

TEST(Describe, ShowsATaskWithItsFramesAndWhatItWaitsFor) {
  SevenHops s;
  Timeline timeline(s.b.trace());
  const std::vector<Row> rows = describe(timeline.seek(s.sleep), s.b.trace(), s.reader);
  const auto value = [&](std::string_view name) {
    for (const Row& row : rows)
      if (row.name == name) return plain(row.value);
    return std::string("no such row");
  };
  EXPECT_EQ(value("waits for"), "F5");
  EXPECT_EQ(value("line 8"), "reader()");
  EXPECT_EQ(value("line 4"), "sock_recv()");
  EXPECT_EQ(value("steps"), "1");
}

TEST(Describe, ShowsWhoSetAFutureAndWhy) {
  SevenHops s;
  Timeline timeline(s.b.trace());
  const std::vector<Row> rows = describe(timeline.seek(s.scheduled), s.b.trace(), s.f5);
  EXPECT_THAT(rows, Contains(testing::AllOf(Field(&Row::name, "set by"),
                                            Field(&Row::value, Contains(Field(&Piece::id, handle(2)))))));
  EXPECT_THAT(rows, Contains(testing::AllOf(Field(&Row::name, "because"), Field(&Row::seq, s.received))));
}

TEST(Words, CountAndCutAndTellTimes) {
  EXPECT_EQ(count_of(0, "handle"), "no handles");
  EXPECT_EQ(count_of(1, "handle"), "1 handle");
  EXPECT_EQ(count_of(2, "handle"), "2 handles");
  EXPECT_EQ(ordinal_word(2), "second");
  EXPECT_EQ(ordinal_word(11), "11th");
  EXPECT_EQ(ordinal_word(12), "12th");
  EXPECT_EQ(ordinal_word(21), "21st");
  EXPECT_EQ(ordinal_word(103), "103rd");
  EXPECT_EQ(shortened("one\ntwo\n"), "one two");
  EXPECT_EQ(shortened("ääää", 3), "ä…");
  EXPECT_EQ(seconds(0), "0 s");
  EXPECT_EQ(seconds(0.25), "0.25 s");
  EXPECT_EQ(seconds(100), "100 s");
  EXPECT_EQ(seconds(0.400001), "0.400001 s");
  EXPECT_EQ(seconds(1e-9), "1e-09 s");
  EXPECT_EQ(seconds(infinity), "for ever");
}
