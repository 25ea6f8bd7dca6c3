#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "tests/scenario/documents.hpp"

namespace orrery::scenario {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view everything = R"json({
  "$schema": "schema.json",
  "orrery": 1,
  "title": "T", "question": "Q?", "about": "A \u00e9", "tags": ["x", "y"],
  "clock": "real", "selector": "epoll", "python": "3.11", "network": "loopback",
  "world": {
    "script": [
      {"at": 1, "socket": "conn", "send": "h\u00e9llo"},
      {"at": 1.5, "socket": "peer", "send_bytes": 5},
      {"at": 2, "socket": "conn", "read": 3},
      {"at": 3, "socket": "conn", "close": true},
      {"at": 4, "socket": "peer", "reset": true},
      {"at": 5, "cancel": "Task-2"}
    ],
    "sockets": {"conn": {"sndbuf": 4096}, "peer": {}},
    "servers": {}
  },
  "program": ["x = 1", "", "print(x)"],
  "lesson": [
    {"when": {"event": "task_step", "nth": 2, "text": "T", "arg": "send"}, "say": "S", "point": "tasks"},
    {"when": {"event": "select_enter"}, "ask": "Q", "answer": "engine"}
  ],
  "expect": {"stdout": ["1"], "error": "E", "deadlock": false, "lints": ["l"]}
})json";

