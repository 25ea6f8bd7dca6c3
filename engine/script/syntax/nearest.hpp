// The nearest of the words there are: what somebody may have meant.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace orrery::script {

// The word with the least edit distance (letters inserted, deleted, replaced, two neighbours swapped; case counts
// little), the first of equals; empty if none is near: farther than a third of the wanted word's length, and than one.
std::string_view nearest(std::string_view wanted, std::span<const std::string_view> words);

// "did you mean 'sleep'?", or "" if nothing is near.
std::string did_you_mean(std::string_view wanted, std::span<const std::string_view> words);

}  // namespace orrery::script
