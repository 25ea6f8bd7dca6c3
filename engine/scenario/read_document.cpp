#include "engine/scenario/read_document.hpp"

namespace orrery::scenario {

namespace {

using Type = JsonValue::Type;

constexpr std::int64_t version = 1;

void read_version(Reading& reading, const JsonValue& value, const std::string& path, Document&) {
  if (!reading.expect(value, path, Type::integer) || value.integer == version) return;
  reading.report(value.at, path, fmt::format("version {} of the format is not known", value.integer),
                 "this program reads version 1");
}

// One of some words, as the enumerator of the same number.
template <class Enum>
void read_enum(Reading& reading, const JsonValue& value, const std::string& path,
               std::span<const std::string_view> words, Enum& out) {
  std::size_t index = 0;
  if (reading.word(value, path, words, index)) out = static_cast<Enum>(index);
}

constexpr std::string_view clocks[] = {"virtual", "real"};
constexpr std::string_view selectors[] = {"select", "poll", "epoll"};
constexpr std::string_view pythons[] = {"3.11", "3.12", "3.13"};
constexpr std::string_view networks[] = {"simulated", "loopback"};

void read_title(Reading& reading, const JsonValue& value, const std::string& path, Document& document) {
  std::string title;
  if (!reading.string(value, path, title)) return;
  if (title.empty()) return reading.report(value.at, path, "a title has at least one letter");
  document.title = std::move(title);
}

// One line of a program that is given as a list.
void read_line(Reading& reading, const JsonValue& value, const std::string& path, std::string& program) {
  std::string line;
  reading.string(value, path, line);
  if (line.find_first_of("\r\n") != std::string::npos)
    reading.report(value.at, path, "a line of the program has the end of a line in it", "make it two lines");
  program += line + "\n";
}

void read_program(Reading& reading, const JsonValue& value, const std::string& path, Document& document) {
  document.program.clear();
  if (value.is(Type::string)) {
    document.program = value.text;
    if (!document.program.empty() && document.program.back() != '\n') document.program += '\n';
  } else if (value.is(Type::array)) {
    for (std::size_t i = 0; i < value.items.size(); ++i)
      read_line(reading, value.items[i], item_path(path, i), document.program);
  } else {
    reading.report(value.at, path, fmt::format("a list of lines is needed, not {}", describe(value.type)));
  }
}

constexpr Field<Expectation> expect_fields[] = {
    {"stdout",
     [](Reading& reading, const JsonValue& value, const std::string& path, Expectation& expect) {
       std::vector<std::string> lines;
       if (reading.strings(value, path, lines)) expect.standard_output = std::move(lines);
     }},
    {"error",
     [](Reading& reading, const JsonValue& value, const std::string& path, Expectation& expect) {
       std::string error;
       if (reading.string(value, path, error)) expect.error = std::move(error);
     }},
    {"deadlock",
     [](Reading& reading, const JsonValue& value, const std::string& path, Expectation& expect) {
       bool deadlock = false;
       if (reading.boolean(value, path, deadlock)) expect.deadlock = deadlock;
     }},
    {"lints", [](Reading& reading, const JsonValue& value, const std::string& path,
                 Expectation& expect) { reading.strings(value, path, expect.lints); }},
};

constexpr Field<Document> document_fields[] = {
    {"$schema",
     [](Reading& reading, const JsonValue& value, const std::string& path, Document&) {
       reading.expect(value, path, Type::string);  // for editors
     }},
    {"orrery", read_version},
    {"title", read_title},
    {"question", [](Reading& reading, const JsonValue& value, const std::string& path,
                    Document& document) { reading.string(value, path, document.question); }},
    {"about", [](Reading& reading, const JsonValue& value, const std::string& path,
                 Document& document) { reading.string(value, path, document.about); }},
    {"tags", [](Reading& reading, const JsonValue& value, const std::string& path,
                Document& document) { reading.strings(value, path, document.tags); }},
    {"clock", [](Reading& reading, const JsonValue& value, const std::string& path,
                 Document& document) { read_enum(reading, value, path, clocks, document.clock); }},
    {"selector", [](Reading& reading, const JsonValue& value, const std::string& path,
                    Document& document) { read_enum(reading, value, path, selectors, document.selector); }},
    {"python", [](Reading& reading, const JsonValue& value, const std::string& path,
                  Document& document) { read_enum(reading, value, path, pythons, document.rules); }},
    {"network", [](Reading& reading, const JsonValue& value, const std::string& path,
                   Document& document) { read_enum(reading, value, path, networks, document.network); }},
    {"world", [](Reading& reading, const JsonValue& value, const std::string& path,
                 Document& document) { read_world(reading, value, path, document.world); }},
    {"program", read_program},
    {"lesson", [](Reading& reading, const JsonValue& value, const std::string& path,
                  Document& document) { read_lesson(reading, value, path, document.lesson); }},
    {"expect",
     [](Reading& reading, const JsonValue& value, const std::string& path, Document& document) {
       read_fields<Expectation>(reading, value, path, expect_fields, document.expect);
     }},
};

void require(Reading& reading, const JsonValue& value, std::string_view key, std::string hint) {
  if (!value.find(key)) reading.report(value.at, key, "is missing", std::move(hint));
}

}  // namespace

void read_document(Reading& reading, const JsonValue& value, Document& document) {
  if (!value.is(Type::object))
    return reading.report(value.at, "", fmt::format("a scenario is a JSON object, not {}", describe(value.type)));
  read_fields<Document>(reading, value, "", document_fields, document);
  if (!value.find("orrery")) require(reading, value, "orrery", "write \"orrery\": 1");
  if (value.find("orrery")) require(reading, value, "program", "the lines of the program");
}

std::vector<std::pair<std::string, std::vector<std::string_view>>> known_keys() {
  std::vector<std::pair<std::string, std::vector<std::string_view>>> all;
  all.emplace_back("", keys_of<Document>(document_fields));
  all.emplace_back("expect", keys_of<Expectation>(expect_fields));
  for (auto& each : known_world_keys()) all.push_back(std::move(each));
  for (auto& each : known_lesson_keys()) all.push_back(std::move(each));
  return all;
}

}  // namespace orrery::scenario
