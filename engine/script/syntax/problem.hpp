// What is wrong with a text, and where: shared by the parser of programs and the loader of scenarios.
#pragma once

#include <string>
#include <vector>

namespace orrery::script {

struct Problem {
  std::string file;
  int line = 0;        // from 1; 0 if it concerns the whole file
  int column = 0;      // from 1, in characters
  int end_column = 0;  // the column after what is meant, on the same line
  std::string text;    // what is wrong: "'return' outside function"
  std::string hint;    // what to do about it, or empty
};
using Problems = std::vector<Problem>;

// "wake.json:14:21: text (hint)"
std::string to_string(const Problem& problem);

}  // namespace orrery::script
