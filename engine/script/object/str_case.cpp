// Cases and kinds of characters. (unicodeobject.c)
#include "engine/script/object/exception.hpp"
#include "engine/script/object/str_methods.hpp"
#include "engine/script/object/unicode.hpp"

namespace orrery::script {

namespace {

using unicode::Case;

Str& self_of(Args args) {
  return as_str(args[0]);
}

template <class F>
void each(const Str& text, F&& f) {
  const char* p = text.data();
  const char* end = p + text.size();
  while (p < end) f(next_code_point(p));
}

bool is_cased(char32_t c) {
  return unicode::is(c, unicode::upper | unicode::lower | unicode::title);
}

// Greek sigma at the end of a word is lower-cased to its final form.
void append_lower(std::string& into, char32_t c, bool word_before, bool word_after) {
  if (c == 0x3A3) {
    append_utf8(into, word_before && !word_after ? 0x3C2 : 0x3C3);
  } else {
    unicode::append_case(into, c, Case::lower);
  }
}

std::u32string code_points(const Str& text) {
  std::u32string points;
  each(text, [&](char32_t c) { points += c; });
  return points;
}

bool cased_at(const std::u32string& points, std::size_t i) {
  return i < points.size() && is_cased(points[i]);
}

Value lower(Runtime& rt, Args args) {
  std::string result;
  const std::u32string points = code_points(self_of(args));
  for (std::size_t i = 0; i < points.size(); ++i)
    append_lower(result, points[i], i > 0 && cased_at(points, i - 1), cased_at(points, i + 1));
  return make_str(rt, result);
}

template <Case wanted>
Value convert(Runtime& rt, Args args) {
  std::string result;
  each(self_of(args), [&](char32_t c) { unicode::append_case(result, c, wanted); });
  return make_str(rt, result);
}

Value title(Runtime& rt, Args args) {
  std::string result;
  bool inside = false;
  const std::u32string points = code_points(self_of(args));
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (inside) {
      append_lower(result, points[i], true, cased_at(points, i + 1));
    } else {
      unicode::append_case(result, points[i], Case::title);
    }
    inside = is_cased(points[i]);
  }
  return make_str(rt, result);
}

Value capitalize(Runtime& rt, Args args) {
  std::string result;
  const std::u32string points = code_points(self_of(args));
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (i == 0) {
      unicode::append_case(result, points[i], Case::title);
    } else {
      append_lower(result, points[i], cased_at(points, i - 1), cased_at(points, i + 1));
    }
  }
  return make_str(rt, result);
}

Value swapcase(Runtime& rt, Args args) {
  std::string result;
  each(self_of(args), [&](char32_t c) {
    if (unicode::is(c, unicode::upper)) {
      unicode::append_case(result, c, Case::lower);
    } else if (unicode::is(c, unicode::lower)) {
      unicode::append_case(result, c, Case::upper);
    } else {
      append_utf8(result, c);
    }
  });
  return make_str(rt, result);
}

// ---- is…

template <unsigned wanted>
Value all_are(Runtime&, Args args) {
  bool all = self_of(args).size() > 0;
  each(self_of(args), [&](char32_t c) { all = all && unicode::is(c, wanted); });
  return boolean(all);
}

Value isprintable(Runtime&, Args args) {
  bool all = true;
  each(self_of(args), [&](char32_t c) { all = all && unicode::is(c, unicode::printable); });
  return boolean(all);
}

Value isascii(Runtime&, Args args) {
  return boolean(self_of(args).is_ascii());
}

template <unsigned wanted, unsigned unwanted>
Value has_case(Runtime&, Args args) {
  bool some = false;
  bool wrong = false;
  each(self_of(args), [&](char32_t c) {
    some = some || unicode::is(c, wanted);
    wrong = wrong || unicode::is(c, unwanted);
  });
  return boolean(some && !wrong);
}

Value istitle(Runtime&, Args args) {
  bool some = false;
  bool right = true;
  bool inside = false;
  each(self_of(args), [&](char32_t c) {
    if (unicode::is(c, unicode::upper | unicode::title)) {
      right = right && !inside;
      inside = some = true;
    } else if (unicode::is(c, unicode::lower)) {
      right = right && inside;
      inside = some = true;
    } else {
      inside = false;
    }
  });
  return boolean(some && right);
}

Value isidentifier(Runtime&, Args args) {
  bool first = true;
  bool right = self_of(args).size() > 0;
  each(self_of(args), [&](char32_t c) {
    const bool letter = c == '_' || unicode::is(c, unicode::alpha);
    right = right && (letter || (!first && unicode::is(c, unicode::decimal)));
    first = false;
  });
  return boolean(right);
}

constexpr NativeMethod methods[] = {
    {"lower", lower, no_arguments()},
    {"upper", convert<Case::upper>, no_arguments()},
    {"casefold", convert<Case::fold>, no_arguments()},
    {"title", title, no_arguments()},
    {"capitalize", capitalize, no_arguments()},
    {"swapcase", swapcase, no_arguments()},
    {"isalpha", all_are<unicode::alpha>, no_arguments()},
    {"isdecimal", all_are<unicode::decimal>, no_arguments()},
    {"isdigit", all_are<unicode::digit>, no_arguments()},
    {"isnumeric", all_are<unicode::numeric>, no_arguments()},
    {"isalnum", all_are<unicode::alpha | unicode::decimal | unicode::digit | unicode::numeric>, no_arguments()},
    {"isspace", all_are<unicode::space>, no_arguments()},
    {"isprintable", isprintable, no_arguments()},
    {"isascii", isascii, no_arguments()},
    {"isupper", has_case<unicode::upper, unicode::lower | unicode::title>, no_arguments()},
    {"islower", has_case<unicode::lower, unicode::upper | unicode::title>, no_arguments()},
    {"istitle", istitle, no_arguments()},
    {"isidentifier", isidentifier, no_arguments()},
};

}  // namespace

std::span<const NativeMethod> str_case_methods() noexcept {
  return methods;
}

}  // namespace orrery::script
