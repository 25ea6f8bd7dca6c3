// fnmatch: names that fit a pattern of the shell. translate() is left out. (CPython: Lib/fnmatch.py.)
#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

std::u32string points_of(std::string_view text) {
  std::u32string points;
  for (const char* p = text.data(); p < text.data() + text.size();) points += next_code_point(p);
  return points;
}

// A set of characters, "[a-z]" or "[!a-z]", from behind its bracket; where it ends, or npos if it does not.
std::size_t end_of_set(std::u32string_view pattern, std::size_t at) {
  if (at < pattern.size() && pattern[at] == U'!') ++at;
  if (at < pattern.size() && pattern[at] == U']') ++at;
  return pattern.find(U']', at);
}

bool in_set(std::u32string_view set, char32_t c) {
  const bool negated = !set.empty() && set[0] == U'!';
  if (negated) set.remove_prefix(1);
  bool found = false;
  for (std::size_t i = 0; i < set.size(); ++i) {
    const bool range = i + 2 < set.size() && set[i + 1] == U'-';
    found |= range ? set[i] <= c && c <= set[i + 2] : set[i] == c;
    if (range) i += 2;
  }
  return found != negated;
}

// One character against what stands at `at` of the pattern, which is no '*'; moves on behind it.
bool fits_one(std::u32string_view pattern, std::size_t& at, char32_t c) {
  const char32_t wanted = pattern[at++];
  if (wanted == U'?') return true;
  const std::size_t end = wanted == U'[' ? end_of_set(pattern, at) : std::u32string_view::npos;
  if (end == std::u32string_view::npos) return wanted == c;
  const std::u32string_view set = pattern.substr(at, end - at);
  at = end + 1;
  return in_set(set, c);
}

// The last '*' takes as much as it must: going back to any before it cannot help.
bool fits(std::u32string_view name, std::u32string_view pattern) {
  std::size_t n = 0, p = 0, star = std::u32string_view::npos, taken = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == U'*') {
      star = ++p;
      taken = n;
      continue;
    }
    std::size_t next = p;
    if (p < pattern.size() && fits_one(pattern, next, name[n])) {
      p = next;
      ++n;
      continue;
    }
    if (star == std::u32string_view::npos) return false;
    p = star;
    n = ++taken;
  }
  while (p < pattern.size() && pattern[p] == U'*') ++p;
  return p == pattern.size();
}

std::u32string text_argument(Runtime& rt, const Value& v) {
  if (!is_str(v)) raise_type_error(rt, "expected str, bytes or os.PathLike object, not " + type_of(rt, v)->name());
  return points_of(as_str(v).view());
}

Value fnmatch(Runtime& rt, Args args) {
  const auto [name, pattern] = bind_python<2>(rt, "fnmatch", {"name", "pat"}, args);
  return boolean(fits(text_argument(rt, name), text_argument(rt, pattern)));
}
Value filter(Runtime& rt, Args args) {
  const auto [names, pattern] = bind_python<2>(rt, "filter", {"names", "pat"}, args);
  const std::u32string wanted = text_argument(rt, pattern);
  const Ref<List> all = make_list(rt);
  for_each(rt, names, [&](const Value& name) {
    if (fits(text_argument(rt, name), wanted)) all->append(name);
  });
  return Value(all);
}

constexpr NativeMethod functions[] = {{"fnmatch", fnmatch}, {"fnmatchcase", fnmatch}, {"filter", filter}};

}  // namespace

Ref<ModuleObject> fnmatch_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "fnmatch");
  add_functions(rt, *module->dict, "fnmatch", functions);
  define_all(rt, *module, {"filter", "fnmatch", "fnmatchcase"});
  return module;
}

}  // namespace orrery::script
