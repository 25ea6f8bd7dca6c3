#!/usr/bin/env python3
"""tidy.py finds what it must find: each rule is broken once in a small tree."""
import pathlib, tempfile, unittest

import tidy


class Tidy(unittest.TestCase):
    def problems(self, path, text, exceptions=""):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "tests/tidy").mkdir(parents=True)
            (root / "tests/tidy/exceptions.txt").write_text(exceptions)
            file = root / path
            file.parent.mkdir(parents=True)
            file.write_text(text)
            return "\n".join(tidy.check(root))

    def test_a_tidy_file_has_no_problem(self):
        self.assertEqual(self.problems("engine/loop/x.cpp", '#include "engine/event/id.hpp"\nint f() {\n  return 1;\n}\n'), "")

    def test_an_arrow_against_the_table_is_found(self):
        self.assertIn("engine/event may not include engine/loop", self.problems("engine/event/x.hpp", '#include "engine/loop/y.hpp"\n'))
        self.assertIn("app/widgets may not include engine/event", self.problems("app/widgets/x.hpp", '#include "engine/event/id.hpp"\n'))

    def test_a_window_token_below_engine_is_found_but_not_in_a_comment(self):
        self.assertIn("ImGui", self.problems("engine/model/x.cpp", "void f() { ImGui::Text(); }\n"))
        self.assertEqual(self.problems("engine/model/x.cpp", "// ImGui is not here\n"), "")

    def test_a_system_header_in_the_loop_is_found(self):
        self.assertIn("engine/io", self.problems("engine/loop/x.cpp", "#include <sys/select.h>\n"))

    def test_sizes_are_held(self):
        long_function = "int f() {\n" + "  g();\n" * 71 + "}\n"
        self.assertIn("a function of 71 lines", self.problems("engine/io/x.cpp", long_function))
        self.assertIn("401 lines", self.problems("engine/io/x.cpp", "\n" * 401))

    def test_an_exception_silences_its_rule_and_must_be_needed(self):
        self.assertNotIn("401 lines", self.problems("engine/io/x.cpp", "\n" * 401, "engine/io/x.cpp file a table\n"))
        self.assertIn("no longer needs", self.problems("engine/io/x.cpp", "\n", "engine/io/x.cpp file a table\n"))

    def test_functions_are_measured_by_their_bodies(self):
        text = tidy.blank('struct A {\n  A() : x_(1) {\n    f();\n  }\n  int g() const { return 1; }\n};\nint table[] = {\n1,\n2};\n')
        self.assertEqual([n for _, n in tidy.functions(text)], [1, 1])


if __name__ == "__main__":
    unittest.main()
