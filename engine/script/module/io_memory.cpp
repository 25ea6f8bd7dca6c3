// io.StringIO and io.BytesIO.
#include <fmt/format.h>

#include "engine/script/module/io_buffer.hpp"
#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/iterators.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

// ---------------------------------------------------------------- content as values

struct TextKind {
  using Char = char32_t;
  static std::u32string content(Runtime& rt, const Value& v) {
    if (!is_str(v)) raise_type_error(rt, fmt::format("string argument expected, got '{}'", type_of(rt, v)->name()));
    std::u32string decoded;
    const std::string_view bytes = as_str(v).view();
    for (const char* p = bytes.data(); p < bytes.data() + bytes.size();) decoded += next_code_point(p);
    return decoded;
  }
  static Value value(Runtime& rt, const std::u32string& content) {
    std::string encoded;
    for (const char32_t c : content) append_utf8(encoded, c);
    return text(rt, encoded);
  }
  static Type* native(Runtime& rt) { return standard_state(rt).string_io; }
};
struct BytesKind {
  using Char = char;
  static std::string content(Runtime& rt, const Value& v) { return std::string(bytes_argument(rt, v)); }
  static Value value(Runtime& rt, const std::string& content) { return make_bytes(rt, content); }
  static Type* native(Runtime& rt) { return standard_state(rt).bytes_io; }
};

template <class Kind>
using File = MemoryFile<typename Kind::Char>;

template <class Kind>
File<Kind>& file_of(const Value& v) {
  return *static_cast<File<Kind>*>(v.object());
}
template <class Kind>
File<Kind>& open_file(Runtime& rt, const Value& v) {
  File<Kind>& file = file_of<Kind>(v);
  if (file.closed)
    raise_value_error(rt, "I/O operation on closed file" + std::string(sizeof(typename Kind::Char) == 1 ? "." : ""));
  return file;
}
std::int64_t size_argument(Runtime& rt, Args args) {
  if (args.size() < 2 || args[1].is_none()) return -1;
  return index_number(rt, index(rt, args[1]), rt.types().overflow_error);
}

// ---------------------------------------------------------------- the methods

template <class Kind>
Value construct(Runtime& rt, Type* type, Args) {
  if (type == Kind::native(rt)) return Value(rt.heap().make<File<Kind>>(type));
  return Value(rt.heap().make<WithAttributes<File<Kind>>>(type));
}
void init_text(Runtime& rt, const Value& self, Args args) {
  const auto [initial, newline] = script::bind<2>(rt, "StringIO", {"initial_value", "newline"}, args);
  auto& file = file_of<TextKind>(self);
  file.content.clear();
  file.at = 0;
  if (is_none_or_unset(initial)) return;
  if (!is_str(initial))
    raise_type_error(rt, fmt::format("initial_value must be str or None, not {}", type_of(rt, initial)->name()));
  file.content = TextKind::content(rt, initial);
}
void init_bytes(Runtime& rt, const Value& self, Args args) {
  const auto [initial] = script::bind<1>(rt, "BytesIO", {"initial_bytes"}, args);
  auto& file = file_of<BytesKind>(self);
  file.content = is_none_or_unset(initial) ? std::string() : BytesKind::content(rt, initial);
  file.at = 0;
}

