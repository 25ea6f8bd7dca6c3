// Says what is wrong with a text that is no JSON, in words for people.
#pragma once

#include <cstddef>
#include <string_view>

#include "engine/script/syntax/reporter.hpp"

namespace orrery::scenario {

// `offset`: where the parser stopped; `out_of_range`: at a number that is too large.
void report_json_syntax(std::string_view source, std::size_t offset, bool out_of_range, script::Reporter& reporter);

}  // namespace orrery::scenario
