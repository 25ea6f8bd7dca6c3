// What a C++ program has recorded is a recording like any other.
#include <gtest/gtest.h>

#include <cstdio>
#include <orrery/orrery.hpp>

#include "engine/session/session.hpp"

namespace orrery::test {
namespace {

Co<int> returns_two(EventLoop& loop) {
  co_await sleep(loop, 0.1);
  co_return 2;
}
Co<void> waits_for_ever(EventLoop& loop) {
  co_await loop.create_future("never");
}

// A run that is recorded, and opened as the window does.
class NativeRecording : public testing::Test {
 protected:
  ~NativeRecording() override { std::remove(path_.c_str()); }
  template <class Main>
  session::Recording record(Main main) {
    Options options;
    options.clock = io::ClockKind::virtual_time;
    options.selector = io::SelectorKind::poll;
    options.rules = loop::Rules::py312;
    options.record = path_;
    options.take_interrupts = false;
    testing::internal::CaptureStderr();
    run(main, options);
    testing::internal::GetCapturedStderr();
    return session::Recording(path_);
  }
  std::string path_ = testing::TempDir() + "orrery_native.orrery-trace";
};

TEST_F(NativeRecording, SaysWhatWasRunAndHow) {
  session::Recording recording = record(returns_two);
  const scenario::Document& document = recording.document();
  EXPECT_EQ(document.file, std::source_location::current().file_name());
  EXPECT_EQ(document.title, "orrery_native");
  EXPECT_EQ(document.clock, scenario::ClockSort::virtual_clock);
  EXPECT_EQ(document.selector, scenario::SelectorSort::poll);
  EXPECT_EQ(document.network, scenario::Network::simulated);
  EXPECT_EQ(document.rules, loop::Rules::py312);
  EXPECT_EQ(document.program, "");
}

TEST_F(NativeRecording, SaysHowTheRunEnded) {
  session::Recording finished = record(returns_two);
  finished.reader().read();
  EXPECT_EQ(finished.problem(), "");
  EXPECT_EQ(finished.ending().how, session::Ending::How::finished);
  EXPECT_EQ(finished.ending().exit_code, 2);
  session::Recording stuck = record(waits_for_ever);
  stuck.reader().read();
  EXPECT_EQ(stuck.ending().how, session::Ending::How::deadlock);
  EXPECT_EQ(stuck.ending().exit_code, 3);
  EXPECT_NE(stuck.ending().text, "");
}

TEST_F(NativeRecording, OpensInASession) {
  record(returns_two);
  session::Session session(std::make_unique<session::Recording>(path_));
  session.settle(10);
  EXPECT_FALSE(session.live());
  EXPECT_EQ(session.problem(), "");
  const model::State state = session.timeline().state_after(session.trace().size() - 1);
  EXPECT_EQ(state.program.sources.size(), 1u);
  EXPECT_TRUE(state.program.ended);
}

}  // namespace
}  // namespace orrery::test