template <class Kind>
Value write(Runtime& rt, Args args) {
  const auto content = Kind::content(rt, args[1]);
  auto& file = open_file<Kind>(rt, args[0]);
  if (content.empty()) return Value::integer(0);
  rt.heap().expect((file.at + content.size()) * sizeof(typename Kind::Char));
  file.write(content);
  return Value::integer(static_cast<std::int64_t>(content.size()));
}
template <class Kind>
Value writelines(Runtime& rt, Args args) {
  for_each(rt, args[1], [&](const Value& line) { call_method(rt, args[0], "write", {line}); });
  return none;
}
template <class Kind>
Value read(Runtime& rt, Args args) {
  return Kind::value(rt, open_file<Kind>(rt, args[0]).read(size_argument(rt, args)));
}
template <class Kind>
Value readline(Runtime& rt, Args args) {
  return Kind::value(rt, open_file<Kind>(rt, args[0]).read_line(size_argument(rt, args)));
}
template <class Kind>
Value readlines(Runtime& rt, Args args) {
  auto& file = open_file<Kind>(rt, args[0]);
  const Ref<List> lines = make_list(rt);
  while (file.at < file.content.size()) lines->append(Kind::value(rt, file.read_line(-1)));
  return Value(lines);
}
template <class Kind>
Value next_line(Runtime& rt, const Value& self) {
  auto& file = open_file<Kind>(rt, self);
  return file.at < file.content.size() ? Kind::value(rt, file.read_line(-1)) : Value(unset);
}
template <class Kind>
Value getvalue(Runtime& rt, Args args) {
  return Kind::value(rt, open_file<Kind>(rt, args[0]).content);
}
template <class Kind>
Value tell(Runtime& rt, Args args) {
  return Value::integer(static_cast<std::int64_t>(open_file<Kind>(rt, args[0]).at));
}
template <class Kind>
Value seek(Runtime& rt, Args args) {
  auto& file = open_file<Kind>(rt, args[0]);
  std::int64_t to = index_number(rt, index(rt, args[1]), rt.types().overflow_error);
  const std::int64_t whence = args.size() > 2 ? index_number(rt, args[2], rt.types().overflow_error) : 0;
  if (whence < 0 || whence > 2) raise_value_error(rt, fmt::format("Invalid whence ({}, should be 0, 1 or 2)", whence));
  constexpr bool is_text = sizeof(typename Kind::Char) > 1;
  if (is_text && whence != 0 && to != 0) raise(rt, rt.types().os_error, "Can't do nonzero cur-relative seeks");
  if (whence == 0 && to < 0)
    raise_value_error(
        rt, is_text ? fmt::format("Negative seek position {}", to) : fmt::format("negative seek value {}", to));
  to += static_cast<std::int64_t>(whence == 1 ? file.at : whence == 2 ? file.content.size() : 0);
  file.at = static_cast<std::size_t>(std::max<std::int64_t>(0, to));
  return Value::integer(static_cast<std::int64_t>(file.at));
}
template <class Kind>
Value truncate(Runtime& rt, Args args) {
  auto& file = open_file<Kind>(rt, args[0]);
  const std::int64_t size =
      args.size() > 1 && !args[1].is_none() ? size_argument(rt, args) : static_cast<std::int64_t>(file.at);
  if (size < 0) raise_value_error(rt, fmt::format("Negative size value {}", size));
  if (static_cast<std::size_t>(size) < file.content.size()) file.content.resize(static_cast<std::size_t>(size));
  return Value::integer(size);
}
template <class Kind>
Value close(Runtime&, Args args) {
  file_of<Kind>(args[0]).closed = true;
  file_of<Kind>(args[0]).content.clear();
  return none;
}
template <class Kind>
Value enter(Runtime& rt, Args args) {
  open_file<Kind>(rt, args[0]);
  return args[0];
}
template <class Kind>
Value leave(Runtime& rt, Args args) {
  call_method(rt, args[0], "close");
  return none;
}
template <class Kind>
Value yes(Runtime& rt, Args args) {
  open_file<Kind>(rt, args[0]);
  return true_value;
}
template <class Kind>
Value no(Runtime& rt, Args args) {
  open_file<Kind>(rt, args[0]);
  return false_value;
}
template <class Kind>
Value flush(Runtime& rt, Args args) {
  open_file<Kind>(rt, args[0]);
  return none;
}
template <class Kind>
Value get_closed(Runtime&, const Value& self) {
  return boolean(file_of<Kind>(self).closed);
}

template <class Kind>
constexpr NativeMethod methods[] = {{"write", write<Kind>, one_argument()},
                                    {"writelines", writelines<Kind>, one_argument()},
                                    {"read", read<Kind>, between(0, 1)},
                                    {"readline", readline<Kind>, between(0, 1)},
                                    {"readlines", readlines<Kind>, between(0, 1)},
                                    {"getvalue", getvalue<Kind>, no_arguments()},
                                    {"tell", tell<Kind>, no_arguments()},
                                    {"seek", seek<Kind>, between(1, 2)},
                                    {"truncate", truncate<Kind>, between(0, 1)},
                                    {"flush", flush<Kind>, no_arguments()},
                                    {"close", close<Kind>, no_arguments()},
                                    {"readable", yes<Kind>, no_arguments()},
                                    {"writable", yes<Kind>, no_arguments()},
                                    {"seekable", yes<Kind>, no_arguments()},
                                    {"isatty", no<Kind>, no_arguments()},
                                    {"__enter__", enter<Kind>, no_arguments()},
                                    {"__exit__", leave<Kind>}};
template <class Kind>
constexpr NativeAttribute attributes[] = {{"closed", get_closed<Kind>}};

template <class Kind>
Type* make_class(Runtime& rt, std::string_view name, void (*init)(Runtime&, const Value&, Args)) {
  TypeSpec spec{.name = name,
                .module = "_io",
                .flags = TypeFlag::base_type,
                .methods = methods<Kind>,
                .attributes = attributes<Kind>};
  spec.slots.construct = construct<Kind>;
  spec.slots.init = init;
  spec.slots.iter = iter_itself;
  spec.slots.next = next_line<Kind>;
  return rt.types().keep(make_type(rt, spec));
}

}  // namespace

Type* make_string_io_class(Runtime& rt) {
  return standard_state(rt).string_io = make_class<TextKind>(rt, "_io.StringIO", init_text);
}
Type* make_bytes_io_class(Runtime& rt) {
  return standard_state(rt).bytes_io = make_class<BytesKind>(rt, "_io.BytesIO", init_bytes);
}

}  // namespace orrery::script
