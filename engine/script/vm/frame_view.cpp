#include "engine/script/vm/frame_view.hpp"

#include <fmt/format.h>

#include "engine/script/object/builder.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/object/traceback.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

class FrameView final : public ScriptObject, public Tracked {
 public:
  FrameView(Type* type, Ref<Frame> of) noexcept : ScriptObject(type), Tracked(type->heap()), frame(std::move(of)) {}
  Ref<Frame> frame;
  void clear_references() noexcept override { frame = nullptr; }
  Object* tracked_object() noexcept override { return this; }
};

class CodeView final : public ScriptObject {
 public:
  CodeView(Type* type, Ref<Code> of) noexcept : ScriptObject(type), code(std::move(of)) {}
  Ref<Code> code;
};

Frame& frame_of(const Value& v) noexcept {
  return *static_cast<FrameView*>(v.object())->frame;
}
Code& code_of(const Value& v) noexcept {
  return *static_cast<CodeView*>(v.object())->code;
}

Value get_line(Runtime&, const Value& self) {
  return Value::integer(frame_of(self).line());
}
Value get_code(Runtime& rt, const Value& self) {
  return code_view(rt, *frame_of(self).code);
}
Value get_locals(Runtime& rt, const Value& self) {
  return Value(locals_of(rt, frame_of(self)));
}
Value get_globals(Runtime&, const Value& self) {
  return Value(frame_of(self).function->globals);
}
// Of a frame that runs no more nobody knows who called it.
Value get_back(Runtime& rt, const Value& self) {
  for (Frame* frame = interpreter(rt).frame(); frame; frame = frame->back)
    if (frame == &frame_of(self)) return frame->back ? view_of(rt, *frame->back) : Value(none);
  return none;
}
Value get_builtins(Runtime& rt, const Value&) {
  return Value(Ref<Dict>(&interpreter(rt).builtins()));
}
Value get_last_instruction(Runtime&, const Value& self) {
  const Frame& frame = frame_of(self);
  return Value::integer(2 * (frame.pc - frame.code->instructions.data()));
}
Value get_nothing(Runtime&, const Value&) {
  return none;
}
Value clear_frame(Runtime&, Args) {
  return none;
}
constexpr NativeMethod frame_methods[] = {{"clear", clear_frame, no_arguments()}};
constexpr NativeAttribute frame_attributes[] = {
    {"f_lineno", get_line},    {"f_code", get_code}, {"f_locals", get_locals},
    {"f_globals", get_globals}, {"f_back", get_back}, {"f_builtins", get_builtins},
    {"f_lasti", get_last_instruction}, {"f_trace", get_nothing}};

// tb_frame, which is a traceback's although the frame is the VM's.
Value get_traceback_frame(Runtime& rt, const Value& self) {
  const Value& frame = static_cast<TracebackObject*>(self.object())->entries.front().frame;
  return frame.is_object() ? view_of(rt, *static_cast<Frame*>(frame.object())) : Value(none);
}
constexpr NativeAttribute traceback_frame{"tb_frame", get_traceback_frame};

Value get_name(Runtime&, const Value& self) {
  return Value(Ref<Str>(code_of(self).name));
}
Value get_qualname(Runtime&, const Value& self) {
  return Value(Ref<Str>(code_of(self).qualname));
}
Value get_file(Runtime&, const Value& self) {
  return Value(Ref<Str>(code_of(self).file));
}
Value get_first_line(Runtime&, const Value& self) {
  return Value::integer(code_of(self).first_line);
}
Value get_argument_count(Runtime&, const Value& self) {
  return Value::integer(code_of(self).positional);
}
Value names_of(Runtime& rt, const std::vector<Str*>& from) {
  Ref<Tuple> names = script::make_tuple(rt, from.size());
  for (std::size_t i = 0; i < from.size(); ++i) (*names)[i] = Value(Ref<Str>(from[i]));
  return names;
}
Value get_variables(Runtime& rt, const Value& self) {
  return names_of(rt, code_of(self).locals);
}
Value get_free_variables(Runtime& rt, const Value& self) {
  return names_of(rt, code_of(self).frees);
}
Value get_cell_variables(Runtime& rt, const Value& self) {
  return names_of(rt, code_of(self).cells);
}
Value get_local_count(Runtime&, const Value& self) {
  return Value::integer(static_cast<std::int64_t>(code_of(self).locals.size()));
}
Value get_positional_only_count(Runtime&, const Value& self) {
  return Value::integer(code_of(self).positional_only);
}
Value get_keyword_only_count(Runtime&, const Value& self) {
  return Value::integer(code_of(self).keyword_only);
}
Value get_flags(Runtime&, const Value& self) {
  const CodeFlags& flags = code_of(self).flags;
  return Value::integer((flags.function_like ? 3 : 0) | (flags.star ? 4 : 0) | (flags.double_star ? 8 : 0) |
                        (flags.generator ? 0x20 : 0) | (flags.coroutine ? 0x80 : 0) |
                        (flags.async_generator ? 0x200 : 0));
}
constexpr NativeAttribute code_attributes[] = {{"co_name", get_name},
                                               {"co_qualname", get_qualname},
                                               {"co_filename", get_file},
                                               {"co_firstlineno", get_first_line},
                                               {"co_argcount", get_argument_count},
                                               {"co_posonlyargcount", get_positional_only_count},
                                               {"co_kwonlyargcount", get_keyword_only_count},
                                               {"co_nlocals", get_local_count},
                                               {"co_freevars", get_free_variables},
                                               {"co_cellvars", get_cell_variables},
                                               {"co_varnames", get_variables},
                                               {"co_flags", get_flags}};

void add_cells(Frame& frame, const std::vector<Str*>& names, std::uint32_t first, Dict& into) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Value& slot = frame.slots()[first + i];
    if (is_unset(slot)) continue;
    const Value& content = static_cast<Cell*>(slot.object())->content;
    if (!is_unset(content)) into.set(names[i], content);
  }
}

}  // namespace

Value view_of(Runtime& rt, Frame& frame) {
  return rt.heap().make<FrameView>(interpreter(rt).vm.frame, Ref<Frame>(&frame));
}

Value code_view(Runtime& rt, Code& code) {
  return rt.heap().make<CodeView>(interpreter(rt).vm.code, Ref<Code>(&code));
}

Ref<Dict> locals_of(Runtime& rt, Frame& frame) {
  if (frame.names) return frame.names;
  if (!frame.code->flags.function_like) return frame.function->globals;
  Ref<Dict> names = make_dict(rt);
  const auto& locals = frame.code->locals;
  for (std::size_t i = 0; i < locals.size(); ++i)
    if (!is_unset(frame.slots()[i])) names->set(locals[i], frame.slots()[i]);
  add_cells(frame, frame.code->cells, frame.code->first_cell(), *names);
  add_cells(frame, frame.code->frees, frame.code->first_free(), *names);
  return names;
}

Ref<Type> make_frame_type(Runtime& rt) {
  Type& traceback = *rt.types().traceback;
  traceback.assign(rt, rt.heap().intern(traceback_frame.name), make_getset(rt, traceback, traceback_frame));
  return make_type(rt, {.name = "frame",
                        .flags = TypeFlag::no_construct,
                        .methods = frame_methods,
                        .attributes = frame_attributes});
}

Ref<Type> make_code_type(Runtime& rt) {
  return make_type(rt, {.name = "code", .flags = TypeFlag::no_construct, .attributes = code_attributes});
}

}  // namespace orrery::script
