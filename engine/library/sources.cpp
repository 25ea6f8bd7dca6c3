#include "engine/library/sources.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace orrery::library {
namespace {

// "/somewhere/engine/library/sources.cpp" -> "/somewhere/engine/"
std::string_view engine_folder() {
  constexpr std::string_view me = "library/sources.cpp";
  const std::string_view path = std::source_location::current().file_name();
  return path.ends_with(me) ? path.substr(0, path.size() - me.size()) : std::string_view();
}

}  // namespace

bool is_of_engine(std::string_view path) {
  const std::string_view folder = engine_folder();
  return (!folder.empty() && path.starts_with(folder)) || path.find("include/orrery/engine/") != path.npos;
}

std::string text_of(const std::string& path, std::size_t most) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const auto size = file ? static_cast<std::streamoff>(file.tellg()) : -1;
  if (size <= 0 || static_cast<std::size_t>(size) > most) return {};
  std::string text(static_cast<std::size_t>(size), '\0');
  file.seekg(0).read(text.data(), size);
  return file ? text : std::string();
}

Sources::File Sources::read(const char* path) {
  if (is_of_engine(path)) return {path, 0, Braces({})};
  const std::string text = text_of(path);
  const event::Name name = probe_->intern(path);
  probe_->emit_text(event::Kind::source_file, {}, {}, 0, path, probe_->intern(text));
  return {path, name, Braces(text)};
}

std::size_t Sources::add_file(const char* path) {
  const auto same = std::ranges::find(files_, std::string_view(path), &File::path);
  const auto at = static_cast<std::size_t>(same - files_.begin());
  if (same == files_.end()) files_.push_back(read(path));
  known_.emplace_back(path, at);
  return at;
}

std::size_t Sources::file_at(const char* path) {
  const auto known = std::ranges::find(known_, path, [](const auto& entry) { return entry.first; });
  return known != known_.end() ? known->second : add_file(path);
}

// Without memory a coroutine has no line.
loop::Place Sources::place(const std::source_location& where) noexcept try {
  return {files_[file_at(where.file_name())].name, loop::line_of(where)};
} catch (const std::exception&) {
  return {};
}

loop::Place Sources::begin_of(const std::source_location& end) noexcept try {
  const auto [entry, added] = begins_.try_emplace({end.file_name(), end.line(), end.column()});
  if (!added) return entry->second;
  const File& file = files_[file_at(end.file_name())];
  const unsigned line = file.braces.opened_at(end.line(), end.column());
  entry->second = {file.name, line ? static_cast<std::uint16_t>(std::min(line, 65535U)) : loop::line_of(end)};
  return entry->second;
} catch (const std::exception&) {
  return {};
}

}  // namespace orrery::library
