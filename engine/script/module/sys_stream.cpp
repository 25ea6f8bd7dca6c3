#include "engine/script/module/sys_stream.hpp"

#include <fmt/format.h>

#include <vector>

#include "engine/script/module/library.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

class TextStream final : public ScriptObject {
 public:
  TextStream(Type* type, Stream to) noexcept : ScriptObject(type), stream(to) {}
  Stream stream;
};
Stream stream_of(const Value& v) {
  return static_cast<TextStream*>(v.object())->stream;
}

Value write(Runtime& rt, Args args) {
  if (!is_str(args[1]))
    raise_type_error(rt, "write() argument must be str, not " + std::string(type_of(rt, args[1])->name()));
  Str& text = as_str(args[1]);
  rt.write(stream_of(args[0]), text.view());
  return Value::integer(static_cast<std::int64_t>(text.length()));
}
Value writelines(Runtime& rt, Args args) {
  for_each(rt, args[1], [&](const Value& line) { write(rt, {args[0], line}); });
  return none;
}
Value flush(Runtime&, Args) {
  return none;
}
Value no(Runtime&, Args) {
  return false_value;
}
Value yes(Runtime&, Args) {
  return true_value;
}
Value fileno(Runtime&, Args args) {
  return Value::integer(stream_of(args[0]) == Stream::output ? 1 : 2);
}
std::string_view name_of(const Value& self) {
  return stream_of(self) == Stream::output ? "<stdout>" : "<stderr>";
}
Value get_name(Runtime& rt, const Value& self) {
  return text(rt, name_of(self));
}
Value get_encoding(Runtime& rt, const Value&) {
  return text(rt, "utf-8");
}
Value get_errors(Runtime& rt, const Value& self) {
  return text(rt, stream_of(self) == Stream::output ? "strict" : "backslashreplace");
}
Value get_mode(Runtime& rt, const Value&) {
  return text(rt, "w");
}
Value get_closed(Runtime&, const Value&) {
  return false_value;
}
Value repr_stream(Runtime& rt, const Value& self) {
  return text(rt, fmt::format("<_io.TextIOWrapper name='{}' mode='w' encoding='utf-8'>", name_of(self)));
}

constexpr NativeMethod methods[] = {
    {"write", write, one_argument()}, {"writelines", writelines, one_argument()}, {"flush", flush, no_arguments()},
    {"isatty", no, no_arguments()},   {"readable", no, no_arguments()},           {"writable", yes, no_arguments()},
    {"seekable", no, no_arguments()}, {"fileno", fileno, no_arguments()},         {"reconfigure", flush}};
constexpr NativeAttribute attributes[] = {
    {"name", get_name}, {"encoding", get_encoding}, {"errors", get_errors}, {"mode", get_mode}, {"closed", get_closed}};

// print(..., file=stream)
Value print_to(Runtime& rt, const Value& print, Args args, const Value& stream) {
  std::vector<Value> values(args.begin(), args.end()), names;
  for (std::size_t i = 0; i < args.keyword_count(); ++i) {
    if (args.keyword_name(i)->view() == "file") continue;
    names.push_back(Value(Ref<Str>(args.keyword_name(i))));
    values.push_back(args.keyword_value(i));
  }
  names.push_back(Value(Ref<Str>(rt.heap().intern("file"))));
  values.push_back(stream);
  const Ref<Tuple> named = make_tuple(rt, std::span<const Value>(names));
  return call(rt, print, Args(values.data(), args.size(), named.get()));
}

// `bound`: (the print() that writes to the program's output, the names of sys, the first sys.stdout)
Value print_following(Runtime& rt, Args args) {
  const Tuple& bound = as_tuple(args[0]);
  const Args own = args.skip(1);
  const Value* const file = own.keyword("file");
  if (file && !file->is_none()) return call(rt, bound[0], own);
  const Value* const stream = as_dict(bound[1]).find(std::string_view("stdout"));
  if (!stream || *stream == bound[2]) return call(rt, bound[0], own);
  return stream->is_none() ? Value(none) : print_to(rt, bound[0], own, Value(*stream));
}

}  // namespace

Type* make_stream_type(Runtime& rt) {
  TypeSpec spec{.name = "_io.TextIOWrapper",
                .module = "_io",
                .flags = TypeFlag::no_construct,
                .methods = methods,
                .attributes = attributes};
  spec.slots.repr = repr_stream;
  return rt.types().keep(make_type(rt, spec));
}

Value make_stream(Runtime& rt, Type* type, Stream stream) {
  return Value(rt.heap().make<TextStream>(type, stream));
}

void follow_stdout(Runtime& rt, Dict& sys, const Value& original) {
  Dict& builtins = interpreter(rt).builtins();
  const Value* const print = builtins.find(std::string_view("print"));
  if (!print) return;
  const Value bound(make_tuple(rt, {*print, Value(Ref<Dict>(&sys)), original}));
  builtins.set(rt.heap().intern("print"), make_bound_native(rt, "print", print_following, bound));
}

}  // namespace orrery::script
