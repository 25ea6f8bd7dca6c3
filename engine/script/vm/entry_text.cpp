#include "engine/script/vm/entry_text.hpp"

#include <fmt/format.h>

#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"
#include "engine/script/vm/marked_lines.hpp"
#include "engine/script/vm/markers.hpp"

namespace orrery::script {

std::string entry_text(Interpreter& in, const TracebackEntry& entry) {
  std::string text =
      fmt::format("  File \"{}\", line {}, in {}\n", entry.file->view(), entry.line, entry.function->view());
  const auto line = static_cast<int>(entry.line);
  // What exec() runs has no lines to show.
  const std::string_view source = entry.file->view() == in.file() ? in.source_line(line) : std::string_view();
  if (source.empty()) return text;
  if (in.environment().rules() >= loop::Rules::py313 && entry.column != entry.end_column)
    return text + marked_lines(in, entry);
  text += fmt::format("    {}\n", source);
  const std::string marks = markers(entry, source, in.indentation(line));
  return marks.empty() ? text : text + fmt::format("    {}\n", marks);
}

}  // namespace orrery::script
