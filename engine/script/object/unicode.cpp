#include "engine/script/object/unicode.hpp"

#include <algorithm>
#include <span>

#include "engine/script/object/str.hpp"
#include "engine/script/object/unicode_table.hpp"

namespace orrery::script::unicode {

namespace {

std::uint16_t ascii_flags(char32_t c) noexcept {
  if (c >= 'a' && c <= 'z') return alpha | lower | printable;
  if (c >= 'A' && c <= 'Z') return alpha | upper | printable;
  if (c >= '0' && c <= '9') return decimal | digit | numeric | printable;
  if (c == ' ') return space | printable;
  if ((c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f)) return space;
  return c > ' ' && c < 0x7f ? printable : 0;
}

struct Map {
  std::span<const MapRow> rows;
  std::span<const SpecialRow> special;
};

Map map_of(Case wanted) noexcept {
  switch (wanted) {
    case Case::upper:
      return {{upper_rows, upper_rows_size}, {upper_special, upper_special_size}};
    case Case::lower:
      return {{lower_rows, lower_rows_size}, {lower_special, lower_special_size}};
    case Case::title:
      return {{title_rows, title_rows_size}, {title_special, title_special_size}};
    default:
      return {{fold_rows, fold_rows_size}, {fold_special, fold_special_size}};
  }
}

}  // namespace

std::uint16_t flags(char32_t c) noexcept {
  if (c < 0x80) return ascii_flags(c);
  const FlagRow* end = flag_rows + flag_rows_size;
  const FlagRow* row = std::lower_bound(flag_rows, end, c, [](const FlagRow& r, char32_t x) { return r.last < x; });
  if (row == end || row->first > c) return 0;
  return (c - row->first) % 2 == 0 ? row->flags : row->between;
}

void append_case(std::string& into, char32_t c, Case wanted) {
  if (c < 0x80) {
    const bool change = wanted == Case::upper || wanted == Case::title ? c >= 'a' && c <= 'z' : c >= 'A' && c <= 'Z';
    into += static_cast<char>(change ? c ^ 0x20 : c);
    return;
  }
  const Map map = map_of(wanted);
  const auto special =
      std::find_if(map.special.begin(), map.special.end(), [c](const SpecialRow& r) { return r.character == c; });
  if (special != map.special.end()) {
    into += special->text;
    return;
  }
  const auto row =
      std::lower_bound(map.rows.begin(), map.rows.end(), c, [](const MapRow& r, char32_t x) { return r.last < x; });
  const bool mapped = row != map.rows.end() && row->first <= c && (c - row->first) % row->stride == 0;
  append_utf8(into, mapped ? c + static_cast<char32_t>(row->delta) : c);
}

}  // namespace orrery::script::unicode
