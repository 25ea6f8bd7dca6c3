#include "app/views/mark.hpp"

#include <cmath>
#include <numbers>

namespace orrery::views {

void draw_mark(const widgets::Pen& pen, widgets::Vec centre, float radius, float turn) {
  const float angle = turn * 2 * std::numbers::pi_v<float>;
  const widgets::Vec planet = centre + widgets::Vec(std::cos(angle), std::sin(angle)) * radius;
  const float stroke = radius * 0.18F;
  pen.list->AddCircle(centre, radius, pen.theme().accent, 0, stroke);
  pen.list->AddCircleFilled(centre, radius * 0.34F, pen.theme().text);
  pen.list->AddCircleFilled(planet, radius * 0.42F, pen.theme().ground);
  pen.list->AddCircleFilled(planet, radius * 0.30F, pen.theme().ready);
}

}  // namespace orrery::views
