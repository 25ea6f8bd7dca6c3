#include "engine/scenario/save.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/scenario/json_value.hpp"

namespace orrery::scenario {

namespace {

std::string quoted(std::string_view line) {
  return nlohmann::json(std::string(line)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// The spaces that the line of a place begins with.
std::string indentation(std::string_view text, std::size_t offset) {
  const std::size_t line = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
  const std::size_t end = text.find_first_not_of(" \t", begin);
  return std::string(text.substr(begin, std::min(end, offset) - begin));
}

std::string list_of_lines(std::string_view program, const std::string& indent) {
  if (program.ends_with('\n')) program.remove_suffix(1);
  std::string list = "[";
  for (std::size_t begin = 0; begin <= program.size();) {
    const std::size_t end = std::min(program.find('\n', begin), program.size());
    list += fmt::format("{}\n{}  {}", begin == 0 ? "" : ",", indent, quoted(program.substr(begin, end - begin)));
    begin = end + 1;
  }
  return list + "\n" + indent + "]";
}

}  // namespace

std::optional<std::string> with_program(std::string_view file, std::string_view text, std::string_view program) {
  if (file.ends_with(".py")) return std::string(program);
  JsonValue root;
  script::Reporter reporter("");
  const std::size_t mark = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const std::string_view source = text.substr(mark);
  if (!read_json(source, root, reporter) || !root.is(JsonValue::Type::object)) return std::nullopt;
  std::string result(text.substr(0, mark));
  if (const JsonValue* old = root.find("program")) {
    result += source.substr(0, old->begin);
    result += list_of_lines(program, indentation(source, old->begin));
    result += source.substr(old->end);
  } else {
    result += source.substr(0, root.begin + 1);
    result += fmt::format("\n  \"program\": {}{}", list_of_lines(program, "  "), root.members.empty() ? "\n" : ",");
    result += source.substr(root.begin + 1);
  }
  return result;
}

std::string save_program(const std::string& path, std::string_view program) {
  std::ifstream old(path, std::ios::binary);
  std::stringstream text;
  if (old.peek() != std::ifstream::traits_type::eof()) text << old.rdbuf();
  if (!old.is_open() && !path.ends_with(".py")) return fmt::format("{}: can't be read", path);
  const auto changed = with_program(path, text.str(), program);
  if (!changed) return fmt::format("{}: is no JSON object any more", path);
  const std::string draft = path + ".new";
  std::ofstream file(draft, std::ios::binary);
  file << *changed;
  file.close();
  if (file.fail()) return fmt::format("{}: can't be written: {}", draft, std::strerror(errno));
  std::error_code error;
  std::filesystem::rename(draft, path, error);
  return error ? fmt::format("{}: can't be replaced: {}", path, error.message()) : "";
}

}  // namespace orrery::scenario
