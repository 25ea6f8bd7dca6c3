// The lesson: remarks and questions, each tied to an event.
#include <limits>

#include "engine/event/vocabulary.hpp"
#include "engine/scenario/read_document.hpp"

namespace orrery::scenario {

namespace {

using Type = JsonValue::Type;

std::vector<std::string_view> kind_names() {
  std::vector<std::string_view> names;
  for (const event::Description& description : event::vocabulary()) names.push_back(description.name);
  return names;
}

// The words that the arg of a kind can have.
std::vector<std::string_view> arg_words(event::Kind kind) {
  std::vector<std::string_view> words;
  for (unsigned arg = 0; arg < 256; ++arg)
    if (const auto word = event::arg_word(kind, static_cast<std::uint8_t>(arg)); !word.empty()) words.push_back(word);
  return words;
}

struct WhenDraft {
  LessonStep& step;
  const JsonValue* arg = nullptr;
  std::size_t kind = event::kind_count;
};

constexpr Field<WhenDraft> when_fields[] = {
    {"event",
     [](Reading& reading, const JsonValue& value, const std::string& path, WhenDraft& draft) {
       if (reading.word(value, path, kind_names(), draft.kind)) draft.step.event = value.text;
     }},
    {"nth",
     [](Reading& reading, const JsonValue& value, const std::string& path, WhenDraft& draft) {
       std::int64_t nth = 0;
       if (reading.whole(value, path, 1, std::numeric_limits<std::int32_t>::max(), nth))
         draft.step.nth = static_cast<unsigned>(nth);
     }},
    {"text", [](Reading& reading, const JsonValue& value, const std::string& path,
                WhenDraft& draft) { reading.string(value, path, draft.step.text); }},
    {"arg", [](Reading& reading, const JsonValue& value, const std::string& path, WhenDraft& draft) {
       if (reading.string(value, path, draft.step.arg)) draft.arg = &value;
     }}};

void check_arg(Reading& reading, const std::string& path, const WhenDraft& draft) {
  if (!draft.arg || draft.kind == event::kind_count) return;
  const auto words = arg_words(static_cast<event::Kind>(draft.kind));
  std::size_t index = 0;
  if (!words.empty()) {
    reading.word(*draft.arg, member_path(path, "arg"), words, index);
  } else {
    reading.report(draft.arg->at, member_path(path, "arg"), fmt::format("{} has no arg", draft.step.event));
  }
}

void read_when(Reading& reading, const JsonValue& value, const std::string& path, LessonStep& step) {
  WhenDraft draft{step};
  if (!read_fields<WhenDraft>(reading, value, path, when_fields, draft)) return;
  if (!value.find("event")) reading.report(value.at, member_path(path, "event"), "is missing", "a kind of event");
  check_arg(reading, path, draft);
}

constexpr std::string_view answers[] = {"engine"};

constexpr Field<LessonStep> lesson_fields[] = {
    {"when", read_when},
    {"say", [](Reading& reading, const JsonValue& value, const std::string& path,
               LessonStep& step) { reading.string(value, path, step.say); }},
    {"ask", [](Reading& reading, const JsonValue& value, const std::string& path,
               LessonStep& step) { reading.string(value, path, step.ask); }},
    {"answer",
     [](Reading& reading, const JsonValue& value, const std::string& path, LessonStep&) {
       std::size_t which = 0;
       reading.word(value, path, answers, which);
     }},
    {"point", [](Reading& reading, const JsonValue& value, const std::string& path, LessonStep& step) {
       reading.string(value, path, step.point);
     }}};

void check_step(Reading& reading, const JsonValue& value, const std::string& path) {
  if (!value.find("when"))
    reading.report(value.at, member_path(path, "when"), "is missing", "the event that it is tied to");
  const bool says = value.find("say"), asks = value.find("ask");
  if (says && asks) {
    reading.report(value.find("ask")->at, path, "\"say\" and \"ask\" in one step", "make it two steps");
  } else if (!says && !asks && value.find("when")) {
    reading.report(value.at, path, "it says and asks nothing", "\"say\" or \"ask\" is needed");
  }
  if (value.find("answer") && !asks)
    reading.report(value.find("answer")->at, path, "an answer without a question", "it needs \"ask\"");
}

}  // namespace

void read_lesson(Reading& reading, const JsonValue& value, const std::string& path, std::vector<LessonStep>& lesson) {
  if (!reading.expect(value, path, Type::array)) return;
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    LessonStep step;
    const std::string item = item_path(path, i);
    if (!read_fields<LessonStep>(reading, value.items[i], item, lesson_fields, step)) continue;
    check_step(reading, value.items[i], item);
    if (!step.event.empty()) lesson.push_back(std::move(step));
  }
}

std::vector<std::pair<std::string, std::vector<std::string_view>>> known_lesson_keys() {
  return {{"lesson[]", keys_of<LessonStep>(lesson_fields)}, {"lesson[].when", keys_of<WhenDraft>(when_fields)}};
}

}  // namespace orrery::scenario