// A folder of its own, gone with the test.
class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / "orrery-XXXXXX") {
    std::string name = path_.string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string write(const std::string& name, std::string_view text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return (path_ / name).string();
  }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST(Load, ReadsEveryKey) {
  const LoadResult loaded = load_text("a/b.json", everything);
  ASSERT_EQ(problems_of(loaded), "");
  const Document& d = loaded.document;
  EXPECT_EQ(d.file, "a/b.json");
  EXPECT_EQ(d.title, "T");
  EXPECT_EQ(d.question, "Q?");
  EXPECT_EQ(d.about, "A é");
  EXPECT_THAT(d.tags, ElementsAre("x", "y"));
  EXPECT_EQ(d.clock, ClockSort::real_clock);
  EXPECT_EQ(d.selector, SelectorSort::epoll);
  EXPECT_EQ(d.rules, loop::Rules::py311);
  EXPECT_EQ(d.network, Network::loopback);
  EXPECT_EQ(d.program, "x = 1\n\nprint(x)\n");
}

TEST(Load, ReadsTheWorldInTheOrderOfTheDocument) {
  const World world = load_text("a.json", everything).document.world;
  ASSERT_EQ(world.sockets.size(), 2u);
  EXPECT_EQ(world.sockets[0].name, "conn");
  EXPECT_EQ(world.sockets[0].sndbuf, 4096);
  EXPECT_EQ(world.sockets[1].sndbuf, 0);
  ASSERT_EQ(world.script.size(), 6u);
  EXPECT_EQ(world.script[0].bytes, "héllo");
  EXPECT_EQ(world.script[0].target, "conn");
  EXPECT_EQ(world.script[1].what, WorldStep::What::send_bytes);
  EXPECT_EQ(world.script[1].count, 5u);
  EXPECT_EQ(world.script[1].at, 1.5);
  EXPECT_EQ(world.script[2].what, WorldStep::What::read);
  EXPECT_EQ(world.script[3].what, WorldStep::What::close);
  EXPECT_EQ(world.script[4].what, WorldStep::What::reset);
  EXPECT_EQ(world.script[5].what, WorldStep::What::cancel);
  EXPECT_EQ(world.script[5].target, "Task-2");
}

TEST(Load, ReadsLessonAndExpectation) {
  const Document d = load_text("a.json", everything).document;
  ASSERT_EQ(d.lesson.size(), 2u);
  EXPECT_EQ(d.lesson[0].event, "task_step");
  EXPECT_EQ(d.lesson[0].nth, 2u);
  EXPECT_EQ(d.lesson[0].text, "T");
  EXPECT_EQ(d.lesson[0].arg, "send");
  EXPECT_EQ(d.lesson[0].say, "S");
  EXPECT_EQ(d.lesson[0].point, "tasks");
  EXPECT_EQ(d.lesson[1].nth, 1u);
  EXPECT_EQ(d.lesson[1].ask, "Q");
  EXPECT_THAT(*d.expect.standard_output, ElementsAre("1"));
  EXPECT_EQ(d.expect.error, "E");
  EXPECT_EQ(d.expect.deadlock, false);
  EXPECT_THAT(d.expect.lints, ElementsAre("l"));
}

TEST(Load, LeavesDefaultsWhereTheDocumentSaysNothing) {
  const LoadResult loaded = load_text("folder/small.json", R"j({"orrery": 1, "program": "print(1)"})j");
  ASSERT_EQ(problems_of(loaded), "");
  const Document& d = loaded.document;
  EXPECT_EQ(d.title, "small");
  EXPECT_EQ(d.question + d.about, "");
  EXPECT_THAT(d.tags, IsEmpty());
  EXPECT_EQ(d.clock, ClockSort::virtual_clock);
  EXPECT_EQ(d.selector, SelectorSort::select);
  EXPECT_EQ(d.rules, loop::Rules::py313);
  EXPECT_EQ(d.network, Network::simulated);
  EXPECT_EQ(d.program, "print(1)\n");
  EXPECT_FALSE(d.expect.standard_output || d.expect.error || d.expect.deadlock);
}

TEST(Load, TakesAPythonFileAsAScenario) {
  const LoadResult good = load_text("dir/p.py", "print(1)");
  EXPECT_EQ(problems_of(good), "");
  EXPECT_EQ(good.document.title, "p");
  EXPECT_EQ(good.document.program, "print(1)\n");
  EXPECT_EQ(problems_of(load_text("p.py", "x =\nreturn\n")),
            "p.py:1:4: invalid syntax: expected an expression, found the end of the line\n"
            "p.py:2:1: 'return' outside function\n");
}

TEST(Load, ReturnsWhatCouldBeReadBesideTheProblems) {
  const LoadResult loaded = load_text("a.json", R"({"orrery": 1, "title": "T", "clock": 5, "program": ["x ="]})");
  EXPECT_EQ(loaded.problems.size(), 2u);
  EXPECT_EQ(loaded.document.title, "T");
  EXPECT_EQ(loaded.document.program, "x =\n");
}

TEST(Load, GivesEveryMalformedDocumentItsSentenceWithItsPlace) {
  const auto all = bad_documents();
  EXPECT_GE(all.size(), 150u);
  for (const BadDocument& each : all) EXPECT_EQ(problems_of(load_text("", each.text)), each.problems) << each.text;
}

TEST(Load, PutsAProblemOfTheProgramAtItsLineInTheDocument) {
  const LoadResult loaded =
      load_text("w.json", "{\"orrery\": 1,\n \"program\": [\n  \"x = 1\",\n  \"a = \\\"\\u00e9\\\\n\\\" 5\"]}");
  ASSERT_EQ(loaded.problems.size(), 1u);
  EXPECT_EQ(loaded.problems[0].line, 4);
  EXPECT_EQ(loaded.problems[0].column, 22);  // of the 5
  EXPECT_TRUE(loaded.problems[0].text.starts_with("program line 2: "));
}

TEST(Load, RefusesWhatTheModulesAndBuiltinsDoNotHave) {
  EXPECT_EQ(problems_of(load_text("p.py", "import asyncio\nasyncio.sleeep(1)\n")),
            "p.py:2:9: 'asyncio.sleeep' is not supported (did you mean 'sleep'?)\n");
  EXPECT_EQ(problems_of(load_text("p.py", "import asynico\n")),
            "p.py:1:8: there is no module 'asynico' here (did you mean 'asyncio'?)\n");
  EXPECT_EQ(problems_of(load_text("p.py", "from socket import socketpare\n")),
            "p.py:1:20: 'socket.socketpare' is not supported (did you mean 'socketpair'?)\n");
  const LoadResult missing = load_text("p.py", "breakpoint()\n");
  ASSERT_EQ(missing.problems.size(), 1u);
  EXPECT_EQ(missing.problems[0].text, "the builtin 'breakpoint' is not supported");
  EXPECT_EQ(problems_of(load_text("p.py", "from __future__ import annotations\nprint(len([]), ValueError, nowhere)\n")),
            "");
}

TEST(Load, RefusesBytesThatAreNoText) {
  EXPECT_EQ(problems_of(load_text("a.json", "{\"orrery\": 1,\n \"title\": \"\xFF\"}")),
            "a.json:2:12: the byte 0xFF is no UTF-8 (save the file as UTF-8)\n");
  EXPECT_EQ(problems_of(load_text("a.json", "\xEF\xBB\xBF{\"orrery\": 1, \"program\": []}")), "");
}

TEST(Load, RefusesWhatIsTooDeepOrTooLarge) {
  EXPECT_EQ(problems_of(load_text("a.json", std::string(100000, '['))),
            "a.json:1:65: too deeply nested (at most 64 levels)\n");
  EXPECT_EQ(problems_of(load_text("a.json", std::string((4 << 20) + 1, ' '))),
            "a.json: the document is larger than 4194304 bytes\n");
}

TEST(LoadFile, SaysWhyAFileCannotBeRead) {
  const Folder folder;
  EXPECT_EQ(problems_of(load_file(folder.path() + "/none.json")),
            folder.path() + "/none.json: can't be read: No such file or directory\n");
  EXPECT_EQ(problems_of(load_file(folder.path())), folder.path() + ": is no file that can be read\n");
  EXPECT_EQ(problems_of(load_file(folder.write("empty.json", ""))),
            folder.path() + "/empty.json:1:1: the document is empty (a scenario is a JSON object)\n");
  EXPECT_EQ(problems_of(load_file(folder.write("empty.py", ""))), "");
}

TEST(Catalogue, ListsTheScenariosOfAFolderByName) {
  const Folder folder;
  folder.write("b.json", R"({"orrery": 1, "title": "B", "program": []})");
  folder.write("a.py", "pass");
  folder.write("c.json", "{");
  folder.write("schema.json", "{}");
  folder.write("notes.txt", "");
  const auto entries = catalogue(folder.path());
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[0].document.title, "a");
  EXPECT_EQ(entries[1].document.title, "B");
  EXPECT_EQ(entries[1].path, folder.path() + "/b.json");
  EXPECT_EQ(entries[2].problems.size(), 1u);
  EXPECT_THAT(catalogue(folder.path() + "/none"), IsEmpty());
}

