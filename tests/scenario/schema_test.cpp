// The schema for editors and the loader know the same keys and words.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "engine/scenario/load.hpp"
#include "engine/scenario/read_document.hpp"

namespace orrery::scenario {

namespace {

nlohmann::json schema() {
  std::ifstream file(ORRERY_SOURCE_DIR "/scenarios/schema.json");
  return nlohmann::json::parse(file);
}

std::vector<std::string> keys(const nlohmann::json& object) {
  std::vector<std::string> names;
  for (const auto& [key, value] : object.at("properties").items()) names.push_back(key);
  return names;
}

}  // namespace

TEST(Schema, HasTheKeysThatTheLoaderKnows) {
  const nlohmann::json all = schema();
  const std::map<std::string, std::string> definitions{{"world", "world"},         {"world.sockets.*", "socket"},
                                                       {"world.script[]", "step"}, {"lesson[]", "lesson"},
                                                       {"lesson[].when", "when"},  {"expect", "expect"},
                                                       {"world.servers.*[]", "server_step"}};
  EXPECT_EQ(known_keys().size(), definitions.size() + 1);
  for (const auto& [path, known] : known_keys()) {
    const nlohmann::json& part = path.empty() ? all : all.at("definitions").at(definitions.at(path));
    EXPECT_THAT(keys(part), testing::UnorderedElementsAreArray(known)) << path;
    EXPECT_EQ(part.at("additionalProperties"), false) << path;
  }
}

TEST(Schema, HasTheWordsThatTheLoaderKnows) {
  const nlohmann::json all = schema();
  for (const char* key : {"clock", "selector", "python", "network"}) {
    for (const nlohmann::json& word : all.at("properties").at(key).at("enum")) {
      const nlohmann::json document{{"orrery", 1}, {"program", nlohmann::json::array()}, {key, word}};
      EXPECT_TRUE(load_text("a.json", document.dump()).ok()) << key << " " << word;
    }
    const nlohmann::json document{{"orrery", 1}, {"program", nlohmann::json::array()}, {key, "else"}};
    const LoadResult loaded = load_text("a.json", document.dump());
    ASSERT_EQ(loaded.problems.size(), 1u);
    for (const nlohmann::json& word : all.at("properties").at(key).at("enum"))
      EXPECT_NE(loaded.problems[0].hint.find(word.dump()), std::string::npos) << loaded.problems[0].hint;
  }
}

}  // namespace orrery::scenario
