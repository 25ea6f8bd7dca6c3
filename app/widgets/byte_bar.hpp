#pragma once
// A buffer and what is in it: each byte a cell while there is room, else a bar with the beginning of the text.

#include <string_view>

#include "app/widgets/look.hpp"

namespace orrery::widgets {

struct ByteBar {
  std::string_view bytes;    // what is in it now, or the beginning of it
  std::size_t length = 0;    // how many bytes are in it; at least bytes.size()
  std::size_t capacity = 0;  // 0: unknown; then the bar shows cells only
  Tone tone = Tone::io;
  bool end_of_file = false;      // a mark behind the last byte
  bool fill_from_right = false;  // for a send buffer, whose bytes leave at the right
  float arriving = 1;            // 0..1: the last `arriving_bytes` slide in
  std::size_t arriving_bytes = 0;
};

float byte_bar_height(const Pen& pen);
void byte_bar(const Pen& pen, const Rect& box, const ByteBar& look);

// One byte as a letter: printable ASCII as it is, the blank as "" (it is drawn), the line end as "⏎", others as "·".
const char* byte_glyph(unsigned char byte, char (&buffer)[2]);

}  // namespace orrery::widgets
