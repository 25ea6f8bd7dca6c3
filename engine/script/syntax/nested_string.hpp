// Where a string ends, if the expressions of an f-string may hold strings with its own quotes. (PEP 701; CPython:
// Parser/lexer/lexer.c since 3.12.)
#pragma once

#include <cstddef>
#include <optional>

#include "engine/script/syntax/cursor.hpp"

namespace orrery::script {

// How many bytes the letters before a string's quote take, if there is a string here.
std::optional<std::size_t> string_prefix(const Cursor& cursor);
// True if an f-string begins here.
bool is_formatted(const Cursor& cursor);
// Moves from the first letter of a string's prefix behind its last quote; false, somewhere in between, if it has no end.
// Precondition: string_prefix(cursor).
bool skip_string(Cursor& cursor);

}  // namespace orrery::script
