// Numbers as they are written: how far one reaches, whether it is well formed, what it is worth.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/script/syntax/ast.hpp"

namespace orrery::script {

struct NumberScan {
  std::size_t length = 0;  // in bytes, up to the error if there is one
  std::string error;       // CPython's words, or empty
};
// Precondition: `text` begins with a digit, or with a point and a digit. (CPython: Parser/tokenizer.c, tok_get)
NumberScan scan_number(std::string_view text);

// Fills in what a well-formed number is worth. Returns what is wrong with it nevertheless, or "": more digits than
// Python converts. `digits` receives the text that `constant.text`
// needs.
std::string read_number(std::string_view text, ast::Constant& constant, std::string& digits);

}  // namespace orrery::script
