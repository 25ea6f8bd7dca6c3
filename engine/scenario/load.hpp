// Reading scenarios: JSON documents and bare .py files. What can be read is returned together with all problems.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/document.hpp"
#include "engine/script/syntax/problem.hpp"

namespace orrery::scenario {

struct LoadResult {
  Document document;          // what could be read; defaults elsewhere
  script::Problems problems;  // in order of place; line 0 where it is about the whole file
  bool ok() const noexcept { return problems.empty(); }
};

// By the ending of the name: `.py` is a program, everything else a document. Never throws for the file's sake: one that is
// missing, unreadable or too large is a problem as well.
// `rules`: with the grammar of this version instead of the document's.
LoadResult load_file(const std::string& path, std::optional<loop::Rules> rules = {});
// The same for a text at hand; `file` names it in messages.
LoadResult load_text(std::string file, std::string_view text, std::optional<loop::Rules> rules = {});

// What is wrong with a program, in its own lines and columns: for editors, which show it without the JSON around it.
script::Problems check_program(const std::string& file, const std::string& source,
                               loop::Rules rules = loop::Rules::py313);

// A file of a folder of scenarios.
struct CatalogueEntry {
  std::string path;
  Document document;
  script::Problems problems;
};
// All .json and .py files of a folder but schema.json, in order of their names; empty if there is no such folder.
std::vector<CatalogueEntry> catalogue(const std::string& folder);

}  // namespace orrery::scenario
