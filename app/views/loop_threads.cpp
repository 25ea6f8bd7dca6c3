// What threads do beside the loop.
#include <fmt/format.h>

#include <algorithm>

#include "app/views/loop_sections.hpp"

namespace orrery::views::loop {
namespace {

using widgets::Rect;
using widgets::Tone;

constexpr std::size_t most_jobs = 3;

Item job_item(const Scope& scope, std::uint32_t serial, const model::Job& job, const Rect& box) {
  Item item;
  item.key = {What::job, {}, serial};
  item.box = box;
  item.title = scope.text(job.function);
  item.aside = job.thread ? scope.text(job.thread) : "queued";
  item.tone = job.thread ? Tone::running : Tone::ready;
  item.compact = true;
  item.tip = fmt::format("job {}: {}\n{}", serial, item.title,
                         job.thread ? "runs in the thread " + item.aside + ", beside the loop" : "waits for a thread");
  if (job.task) item.tip += "\ngiven away by " + scope.label(job.task);
  if (job.task) item.origin[0] = {What::task, job.task, 0};
  return item;
}

}  // namespace

float threads_height(const Scope& scope) {
  const std::size_t jobs = std::min(most_jobs, scope.state.jobs.size());
  if (jobs == 0) return 0;
  return scope.sizes.heading + static_cast<float>(jobs) * (scope.sizes.low_chip + scope.px(4)) + scope.sizes.gap;
}

void thread_jobs(const Scope& scope, Rect& column) {
  if (scope.state.jobs.empty()) return;
  const std::size_t count = scope.state.jobs.size();
  scope.heading(column, "threads", counted(count, "job"));
  std::size_t shown = 0;
  for (auto [serial, job] : scope.state.jobs) {
    if (++shown > most_jobs) break;
    scope.scene.items.push_back(job_item(scope, serial, job, column.cut_top(scope.sizes.low_chip)));
    column.cut_top(scope.px(4));
  }
  column.cut_top(scope.sizes.gap);
}

}  // namespace orrery::views::loop
