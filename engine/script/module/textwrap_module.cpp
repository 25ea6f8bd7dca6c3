// textwrap: dedent and indent, shorten and fill left out. (CPython: Lib/textwrap.py.)
#include <algorithm>
#include <vector>

#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

// With their newlines.
std::vector<std::string> lines_of(std::string_view source) {
  std::vector<std::string> lines;
  while (!source.empty()) {
    const std::size_t end = std::min(source.find('\n'), source.size() - 1) + 1;
    lines.emplace_back(source.substr(0, end));
    source.remove_prefix(end);
  }
  return lines;
}
bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
}

std::string common_margin(const std::vector<std::string>& lines) {
  std::string margin;
  bool first = true;
  for (const std::string& line : lines) {
    if (is_blank(line)) continue;
    const std::string own = line.substr(0, line.find_first_not_of(" \t"));
    const auto differs = std::ranges::mismatch(margin, own);
    margin = first ? own : std::string(margin.begin(), differs.in1);
    first = false;
  }
  return margin;
}

Value dedent(Runtime& rt, Args args) {
  std::vector<std::string> lines = lines_of(as_str(args[0]).view());
  const std::size_t margin = common_margin(lines).size();
  std::string result;
  for (const std::string& line : lines)
    result += is_blank(line) ? (line.ends_with('\n') ? "\n" : "") : line.substr(margin);
  return text(rt, result);
}

Value indent(Runtime& rt, Args args) {
  const auto [source, prefix, predicate] = bind_python<3>(rt, "indent", {"text", "prefix", "predicate"}, args, 2);
  std::string result;
  for (const std::string& line : lines_of(as_str(source).view())) {
    const bool wanted = is_none_or_unset(predicate) ? !is_blank(line) : truth(rt, call(rt, predicate, text(rt, line)));
    result += (wanted ? std::string(as_str(prefix).view()) : std::string()) + line;
  }
  return text(rt, result);
}

constexpr NativeMethod functions[] = {{"dedent", dedent, one_argument()}, {"indent", indent}};

}  // namespace

Ref<ModuleObject> textwrap_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "textwrap");
  add_functions(rt, *module->dict, "textwrap", functions);
  return module;
}

}  // namespace orrery::script
