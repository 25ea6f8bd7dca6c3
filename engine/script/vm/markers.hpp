// The line of ~~^~~ below a line of source in a traceback. (CPython 3.11: Python/traceback.c, tb_displayline)
#pragma once

#include <string>
#include <string_view>

#include "engine/script/object/exception.hpp"

namespace orrery::script {

struct Position;

// In TracebackEntry::end_column: what failed goes on in other lines, and the rest is the number of its instruction.
inline constexpr std::uint32_t goes_on = 0x80000000;
// Where that is; null if it stands on one line.
const Position* several_lines(const TracebackEntry& entry);

// `source`: the line without its indentation, which was so many characters. Empty if there is nothing to point out.
std::string markers(const TracebackEntry& entry, std::string_view source, std::size_t indentation);

}  // namespace orrery::script
