#include "engine/trace/format.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/trace_builder.hpp"

using namespace orrery;
using namespace orrery::test;
using trace::format_event;
using trace::to_json;

TEST(FormatEvent, AlignsItsColumnsWithTheHeading) {
  TraceBuilder b;
  b.at(1.0).line(4).by(61).emit(Kind::handle_scheduled, handle(12), task(2), event::HandleRole::wakeup, "reader.wakeup",
                                2);
  EXPECT_EQ(trace::format_heading(),
            " event     seconds     cause   line  kind                     subject         object          what");
  EXPECT_EQ(format_event(b.trace(), 0),
            "     0    1.000000     <- 61      4  handle_scheduled         handle 12       task 2          wakeup "
            "\"reader.wakeup\" serial 2");
}

TEST(FormatEvent, ShowsADashForNoCauseAndNoLineAndEndsWithoutBlanks) {
  TraceBuilder b;
  b.emit(Kind::loop_run, loop_id());
  EXPECT_EQ(format_event(b.trace(), 0), "     0    0.000000         -      -  loop_run                 loop 1");
}

TEST(FormatEvent, WritesEveryShapeOfValue) {
  TraceBuilder b;
  b.emit_number(Kind::select_enter, loop_id(), {}, event::SelectReason::forever,
                std::numeric_limits<double>::infinity());
  b.emit_number(Kind::blocking_call, {}, {}, 0, 0.25);
  b.emit_integer(Kind::select_return, loop_id(), {}, event::SelectOutcome::woke, 3);
  b.emit(Kind::program_end, {}, {}, 2, "ValueError: \"x\"\n\t\\\x01");
  b.emit(Kind::socket_received, socket(1), {}, event::IoResult::ok, "b'hi'", 2);
  b.emit(Kind::handle_scheduled, handle(1), {}, event::HandleRole::call_soon, "f", 0);
  const auto what = [&](Seq seq) { return format_event(b.trace(), seq).substr(94); };
  EXPECT_EQ(what(0), "forever inf s");
  EXPECT_EQ(what(1), "0.25 s");
  EXPECT_EQ(what(2), "woke 3");
  EXPECT_EQ(what(3), "exit code 2 \"ValueError: \\\"x\\\"\\n\\t\\\\\\x01\"");
  EXPECT_EQ(what(4), "ok \"b'hi'\" count 2");
  EXPECT_EQ(what(5), "call_soon \"f\"");
}

TEST(Json, SaysEverythingTheEventHolds) {
  TraceBuilder b;
  b.at(1.0).line(4).by(61).emit(Kind::handle_scheduled, handle(12), task(2), event::HandleRole::wakeup, "reader.wakeup",
                                2);
  EXPECT_EQ(to_json(b.trace(), 0),
            R"({"seq":0,"time":1.0,"kind":"handle_scheduled","subject":"handle 12","object":"task 2",)"
            R"("handle_role":"wakeup","text":"reader.wakeup","serial":2,"cause":61,"line":4})");
}

TEST(Json, IsValidForEveryKindEvenWithBrokenTextAndInfiniteNumbers) {
  TraceBuilder b;
  for (const auto& row : event::vocabulary()) {
    if (row.shape == event::Shape::number)
      b.emit_number(row.kind, {}, {}, 0, std::numeric_limits<double>::infinity());
    else
      b.emit(row.kind, {}, {}, 0, "\xff\"\n", 9);
  }
  for (Seq seq = 0; seq < b.trace().size(); ++seq) {
    const auto parsed = nlohmann::json::parse(to_json(b.trace(), seq));
    EXPECT_EQ(parsed["kind"], to_string(b.trace().at(seq).kind));
    EXPECT_EQ(to_json(b.trace(), seq).find('\n'), std::string::npos);
  }
}

TEST(EventsDocument, MentionsEveryKindOnceInATable) {
  const std::string text = trace::events_document();
  for (const auto& row : event::vocabulary()) {
    const std::string cell = "| `" + std::string(row.name) + "` |";
    const auto place = text.find(cell);
    ASSERT_NE(place, std::string::npos) << row.name;
    EXPECT_EQ(text.find(cell, place + 1), std::string::npos) << row.name;
  }
}

TEST(EventsDocument, HasAnExampleThatFormatEventWrites) {
  TraceBuilder b;
  for (int i = 0; i < 63; ++i) b.emit(Kind::loop_run);
  b.at(1.0).line(4).by(61).emit(Kind::handle_scheduled, handle(12), task(2), event::HandleRole::wakeup, "reader.wakeup",
                                2);
  EXPECT_NE(trace::events_document().find('\n' + format_event(b.trace(), 63) + '\n'), std::string::npos);
}

// To write the file anew after a change of the vocabulary: ORRERY_WRITE_DOCS=1 test_trace
TEST(EventsDocument, IsWhatStandsInDocs) {
  const std::string path = ORRERY_SOURCE_DIR "/docs/events.md";
  if (std::getenv("ORRERY_WRITE_DOCS")) std::ofstream(path) << trace::events_document();
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_EQ(text.str(), trace::events_document()) << "run `ORRERY_WRITE_DOCS=1 test_trace` and commit docs/events.md";
}
