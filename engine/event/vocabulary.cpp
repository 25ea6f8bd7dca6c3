#include "engine/event/vocabulary.hpp"

#include <array>

namespace orrery::event {
namespace {

constexpr std::array<Description, kind_count> rows{{
#define ORRERY_KIND(name, group, subject, object, arg, shape, says) \
  {Kind::name, #name, Group::group, #subject, #object, #arg, Shape::shape, says},
#include "engine/event/kinds.def"
}};

using Words = std::span<const std::string_view>;

constexpr std::string_view phase_words[] = {"timeout", "select", "io", "timers", "run"};
constexpr std::string_view select_reason_words[] = {"ready_handles", "stopping", "next_timer", "forever"};
constexpr std::string_view select_outcome_words[] = {"polled", "woke", "timed_out", "jumped", "interrupted"};
constexpr std::string_view handle_role_words[] = {"call_soon", "step",   "wakeup", "done_callback",
                                                  "timer",     "reader", "writer", "threadsafe"};
constexpr std::string_view send_mode_words[] = {"send", "throw", "close"};
constexpr std::string_view coroutine_sort_words[] = {"generator", "coroutine", "async_generator", "native"};
constexpr std::string_view cancel_outcome_words[] = {"passed_to_future", "at_next_step", "ignored"};
constexpr std::string_view direction_words[] = {"read", "write"};
constexpr std::string_view io_result_words[] = {"ok", "would_block", "eof", "error"};
constexpr std::string_view stream_words[] = {"", "stdout", "stderr"};
constexpr std::string_view clock_reason_words[] = {"select", "blocking_call"};
constexpr std::string_view sort_words[] = {"none",   "loop",      "task",   "future",
                                           "handle", "coroutine", "socket", "world", "frame"};
constexpr std::string_view group_words[] = {"program", "loop", "handle",    "future",
                                            "task",    "coroutine", "socket", "world", "frame"};

struct Enum {
  std::string_view name;
  Words words;
};
constexpr Enum enums[] = {
    {"Phase", phase_words},
    {"SelectReason", select_reason_words},
    {"SelectOutcome", select_outcome_words},
    {"HandleRole", handle_role_words},
    {"SendMode", send_mode_words},
    {"CoroutineSort", coroutine_sort_words},
    {"CancelOutcome", cancel_outcome_words},
    {"Direction", direction_words},
    {"IoResult", io_result_words},
    {"Stream", stream_words},
    {"ClockReason", clock_reason_words},
};

std::string_view word(Words words, std::size_t index) { return index < words.size() ? words[index] : "?"; }

}  // namespace

const Description& describe(Kind kind) noexcept { return rows[static_cast<std::size_t>(kind)]; }
std::span<const Description> vocabulary() noexcept { return rows; }
std::string_view to_string(Kind kind) noexcept { return describe(kind).name; }
std::string_view to_string(Sort sort) noexcept { return word(sort_words, static_cast<std::size_t>(sort)); }
std::string_view to_string(Group group) noexcept { return word(group_words, static_cast<std::size_t>(group)); }

std::string_view arg_word(Kind kind, std::uint8_t arg) noexcept {
  for (const Enum& e : enums)
    if (e.name == describe(kind).arg) return word(e.words, arg);
  return {};
}

}  // namespace orrery::event
