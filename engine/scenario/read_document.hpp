// A scenario's JSON object as a Document. (The program's own problems are not looked for here.)
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/scenario/document.hpp"
#include "engine/scenario/reading.hpp"

namespace orrery::scenario {

void read_document(Reading& reading, const JsonValue& value, Document& document);
// read_servers.cpp: `world.servers`, and the keys of its steps.
void read_servers(Reading& reading, const JsonValue& value, const std::string& path, World& world);
std::vector<std::string_view> known_server_keys();

void read_world(Reading& reading, const JsonValue& value, const std::string& path, World& world);
void read_lesson(Reading& reading, const JsonValue& value, const std::string& path, std::vector<LessonStep>& lesson);

// All keys of the format, by the object they stand in: what scenarios/schema.json must have too. The document itself is
// "".
std::vector<std::pair<std::string, std::vector<std::string_view>>> known_keys();
std::vector<std::pair<std::string, std::vector<std::string_view>>> known_world_keys();
std::vector<std::pair<std::string, std::vector<std::string_view>>> known_lesson_keys();

}  // namespace orrery::scenario
