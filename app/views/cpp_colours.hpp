#pragma once
// Colours of C++ source, for reading: the files of native programs.

#include <string_view>
#include <vector>

#include "app/widgets/code_view.hpp"

namespace orrery::views {

// The coloured stretches of a source, in order, not overlapping; everything else is plain.
std::vector<widgets::SyntaxSpan> cpp_colours(std::string_view source);

}  // namespace orrery::views
