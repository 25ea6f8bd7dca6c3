// The places of the tokens of a JSON text: nlohmann's parser says what is in a text but not where.
#pragma once

#include <string_view>
#include <vector>

#include "engine/script/syntax/ast.hpp"

namespace orrery::scenario {

struct JsonToken {
  script::ast::Range at;
  std::size_t begin = 0, end = 0;  // offsets in the text
};

// Brackets, strings, numbers and words, in order; commas and colons are left out unless asked for. For text that is no
// JSON the tokens up to there are those that a reader of JSON would see.
std::vector<JsonToken> json_tokens(std::string_view source, bool with_separators = false);

}  // namespace orrery::scenario