TEST(LoadFuzz, DamagedDocumentsNeverCrashAndAlwaysHaveTheirPlace) {
  std::mt19937 random(3);
  std::vector<std::string> seeds{std::string(everything)};
  for (const BadDocument& each : bad_documents()) seeds.push_back(each.text);
  constexpr std::string_view pieces[] = {"{",  "}",   "[",    "]",      ",",       ":",    "\"", "\\",
                                         "\n", "1e9", "null", "\"at\"", "\\ud83d", "\xC3", "/"};
  for (int i = 0; i < 3000; ++i) {
    std::string text = seeds[random() % (i % 2 ? 1 : seeds.size())];
    for (unsigned n = 0; n <= random() % 3 && !text.empty(); ++n) {
      const std::size_t at = random() % text.size();
      switch (random() % 3) {
        case 0:
          text[at] = static_cast<char>(random());
          break;
        case 1:
          text.erase(at, 1 + random() % 20);
          break;
        default:
          text.insert(at, pieces[random() % std::size(pieces)]);
      }
    }
    for (const script::Problem& problem : load_text("a.json", text).problems) {
      EXPECT_GE(problem.line, 1) << text;
      EXPECT_GE(problem.column, 1) << text;
      EXPECT_NE(problem.text, "") << text;
    }
  }
}

}  // namespace orrery::scenario
