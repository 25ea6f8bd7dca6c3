#pragma once
// Colours of Python source, for reading and editing. Only words and literals are told apart, so half-typed programs
// are coloured as well as whole ones.

#include <string_view>
#include <vector>

#include "app/widgets/code_view.hpp"

namespace orrery::views {

// The coloured stretches of a source, in order, not overlapping; everything else is plain.
std::vector<widgets::SyntaxSpan> python_colours(std::string_view source);

}  // namespace orrery::views
