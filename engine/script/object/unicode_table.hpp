// Tables of characters; see unicode.hpp for questions to ask of them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace orrery::script::unicode {

// The characters from first to last: every other one from the first has `flags`, those between have `between`.
struct FlagRow {
  std::uint32_t first, last;
  std::uint16_t flags, between;
};
// Every `stride`-th character from first to last maps to itself plus delta.
struct MapRow {
  std::uint32_t first, last;
  std::int32_t delta;
  std::uint32_t stride;
};
// Characters that become several.
struct SpecialRow {
  std::uint32_t character;
  const char* text;
};

extern const FlagRow flag_rows[];
extern const std::size_t flag_rows_size;
#define ORRERY_CASE_MAP(name)                \
  extern const MapRow name##_rows[];         \
  extern const std::size_t name##_rows_size; \
  extern const SpecialRow name##_special[];  \
  extern const std::size_t name##_special_size
ORRERY_CASE_MAP(upper);
ORRERY_CASE_MAP(lower);
ORRERY_CASE_MAP(title);
ORRERY_CASE_MAP(fold);
#undef ORRERY_CASE_MAP

}  // namespace orrery::script::unicode
