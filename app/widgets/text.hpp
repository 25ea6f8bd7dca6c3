#pragma once
// Words: sizes, one-line text with ellipsis, wrapped text, section headings. All lengths in display pixels.

#include <string>
#include <string_view>

#include "app/widgets/look.hpp"

namespace orrery::widgets {

enum class Align { left, centre, right };

float line_height(const Pen& pen, Type type);
Vec text_size(const Pen& pen, Type type, std::string_view words);

// Draws one line with its upper left corner at `at`, as long as it is. Returns its width.
float text(const Pen& pen, Vec at, Type type, ImU32 color, std::string_view words);

// The longest beginning of `words` that fits `width` together with "…", or `words` when it fits. Cuts between code
// points.
std::string ellipsis(const Pen& pen, Type type, std::string_view words, float width);

// Draws one line inside `box`, centred vertically, cut with "…" if too long. Returns whether it had to be cut (a reason
// for a tooltip).
bool text_in(const Pen& pen, const Rect& box, Type type, ImU32 color, std::string_view words,
             Align align = Align::left);

// Draws words broken over lines; returns the height used. `draw` false only measures.
float text_wrapped(const Pen& pen, Vec at, float width, Type type, ImU32 color, std::string_view words,
                   bool draw = true);

// A section heading, "READY QUEUE   2 handles": the name small and in capitals (ASCII letters are raised for you), the
// aside behind it. Returns the x where the writing ends. Height: heading_height().
float heading(const Pen& pen, Vec at, std::string_view name, std::string_view aside = {});
float heading_height(const Pen& pen);

// An icon of the icon font (widgets/icons.hpp), centred at `centre`; nothing when the font is missing.
void icon(const Pen& pen, Vec centre, const char* glyph, ImU32 color, Type size = Type::small);

// Stands in for a list or a pane that is empty: dim, centred in `box`, wrapped, with an optional icon above.
void empty_state(const Pen& pen, const Rect& box, std::string_view words, const char* glyph = "");

}  // namespace orrery::widgets
