// re.Pattern and re.Match.
#pragma once

#include <span>

#include "engine/script/module/regex.hpp"
#include "engine/script/module/standard_state.hpp"

namespace orrery::script {

class PatternObject final : public ScriptObject {
 public:
  explicit PatternObject(Type* type) noexcept : ScriptObject(type) {}
  Value source;
  regex::Pattern pattern;
};
class MatchObject final : public ScriptObject {
 public:
  explicit MatchObject(Type* type) noexcept : ScriptObject(type) {}
  Value pattern, text;
  regex::Found found;
  std::size_t from = 0, to = 0;
};
inline const regex::Pattern& pattern_of(const Value& v) noexcept {
  return static_cast<PatternObject*>(v.object())->pattern;
}

Type* make_pattern_type(Runtime& rt, std::span<const NativeMethod> methods);
Type* make_match_type(Runtime& rt);
// What "\1" and "\g<name>" stand for in a replacement.
std::string expand_template(Runtime& rt, std::string_view source, const Value& match);

}  // namespace orrery::script
