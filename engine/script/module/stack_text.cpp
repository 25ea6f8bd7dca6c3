#include "engine/script/module/stack_text.hpp"

#include <algorithm>

#include "engine/script/object/str.hpp"
#include "engine/script/vm/entry_text.hpp"
#include "engine/script/vm/frame.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {

std::string frame_text(Runtime& rt, const TracebackEntry& entry) {
  return entry_text(interpreter(rt), entry);
}

std::vector<TracebackEntry> running_frames(Runtime& rt) {
  std::vector<TracebackEntry> frames;
  for (Frame* f = interpreter(rt).frame(); f; f = f->back) {
    TracebackEntry entry;
    entry.file = Ref<Str>(f->code->file);
    entry.function = Ref<Str>(f->code->name);
    entry.line = static_cast<std::uint32_t>(f->line());
    frames.push_back(std::move(entry));
  }
  std::ranges::reverse(frames);
  return frames;
}

std::string stack_text(Runtime& rt) {
  std::string all;
  for (const TracebackEntry& entry : running_frames(rt)) all += frame_text(rt, entry);
  if (all.ends_with('\n')) all.pop_back();
  return all;
}

}  // namespace orrery::script
