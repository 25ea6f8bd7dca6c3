// Writing an edited program back into its file, and nothing else of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace orrery::scenario {

// The text of a document with another program in it: the value of "program" is written anew, a line of the program on a
// line, and every other byte stays. For a `.py` file it is the program itself. Nothing if the text is no JSON object.
std::optional<std::string> with_program(std::string_view file, std::string_view text, std::string_view program);

// The same in the file itself, which is replaced at once or not at all. Returns what went wrong, or "".
std::string save_program(const std::string& path, std::string_view program);

}  // namespace orrery::scenario
