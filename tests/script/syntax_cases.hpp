// The tables of sources in tests/script/syntax: cases separated by lines of five '='; in bad.txt a line of five '-' and
// the problems follow each source.
#pragma once

#include <string>
#include <vector>

namespace orrery::script {

struct SyntaxCase {
  std::string source;
  std::string problems;  // a line each: "1:7: text (hint)"
};
std::vector<SyntaxCase> read_cases(const std::string& name);

// What CPython 3.11 says to these sources, a line each (syntax_reference.py); empty if there is no such Python here.
std::vector<std::string> ask_cpython(const std::vector<SyntaxCase>& cases);

}  // namespace orrery::script
