#include "engine/script/syntax/program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/loop/environment.hpp"
#include "engine/script/syntax/arena.hpp"
#include "engine/script/syntax/characters.hpp"
#include "engine/script/syntax/checker.hpp"
#include "engine/script/syntax/lexer.hpp"
#include "engine/script/syntax/parser.hpp"
#include "engine/script/syntax/refusal.hpp"
#include "engine/script/syntax/scope_builder.hpp"
#include "engine/script/syntax/walk.hpp"

namespace orrery::script {

namespace {

constexpr std::size_t largest_source = 1 << 20;

// \r\n and \r become \n, as CPython reads its sources; a byte order mark is left out.
std::string normalized(std::string_view source) {
  if (source.starts_with("\xEF\xBB\xBF")) source.remove_prefix(3);
  std::string result;
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i] != '\r') {
      result.push_back(source[i]);
    } else if (i + 1 >= source.size() || source[i + 1] != '\n') {
      result.push_back('\n');
    }
  }
  return result;
}

ast::Range place_of(std::string_view source, std::size_t offset) {
  Cursor cursor(source);
  cursor.advance(offset);
  return cursor.here();
}

// Is it text at all?
bool readable(const std::string& source, Reporter& reporter) {
  if (source.size() > largest_source) {
    reporter.report({0, 0, 0, 0}, fmt::format("the program is larger than {} bytes", largest_source));
  } else if (const auto bad = first_bad_byte(source)) {
    reporter.report(place_of(source, *bad),
                    fmt::format("Non-UTF-8 code starting with '\\x{:02x}'", static_cast<unsigned char>(source[*bad])),
                    "save the file as UTF-8");
  } else if (const auto null = source.find('\0'); null != std::string::npos) {
    reporter.report(place_of(source, null), "source code cannot contain null bytes");
  }
  return reporter.empty();
}

// Reports a tree that is too deep to be walked by recursion. Walks it without.
bool too_deep(ast::Body body, Reporter& reporter) {
  struct Step {
    const ast::Node* node;
    int depth;
  };
  std::vector<Step> left;
  for (const ast::Stmt* statement : body) left.push_back({statement, 1});
  while (!left.empty()) {
    const Step step = left.back();
    left.pop_back();
    if (step.depth > ast::max_tree_depth) {
      reporter.report(step.node->at, "too deeply nested", fmt::format("at most {} levels", ast::max_tree_depth));
      return true;
    }
    ast::each_child(*step.node, [&](const ast::Node& child) { left.push_back({&child, step.depth + 1}); });
  }
  return false;
}

}  // namespace

Program::Program(std::string name, std::string text)
    : file(std::move(name)), source(normalized(text)), arena_(std::make_unique<Arena>()) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < source.size(); ++i)
    if (source[i] == '\n' && i + 1 < source.size()) line_starts_.push_back(i + 1);
}

Program::Program(Program&&) noexcept = default;
Program& Program::operator=(Program&&) noexcept = default;
Program::~Program() = default;

std::string_view Program::line(int number) const noexcept {
  if (number < 1 || number > lines()) return {};
  const std::string_view rest = std::string_view(source).substr(line_starts_[static_cast<std::size_t>(number) - 1]);
  return rest.substr(0, rest.find('\n'));
}

Program parse(std::string file, std::string source, const Vocabulary& vocabulary) {
  return parse(std::move(file), std::move(source), vocabulary, loop::Rules::py313);
}

Program parse(std::string file, std::string source, loop::Rules rules) {
  return parse(std::move(file), std::move(source), module_names(), rules);
}

Program parse(std::string file, std::string source, const Vocabulary& vocabulary, loop::Rules rules) {
  Program program(std::move(file), std::move(source));
  Reporter reporter(program.file);
  if (readable(program.source, reporter)) {
    Arena& arena = program.arena();
    Parser parser(arena, reporter, Lexer(program.source, reporter, rules).run(), rules);
    const ast::Body body = parser.module();
    if (!too_deep(body, reporter)) {
      auto* module = arena.make<ast::Module>();
      module->body = body;
      const bool syntax_ok = reporter.empty();
      ScopeBuilder scopes(arena, reporter);
      module->scope = scopes.build(*module);
      check(*module, reporter);
      refuse(*module, scopes.imports(), vocabulary, syntax_ok, reporter);
      program.tree = module;
    }
  }
  program.problems = reporter.take();
  return program;
}

}  // namespace orrery::script
