// The parts of float, for its own files and those of format.
#pragma once

#include <string>
#include <string_view>

namespace orrery::script {

// The shortest digits that read back as d (finite, not negative), and the decimal exponent of the first of them.
std::string digits_and_exponent(double d, int& exponent);
// "e+05", "e-300"
std::string exponent_text(int exponent);
// As float(text); false if it is no number.
bool parse_float(std::string_view text, double& d);
// round(d, places)
double round_to(double d, int places);

}  // namespace orrery::script
