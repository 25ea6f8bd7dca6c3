#include <gtest/gtest.h>

#include <filesystem>

#include "engine/scenario/save.hpp"
#include "tests/scenario/documents.hpp"

namespace orrery::scenario {

TEST(Save, ChangesTheProgramAndNothingElse) {
  const std::string text = "{\n  \"title\" :\"x\",\n  \"program\": [\"old\",   \"lines\"],\n  \"orrery\":1 }\n";
  EXPECT_EQ(with_program("a.json", text, "a = \"1\"\n\nb\n"),
            "{\n  \"title\" :\"x\",\n  \"program\": [\n    \"a = \\\"1\\\"\",\n    \"\",\n    \"b\"\n  ],\n  "
            "\"orrery\":1 }\n");
}

TEST(Save, GivesADocumentWithoutAProgramOne) {
  EXPECT_EQ(with_program("a.json", "{}", "x\n"), "{\n  \"program\": [\n    \"x\"\n  ]\n}");
  EXPECT_EQ(with_program("a.json", "{\"orrery\": 1}", "x"), "{\n  \"program\": [\n    \"x\"\n  ],\"orrery\": 1}");
}

TEST(Save, ReplacesAPythonFileAsAWhole) {
  EXPECT_EQ(with_program("a.py", "old", "new\n"), "new\n");
}

TEST(Save, LeavesWhatIsNoDocumentAlone) {
  EXPECT_EQ(with_program("a.json", "{", "x"), std::nullopt);
  EXPECT_EQ(with_program("a.json", "[]", "x"), std::nullopt);
}

TEST(Save, WhatIsSavedIsLoadedAgain) {
  for (const std::string program :
       {"", "\n", "x = 1\n", "print('\\\\ \"é\" \t')\n\n\nif x:\n    pass\n", "s = '😀'\n"}) {
    const auto text = with_program("a.json", "{\"orrery\": 1, \"program\": \"\"}", program);
    ASSERT_TRUE(text);
    const LoadResult loaded = load_text("a.json", *text);
    EXPECT_EQ(problems_of(loaded), "") << *text;
    EXPECT_EQ(loaded.document.program, program.empty() ? "\n" : program) << *text;
  }
}

TEST(Save, WritesTheFileOrSaysWhyNot) {
  std::string folder = (std::filesystem::temp_directory_path() / "orrery-XXXXXX").string();
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  const std::string path = folder + "/a.json";
  std::ofstream(path) << "{\"orrery\": 1, \"program\": []}";
  EXPECT_EQ(save_program(path, "x = 1\n"), "");
  EXPECT_EQ(load_file(path).document.program, "x = 1\n");
  EXPECT_EQ(save_program(folder + "/b.py", "y = 1\n"), "");
  EXPECT_EQ(load_file(folder + "/b.py").document.program, "y = 1\n");
  EXPECT_EQ(save_program(folder + "/none.json", "x"), folder + "/none.json: can't be read");
  EXPECT_NE(save_program(folder + "/no/such.py", "x"), "");
  std::filesystem::remove_all(folder);
}

}  // namespace orrery::scenario
