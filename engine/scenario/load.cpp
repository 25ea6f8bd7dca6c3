#include "engine/scenario/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/scenario/json_value.hpp"
#include "engine/scenario/program_vocabulary.hpp"
#include "engine/scenario/read_document.hpp"
#include "engine/script/syntax/program.hpp"

namespace orrery::scenario {

namespace {

namespace fs = std::filesystem;

bool is_program(std::string_view file) {
  return file.ends_with(".py");
}

LoadResult failed(std::string file, std::string text) {
  LoadResult result;
  result.document.file = file;
  result.document.title = fs::path(file).stem().string();
  result.problems.push_back({std::move(file), 0, 0, 0, std::move(text), {}});
  return result;
}

std::string with_final_newline(std::string text) {
  if (!text.empty() && text.back() != '\n') text += '\n';
  return text;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// Where in the document a place of the program stands.
Range place_in_document(std::string_view source, const JsonValue& program, const script::Problem& problem) {
  const auto line = static_cast<std::size_t>(problem.line), column = static_cast<std::size_t>(problem.column);
  if (problem.line < 1) return program.at;
  if (program.is(JsonValue::Type::string)) {
    std::size_t begin = 0;
    for (std::size_t n = 1; n < line && begin != std::string::npos; ++n) {
      begin = program.text.find('\n', begin);
      if (begin != std::string::npos) ++begin;
    }
    const std::size_t before =
        characters(std::string_view(program.text).substr(0, std::min(begin, program.text.size())));
    return place_in_string(source, program, before + column - 1);
  }
  if (program.items.empty()) return program.at;
  const bool beyond = line > program.items.size();
  const JsonValue& item = beyond ? program.items.back() : program.items[line - 1];
  if (!item.is(JsonValue::Type::string)) return item.at;
  return place_in_string(source, item, beyond ? item.text.size() : column - 1);
}

void report_program(std::string_view source, const JsonValue& root, const Document& document,
                    loop::Rules rules, script::Reporter& reporter) {
  const JsonValue* program = root.find("program");
  if (!program || (!program->is(JsonValue::Type::string) && !program->is(JsonValue::Type::array))) return;
  for (const script::Problem& problem : check_program(document.file, document.program, rules)) {
    const std::string where = problem.line > 0 ? fmt::format("program line {}", problem.line) : "program";
    Range at = place_in_document(source, *program, problem);
    at.end_column = std::max(at.end_column, at.column + problem.end_column - problem.column);
    reporter.report(at, fmt::format("{}: {}", where, problem.text), problem.hint);
  }
}

LoadResult load_program(std::string file, std::string_view text, loop::Rules rules) {
  LoadResult result;
  result.document.title = fs::path(file).stem().string();
  result.document.file = file;
  result.document.program = with_final_newline(std::string(text));
  result.problems = check_program(file, result.document.program, rules);
  return result;
}

// What is in a file, or why it can't be read.
struct FileText {
  std::string text, error;
};

FileText read_file(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return {"", fmt::format("can't be read: {}", std::strerror(ENOENT))};
  if (!fs::is_regular_file(status)) return {"", "is no file that can be read"};
  if (fs::file_size(path, error) > largest_json) return {"", fmt::format("is larger than {} bytes", largest_json)};
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  if (file.peek() != std::ifstream::traits_type::eof()) text << file.rdbuf();
  if (!file.is_open() || file.bad() || text.bad())
    return {"", fmt::format("can't be read: {}", std::strerror(errno ? errno : EIO))};
  return {text.str(), ""};
}

}  // namespace

LoadResult load_file(const std::string& path, std::optional<loop::Rules> rules) {
  const FileText file = read_file(path);
  return file.error.empty() ? load_text(path, file.text, rules) : failed(path, file.error);
}

LoadResult load_text(std::string file, std::string_view text, std::optional<loop::Rules> rules) {
  if (is_program(file)) return load_program(std::move(file), text, rules.value_or(loop::Rules::py313));
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  LoadResult result;
  result.document.file = file;
  result.document.title = fs::path(file).stem().string();
  script::Reporter reporter(std::move(file));
  JsonValue root;
  if (read_json(text, root, reporter)) {
    Reading reading(text, reporter);
    read_document(reading, root, result.document);
    report_program(text, root, result.document, rules.value_or(result.document.rules), reporter);
  }
  result.problems = reporter.take();
  return result;
}

script::Problems check_program(const std::string& file, const std::string& source, loop::Rules rules) {
  return script::parse(file, source, program_vocabulary(), rules).problems;
}

std::vector<CatalogueEntry> catalogue(const std::string& folder) {
  std::vector<CatalogueEntry> entries;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const fs::path path = it->path();
    if (path.filename() == "schema.json" || (path.extension() != ".json" && path.extension() != ".py")) continue;
    LoadResult loaded = load_file(path.string());
    entries.push_back({path.string(), std::move(loaded.document), std::move(loaded.problems)});
  }
  std::ranges::sort(entries, {}, &CatalogueEntry::path);
  return entries;
}

}  // namespace orrery::scenario
