#include "engine/script/object/args.hpp"

#include <fmt/format.h>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/runtime.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

std::size_t Args::keyword_count() const noexcept {
  return names_ ? names_->size() : 0;
}

Str* Args::keyword_name(std::size_t i) const noexcept {
  return &as_str((*names_)[i]);
}

const Value* Args::keyword(std::string_view name) const noexcept {
  for (std::size_t i = 0; i < keyword_count(); ++i) {
    if (keyword_name(i)->view() == name) return &keyword_value(i);
  }
  return nullptr;
}

namespace {

std::string_view plural(std::size_t count) {
  return count == 1 ? "" : "s";
}

void check_between(Runtime& rt, Arity arity, std::size_t given, std::string_view name) {
  if (given >= arity.least && given <= arity.most) return;
  const bool few = given < arity.least;
  const std::string_view how = arity.least == arity.most ? "" : few ? "at least " : "at most ";
  const std::size_t limit = few ? arity.least : arity.most;
  if (arity.kind == Arity::Kind::parsed)
    raise_type_error(rt, fmt::format("{}() takes {}{} argument{} ({} given)", name, how, limit, plural(limit), given));
  raise_type_error(rt, fmt::format("{} expected {}{} argument{}, got {}", name, how, limit, plural(limit), given));
}

}  // namespace

void no_keywords(Runtime& rt, Args args, std::string_view function) {
  if (args.keyword_count()) raise_type_error(rt, fmt::format("{}() takes no keyword arguments", function));
}

bool arity_fits(Arity arity, Args args) noexcept {
  if (arity.kind == Arity::Kind::any) return true;
  if (args.names() && args.keyword_count() != 0) return false;
  if (arity.kind == Arity::Kind::nothing) return args.size() == 0;
  if (arity.kind == Arity::Kind::one) return args.size() == 1;
  return args.size() >= arity.least && args.size() <= arity.most;
}

void check_arity(Runtime& rt, Arity arity, Args args, std::string_view full, std::string_view name) {
  if (arity.kind == Arity::Kind::any) return;
  no_keywords(rt, args, full);
  const std::size_t given = args.size();
  if (arity.kind == Arity::Kind::nothing && given != 0)
    raise_type_error(rt, fmt::format("{}() takes no arguments ({} given)", full, given));
  if (arity.kind == Arity::Kind::one && given != 1)
    raise_type_error(rt, fmt::format("{}() takes exactly one argument ({} given)", full, given));
  if (arity.kind == Arity::Kind::between || arity.kind == Arity::Kind::parsed) check_between(rt, arity, given, name);
}

namespace {

std::size_t place_of(const Signature& s, std::string_view name) {
  for (std::size_t i = s.positional_only; i < s.names.size(); ++i) {
    if (s.names[i] == name) return i;
  }
  return s.names.size();
}

// Argument clinic has had other words since 3.13.
[[noreturn]] void unknown_keyword(Runtime& rt, std::string_view function, std::string_view name) {
  if (rt.environment().rules() == loop::Rules::py313)
    raise_type_error(rt, fmt::format("{}() got an unexpected keyword argument '{}'", function, name));
  raise_type_error(rt, fmt::format("'{}' is an invalid keyword argument for {}()", name, function));
}

void bind_keywords(Runtime& rt, const Signature& s, Args args, std::span<Value> into) {
  for (std::size_t k = 0; k < args.keyword_count(); ++k) {
    const std::string_view name = args.keyword_name(k)->view();
    const std::size_t at = place_of(s, name);
    if (at == s.names.size()) unknown_keyword(rt, s.function, name);
    if (at < args.size())
      raise_type_error(
          rt, fmt::format("argument for {}() given by name ('{}') and position ({})", s.function, name, at + 1));
    into[at] = args.keyword_value(k);
  }
}

void too_many(Runtime& rt, const Signature& s, std::size_t most, std::size_t given, bool keywords) {
  const std::size_t total = keywords && s.keyword_only >= s.names.size() ? s.names.size() : most;
  const std::string_view how = s.required == total ? "exactly" : "at most";
  const std::string_view kind = s.keyword_only < s.names.size() ? "positional argument" : "argument";
  if (total == 0) raise_type_error(rt, fmt::format("{}() takes no positional arguments", s.function));
  raise_type_error(rt,
                   fmt::format("{}() takes {} {} {}{} ({} given)", s.function, how, total, kind, plural(total), given));
}

}  // namespace

void bind(Runtime& rt, const Signature& s, Args args, std::span<Value> into) {
  const std::size_t most = std::min(s.keyword_only, s.names.size());
  if (args.size() > most) too_many(rt, s, most, args.size() + args.keyword_count(), args.keyword_count() != 0);
  for (std::size_t i = 0; i < into.size(); ++i) into[i] = i < args.size() ? args[i] : Value(unset);
  bind_keywords(rt, s, args, into);
  for (std::size_t i = 0; i < s.required; ++i) {
    if (!is_unset(into[i])) continue;
    if (i < s.positional_only) {
      const std::string_view how = s.required == most ? "exactly" : "at least";
      raise_type_error(rt, fmt::format("{}() takes {} {} positional argument{} ({} given)", s.function, how,
                                       s.positional_only, plural(s.positional_only), args.size()));
    }
    raise_type_error(rt, fmt::format("{}() missing required argument '{}' (pos {})", s.function, s.names[i], i + 1));
  }
}

}  // namespace orrery::script
